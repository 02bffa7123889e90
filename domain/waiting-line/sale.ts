// What the sale is at a moment, derived from time and facts at each use: a late alarm can never open it late.
import type { SaleStatus } from "../../schema/http/words.ts";
import type { LineState } from "./state.ts";

/** Sold out means that over all showtimes on sale nothing is available, held or paying: nothing can come back. */
export function isSoldOut(state: LineState): boolean {
  let on_sale = 0;
  for (const counts of state.counts.values()) {
    if (!counts.on_sale) continue;
    on_sale++;
    if (counts.available + counts.held + counts.paying > 0) return false;
  }
  return on_sale > 0;
}

/** Null while no ledger has told its counts: then nothing is known and nothing is held against anyone. */
export function seatsLeft(state: LineState): number | null {
  if (state.counts.size === 0) return null;
  let available = 0;
  for (const counts of state.counts.values()) if (counts.on_sale) available += counts.available;
  return available;
}

/** Seats that are taken for now but may return. */
export function seatsMayReturn(state: LineState): number {
  let taken = 0;
  for (const counts of state.counts.values()) if (counts.on_sale) taken += counts.held + counts.paying;
  return taken;
}

export const isOver = (state: LineState, now_ms: number): boolean =>
  state.sale.ended_at_ms !== null || state.sale.cancelled_at_ms !== null || now_ms >= state.sale.window.closes_at_ms;

/** Before the sale opens for all, and while only fans on the list may enter. */
export function isPresale(state: LineState, now_ms: number): boolean {
  const { vip_opens_at_ms, opens_at_ms } = state.sale.window;
  return vip_opens_at_ms !== null && now_ms >= vip_opens_at_ms && now_ms < opens_at_ms;
}

/** Everyone may gather from here on, so from here on a fan on the list queues like anyone. */
export function gatheringStarted(state: LineState, now_ms: number): boolean {
  const { lobby_opens_at_ms, opens_at_ms } = state.sale.window;
  return now_ms >= Math.min(lobby_opens_at_ms ?? opens_at_ms, opens_at_ms);
}

/** `vip` asks what the sale is to a fan on the list. */
export function saleStatus(state: LineState, now_ms: number, vip = false): SaleStatus {
  if (isOver(state, now_ms)) return "ENDED";
  const open = now_ms >= state.sale.window.opens_at_ms || (vip && isPresale(state, now_ms));
  if (!open) return gatheringStarted(state, now_ms) ? "LOBBY" : "SCHEDULED";
  if (isSoldOut(state)) return "SOLD_OUT";
  if (state.sale.paused_at_ms !== null) return "PAUSED";
  return "OPEN";
}

/** Milliseconds for which the line's clocks have stood still. A pause ends with the booking window at the latest. */
export function pausedMs(state: LineState, now_ms: number): number {
  const { paused_at_ms, paused_ms, window } = state.sale;
  if (paused_at_ms === null) return paused_ms;
  return paused_ms + Math.max(0, Math.min(now_ms, window.closes_at_ms) - paused_at_ms);
}

/** The time by which claims and passes run: it stands still while the sale is paused, so a pause moves no deadline. */
export const lineTime = (state: LineState, now_ms: number): number => now_ms - pausedMs(state, now_ms);

export const isPaused = (state: LineState, now_ms: number): boolean =>
  state.sale.paused_at_ms !== null && !isOver(state, now_ms);

/** When the claimed time of someone inside ends, as if the clocks ran on from now; null until claimed. */
export function stayEndsMs(state: LineState, position: number, now_ms: number): number | null {
  const stay_ends_ms = state.room.get(position)?.stay_ends_ms ?? 0;
  return stay_ends_ms === 0 ? null : stay_ends_ms + pausedMs(state, now_ms);
}

/** The line's clock as the ledgers need it: their holds stand still with it. */
export type ClockFacts = {
  readonly version: number;
  readonly paused_since_ms: number | null;
  /** All pauses that are over, together. */
  readonly paused_total_ms: number;
  /** From here on nothing new is held. */
  readonly closes_at_ms: number;
};

export function clockFacts(state: LineState, now_ms: number): ClockFacts {
  const { clock_version: version, paused_at_ms, paused_ms } = state.sale;
  const closes_at_ms = closesAtMs(state);
  if (isPaused(state, now_ms)) {
    return { version, paused_since_ms: paused_at_ms, paused_total_ms: paused_ms, closes_at_ms };
  }
  return { version, paused_since_ms: null, paused_total_ms: pausedMs(state, now_ms), closes_at_ms };
}

const closesAtMs = ({ sale: { ended_at_ms, cancelled_at_ms, window } }: LineState): number =>
  Math.min(ended_at_ms ?? Infinity, cancelled_at_ms ?? Infinity, window.closes_at_ms);

/** While it lasts nobody is let in; nothing else stands still. It ends by itself, so that a lost word never keeps a line shut. */
export const isBraked = (state: LineState, now_ms: number): boolean => now_ms < state.braked_until_ms;

/** Who may be let in now: up to this position, or nobody (0). */
export function admissibleUpTo(state: LineState, now_ms: number): number {
  if (isOver(state, now_ms) || state.sale.paused_at_ms !== null || isBraked(state, now_ms)) return 0;
  // Nobody comes in while places are still to be drawn, also not when the sale has opened meanwhile.
  if (state.draw !== null && state.draw.outcome === null) return 0;
  // All seats taken for now: the line is kept and nobody is sent into a room with nothing to choose.
  if (seatsLeft(state) === 0) return 0;
  if (now_ms >= state.sale.window.opens_at_ms) return state.joined;
  return isPresale(state, now_ms) ? state.presale_last : 0;
}
