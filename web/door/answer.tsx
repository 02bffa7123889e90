// The answer over the whole screen: a colour, a shape and a word that say the same, readable from an arm's length.
import type { JSX } from "preact";
import type { Shown } from "../../domain/door/merge.ts";
import type { gateKo } from "../words/gate-ko.ts";
import type { Verdict } from "./book.ts";
import type { Spoken } from "./desk.ts";
import type { Seat } from "./own-scans.ts";

/** The door's own words, and how a seat is called everywhere. */
export type GateWords = typeof gateKo & { readonly seatOf: (seat: Omit<Seat, "grade">) => string };
export type Clock = (at_ms: number) => string;
export type Tone = "go" | "look" | "stop";

const TONES: Readonly<Record<Shown, Tone>> = {
  entered: "go",
  left: "go",
  already_entered: "look",
  wrong_door: "look",
  void: "stop",
  wrong_showtime: "stop",
  invalid: "stop",
};

/** Green, amber, red. A ticket of another time of this show is no stranger's. */
export const toneOf = ({ shown, other_at_ms }: Pick<Verdict, "shown" | "other_at_ms">): Tone =>
  shown === "wrong_showtime" && other_at_ms !== null ? "look" : TONES[shown];

const SHAPES: Readonly<Record<Tone, string>> = {
  go: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.6 14.4L6 12l1.7-1.7 2.7 2.7L16.3 7.2 18 8.9Z",
  look: "M12 2 1 21h22Zm-1.2 7h2.4v6h-2.4Zm0 7.5h2.4v2.3h-2.4Z",
  stop: "M7.8 2h8.4L22 7.8v8.4L16.2 22H7.8L2 16.2V7.8Zm.5 4.7L6.7 8.3 10.4 12l-3.7 3.7 1.6 1.6 3.7-3.7 3.7 3.7 1.6-1.6-3.7-3.7 3.7-3.7-1.6-1.6-3.7 3.7Z",
};

type Props = {
  readonly verdict: Spoken;
  /** Whether the device keeps what was done. */
  readonly kept: boolean;
  readonly words: GateWords;
  readonly time: Clock;
  readonly away: () => void;
};

export const Answer = ({ verdict, kept, words, time, away }: Props): JSX.Element => {
  const { shown, seat, first, name, doors, other_at_ms, late, unlisted } = verdict;
  const tone = toneOf(verdict);
  const other_time = shown === "wrong_showtime" && other_at_ms !== null;
  return (
    <button
      type="button"
      class={`gate-verdict gate-${tone}`}
      data-shown={shown}
      data-tone={tone}
      data-nonce={verdict.nonce}
      onClick={away}
    >
      <svg class="gate-shape" viewBox="0 0 24 24" aria-hidden="true">
        <path fill="currentColor" fill-rule="evenodd" d={SHAPES[tone]} />
      </svg>
      {late ? <span class="gate-late">{tone === "go" ? words.afterAll : words.late}</span> : null}
      <strong class="gate-word">{other_time ? words.otherTime : words.shown[shown]}</strong>
      {shown === "entered" && name !== "" ? <span class="gate-name">{words.greeting(name)}</span> : null}
      {seat === null ? null : <span class="gate-seat">{words.seatOf(seat)}</span>}
      {seat === null ? null : <span class="gate-grade">{words.grade(seat.grade)}</span>}
      {unlisted ? <span class="gate-why">{shown === "wrong_door" ? words.unlistedZone : words.unlisted}</span> : null}
      {first === null ? null : <span class="gate-why">{words.first(time(first.at_ms), first.door)}</span>}
      {doors.length === 0 ? null : <span class="gate-name">{words.goTo(doors.join(", "))}</span>}
      {other_time ? <span class="gate-why">{words.startsAt(time(other_at_ms))}</span> : null}
      {tone === "stop" ? <span class="gate-why">{words.why[shown] ?? ""}</span> : null}
      {kept ? null : <span class="gate-late">{words.unkept}</span>}
    </button>
  );
};
