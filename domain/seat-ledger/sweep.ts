// What time alone brings about. Swept before every command, so that a late alarm never keeps a seat (SL4, D23); the alarm
// only makes it visible sooner.
import { listDueMs } from "../returns/sweep-list.ts";
import { realTime, saleTime } from "./clock.ts";
import { orderEnded } from "./decide-order.ts";
import type { Attempt, LedgerEvent, Order } from "./events.ts";
import { ASK_UNTIL_MS, isOpen, nextAskMs, nextSeldomAskMs, orderDeadline, SEATS_KEPT_MS } from "./order-times.ts";
import { requestRefund } from "./refund-events.ts";
import type { LedgerState } from "./state.ts";

/** Orders of a cancelled show ended in one step: a step must stay short beside fans' commands. */
export const CANCEL_SLICE = 200;

/** Takes what is due off the deadlines: the caller applies every event, or loads the ledger anew. */
export function sweep(state: LedgerState, now_ms: number): LedgerEvent[] {
  const events: LedgerEvent[] = [];
  const sale_ms = saleTime(state.clock, now_ms);
  for (const { id, at_ms } of state.hold_deadlines.takeDue(sale_ms)) {
    if (state.holds.get(id)?.expires_sale_ms === at_ms)
      events.push({ kind: "hold_expired", at_ms: now_ms, hold_id: id });
  }
  const seen = new Set<string>();
  for (const { id } of state.order_deadlines.takeDue(now_ms)) {
    const order = state.orders.get(id);
    if (order === undefined || seen.has(id)) continue;
    seen.add(id);
    events.push(...dueOf(order, now_ms));
  }
  return events;
}

function dueOf(order: Order, now_ms: number): LedgerEvent[] {
  const events: LedgerEvent[] = [];
  const at = { at_ms: now_ms, order_id: order.id };
  if (order.status === "PENDING" && order.expires_at_ms <= now_ms) {
    events.push(orderEnded(order, { at_ms: now_ms, status: "EXPIRED", code: null }));
  }
  if (order.seats_until_ms !== null && order.seats_until_ms <= now_ms) events.push({ kind: "seats_freed", ...at });
  const attempt = order.attempts.at(-1);
  if (attempt !== undefined && (attempt.next_ask_at_ms ?? Infinity) <= now_ms)
    events.push(askOrGiveUp(order, attempt, now_ms));
  for (const refund of order.refunds) {
    if (refund.status !== "REQUESTED" || (refund.next_ask_at_ms ?? Infinity) > now_ms) continue;
    const next_ask_at_ms = nextSeldomAskMs(refund.asks + 1, now_ms);
    events.push({ kind: "refund_asked", ...at, number: refund.number, next_ask_at_ms });
  }
  return events;
}

function askOrGiveUp(order: Order, attempt: Attempt, now_ms: number): LedgerEvent {
  const at = { at_ms: now_ms, order_id: order.id, number: attempt.number };
  if (!isOpen(attempt)) {
    return { kind: "attempt_asked", ...at, next_ask_at_ms: nextSeldomAskMs(attempt.asks, now_ms) };
  }
  if (now_ms >= attempt.started_at_ms + ASK_UNTIL_MS) {
    const next_ask_at_ms = nextSeldomAskMs(attempt.asks, now_ms);
    return { kind: "attempt_given_up", ...at, seats_until_ms: now_ms + SEATS_KEPT_MS, next_ask_at_ms };
  }
  const next_ask_at_ms = nextAskMs(attempt.unknown_since_ms ?? attempt.started_at_ms, now_ms);
  return { kind: "attempt_asked", ...at, next_ask_at_ms };
}

/** A slice of a cancelled show: orders unpaid end, bookings are refunded whole and without a fee. */
export function sweepCancelled(state: LedgerState, now_ms: number): LedgerEvent[] {
  const events: LedgerEvent[] = [];
  for (const id of state.to_refund.splice(-CANCEL_SLICE)) {
    const order = state.orders.get(id);
    if (order === undefined) continue;
    if (order.status === "PENDING") {
      events.push(orderEnded(order, { at_ms: now_ms, status: "CANCELLED", code: "show_cancelled" }));
      continue;
    }
    const lines = order.lines.flatMap((line, index) => (line.status === "LIVE" ? [index] : []));
    if (lines.length === 0 || order.paid_by === null) continue;
    const amount_krw = lines.reduce((sum, index) => sum + (order.lines[index]?.price_krw ?? 0), 0);
    const attempt_number = order.paid_by;
    const reason = "show_cancelled";
    events.push(
      ...requestRefund(order, { attempt_number, lines, amount_krw, fee_krw: 0, by: "system", reason, now_ms }),
    );
  }
  return events;
}

/** When the ledger next has something to do by itself; null while nothing waits. */
export function nextDueMs(state: LedgerState, now_ms: number): number | null {
  if (state.to_refund.length > 0) return now_ms;
  let due_ms = Infinity;
  const hold = state.hold_deadlines.first(({ id, at_ms }) => state.holds.get(id)?.expires_sale_ms === at_ms);
  // While the sale is paused no hold comes due: the line's word to go on sets the alarm again.
  if (hold !== null && state.clock.paused_since_ms === null) due_ms = realTime(state.clock, hold.at_ms, now_ms);
  const order = state.order_deadlines.first(({ id, at_ms }) => {
    const candidate = state.orders.get(id);
    return candidate !== undefined && orderDeadline(candidate) === at_ms;
  });
  if (order !== null) due_ms = Math.min(due_ms, order.at_ms);
  due_ms = Math.min(due_ms, listDueMs(state, now_ms));
  return due_ms === Infinity ? null : due_ms;
}

/** Orders that ended without money, and passes the edge refuses by now: a day later nobody asks the ledger for them. */
export const FORGET_AFTER_MS = 86_400_000;

export function sweepForgotten(state: LedgerState, now_ms: number): LedgerEvent[] {
  const order_ids: string[] = [];
  for (const order of state.orders.values()) {
    const over = order.status === "EXPIRED" || order.status === "CANCELLED" || order.status === "FAILED";
    // A charge, or one that may still turn up, keeps its order in memory.
    const charged = order.attempts.some(
      ({ status, next_ask_at_ms }) => status === "CAPTURED" || next_ask_at_ms !== null,
    );
    if (!over || charged || order.seats_until_ms !== null) continue;
    if (order.updated_at_ms + FORGET_AFTER_MS <= now_ms) order_ids.push(order.id);
  }
  const pass_ids = [...state.ended_passes].flatMap(([id, until_ms]) => (until_ms <= now_ms ? [id] : []));
  if (order_ids.length + pass_ids.length === 0) return [];
  return [{ kind: "forgotten", at_ms: now_ms, order_ids, pass_ids }];
}
