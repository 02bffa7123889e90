// What one line counts of its own facts for whoever watches the sale.
import type { SaleStatus } from "../../schema/http/words.ts";
import { ENTRY } from "./entry-status.ts";
import { type Eta, etaFor } from "./flow.ts";
import { isBraked, saleStatus } from "./sale.ts";
import { insideCount, type LineState } from "./state.ts";

export type LineFigures = {
  readonly show_id: string | null;
  readonly status: SaleStatus;
  readonly opens_at_ms: number;
  readonly closes_at_ms: number;
  /** When a pause began that still goes on. */
  readonly paused_at_ms: number | null;
  /** Nobody is let in for now, because what they need inside is away. */
  readonly braked: boolean;
  readonly ended_at_ms: number | null;
  readonly room_capacity: number;
  readonly batch_size: number;
  readonly step_ms: number;
  readonly joined: number;
  readonly waiting: number;
  readonly inside: number;
  /** Of those inside: let in and not come yet. */
  readonly called: number;
  readonly admitted: number;
  readonly finished: number;
  readonly no_shows: number;
  /** Claims and passes that ran out: no-shows among them. */
  readonly expired: number;
  readonly left: number;
  readonly removed: number;
  /** What somebody who joins now is told; null while nothing is known. */
  readonly wait: Eta | null;
  /** The ledgers of its showtimes, by name. */
  readonly ledgers: readonly string[];
  readonly at_ms: number;
};

export function lineFigures(state: LineState, now_ms: number): LineFigures {
  const { admitted, finished, no_shows, expired, left, removed } = state.totals;
  const { room_capacity, batch_size, step_ms } = state.settings;
  const { window, paused_at_ms, ended_at_ms, cancelled_at_ms } = state.sale;
  let called = 0;
  for (const { position } of state.room.values()) if (state.entries[position] === ENTRY.ADMITTED) called++;
  return {
    show_id: state.show_id,
    status: saleStatus(state, now_ms),
    opens_at_ms: window.opens_at_ms,
    closes_at_ms: window.closes_at_ms,
    paused_at_ms,
    braked: isBraked(state, now_ms),
    ended_at_ms: ended_at_ms ?? cancelled_at_ms,
    room_capacity,
    batch_size,
    step_ms,
    joined: state.joined,
    waiting: state.waiting,
    inside: insideCount(state),
    called,
    admitted,
    finished,
    no_shows,
    expired,
    left,
    removed,
    wait: etaFor(state, state.waiting, now_ms),
    ledgers: [...state.counts.values()].map(({ ledger }) => ledger),
    at_ms: now_ms,
  };
}
