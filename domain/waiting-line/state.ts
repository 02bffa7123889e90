// The whole state of one line in memory: compact arrays over positions, a map only for the few who are inside.
import { ENTRY } from "./entry-status.ts";
import type { DrawPlan, FallbackReason, LineSettings, PurchasePhase, SaleWindow, ShowtimeCounts } from "./events.ts";
import { type FanTable, newFanTable } from "./fan-table.ts";
import { type Fenwick, growFenwick, marksUpTo, newFenwick } from "./fenwick.ts";

/** One slot of the room. Its deadline is in line time, which stands still while the sale is paused. */
export type Guest = {
  position: number;
  deadline_ms: number;
  /** The latest deadline any pass of this place was signed with: an order may end sooner, its pass is still in a hand. */
  promised_ms: number;
  admitted_at_ms: number;
  prolonged: boolean;
  /** A hold extends the pass once; a later one does not. */
  hold_used: boolean;
  /** An order does too: no later one lasts past the turn's end. */
  order_used: boolean;
  /** When the claimed time ends, untouched by what holds and orders added to it; 0 until claimed. */
  stay_ends_ms: number;
  /** Where holds and orders may take the deadline at most; only a payment under way is waited for longer (L16). */
  turn_ends_ms: number;
  /** The orders that are being paid: one that is not does not hide another. */
  paying: string[];
  phase: PurchasePhase | null;
  /** The pass was ended early and the ledgers do not all know yet: the slot may not go on. */
  draining: boolean;
};

export type Sale = {
  window: SaleWindow;
  paused_at_ms: number | null;
  /** All pauses that are over, together. */
  paused_ms: number;
  /** Grows with every change of the line's clock, so that ledgers can tell a late word of it from a new one. */
  clock_version: number;
  ended_at_ms: number | null;
  cancelled_at_ms: number | null;
};

/** What was observed of the room, forgetting slowly: how many stays ended and began in how much slot time. */
export type Flow = { at_ms: number; stays_ended: number; stays_begun: number; slot_ms: number };

/** A line that is drawn: what was announced, and how far it has come. */
export type LineDraw = {
  plan: DrawPlan;
  /** Waited for now, or the one that drew. */
  round: number;
  postponed: number;
  frozen: { at_ms: number; entrants: number; root: string } | null;
  outcome: { state: "DRAWN"; signature: string } | { state: "FALLBACK"; reason: FallbackReason } | null;
  /** Who went before the list was frozen, by arrival number, ascending; and what became of each. */
  gone: { arrivals: number[]; statuses: number[] };
  /** The place of each lobby number, and the lobby number of each place; empty while lobby numbers are the order. */
  places: Uint32Array;
  lobby: Uint32Array;
};

export type LineState = {
  show_id: string | null;
  /** The latest time any event carried: no later event may carry an earlier one. */
  clock_ms: number;
  joined: number;
  /** Everyone up to here has had their turn or has gone. */
  head: number;
  waiting: number;
  entries: Uint8Array;
  /** Who left the line before their turn. */
  gone: Fenwick;
  fans: FanTable;
  room: Map<number, Guest>;
  /** How many of the room's slots wait for the ledgers to know that their pass has ended. */
  draining: number;
  /** No guest's deadline is earlier than this; it may be earlier than all of them. */
  deadline_bound_ms: number;
  sale: Sale;
  settings: LineSettings;
  /** Nobody is let in before this. No event: told again each minute, it is not the line's own truth. */
  braked_until_ms: number;
  counts: Map<string, ShowtimeCounts>;
  step: { started_at_ms: number; admitted: number };
  flow: Flow;
  /** The last position given in the VIP window: only these are let in before the sale opens for all. */
  presale_last: number;
  totals: {
    admitted: number;
    claimed: number;
    finished: number;
    no_shows: number;
    expired: number;
    left: number;
    removed: number;
  };
  /** Null where the line is first come. */
  draw: LineDraw | null;
};

export const SETTINGS_DEFAULT: LineSettings = {
  room_capacity: 500,
  batch_size: 100,
  step_ms: 1_000,
  claim_ms: 120_000,
  pass_ms: 600_000,
  waiting_per_seat_max: null,
};

const NEVER: SaleWindow = {
  lobby_opens_at_ms: null,
  vip_opens_at_ms: null,
  opens_at_ms: Number.MAX_SAFE_INTEGER,
  closes_at_ms: Number.MAX_SAFE_INTEGER,
};

export const newLineState = (): LineState => ({
  show_id: null,
  clock_ms: 0,
  joined: 0,
  head: 0,
  waiting: 0,
  entries: new Uint8Array(1024),
  gone: newFenwick(1024),
  fans: newFanTable(),
  room: new Map(),
  draining: 0,
  deadline_bound_ms: Number.POSITIVE_INFINITY,
  sale: { window: NEVER, paused_at_ms: null, paused_ms: 0, clock_version: 0, ended_at_ms: null, cancelled_at_ms: null },
  settings: SETTINGS_DEFAULT,
  braked_until_ms: 0,
  counts: new Map(),
  step: { started_at_ms: 0, admitted: 0 },
  flow: { at_ms: 0, stays_ended: 0, stays_begun: 0, slot_ms: 0 },
  presale_last: 0,
  totals: { admitted: 0, claimed: 0, finished: 0, no_shows: 0, expired: 0, left: 0, removed: 0 },
  draw: null,
});

export function growEntries(state: LineState, last: number): void {
  if (last >= state.entries.length) {
    let size = state.entries.length;
    while (size <= last) size *= 2;
    const entries = new Uint8Array(size);
    entries.set(state.entries);
    state.entries = entries;
  }
  growFenwick(state.gone, last);
}

/** A position below nought is of one who went before a lobby was frozen: see numbers.ts. */
export function statusAt(state: LineState, position: number): number {
  if (position >= 0) return state.entries[position] ?? 0;
  const gone = state.draw?.gone;
  return gone?.statuses[gone.arrivals.indexOf(-position)] ?? 0;
}

/** People ahead, exactly: those between the head and this position who have not gone. Fans inside do not count. */
export function aheadOf(state: LineState, position: number): number {
  if (position <= state.head) return 0;
  return position - 1 - state.head - (marksUpTo(state.gone, position - 1) - marksUpTo(state.gone, state.head));
}

export const freeSlots = (state: LineState): number => Math.max(0, state.settings.room_capacity - state.room.size);

export const insideCount = (state: LineState): number => state.room.size - state.draining;

/** The position of the n-th waiting entry after the head. Those who went are stepped over once in the line's life. */
export function nthWaiting(state: LineState, n: number, last: number): { to: number; count: number } {
  let count = 0;
  let to = state.head;
  for (let position = state.head + 1; position <= last && count < n; position++) {
    if (state.entries[position] !== ENTRY.WAITING) continue;
    count++;
    to = position;
  }
  return { to, count };
}

export const bytesOf = (state: LineState): number =>
  state.entries.byteLength +
  state.gone.sums.byteLength +
  state.fans.high.byteLength +
  state.fans.low.byteLength +
  state.fans.position.byteLength;
