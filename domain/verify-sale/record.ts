// The database's copy of bookings, payments and refunds against what it must have been told.
import type { AttemptView, OrderView, RefundView } from "../seat-ledger/views.ts";
import { type BookingRow, type Check, type Difference, difference, type SaleRecord } from "./facts.ts";

export function checkRecord(recorded: ReadonlyMap<string, OrderView>, record: SaleRecord): Check {
  const differences: Difference[] = [];
  const rows = new Map(record.bookings.map((row) => [row.id, row]));
  const payments = new Map(record.payments.map((row) => [row.id, row]));
  const refunds = new Map(record.refunds.map((row) => [row.id, row]));
  for (const order of recorded.values()) {
    const row = rows.get(order.id);
    rows.delete(order.id);
    if (row === undefined) {
      differences.push(difference("booking_missing", order.number, order.status, "nothing"));
      continue;
    }
    differences.push(...ofBooking(order, row));
    for (const attempt of order.attempts) {
      const expected = paymentWords({ ...attempt, status: PAYMENTS[attempt.status] });
      const found = payments.get(attempt.id);
      payments.delete(attempt.id);
      if (found === undefined) differences.push(difference("payment_missing", attempt.id, expected, "nothing"));
      else if (paymentWords(found) !== expected) {
        differences.push(difference("payment_differs", attempt.id, expected, paymentWords(found)));
      }
    }
    for (const refund of order.refunds) {
      const expected = refundWords({ ...refund, status: REFUNDS[refund.status] });
      const found = refunds.get(refund.id);
      refunds.delete(refund.id);
      if (found === undefined) differences.push(difference("refund_missing", refund.id, expected, "nothing"));
      else if (refundWords(found) !== expected) {
        differences.push(difference("refund_differs", refund.id, expected, refundWords(found)));
      }
    }
  }
  for (const row of rows.values()) differences.push(difference("booking_unknown", row.number, "nothing", row.status));
  for (const { id } of payments.values()) differences.push(difference("payment_differs", id, "nothing", "a row"));
  for (const { id } of refunds.values()) differences.push(difference("refund_differs", id, "nothing", "a row"));
  return { name: "record", compared: recorded.size, differences };
}

const COMPARED = ["status", "number", "total_krw", "refunded_krw", "fee_krw", "rev"] as const;

function ofBooking(order: OrderView, row: BookingRow): Difference[] {
  const differences = COMPARED.flatMap((field) =>
    order[field] === row[field]
      ? []
      : [difference("booking_differs", `${order.number} ${field}`, order[field], row[field])],
  );
  if (order.fan_id === row.user_id) return differences;
  return [...differences, difference("booking_differs", `${order.number} owner`, order.fan_id, row.user_id)];
}

const PAYMENTS: Readonly<Record<AttemptView["status"], string>> = {
  STARTED: "PENDING",
  UNKNOWN: "PENDING",
  GIVEN_UP: "PENDING",
  CAPTURED: "COMPLETED",
  DECLINED: "FAILED",
};
const REFUNDS: Readonly<Record<RefundView["status"], string>> = {
  REQUESTED: "PENDING",
  DONE: "COMPLETED",
  REFUSED: "FAILED",
};

const paymentWords = ({ amount_krw, status }: { readonly amount_krw: number; readonly status: string }): string =>
  `${amount_krw} ${status}`;
const refundWords = (row: { readonly amount_krw: number; readonly fee_krw: number; readonly status: string }): string =>
  `${row.amount_krw} (fee ${row.fee_krw}) ${row.status}`;
