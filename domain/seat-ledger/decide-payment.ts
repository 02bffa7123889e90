// Beginning a payment and learning what became of it (SL18 to SL22). The ledger never talks to a provider: it says what
// has to be asked, and is told what the provider itself answered.

import { passOn } from "../returns/pass-on.ts";
import { hasBegun } from "./config.ts";
import { orderEnded } from "./decide-order.ts";
import { type Decided, decided, refuse } from "./decided.ts";
import type { Attempt, LedgerEvent, Order } from "./events.ts";
import { attemptId } from "./ids.ts";
import { attemptNumbered, FIRST_ASK_MS, isOpen, nextAskMs, openAttempt } from "./order-times.ts";
import { returnCharge } from "./refund-events.ts";
import { FREE } from "./seat-state.ts";
import { type LedgerState, seatsCounted } from "./state.ts";

export type PayCommand = {
  readonly order_id: string;
  readonly fan_id: string;
  /** What the page believed; compared, never used (D40). */
  readonly amount_krw: number | null;
  readonly method: string | null;
  readonly payment_key: string | null;
  readonly provider?: string;
  readonly simulate: string | null;
  readonly request_id?: string;
};

export type PayAnswer = { readonly request_id: string; readonly status: "PENDING" };

export function decidePay(state: LedgerState, command: PayCommand, now_ms: number): Decided<PayAnswer> {
  const order = state.orders.get(command.order_id);
  // Another fan's order is not there at all (D41).
  if (order === undefined || order.fan_id !== command.fan_id) return refuse("not_found");
  if (state.cancelled_reason !== null) return refuse("show_cancelled");
  if (state.config.suspended === true) return refuse("show_taken_down");
  if (order.status === "PAYING") return refuse("payment_in_progress");
  if (order.status === "EXPIRED" || order.status === "CANCELLED" || order.status === "FAILED") {
    return refuse("booking_expired");
  }
  if (order.status !== "PENDING") return refuse("already_paid");
  // It may have been moved to an earlier hour since it was ordered.
  if (hasBegun(state.config, now_ms)) return refuse("sale_over");
  if (command.amount_krw !== null && command.amount_krw !== order.total_krw) {
    return refuse("amount_mismatch", { total_krw: order.total_krw });
  }
  const number = order.attempts.length + 1;
  const attempt: Attempt = {
    id: attemptId(order.id, number),
    number,
    status: "STARTED",
    amount_krw: order.total_krw,
    method: command.method,
    simulate: command.simulate,
    payment_key: command.payment_key,
    ...(command.provider === undefined ? {} : { provider: command.provider }),
    ...(command.request_id === undefined ? {} : { request_id: command.request_id }),
    captured_krw: 0,
    receipt_url: null,
    code: null,
    started_at_ms: now_ms,
    unknown_since_ms: null,
    asks: 0,
    next_ask_at_ms: now_ms + FIRST_ASK_MS,
  };
  const events: LedgerEvent[] = [{ kind: "attempt_started", at_ms: now_ms, order_id: order.id, attempt }];
  if (order.total_krw === 0) {
    const at = { at_ms: now_ms, order_id: order.id, number };
    events.push({ kind: "captured", ...at, payment_key: null, captured_krw: 0, receipt_url: null });
    events.push(...passOn(state, order, now_ms), { kind: "sold", ...at });
  }
  return decided(events, { request_id: attempt.id, status: "PENDING" });
}

export type Outcome =
  | {
      readonly kind: "captured";
      readonly payment_key: string | null;
      readonly captured_krw: number;
      readonly receipt_url: string | null;
    }
  | { readonly kind: "declined"; readonly code: string }
  | { readonly kind: "unknown" };

export type OutcomeCommand = { readonly order_id: string; readonly number: number; readonly outcome: Outcome };

/** What an outcome changed; the same outcome told again, late or out of order changes nothing (D43, D47). */
export type OutcomeAnswer = { readonly effect: "sold" | "refunding" | "declined" | "waiting" | "nothing" };

export function decideOutcome(state: LedgerState, command: OutcomeCommand, now_ms: number): Decided<OutcomeAnswer> {
  const order = state.orders.get(command.order_id);
  const attempt = order && attemptNumbered(order, command.number);
  if (order === undefined || attempt === undefined) return refuse("not_found");
  // The provider's last word stands: a decline after a charge, or a second charge notice, is an echo.
  if (attempt.status === "CAPTURED") return decided([], { effect: "nothing" });
  switch (command.outcome.kind) {
    case "captured":
      return decideCaptured(state, { order, attempt, outcome: command.outcome, now_ms });
    case "declined":
      return isOpen(attempt) || attempt.status === "GIVEN_UP"
        ? decided(declined(state, { order, attempt, code: command.outcome.code, now_ms }), { effect: "declined" })
        : decided([], { effect: "nothing" });
    case "unknown": {
      if (attempt.status !== "STARTED") return decided([], { effect: isOpen(attempt) ? "waiting" : "nothing" });
      const next_ask_at_ms = nextAskMs(now_ms, now_ms);
      const at = { at_ms: now_ms, order_id: order.id, number: attempt.number };
      return decided([{ kind: "attempt_unknown", ...at, next_ask_at_ms }], { effect: "waiting" });
    }
  }
}

type Declined = { readonly order: Order; readonly attempt: Attempt; readonly code: string; readonly now_ms: number };

/** Tries left and time left: the seats stay for the next try. Else they go back at once (D49). */
function declined(state: LedgerState, { order, attempt, code, now_ms }: Declined): LedgerEvent[] {
  const at = { at_ms: now_ms, order_id: order.id, number: attempt.number };
  const events: LedgerEvent[] = [{ kind: "attempt_declined", ...at, code }];
  if (order.status !== "PAYING") {
    // Known at last: the order failed long ago, and nothing was charged.
    if (order.seats_until_ms !== null) events.push({ kind: "seats_freed", at_ms: now_ms, order_id: order.id });
    return events;
  }
  const { payment_attempts, release_on_decline } = state.config.limits;
  if (state.cancelled_reason !== null) {
    events.push(orderEnded(order, { at_ms: now_ms, status: "CANCELLED", code: "show_cancelled" }));
  } else if (isSeatLost(order)) {
    events.push(orderEnded(order, { at_ms: now_ms, status: "FAILED", code: "hold_lost" }));
  } else if (order.attempts.length >= payment_attempts || release_on_decline) {
    events.push(orderEnded(order, { at_ms: now_ms, status: "FAILED", code: "attempts_used" }));
  } else if (now_ms >= order.expires_at_ms) {
    events.push(orderEnded(order, { at_ms: now_ms, status: "EXPIRED", code: null }));
  }
  return events;
}

type Captured = {
  readonly order: Order;
  readonly attempt: Attempt;
  readonly outcome: Extract<Outcome, { kind: "captured" }>;
  readonly now_ms: number;
};

function decideCaptured(state: LedgerState, { order, attempt, outcome, now_ms }: Captured): Decided<OutcomeAnswer> {
  const at = { at_ms: now_ms, order_id: order.id, number: attempt.number };
  const { payment_key, captured_krw, receipt_url } = outcome;
  const events: LedgerEvent[] = [{ kind: "captured", ...at, payment_key, captured_krw, receipt_url }];
  const reason = whyNotSold(state, { order, attempt, captured_krw, now_ms });
  if (reason === null) {
    events.push(...passOn(state, order, now_ms), { kind: "sold", ...at });
    return decided(events, { effect: "sold" });
  }
  if (order.status === "PAYING" && openAttempt(order) === attempt) {
    // The order fails, and its seats go back, in the same step in which the charge is sent back.
    const status = reason === "show_cancelled" ? "CANCELLED" : "FAILED";
    events.push(orderEnded(order, { at_ms: now_ms, status, code: reason }));
  }
  if (order.seats_until_ms !== null) events.push({ kind: "seats_freed", at_ms: now_ms, order_id: order.id });
  events.push(...returnCharge(order, { attempt, captured_krw, reason, now_ms }));
  return decided(events, { effect: "refunding" });
}

type NewCharge = {
  readonly order: Order;
  readonly attempt: Attempt;
  readonly captured_krw: number;
  readonly now_ms: number;
};

/** Null where the charge buys the seats; else why it has to go back (D42, D45, D53). */
function whyNotSold(state: LedgerState, { order, attempt, captured_krw, now_ms }: NewCharge): string | null {
  if (state.cancelled_reason !== null) return "show_cancelled";
  if (captured_krw !== attempt.amount_krw) return "amount_mismatch";
  switch (order.status) {
    case "PAYING":
      if (isSeatLost(order)) return "hold_lost";
      // A newer attempt runs: its outcome decides, and this late charge must not become a second one.
      return openAttempt(order) === attempt ? null : "newer_attempt";
    case "PENDING":
      return null;
    case "EXPIRED":
      return sameSeatsFree(state, order) && !hasBegun(state.config, now_ms) ? null : "hold_lost";
    case "CONFIRMED":
    case "REFUNDING":
    case "REFUNDED":
      return "paid_already";
    case "FAILED":
    case "CANCELLED":
      return "order_over";
  }
}

/** The holder of a ticket offered back came in with it while this order was being paid. */
const isSeatLost = ({ lines }: Order): boolean => lines.some(({ passed_on }) => passed_on === true);

/** The same seats again, where nobody took them and the fan has not bought up to the limit meanwhile. */
function sameSeatsFree(state: LedgerState, order: Order): boolean {
  const { held, bought } = seatsCounted(state, order.fan_id);
  return (
    held + bought + order.lines.length <= state.config.limits.seats_per_fan &&
    order.lines.every((line) => state.seat_state[line.place] === FREE)
  );
}
