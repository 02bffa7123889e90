// The door's page: who it is for and how it stands, the answer, the camera, a field, the last scans. For one hand, at night.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Direction } from "../../domain/door/merge.ts";
import { wordsFor } from "../words/words.ts";
import { Answer, type Clock, type GateWords } from "./answer.tsx";
import type { Desk } from "./desk.ts";
import { Eye } from "./eye.tsx";
import type { DoorFacts } from "./facts.ts";
import { ByHand, Doubles, Last } from "./lists.tsx";
import { mayUndo } from "./own-scans.ts";

type Props = { readonly desk: Desk; readonly facts: DoorFacts; readonly now_ms: number };

/** An answer leaves by itself, so that the screen is free for whoever comes later; the next scan does not wait for it. */
export const ANSWER_STAYS_MS = 6_000;

export const GateApp = ({ desk, facts, now_ms }: Props): JSX.Element => {
  const { gate, buying } = wordsFor(facts.language);
  const seatOf: GateWords["seatOf"] = ({ section, row, label }) => buying.checkout.seat(section, row, label);
  const words = { ...gate, seatOf };
  const [direction, setDirection] = useState<Direction>("in");
  const [hidden, setHidden] = useState("");
  const { verdict } = desk;
  const time = clockOf(facts, now_ms);
  if (desk.closed) {
    return (
      <div class="gate-closed">
        <h1>{words.closedTitle}</h1>
        <p>{words.closedText}</p>
      </div>
    );
  }
  const fresh = verdict !== null && now_ms - verdict.at_ms < ANSWER_STAYS_MS;
  const shown = verdict !== null && fresh && spoken(verdict) !== hidden ? verdict : null;
  return (
    <div class="gate" data-answering={shown !== null}>
      <Head desk={desk} facts={facts} words={words} time={time} />
      <div class="gate-answer" aria-live="assertive">
        {shown === null ? (
          <p class="gate-next">{words.next}</p>
        ) : (
          <Answer verdict={shown} words={words} time={time} away={() => setHidden(spoken(shown))} />
        )}
      </div>
      <Eye words={words} found={(text) => void desk.scan(text, direction)} />
      <fieldset class="gate-ways">
        <legend class="unseen">{words.ways}</legend>
        {(["in", "out"] as const).map((one) => (
          <button
            key={one}
            type="button"
            class="button button-plain"
            aria-pressed={direction === one}
            onClick={() => setDirection(one)}
          >
            {one === "in" ? words.directionIn : words.directionOut}
          </button>
        ))}
      </fieldset>
      <ByHand desk={desk} direction={direction} words={words} />
      <Doubles desk={desk} words={words} time={time} />
      <Last desk={desk} words={words} time={time} />
    </div>
  );
};

const spoken = ({ nonce, late }: { readonly nonce: string; readonly late: boolean }): string => `${nonce} ${late}`;

type Faces = Readonly<Record<"day" | "time" | "whole", Intl.DateTimeFormat>>;
let made: { readonly facts: DoorFacts; readonly faces: Faces } | null = null;

/** Made once: a slow phone feels each of them, and the page is drawn with every answer. */
function facesOf(facts: DoorFacts): Faces {
  if (made?.facts === facts) return made.faces;
  const { language, time_zone } = facts;
  const day = new Intl.DateTimeFormat(language, { dateStyle: "short", timeZone: time_zone });
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short", timeZone: time_zone });
  const whole = new Intl.DateTimeFormat(language, {
    month: "short",
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    minute: "2-digit",
    timeZone: time_zone,
  });
  made = { facts, faces: { day, time, whole } };
  return made.faces;
}

/** The day is said where it is not today's. */
function clockOf(facts: DoorFacts, now_ms: number): Clock {
  const { day, time, whole } = facesOf(facts);
  const today = day.format(now_ms);
  return (at_ms) => (day.format(at_ms) === today ? time : whole).format(at_ms);
}

type HeadProps = {
  readonly desk: Desk;
  readonly facts: DoorFacts;
  readonly words: GateWords;
  readonly time: Clock;
};

const Head = ({ desk, facts, words, time }: HeadProps): JSX.Element => {
  const { book, own, online, fresh_at_ms } = desk;
  const waiting = own.filter(({ sent_at_ms }) => sent_at_ms === null).length;
  const own_entered = own.filter((scan) => scan.shown === "entered" && mayUndo(scan, own)).length;
  return (
    <header class="gate-head">
      <h1 class="gate-door">{facts.door}</h1>
      <p class="gate-show">{facts.title}</p>
      <Showtimes desk={desk} words={words} time={time} />
      <p class="gate-state tabular" role="status">
        <strong>{words.entered(Math.max(book?.entered ?? 0, own_entered))}</strong>
        <span data-online={online}>{online ? words.online : words.offline}</span>
        {book === null ? (
          <span>{online ? words.loading : words.noList}</span>
        ) : (
          <span data-age>{words.age(time(fresh_at_ms), book.manifest.tickets.length)}</span>
        )}
        {waiting === 0 ? null : <span>{words.waiting(waiting)}</span>}
      </p>
    </header>
  );
};

const Showtimes = ({ desk, words, time }: Omit<HeadProps, "facts">): JSX.Element | null => {
  const manifest = desk.book?.manifest;
  if (manifest === undefined) return null;
  if (manifest.showtimes.length < 2) return <p class="gate-showtime">{time(manifest.showtime.starts_at_ms)}</p>;
  return (
    <select
      class="control control-select gate-showtime"
      aria-label={words.showtime}
      value={manifest.showtime.id}
      onChange={(event) => void desk.choose(event.currentTarget.value)}
    >
      {manifest.showtimes.map(({ id, starts_at_ms }) => (
        <option key={id} value={id}>
          {time(starts_at_ms)}
        </option>
      ))}
    </select>
  );
};
