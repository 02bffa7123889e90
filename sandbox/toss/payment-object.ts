// The Payment object as the provider writes it: dates of Korea, Korean words, and null in almost every place.
import { type Cancel, type Payment, statusAt } from "./books.ts";
import { textOfCode } from "./errors.ts";

const KOREA_MS = 9 * 3_600_000;

/** 2026-11-20T19:00:00+09:00 */
export const koreanTime = (at_ms: number): string => `${new Date(at_ms + KOREA_MS).toISOString().slice(0, 19)}+09:00`;

export type Drawing = { readonly cancels: readonly Cancel[]; readonly origin: string; readonly now_ms: number };

export function paymentObject(payment: Payment, { cancels, origin, now_ms }: Drawing) {
  const status = statusAt(payment, now_ms);
  const { payment_key, amount_krw, method, final_at_ms } = payment;
  const charged = status === "DONE" || status === "CANCELED" || status === "PARTIAL_CANCELED";
  const waits = payment.final === "WAITING_FOR_DEPOSIT" && status !== "IN_PROGRESS";
  const failure = status === "EXPIRED" ? "EXPIRED_PAYMENT" : status === "ABORTED" ? payment.failure : null;
  return {
    version: "2022-11-16",
    mId: "fairline",
    paymentKey: payment_key,
    type: "NORMAL",
    orderId: payment.order_id,
    orderName: payment.order_name,
    currency: "KRW",
    country: "KR",
    method: charged || waits ? method : null,
    totalAmount: amount_krw,
    balanceAmount: amount_krw - payment.returned_krw,
    suppliedAmount: amount_krw - Math.floor(amount_krw / 11),
    vat: Math.floor(amount_krw / 11),
    taxFreeAmount: 0,
    taxExemptionAmount: 0,
    status,
    requestedAt: koreanTime(payment.requested_at_ms),
    approvedAt: charged && final_at_ms !== null && !waits ? koreanTime(final_at_ms) : null,
    useEscrow: charged ? false : null,
    cultureExpense: false,
    lastTransactionKey: charged ? (cancels.at(-1)?.transaction_key ?? `tx_${payment_key.slice(-40)}`) : null,
    isPartialCancelable: charged && !waits,
    cancels: cancels.length === 0 ? null : cancels.map((one, i) => cancelObject(payment, { one, i, cancels })),
    card: charged && method === "카드" ? cardOf(amount_krw) : null,
    virtualAccount: waits ? { accountNumber: "X6505636518308", bankCode: "20", dueDate: null, expired: false } : null,
    secret: waits ? `ps_${payment_key.slice(-20)}` : null,
    mobilePhone: null,
    giftCertificate: null,
    transfer: null,
    metadata: null,
    easyPay: charged && method === "간편결제" ? { provider: "토스페이", amount: amount_krw, discountAmount: 0 } : null,
    cashReceipt: null,
    cashReceipts: null,
    discount: null,
    receipt: charged ? { url: `${origin}/sandbox/toss/receipts/${payment_key}` } : null,
    checkout: { url: `${origin}/sandbox/toss/window` },
    failure: failure === null ? null : { code: failure, message: textOfCode(failure) },
  };
}

type CancelAt = { readonly one: Cancel; readonly i: number; readonly cancels: readonly Cancel[] };

function cancelObject(payment: Payment, { one, i, cancels }: CancelAt) {
  const returned_krw = cancels.slice(0, i + 1).reduce((sum, { amount_krw }) => sum + amount_krw, 0);
  return {
    cancelAmount: one.amount_krw,
    cancelReason: one.reason,
    taxFreeAmount: 0,
    taxExemptionAmount: 0,
    refundableAmount: payment.amount_krw - returned_krw,
    cardDiscountAmount: 0,
    transferDiscountAmount: 0,
    easyPayDiscountAmount: 0,
    canceledAt: koreanTime(one.at_ms),
    transactionKey: one.transaction_key,
    receiptKey: null,
    cancelStatus: "DONE",
    cancelRequestId: null,
  };
}

const cardOf = (amount: number) => ({
  amount,
  issuerCode: "61",
  acquirerCode: "31",
  number: "43301234****123*",
  installmentPlanMonths: 0,
  approveNo: "00000000",
  useCardPoint: false,
  cardType: "신용",
  ownerType: "개인",
  acquireStatus: "READY",
  isInterestFree: false,
  interestPayer: null,
});
