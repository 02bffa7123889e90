// A ledger's seats in four sums, without the lists by section that a page needs.
import { FREE, HELD, SOLD } from "../seat-ledger/seat-state.ts";
import type { LedgerState } from "../seat-ledger/state.ts";

export function seatsOf({ tally, seats_seq }: LedgerState): {
  available: number;
  held: number;
  sold: number;
  version: number;
} {
  const sums = { available: 0, held: 0, sold: 0, version: seats_seq };
  for (let at = 0; at < tally.length; at += 4) {
    sums.available += tally[at + FREE] ?? 0;
    sums.held += tally[at + HELD] ?? 0;
    sums.sold += tally[at + SOLD] ?? 0;
  }
  return sums;
}
