// Toss Payments' Payment object, read leniently: almost every field may be null and new ones appear without notice.
import * as z from "zod/mini";
import type { Found } from "./provider.ts";
import { declineCode } from "./toss-codes.ts";

const text = z.string().check(z.maxLength(1_000));
const amount = z.int().check(z.minimum(0));
const cancel = z.object({
  cancelAmount: amount,
  cancelReason: z.nullish(text),
  cancelStatus: z.nullish(text),
});
const payment = z.object({
  paymentKey: z.string().check(z.minLength(1), z.maxLength(200)),
  orderId: z.string().check(z.minLength(1), z.maxLength(64)),
  status: text,
  currency: z.nullish(text),
  totalAmount: amount,
  balanceAmount: amount,
  cancels: z.nullish(z.array(cancel)),
  failure: z.nullish(z.object({ code: z.nullish(text) })),
  receipt: z.nullish(z.object({ url: z.nullish(text) })),
});
export type TossPayment = z.infer<typeof payment>;

/** Null where this is no payment, or another order's. */
export function readPayment(body: unknown, attempt_id: string): TossPayment | null {
  const read = payment.safeParse(body);
  return read.success && read.data.orderId === attempt_id ? read.data : null;
}

/** What a payment's own state says about the money. */
export function foundOf(read: TossPayment): Found {
  const { paymentKey: payment_key, status } = read;
  switch (status) {
    case "DONE":
      return captured(read, read.totalAmount);
    case "PARTIAL_CANCELED":
      return captured(read, read.balanceAmount);
    case "CANCELED":
      // Charged and given back, by whomever: nothing is left to buy seats with.
      return read.balanceAmount === 0
        ? { class: "declined", code: "declined", detail: status }
        : captured(read, read.balanceAmount);
    case "ABORTED":
    case "EXPIRED": {
      const failure = read.failure?.code ?? "";
      const code = failure !== "" ? declineCode(failure) : status === "EXPIRED" ? "payment_expired" : "declined";
      return { class: "declined", code, detail: `${status} ${failure}`.trim() };
    }
    case "READY":
    case "IN_PROGRESS":
      return { class: "open" };
    case "WAITING_FOR_DEPOSIT":
      return { class: "awaits_deposit", payment_key };
    default:
      return { class: "unknown", detail: "status" };
  }
}

function captured(read: TossPayment, captured_krw: number): Found {
  // Another currency is not the amount we asked for, whatever its number says. Nobody but a person can sort it out.
  if ((read.currency ?? "KRW") !== "KRW") return { class: "unknown", detail: "currency" };
  return { class: "success", payment_key: read.paymentKey, captured_krw, receipt_url: receiptOf(read) };
}

/** It becomes a link on a page. */
function receiptOf({ receipt }: TossPayment): string | null {
  const url = URL.parse(receipt?.url ?? "");
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}

/** A return carries its refund's id in its reason, so that it is known again for ever (P-12). */
export const cancelReason = (refund_id: string, reason: string): string =>
  `${refund_id} ${reason}`.trim().slice(0, CANCEL_REASON_CHARS);
const CANCEL_REASON_CHARS = 200;

/** Won given back under this refund's id. */
export function returnedFor(read: TossPayment, refund_id: string): number {
  let returned_krw = 0;
  for (const { cancelAmount, cancelReason: reason, cancelStatus } of read.cancels ?? []) {
    const own = reason === refund_id || (reason ?? "").startsWith(`${refund_id} `);
    if (own && (cancelStatus ?? "DONE") === "DONE") returned_krw += cancelAmount;
  }
  return returned_krw;
}

const errorBody = z.object({ code: z.string() });

/** The code of an answer that is not 200; only what looks like one is kept. */
export function errorCode(body: unknown): string {
  const read = errorBody.safeParse(body);
  return read.success && /^[A-Z_]{1,80}$/.test(read.data.code) ? read.data.code : "";
}
