// Time left until an instant: readable as sent, kept ticking by the site island, which counts from the server's clock.
import type { JSX } from "preact";
import type { Language } from "../../schema/http/words.ts";
import { isoTime, timeLeft } from "../words/format.ts";

export type CountdownProps = {
  readonly untilMs: number;
  readonly nowMs: number;
  readonly language: Language;
  /** What stands here when the time has come. */
  readonly done: string;
  readonly class?: string;
};

export const Countdown = ({ untilMs, nowMs, language, done, class: extra }: CountdownProps): JSX.Element => (
  <time
    class={extra === undefined ? "countdown" : `countdown ${extra}`}
    datetime={isoTime(untilMs)}
    data-countdown-until={untilMs}
    data-countdown-done={done}
  >
    {untilMs <= nowMs ? done : timeLeft(untilMs - nowMs, language)}
  </time>
);
