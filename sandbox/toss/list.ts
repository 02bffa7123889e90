// The provider's own list of every payment: what a sale is checked against.
import { statusAt, type TossBooks } from "./books.ts";

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

type Page = { readonly after: number; readonly limit: number; readonly now_ms: number };

export function listed(books: TossBooks, { after, limit, now_ms }: Page): PaymentList {
  const rows = books.list({ after, limit });
  const items = rows.map(({ payment }) => {
    const { payment_key, order_id, amount_krw, returned_krw, requested_at_ms } = payment;
    const status = statusAt(payment, now_ms);
    const charged = status === "DONE" || status === "PARTIAL_CANCELED" || status === "CANCELED";
    const balance_krw = charged && payment.final === "DONE" ? amount_krw - returned_krw : 0;
    const cancels = books.cancelsOf(payment).map(({ amount_krw: returned, reason, at_ms }) => ({
      amount_krw: returned,
      reason,
      at_ms,
    }));
    return { payment_key, order_id, status, amount_krw, balance_krw, requested_at_ms, cancels };
  });
  const last = rows.at(-1)?.at;
  return { items, next_cursor: rows.length < limit || last === undefined ? null : String(last) };
}
