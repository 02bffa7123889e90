// Where the room's time goes in a simulated sale, and what holds the next fan back at each moment.

import { tokensLeft } from "../waiting-line/decide-room.ts";
import { admissibleUpTo, isSoldOut } from "../waiting-line/sale.ts";
import { freeSlots, type LineState } from "../waiting-line/state.ts";

/** What a slot is used for. */
export const STAY_PHASES = ["no_show", "arriving", "choosing", "checkout", "paying"] as const;
export type StayPhase = (typeof STAY_PHASES)[number];

export type RoomTime = {
  /** Milliseconds with somebody waiting, by what held the next one back. */
  readonly full_ms: number;
  readonly batch_ms: number;
  readonly no_seat_ms: number;
  readonly stopped_ms: number;
  /** Milliseconds of the sale with nobody waiting. */
  readonly empty_line_ms: number;
  readonly by_phase_ms: Readonly<Record<StayPhase, number>>;
  /** Mean share of the room that was taken while somebody waited. */
  readonly filled: number;
};

export class RoomClock {
  #last_ms: number;
  #full_ms = 0;
  #batch_ms = 0;
  #no_seat_ms = 0;
  #stopped_ms = 0;
  #empty_line_ms = 0;
  #taken = 0;
  #waited_ms = 0;
  readonly #by_phase_ms: Record<StayPhase, number> = { no_show: 0, arriving: 0, choosing: 0, checkout: 0, paying: 0 };

  constructor(opens_ms: number) {
    this.#last_ms = opens_ms;
  }

  spent(phase: StayPhase, ms: number): void {
    this.#by_phase_ms[phase] += ms;
  }

  /** Before each change: the time since the last one passed as the line stands now. */
  pass(line: LineState, now_ms: number): void {
    const passed_ms = now_ms - this.#last_ms;
    if (passed_ms <= 0) return;
    this.#last_ms = now_ms;
    // Who still stands there when nothing can come back waits for nothing.
    if (isSoldOut(line)) return;
    if (line.waiting === 0) {
      this.#empty_line_ms += passed_ms;
      return;
    }
    this.#waited_ms += passed_ms;
    this.#taken += (passed_ms * line.room.size) / Math.max(1, line.settings.room_capacity);
    if (line.sale.paused_at_ms !== null) this.#stopped_ms += passed_ms;
    else if (admissibleUpTo(line, now_ms) === 0) this.#no_seat_ms += passed_ms;
    else if (freeSlots(line) === 0) this.#full_ms += passed_ms;
    else if (tokensLeft(line, now_ms - 1) === 0) this.#batch_ms += passed_ms;
  }

  told(): RoomTime {
    return {
      full_ms: this.#full_ms,
      batch_ms: this.#batch_ms,
      no_seat_ms: this.#no_seat_ms,
      stopped_ms: this.#stopped_ms,
      empty_line_ms: this.#empty_line_ms,
      by_phase_ms: { ...this.#by_phase_ms },
      filled: this.#waited_ms === 0 ? 0 : Math.min(1, this.#taken / this.#waited_ms),
    };
  }
}
