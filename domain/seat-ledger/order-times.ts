// When an open order next needs attention: the deadline table of payments and refunds (SL17, SL20, SL23).
import type { Attempt, Order, Refund } from "./events.ts";

/** The provider forgets an unconfirmed payment after ten minutes; a confirm sent later than this could hang in the air. */
export const CONFIRM_WITHIN_MS = 9 * 60_000;
/**
 * Asked for this long, an outcome is taken as never known: the order fails. The provider is still asked, ever more seldom,
 * until it gives a final answer: a charge that turns up then has to go back, and nobody else would find it.
 */
export const ASK_UNTIL_MS = 11 * 60_000;
/** Seats of such an order stay a while, for the person who has to look into it. */
export const SEATS_KEPT_MS = 15 * 60_000;
/** A message that got lost on its way to the provider's client is sent again after this. */
export const FIRST_ASK_MS = 15_000;

const UNKNOWN_STEPS_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const ASK_EVERY_MS = 30_000;
/** A refund is owed until it is paid: it is asked for ever, more and more seldom. */
const SELDOM_MAX_MS = 10 * 60_000;

/** The next question, counted from when the outcome became unknown. */
export function nextAskMs(unknown_since_ms: number, now_ms: number): number {
  for (const step_ms of UNKNOWN_STEPS_MS) if (unknown_since_ms + step_ms > now_ms) return unknown_since_ms + step_ms;
  return now_ms + ASK_EVERY_MS;
}

export const nextSeldomAskMs = (asks: number, now_ms: number): number =>
  now_ms + Math.min(FIRST_ASK_MS * 2 ** Math.min(asks, 10), SELDOM_MAX_MS);

export const isOpen = (attempt: Attempt): boolean => attempt.status === "STARTED" || attempt.status === "UNKNOWN";

export const openAttempt = (order: Order): Attempt | undefined => {
  const last = order.attempts.at(-1);
  return last !== undefined && isOpen(last) ? last : undefined;
};

/** How long an open order may keep its fan inside: its own deadline, or a running payment's last question. */
export const claimUntilMs = (order: Order): number => {
  const attempt = openAttempt(order);
  return attempt === undefined ? order.expires_at_ms : attempt.started_at_ms + ASK_UNTIL_MS;
};

export const attemptNumbered = (order: Order, number: number): Attempt | undefined => order.attempts[number - 1];
export const refundNumbered = (order: Order, number: number): Refund | undefined => order.refunds[number - 1];

export function orderDeadline(order: Order): number | null {
  let first = Infinity;
  if (order.status === "PENDING") first = order.expires_at_ms;
  // Only the last attempt can still be without a final answer.
  first = Math.min(first, order.attempts.at(-1)?.next_ask_at_ms ?? Infinity);
  if (order.seats_until_ms !== null) first = Math.min(first, order.seats_until_ms);
  for (const refund of order.refunds) {
    if (refund.status === "REQUESTED") first = Math.min(first, refund.next_ask_at_ms ?? Infinity);
  }
  return first === Infinity ? null : first;
}
