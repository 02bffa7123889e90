// What a forecast keeps of one played sale: small enough to be written down between two slices.

import type { TurnWait, Wait } from "../simulation/observed.ts";
import type { Outcome } from "../simulation/outcome.ts";

/** What holds the sale back: nothing (fans come slower than they are served), the room, the batch, the time that choosing
 * or paying takes in a full room, or seats that are all taken for now. */
export type Binds = "nothing" | "room" | "batch" | "choosing" | "payment" | "no_shows" | "seats";

export type Summary = {
  readonly seed: number;
  readonly sold_out_ms: number | null;
  /** When the sale was over: sold out, or everyone served, or looked at long enough. */
  readonly settled_ms: number;
  readonly seats_sold: number;
  readonly seats_left: number;
  readonly admitted: number;
  readonly never_in: number;
  readonly wait_p50_ms: number | null;
  readonly wait_p90_ms: number | null;
  readonly by_arrival: readonly Wait[];
  readonly by_turn: readonly TurnWait[];
  readonly room_filled: number;
  readonly holds_lost_share: number;
  readonly binds: Binds;
};

/** One use takes more than this of a full room's time: then it is what binds, and not the room as such. */
const MOST = 0.5;

export function summaryOf(outcome: Outcome): Summary {
  const { seed, sold_out_ms, ended_ms, seats, line, waits, room, buying } = outcome;
  return {
    seed,
    sold_out_ms,
    settled_ms: sold_out_ms ?? ended_ms,
    seats_sold: seats.sold,
    seats_left: seats.available + seats.held,
    admitted: line.admitted,
    never_in: line.never_in,
    wait_p50_ms: waits.all.p50_ms,
    wait_p90_ms: waits.all.p90_ms,
    by_arrival: waits.by_arrival,
    by_turn: waits.by_turn,
    room_filled: room.filled,
    holds_lost_share: buying.holds === 0 ? 0 : buying.lost / buying.holds,
    binds: bindsOf(room),
  };
}

function bindsOf(room: Outcome["room"]): Binds {
  const { full_ms, batch_ms, no_seat_ms, empty_line_ms, by_phase_ms } = room;
  const most_ms = Math.max(full_ms, batch_ms, no_seat_ms, empty_line_ms);
  if (most_ms === 0 || most_ms === empty_line_ms) return "nothing";
  if (most_ms === batch_ms) return "batch";
  if (most_ms === no_seat_ms) return "seats";
  const all_ms = Object.values(by_phase_ms).reduce((sum, ms) => sum + ms, 0);
  if (by_phase_ms.choosing + by_phase_ms.arriving > MOST * all_ms) return "choosing";
  if (by_phase_ms.checkout + by_phase_ms.paying > MOST * all_ms) return "payment";
  if (by_phase_ms.no_show > MOST * all_ms) return "no_shows";
  return "room";
}
