// What a ledger says of each seat, by name: what snapshots and frames are held against.
import { type SeatStateName, seatStateName } from "../../../domain/seat-ledger/seat-state.ts";
import type { LedgerState } from "../../../domain/seat-ledger/state.ts";

export function seatsByName(state: LedgerState): Record<string, SeatStateName> {
  const seats: Record<string, SeatStateName> = {};
  for (let place = 0; place < state.map.seats_count; place++) {
    seats[state.map.ids[place] ?? ""] = seatStateName(state.seat_state[place]);
  }
  return seats;
}
