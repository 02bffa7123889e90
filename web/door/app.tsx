// The door's page: who it is for and how it stands, the answer, the camera, a field, the last scans. For one hand, at night.
// With an answer only the answer is drawn; what stands around it is drawn anew where `lists` says so.
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Direction } from "../../domain/door/merge.ts";
import { wordsFor } from "../words/words.ts";
import { Answer, type Clock, type GateWords } from "./answer.tsx";
import type { Desk } from "./desk.ts";
import { Eye } from "./eye.tsx";
import type { DoorFacts } from "./facts.ts";
import { Head } from "./head.tsx";
import { ByHand, Doubles, Last } from "./lists.tsx";

type Props = { readonly desk: Desk; readonly facts: DoorFacts; readonly lists: number; readonly now_ms: number };

/** An answer leaves by itself, so that the screen is free for whoever comes later; the next scan does not wait for it. */
export const ANSWER_STAYS_MS = 6_000;

export const GateApp = ({ desk, facts, lists, now_ms }: Props): JSX.Element => {
  const words = useMemo(() => gateWords(facts), [facts]);
  const [direction, setDirection] = useState<Direction>("in");
  const [hidden, setHidden] = useState("");
  const { verdict } = desk;
  const time = clockOf(facts, now_ms);
  const head = useMemo(() => <Head desk={desk} facts={facts} words={words} time={time} />, [desk, facts, words, lists]);
  const below = useMemo(
    () => <Below desk={desk} words={words} time={time} direction={direction} turn={setDirection} />,
    [desk, words, lists, direction],
  );
  if (desk.closed) return <Closed desk={desk} facts={facts} words={words} />;
  const fresh = verdict !== null && now_ms - verdict.at_ms < ANSWER_STAYS_MS;
  const shown = verdict !== null && fresh && spoken(verdict) !== hidden ? verdict : null;
  return (
    <div class="gate" data-answering={shown !== null}>
      {head}
      <div class="gate-answer" aria-live="assertive">
        {shown === null ? (
          <p class="gate-next">{words.next}</p>
        ) : (
          <Answer verdict={shown} kept={desk.kept} words={words} time={time} away={() => setHidden(spoken(shown))} />
        )}
      </div>
      {below}
    </div>
  );
};

function gateWords({ language }: DoorFacts): GateWords {
  const { gate, buying } = wordsFor(language);
  return { ...gate, seatOf: ({ section, row, label }) => buying.checkout.seat(section, row, label) };
}

type ClosedProps = { readonly desk: Desk; readonly facts: DoorFacts; readonly words: GateWords };

/** The page that was ended when it came stands in its own frame already. */
const Closed = ({ desk, facts, words }: ClosedProps): JSX.Element => (
  <div class={facts.ended ? undefined : "gate-closed"}>
    <h1>{words.closedTitle}</h1>
    <p>{words.closedText}</p>
    {desk.waiting === 0 ? null : <p role="status">{words.closedWaiting(desk.waiting)}</p>}
  </div>
);

type BelowProps = {
  readonly desk: Desk;
  readonly words: GateWords;
  readonly time: Clock;
  readonly direction: Direction;
  readonly turn: (direction: Direction) => void;
};

const Below = ({ desk, words, time, direction, turn }: BelowProps): JSX.Element => (
  <>
    <Eye words={words} found={(text) => void desk.scan(text, direction)} />
    <fieldset class="gate-ways">
      <legend class="unseen">{words.ways}</legend>
      {(["in", "out"] as const).map((one) => (
        <button
          key={one}
          type="button"
          class="button button-plain"
          aria-pressed={direction === one}
          onClick={() => turn(one)}
        >
          {one === "in" ? words.directionIn : words.directionOut}
        </button>
      ))}
    </fieldset>
    <ByHand desk={desk} direction={direction} words={words} />
    <Doubles desk={desk} words={words} time={time} />
    <Last desk={desk} words={words} time={time} />
  </>
);

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
