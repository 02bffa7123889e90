// The events that send money back, wherever they are decided.
import type { Attempt, LedgerEvent, Order, Refund } from "./events.ts";
import { refundId } from "./ids.ts";
import { FIRST_ASK_MS } from "./order-times.ts";

/** The reason of a refund whose ticket the record refused: another live ticket stands there for that seat (D50). */
export const RECORD_CONFLICT = "record_conflict";

type RefundWish = Pick<Refund, "attempt_number" | "lines" | "amount_krw" | "fee_krw" | "by" | "reason"> & {
  readonly now_ms: number;
};

/** Nothing to pay back is done at once: no provider cancels zero won. */
export function requestRefund(order: Order, { now_ms, ...wish }: RefundWish): LedgerEvent[] {
  const number = order.refunds.length + 1;
  const refund: Refund = {
    ...wish,
    id: refundId(order.id, number),
    number,
    status: "REQUESTED",
    code: null,
    requested_at_ms: now_ms,
    asks: 0,
    next_ask_at_ms: now_ms + FIRST_ASK_MS,
  };
  const requested: LedgerEvent = { kind: "refund_requested", at_ms: now_ms, order_id: order.id, refund };
  if (refund.amount_krw > 0) return [requested];
  return [requested, { kind: "refund_done", at_ms: now_ms, order_id: order.id, number }];
}

type Charge = {
  readonly attempt: Attempt;
  readonly captured_krw: number;
  readonly reason: string;
  readonly now_ms: number;
};

/** A charge that bought nothing goes back whole: no fee for what never was (D42). */
export function returnCharge(order: Order, { attempt, captured_krw, reason, now_ms }: Charge): LedgerEvent[] {
  return requestRefund(order, {
    attempt_number: attempt.number,
    lines: [],
    amount_krw: captured_krw,
    fee_krw: 0,
    by: "system",
    reason,
    now_ms,
  });
}
