// Every won against the provider's own list: one charge per confirmed booking; what was captured is in live tickets, was
// given back, was kept as a stated fee, or waits for a person.
import type { Attempt, Order } from "../seat-ledger/events.ts";
import { ASK_UNTIL_MS } from "../seat-ledger/order-times.ts";
import { type Check, type Difference, difference, type ProviderCharge } from "./facts.ts";

/** After the last question about an outcome its answer may still be on the way. */
const SETTLING_MS = 60_000;

export function checkMoney(
  orders: Iterable<Order>,
  charges: readonly ProviderCharge[],
  now_ms: number,
): Check & { readonly under_way: number } {
  const differences: Difference[] = [];
  const by_attempt = new Map(charges.map((charge) => [charge.attempt_id, charge]));
  let compared = 0;
  let under_way = 0;
  for (const order of orders) {
    if (isUnderWay(order)) under_way++;
    differences.push(...lateOf(order, now_ms));
    for (const attempt of order.attempts) {
      const charge = by_attempt.get(attempt.id) ?? NOT_CHARGED;
      by_attempt.delete(attempt.id);
      compared++;
      differences.push(...ofAttempt(order, attempt, charge));
    }
  }
  for (const { attempt_id, charged_krw } of by_attempt.values()) {
    if (charged_krw > 0) differences.push(difference("charge_unknown", attempt_id, "nothing", charged_krw));
  }
  return { name: "money", compared, differences, under_way };
}

const NOT_CHARGED: Omit<ProviderCharge, "attempt_id"> = { charged_krw: 0, returned_krw: 0, charges: 0 };

const isOpenRefund = (refund: Order["refunds"][number]): boolean => refund.status === "REQUESTED";
const isUnderWay = (order: Order): boolean =>
  order.status === "PENDING" || order.status === "PAYING" || order.refunds.some(isOpenRefund);

function lateOf(order: Order, now_ms: number): Difference[] {
  const attempt = order.attempts.at(-1);
  const until_ms =
    order.status === "PENDING"
      ? order.expires_at_ms
      : order.status === "PAYING"
        ? (attempt?.started_at_ms ?? order.updated_at_ms) + ASK_UNTIL_MS
        : Infinity;
  if (now_ms <= until_ms + SETTLING_MS) return [];
  return [difference("not_final_in_time", order.number, `final by ${until_ms}`, order.status)];
}

function ofAttempt(order: Order, attempt: Attempt, charge: Omit<ProviderCharge, "attempt_id">): Difference[] {
  const at = attempt.id;
  if (charge.charges > 1) return [difference("charged_twice", at, 1, charge.charges)];
  // A free order is confirmed without a provider.
  if (attempt.amount_krw === 0)
    return charge.charges === 0 ? [] : [difference("charge_unknown", at, 0, charge.charges)];
  if (attempt.status !== "CAPTURED") {
    // Not known yet is no difference; known as declined, and charged all the same, is.
    if (attempt.status !== "DECLINED" || charge.charged_krw === charge.returned_krw) return [];
    return [difference("charge_unknown", at, "no charge", charge.charged_krw)];
  }
  if (charge.charges === 0) return [difference("charge_missing", at, attempt.captured_krw, "no charge")];
  const differences: Difference[] = [];
  if (charge.charged_krw !== attempt.captured_krw) {
    differences.push(difference("charged_amount_differs", at, attempt.captured_krw, charge.charged_krw));
  }
  const refunds = order.refunds.filter((refund) => refund.attempt_number === attempt.number);
  const done = refunds.filter((refund) => refund.status === "DONE");
  const returned_krw = sum(done.map((refund) => refund.amount_krw));
  if (refunds.some(isOpenRefund)) return differences;
  if (returned_krw !== charge.returned_krw) {
    differences.push(difference("returned_amount_differs", at, returned_krw, charge.returned_krw));
  }
  const accounted_krw = returned_krw + sum(done.map((refund) => refund.fee_krw)) + keptOf(order, attempt, refunds);
  if (accounted_krw !== charge.charged_krw) {
    differences.push(difference("money_unaccounted", at, charge.charged_krw, accounted_krw));
  }
  return differences;
}

/** In live tickets of this charge, or stuck where the provider refused to give it back and a person was told. */
function keptOf(order: Order, attempt: Attempt, refunds: Order["refunds"]): number {
  const bought = order.paid_by === attempt.number;
  const kept = order.lines.filter(({ status }) => bought && (status === "LIVE" || status === "REFUND_REFUSED"));
  const stuck = refunds.filter((refund) => refund.status === "REFUSED" && refund.lines.length === 0);
  return sum(kept.map((line) => line.price_krw)) + sum(stuck.map((refund) => refund.amount_krw));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
