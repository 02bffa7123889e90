// Who is let in, how long they may stay, and how a slot falls free. Every command is decided after what time has
// already ended was swept, so a deadline that has passed is never met by a late request.
import { ok, type Result, refused } from "../result.ts";
import { decideDrawDue, drawTimes } from "./decide-draw.ts";
import { ENTRY, isLive } from "./entry-status.ts";
import type { ClaimedBy, LineEvent, LineFailure, PurchasePhase } from "./events.ts";
import { admissibleUpTo, isBraked, isOver, isPaused, lineTime, saleStatus } from "./sale.ts";
import { freeSlots, type LineState, nthWaiting, statusAt } from "./state.ts";

type Decision = Result<readonly LineEvent[], LineFailure>;

/** Claims and passes whose time is over, and the times of the booking window that have come. */
export function decideDue(state: LineState, now_ms: number): readonly LineEvent[] {
  const events: LineEvent[] = [];
  if (windowPassed(state, now_ms)) {
    events.push({ kind: "ticked", at_ms: now_ms });
  }
  events.push(...decideDrawDue(state, now_ms));
  const line_ms = lineTime(state, now_ms);
  if (line_ms < state.deadline_bound_ms) return events;
  for (const guest of state.room.values()) {
    if (guest.deadline_ms > line_ms) continue;
    const { position, promised_ms, draining } = guest;
    // The pass has run out by its own signature, so there is nothing left to tell the ledgers.
    if (draining) events.push({ kind: "released", at_ms: now_ms, position });
    else {
      const what = statusAt(state, position) === ENTRY.ADMITTED ? "claim" : "pass";
      // An order's time is over before the time its pass was signed for: the slot may not go on while that pass works.
      const early = promised_ms > line_ms && mustTell(state);
      events.push({ kind: "expired", at_ms: now_ms, position, what, ...(early ? { draining: true } : {}) });
    }
  }
  return events;
}

/** After what was due is done: the bound is raised to the truth, so that the room is not looked through at every turn. */
export function tightenBound(state: LineState, now_ms: number): void {
  if (lineTime(state, now_ms) < state.deadline_bound_ms) return;
  let bound_ms = Number.POSITIVE_INFINITY;
  for (const { deadline_ms } of state.room.values()) if (deadline_ms < bound_ms) bound_ms = deadline_ms;
  state.deadline_bound_ms = bound_ms;
}

/** Asked at every turn, mostly in vain: without a list. */
function windowPassed({ sale, show_id, clock_ms }: LineState, now_ms: number): boolean {
  if (show_id === null || sale.ended_at_ms !== null || sale.cancelled_at_ms !== null) return false;
  const { vip_opens_at_ms, lobby_opens_at_ms, opens_at_ms, closes_at_ms } = sale.window;
  const passed = (at_ms: number | null) => at_ms !== null && at_ms > clock_ms && at_ms <= now_ms;
  return passed(vip_opens_at_ms) || passed(lobby_opens_at_ms) || passed(opens_at_ms) || passed(closes_at_ms);
}

/** When the sale changes by itself, as long as nobody has ended it. */
function windowTimes(state: LineState): number[] {
  const { window, ended_at_ms, cancelled_at_ms } = state.sale;
  if (state.show_id === null || ended_at_ms !== null || cancelled_at_ms !== null) return [];
  const { vip_opens_at_ms, lobby_opens_at_ms, opens_at_ms, closes_at_ms } = window;
  return [vip_opens_at_ms, lobby_opens_at_ms, opens_at_ms, closes_at_ms].filter((at_ms) => at_ms !== null);
}

/** How many may still enter in the step that runs at this time. */
export function tokensLeft(state: LineState, now_ms: number): number {
  const { batch_size, step_ms } = state.settings;
  const fresh_step = now_ms - state.step.started_at_ms >= step_ms;
  return fresh_step ? batch_size : Math.max(0, batch_size - state.step.admitted);
}

/** The next in line for as many slots as are free and tokens last. From the head on without a gap: nobody is skipped. */
export function decideAdmit(state: LineState, now_ms: number): readonly LineEvent[] {
  if (state.waiting === 0) return [];
  const last = admissibleUpTo(state, now_ms);
  if (last <= state.head) return [];
  const n = Math.min(freeSlots(state), tokensLeft(state, now_ms));
  if (n <= 0) return [];
  const { to, count } = nthWaiting(state, n, last);
  return count === 0 ? [] : [{ kind: "admitted", at_ms: now_ms, from: state.head + 1, to, count }];
}

export function decideClaim(state: LineState, command: { position: number; by: ClaimedBy }, now_ms: number): Decision {
  const status = statusAt(state, command.position);
  if (status === ENTRY.CLAIMED) return ok([]);
  if (status === ENTRY.EXPIRED) return refused({ code: "claim_expired" });
  if (status !== ENTRY.ADMITTED) return refused({ code: status === 0 ? "not_in_line" : "not_admitted" });
  if (state.sale.cancelled_at_ms !== null) return refused({ code: "show_cancelled" });
  if (isOver(state, now_ms)) return refused({ code: "sale_over" });
  return ok([{ kind: "claimed", at_ms: now_ms, position: command.position, by: command.by }]);
}

export function decideProlong(state: LineState, position: number, now_ms: number): Decision {
  const status = statusAt(state, position);
  if (status === ENTRY.EXPIRED) return refused({ code: "claim_expired" });
  if (status !== ENTRY.ADMITTED) return refused({ code: status === 0 ? "not_in_line" : "not_admitted" });
  if (state.room.get(position)?.prolonged) return refused({ code: "already_prolonged" });
  return ok([{ kind: "prolonged", at_ms: now_ms, position }]);
}

export type Tracking = { position: number; claim_id: string; phase: PurchasePhase; until_ms: number };

/** A ledger tells how far a purchase has come. The first hold claims by itself. */
export function decideTrack(state: LineState, command: Tracking, now_ms: number): Decision {
  const { position, claim_id, phase, until_ms } = command;
  const status = statusAt(state, position);
  if (status !== ENTRY.ADMITTED && status !== ENTRY.CLAIMED) {
    return refused({ code: status === ENTRY.EXPIRED ? "claim_expired" : "not_admitted" });
  }
  const events: LineEvent[] = [];
  if (status === ENTRY.ADMITTED) events.push({ kind: "claimed", at_ms: now_ms, position, by: "hold" });
  events.push({ kind: "tracked", at_ms: now_ms, position, phase, until_ms, claim_id });
  return ok(events);
}

/** The hold or order is gone: it matters where the line waits for its payment, which then is waited for no longer. */
export function decideUnpaid(
  state: LineState,
  { position, claim_id }: Pick<Tracking, "position" | "claim_id">,
  now_ms: number,
): readonly LineEvent[] {
  if (!state.room.get(position)?.paying.includes(claim_id)) return [];
  return [{ kind: "unpaid", at_ms: now_ms, position, claim_id }];
}

/** Is there anyone to tell that a pass has ended before its time? */
const mustTell = (state: LineState): boolean => state.counts.size > 0;

export function decideLeave(state: LineState, position: number, now_ms: number): Decision {
  const status = statusAt(state, position);
  if (status === ENTRY.WAITING) return ok([{ kind: "left", at_ms: now_ms, position, draining: false }]);
  if (status !== ENTRY.ADMITTED && status !== ENTRY.CLAIMED) return ok([]);
  if (state.room.get(position)?.phase === "paying") return refused({ code: "purchase_in_progress" });
  return ok([{ kind: "left", at_ms: now_ms, position, draining: mustTell(state) }]);
}

export function decideRemove(
  state: LineState,
  command: { position: number; reason: string },
  now_ms: number,
): Decision {
  const { position, reason } = command;
  const status = statusAt(state, position);
  if (status === 0) return refused({ code: "position_unknown" });
  if (status === ENTRY.WAITING) return ok([{ kind: "removed", at_ms: now_ms, position, reason, draining: false }]);
  if (status !== ENTRY.ADMITTED && status !== ENTRY.CLAIMED) return ok([]);
  if (state.room.get(position)?.phase === "paying") return refused({ code: "purchase_in_progress" });
  return ok([{ kind: "removed", at_ms: now_ms, position, reason, draining: mustTell(state) }]);
}

/** Back to the same place. Said twice it is the same; who went by themselves has nothing to be given back. */
export function decideRestore(
  state: LineState,
  { position, reason }: { position: number; reason: string },
  now_ms: number,
): Decision {
  const status = statusAt(state, position);
  if (status === 0) return refused({ code: "position_unknown" });
  if (isLive(status)) return ok([]);
  if (status !== ENTRY.REMOVED) return refused({ code: "not_removed" });
  if (state.sale.cancelled_at_ms !== null) return refused({ code: "show_cancelled" });
  if (saleStatus(state, now_ms) === "ENDED") return refused({ code: "sale_over" });
  // The ledgers have not heard yet that the old pass is over.
  if (state.room.has(position)) return refused({ code: "still_parting" });
  return ok([{ kind: "restored", at_ms: now_ms, position, reason, called: position <= state.head }]);
}

/** Idempotent by position: a purchase that is told twice frees one slot. */
export function decideFinish(state: LineState, positions: readonly number[], now_ms: number): readonly LineEvent[] {
  const events: LineEvent[] = [];
  for (const position of new Set(positions)) {
    const status = statusAt(state, position);
    if (status !== ENTRY.ADMITTED && status !== ENTRY.CLAIMED) continue;
    events.push({ kind: "finished", at_ms: now_ms, position, draining: mustTell(state) });
  }
  return events;
}

/** A line that was taken back: whatever ends of those inside, the ledgers hear of it before the slot goes on (L55). */
export const decideDoubt = ({ room }: LineState, now_ms: number): readonly LineEvent[] =>
  room.size === 0 ? [] : [{ kind: "doubted", at_ms: now_ms }];

/** The ledgers know that these passes have ended: their slots may go on. */
export function decideRelease(state: LineState, positions: readonly number[], now_ms: number): readonly LineEvent[] {
  return [...new Set(positions)]
    .filter((position) => state.room.get(position)?.draining)
    .map((position) => ({ kind: "released", at_ms: now_ms, position }));
}

/** When the line has to look again by itself, null if never. May be too early, is never too late. */
export function nextDeadline(state: LineState, now_ms: number): number | null {
  const times = windowTimes(state).filter((at_ms) => at_ms > now_ms);
  if (!isOver(state, now_ms)) times.push(...drawTimes(state));
  if (state.room.size > 0 && !isPaused(state, now_ms)) {
    times.push(state.deadline_bound_ms + (now_ms - lineTime(state, now_ms)));
  }
  if (isBraked(state, now_ms)) times.push(state.braked_until_ms);
  const last = admissibleUpTo(state, now_ms);
  if (state.waiting > 0 && last > state.head && freeSlots(state) > 0) {
    times.push(tokensLeft(state, now_ms) > 0 ? now_ms : state.step.started_at_ms + state.settings.step_ms);
  }
  const next = Math.min(...times);
  return Number.isFinite(next) ? next : null;
}
