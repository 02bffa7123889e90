// What the events of orders, payments and refunds do to the state. One of two halves of apply.ts.
import { letPlaceGo, offerOver, orderOver } from "../returns/apply-list.ts";
import { applyToTicket, refundOver, ticketGone } from "../returns/apply-ticket.ts";
import { addPassClaim, rememberReleased, removeHold, removePassClaim } from "./claims.ts";
import { saleTime } from "./clock.ts";
import type { EventOf, LedgerEvent, Line, Order, OrderStatus } from "./events.ts";
import { attemptNumbered, orderDeadline, refundNumbered } from "./order-times.ts";
import { RECORD_CONFLICT } from "./refund-events.ts";
import { BLOCKED, HELD, SOLD } from "./seat-state.ts";
import { fanClaims, type LedgerState, noteReceived, setPlace } from "./state.ts";

export type OrderEvent = Exclude<
  LedgerEvent,
  EventOf<
    | "published"
    | "held"
    | "released"
    | "hold_expired"
    | "blocked"
    | "unblocked"
    | "passes_ended"
    | "pass_restored"
    | "clock_set"
    | "line_met"
    | "line_forgotten"
    | "show_cancelled"
    | "forgotten"
    | "listed"
    | "unlisted"
    | "passed_over"
    | "set_aside"
    | "list_freed"
  >
>;

export function applyToOrder(state: LedgerState, event: OrderEvent): void {
  if (event.kind === "ordered") {
    takeOrder(state, event);
    return;
  }
  const order = state.orders.get(event.order_id);
  if (order === undefined) return;
  change(state, order, event);
  order.rev++;
  order.updated_at_ms = event.at_ms;
  watch(state, order);
}

function takeOrder(state: LedgerState, event: EventOf<"ordered">): void {
  // The event's own object stays as it was written: the journal is append-only in memory too.
  const order: Order = {
    ...event.order,
    lines: event.order.lines.map((line) => ({ ...line })),
    attempts: [],
    refunds: [],
  };
  const hold = state.holds.get(order.hold_id);
  if (hold !== undefined) removeHold(state, hold);
  for (const line of order.lines) setPlace(state, line.place, { state: HELD, owner: order.id });
  enlist(state, order);
}

/** Puts an order into every index; also used when a checkpoint is read back. */
export function enlist(state: LedgerState, order: Order): void {
  state.orders.set(order.id, order);
  state.order_by_hold.set(order.hold_id, order.id);
  state.order_by_number.set(order.number, order.id);
  fanClaims(state, order.fan_id).orders.add(order.id);
  for (const { holder_id } of order.lines) if (holder_id !== undefined) noteReceived(state, holder_id, order.id);
  if (order.status === "PENDING" || order.status === "PAYING") addPassClaim(state, order.pass_id, order.id);
  if (order.paid_by !== null && order.pass_id !== null) state.finished_passes.add(order.pass_id);
  watch(state, order);
}

function watch(state: LedgerState, order: Order): void {
  const due_ms = orderDeadline(order);
  if (due_ms !== null) state.order_deadlines.add(due_ms, order.id);
}

type Change = Exclude<OrderEvent, EventOf<"ordered">>;

function change(state: LedgerState, order: Order, event: Change): void {
  switch (event.kind) {
    case "order_ended":
      endOrder(state, order, event);
      return;
    case "attempt_started":
      order.attempts.push({ ...event.attempt });
      order.status = "PAYING";
      addPassClaim(state, order.pass_id, order.id);
      return;
    case "seats_freed":
      order.seats_until_ms = null;
      freeLines(state, order, event.at_ms);
      return;
    case "refund_requested":
      requestRefund(state, order, event);
      return;
    case "return_offered":
    case "return_withdrawn":
    case "return_kept":
    case "handover_offered":
    case "handover_withdrawn":
    case "handed_over":
      applyToTicket(state, order, event);
      return;
    case "refund_asked":
    case "refund_done":
    case "refund_refused":
      changeRefund(state, order, event);
      return;
    default:
      changeAttempt(state, order, event);
      return;
  }
}

function endOrder(state: LedgerState, order: Order, event: EventOf<"order_ended">): void {
  order.status = event.status;
  order.code = event.code;
  if (event.status === "CANCELLED") {
    rememberReleased(state, {
      fan_id: order.fan_id,
      places: order.lines.map((line) => line.place),
      at_ms: event.at_ms,
      expires_sale_ms: saleTime(state.clock, event.at_ms) + order.expires_at_ms - event.at_ms,
    });
  }
  freeLines(state, order, event.at_ms);
  orderOver(state, order);
  removePassClaim(state, order.pass_id, order.id);
}

function freeLines(state: LedgerState, order: Order, at_ms: number): void {
  for (const line of order.lines) {
    if (line.status !== "PENDING") continue;
    line.status = "FREED";
    if (state.owner[line.place] === order.id) letPlaceGo(state, line.place, at_ms);
  }
}

type AttemptChange = EventOf<
  "attempt_unknown" | "attempt_asked" | "attempt_declined" | "attempt_given_up" | "captured" | "sold"
>;

function changeAttempt(state: LedgerState, order: Order, event: AttemptChange): void {
  const attempt = attemptNumbered(order, event.number);
  if (attempt === undefined) return;
  switch (event.kind) {
    case "attempt_unknown":
      attempt.status = "UNKNOWN";
      attempt.unknown_since_ms = event.at_ms;
      attempt.next_ask_at_ms = event.next_ask_at_ms;
      return;
    case "attempt_asked":
      attempt.asks++;
      attempt.next_ask_at_ms = event.next_ask_at_ms;
      return;
    case "attempt_declined":
      attempt.status = "DECLINED";
      attempt.code = event.code;
      attempt.next_ask_at_ms = null;
      if (order.status === "PAYING") order.status = "PENDING";
      return;
    case "attempt_given_up":
      attempt.status = "GIVEN_UP";
      attempt.code = "timeout";
      attempt.next_ask_at_ms = event.next_ask_at_ms;
      order.status = "FAILED";
      order.code = "timeout";
      order.seats_until_ms = event.seats_until_ms;
      orderOver(state, order);
      removePassClaim(state, order.pass_id, order.id);
      return;
    case "captured":
      attempt.status = "CAPTURED";
      attempt.payment_key = event.payment_key ?? attempt.payment_key;
      attempt.captured_krw = event.captured_krw;
      attempt.receipt_url = event.receipt_url;
      attempt.code = null;
      attempt.next_ask_at_ms = null;
      return;
    case "sold":
      order.status = "CONFIRMED";
      order.code = null;
      order.paid_by = event.number;
      if (order.pass_id !== null) state.finished_passes.add(order.pass_id);
      order.seats_until_ms = null;
      for (const line of order.lines) {
        line.status = "LIVE";
        setPlace(state, line.place, { state: SOLD, owner: order.id });
        // For good: nothing comes back to the ticket that stood behind it.
        state.returns.refunding.delete(line.place);
      }
      offerOver(state, order.hold_id, "TAKEN");
      removePassClaim(state, order.pass_id, order.id);
      return;
  }
}

function requestRefund(state: LedgerState, order: Order, event: EventOf<"refund_requested">): void {
  order.refunds.push({ ...event.refund, lines: [...event.refund.lines] });
  for (const line of linesOf(order, event.refund.lines)) {
    line.status = "REFUNDING";
    ticketGone(state, order, line);
  }
  if (event.refund.lines.length > 0) order.status = statusOfLines(order);
  const attempt = attemptNumbered(order, event.refund.attempt_number);
  if (event.refund.lines.length === 0 && attempt !== undefined) attempt.code = "hold_lost_refunded";
}

type RefundChange = EventOf<"refund_asked" | "refund_done" | "refund_refused">;

function changeRefund(state: LedgerState, order: Order, event: RefundChange): void {
  const refund = refundNumbered(order, event.number);
  if (refund === undefined) return;
  if (event.kind === "refund_asked") {
    refund.asks++;
    refund.next_ask_at_ms = event.next_ask_at_ms;
    return;
  }
  refund.next_ask_at_ms = null;
  refund.status = event.kind === "refund_done" ? "DONE" : "REFUSED";
  if (event.kind === "refund_refused") refund.code = event.code;
  for (const line of linesOf(order, refund.lines)) {
    // Refused for good: the ticket stays void and the seat out of sale until a person has looked into it (SL23).
    line.status = event.kind === "refund_done" ? "REFUNDED" : "REFUND_REFUSED";
    if (event.kind !== "refund_done") continue;
    refundOver(state, order, line);
    if (state.owner[line.place] !== order.id) continue;
    // A seat that the record knows as another fan's must not be sold a third time.
    if (refund.reason === RECORD_CONFLICT) setPlace(state, line.place, { state: BLOCKED, owner: null });
    else letPlaceGo(state, line.place, event.at_ms);
  }
  if (refund.lines.length > 0) order.status = statusOfLines(order);
}

const linesOf = (order: Order, indexes: readonly number[]): Line[] =>
  indexes.flatMap((index) => order.lines[index] ?? []);

function statusOfLines(order: Order): OrderStatus {
  if (order.lines.some((line) => line.status === "LIVE")) return "CONFIRMED";
  return order.lines.every((line) => line.status === "REFUNDED") ? "REFUNDED" : "REFUNDING";
}
