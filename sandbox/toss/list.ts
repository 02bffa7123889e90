// The provider's own list of every payment: what a sale is checked against.
import { type Payment, statusAt, type TossBooks } from "./books.ts";

export type ListedPayment = {
  readonly payment_key: string;
  readonly order_id: string;
  readonly status: string;
  readonly amount_krw: number;
  /** What the fan paid and has not got back. */
  readonly balance_krw: number;
  readonly requested_at_ms: number;
  readonly cancels: readonly { readonly amount_krw: number; readonly reason: string; readonly at_ms: number }[];
};
export type PaymentList = { readonly items: readonly ListedPayment[]; readonly next_cursor: string | null };

export function listed(
  books: TossBooks,
  { after, limit, now_ms }: { readonly after: number; readonly limit: number; readonly now_ms: number },
): PaymentList {
  const rows = books.list({ after, limit });
  const last = rows.at(-1)?.at;
  return {
    items: rows.map(({ payment }) => listedPayment(books, payment, now_ms)),
    next_cursor: rows.length < limit || last === undefined ? null : String(last),
  };
}

export function listedPayment(books: TossBooks, payment: Payment, now_ms: number): ListedPayment {
  const { payment_key, order_id, amount_krw, returned_krw, requested_at_ms } = payment;
  const status = statusAt(payment, now_ms);
  const charged = payment.final === "DONE" && status !== "IN_PROGRESS";
  const cancels = books.cancelsOf(payment).map((one) => ({
    amount_krw: one.amount_krw,
    reason: one.reason,
    at_ms: one.at_ms,
  }));
  const balance_krw = charged ? amount_krw - returned_krw : 0;
  return { payment_key, order_id, status, amount_krw, balance_krw, requested_at_ms, cancels };
}
