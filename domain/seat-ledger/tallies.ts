// What has happened to a ledger, counted: grows only, is written down with the state, and comes out the same from the journal.
import type { LedgerEvent, Order, OrderStatus } from "./events.ts";

/** Upper bounds of how long a payment took, in seconds: a card takes two to five, a question to the provider half a minute. */
export const PAYMENT_SECONDS = [0.5, 1, 2, 3, 5, 8, 13, 30, 60, 300, 660] as const;

export type Tallies = {
  holds: { held: number; released: number; expired: number; ordered: number };
  orders: Record<OrderStatus, number>;
  payments: { captured: number; declined: number; unknown: number; given_up: number };
  refunded_krw: number;
  /** How many payments took at most as long as each bound, one after the other; then those that took longer. */
  payment_counts: number[];
  payment_ms: number;
};

export const newTallies = (): Tallies => ({
  holds: { held: 0, released: 0, expired: 0, ordered: 0 },
  orders: {
    PENDING: 0,
    PAYING: 0,
    CONFIRMED: 0,
    REFUNDING: 0,
    REFUNDED: 0,
    EXPIRED: 0,
    CANCELLED: 0,
    FAILED: 0,
  },
  payments: { captured: 0, declined: 0, unknown: 0, given_up: 0 },
  refunded_krw: 0,
  payment_counts: [...PAYMENT_SECONDS.map(() => 0), 0],
  payment_ms: 0,
});

/** What of a ledger's state is counted, and asked while counting. */
type Counted = { readonly tallies: Tallies; readonly orders: ReadonlyMap<string, Order> };

/** Called before the event changes the state: what it ends is still there to be asked. */
export function tally(state: Counted, event: LedgerEvent): void {
  const { tallies } = state;
  switch (event.kind) {
    case "held":
      tallies.holds.held++;
      return;
    case "released":
      tallies.holds.released++;
      return;
    case "hold_expired":
      tallies.holds.expired++;
      return;
    case "ordered":
      tallies.holds.ordered++;
      tallies.orders.PENDING++;
      return;
    case "order_ended":
      tallies.orders[event.status]++;
      return;
    case "attempt_started":
      tallies.orders.PAYING++;
      return;
    case "attempt_unknown":
      tallies.payments.unknown++;
      return;
    case "attempt_given_up":
      tallies.payments.given_up++;
      return;
    case "captured":
      tallies.payments.captured++;
      tookUntil(state, event);
      return;
    case "attempt_declined":
      tallies.payments.declined++;
      tookUntil(state, event);
      return;
    case "sold":
      tallies.orders.CONFIRMED++;
      return;
    case "refund_done":
      tallies.refunded_krw += refundOf(state, event)?.amount_krw ?? 0;
      return;
    default:
      // Everything else changes nothing that is counted.
      return;
  }
}

type OfAttempt = { readonly order_id: string; readonly number: number; readonly at_ms: number };

function tookUntil({ orders, tallies }: Counted, { order_id, number, at_ms }: OfAttempt): void {
  const attempt = orders.get(order_id)?.attempts.find((one) => one.number === number);
  if (attempt === undefined) return;
  const took_ms = Math.max(0, at_ms - attempt.started_at_ms);
  const bucket = PAYMENT_SECONDS.findIndex((seconds) => took_ms <= seconds * 1_000);
  const at = bucket === -1 ? PAYMENT_SECONDS.length : bucket;
  tallies.payment_counts[at] = (tallies.payment_counts[at] ?? 0) + 1;
  tallies.payment_ms += took_ms;
}

const refundOf = ({ orders }: Counted, { order_id, number }: OfAttempt) =>
  orders.get(order_id)?.refunds.find((one) => one.number === number);
