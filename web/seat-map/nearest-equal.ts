// As many seats as were lost, of the same grade, side by side, nearest to them: the ledger's own rule, asked on the page,
// so that words and offer come in one breath even before the ledger has answered.
import { nearestEqual } from "../../domain/seat-ledger/nearest.ts";
import { FREE } from "../../domain/seat-ledger/seat-state.ts";
import type { LiveSeats } from "./live-seats.ts";
import type { Plan } from "./plan.ts";

export function nearestEqualTo(plan: Plan, live: LiveSeats, wanted: readonly number[]): readonly number[] {
  const tally = new Int32Array(plan.sections.length * 4);
  live.free_in.forEach((free, section) => {
    tally[section * 4 + FREE] = free;
  });
  return nearestEqual({ map: plan.map, seat_state: live.seat_state, tally }, wanted);
}
