// An instant of the reader's own life (a sign-in, an act), on their clock. The page corrects the zone in the browser.
import type { JSX } from "preact";
import { isoTime } from "../../../web/words/format.ts";
import { timeFor } from "./times.ts";
import type { PageFrame } from "./view-models.ts";

type OwnTimeProps = {
  readonly frame: PageFrame;
  readonly atMs: number;
  /** What is said around the time. */
  readonly words?: (time: string) => string;
};

const alone = (time: string): string => time;

export const OwnTime = ({ frame, atMs, words = alone }: OwnTimeProps): JSX.Element => (
  <time datetime={isoTime(atMs)} data-own-time-ms={atMs} data-own-words={words("{}")}>
    {words(timeFor(frame, atMs))}
  </time>
);
