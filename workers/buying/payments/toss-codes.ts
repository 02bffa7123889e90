// Every code Toss Payments answers with, in one table: what it says about the money, and what the fan is told (P-2).
import type { DeclineCode } from "./provider.ts";

/**
 * declined: nothing was charged, another try may work. ours: nothing was charged because we asked wrongly; said to the
 * fan as a decline and to us as an error. closed: our key is not accepted, which says nothing about an earlier question.
 * unknown: only the provider's books know.
 */
type ConfirmClass = "declined" | "ours" | "closed" | "unknown";
export type ConfirmMeaning = { readonly class: ConfirmClass; readonly code: DeclineCode };

const all = (code: DeclineCode, meaning: ConfirmClass, names: readonly string[]): [string, ConfirmMeaning][] =>
  names.map((name) => [name, { class: meaning, code }]);

export const CONFIRM_CODES: ReadonlyMap<string, ConfirmMeaning> = new Map([
  ...all("insufficient_balance", "declined", ["REJECT_ACCOUNT_PAYMENT", "REJECT_CARD_PAYMENT"]),
  ...all("card_info", "declined", [
    "INVALID_CARD_NUMBER",
    "INVALID_CARD_EXPIRATION",
    "INVALID_CARD_PASSWORD",
    "INVALID_CARD_IDENTITY",
    "INVALID_REJECT_CARD",
    "INVALID_STOPPED_CARD",
    "INVALID_CARD_LOST_OR_STOLEN",
    "INVALID_CARD_INSTALLMENT_PLAN",
    "NOT_SUPPORTED_INSTALLMENT_PLAN_CARD_OR_MERCHANT",
    "NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN",
    "NOT_ALLOWED_POINT_USE",
    "RESTRICTED_TRANSFER_ACCOUNT",
    "INVALID_ACCOUNT_INFO_RE_REGISTER",
    "REJECT_TOSSPAY_INVALID_ACCOUNT",
    "INVALID_PASSWORD",
  ]),
  ...all("limit_exceeded", "declined", [
    "EXCEED_MAX_DAILY_PAYMENT_COUNT",
    "EXCEED_MAX_PAYMENT_AMOUNT",
    "EXCEED_MAX_AMOUNT",
    "EXCEED_MAX_MONTHLY_PAYMENT_AMOUNT",
    "EXCEED_MAX_ONE_DAY_WITHDRAW_AMOUNT",
    "EXCEED_MAX_ONE_TIME_WITHDRAW_AMOUNT",
    "EXCEEDS_TRANSFER_AMOUNT_MAXIMUM",
    "EXCEED_MAX_CARD_INSTALLMENT_PLAN",
    "EXCEED_MAX_AUTH_COUNT",
    "EXCEED_MAX_ONE_DAY_AMOUNT",
  ]),
  ...all("declined", "declined", [
    "REJECT_CARD_COMPANY",
    "FDS_ERROR",
    "NOT_AVAILABLE_PAYMENT",
    "NOT_AVAILABLE_BANK",
    "MAINTAINED_METHOD",
    // What the window comes back with when the approval failed there.
    "PAY_PROCESS_ABORTED",
  ]),
  ...all("cancelled_by_fan", "declined", ["PAY_PROCESS_CANCELED", "USER_CANCEL"]),
  ...all("payment_expired", "declined", ["NOT_FOUND_PAYMENT_SESSION", "EXPIRED_PAYMENT"]),
  ...all("declined", "ours", [
    "BELOW_MINIMUM_AMOUNT",
    "INVALID_REQUEST",
    "UNAPPROVED_ORDER_ID",
    "NOT_FOUND_TERMINAL_ID",
    "INVALID_UNREGISTERED_SUBMALL",
    "NOT_REGISTERED_BUSINESS",
    "NOT_FOUND_PAYMENT",
    "INVALID_PAYMENT_KEY",
    "INVALID_ORDER_ID",
    "INVALID_ORDER_NAME",
    "INVALID_IDEMPOTENCY_KEY",
    "INVALID_TEST_CODE",
  ]),
  ...all("declined", "closed", [
    "INVALID_API_KEY",
    "INVALID_AUTHORIZE_AUTH",
    "UNAUTHORIZED_KEY",
    "FORBIDDEN_REQUEST",
    "INCORRECT_BASIC_AUTH_FORMAT",
  ]),
  ...all("network_error", "unknown", [
    "PROVIDER_ERROR",
    "CARD_PROCESSING_ERROR",
    "FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING",
    "FAILED_INTERNAL_SYSTEM_PROCESSING",
    "COMMON_ERROR",
  ]),
  // Said when nobody up the line answered in time.
  ...all("timeout", "unknown", ["UNKNOWN_PAYMENT_ERROR"]),
  ...all("declined", "unknown", [
    "ALREADY_PROCESSED_PAYMENT",
    "ALREADY_COMPLETED_PAYMENT",
    "DUPLICATED_ORDER_ID",
    "DUPLICATED_REQUEST",
    "IDEMPOTENT_REQUEST_PROCESSING",
  ]),
]);

const UNLISTED: ConfirmMeaning = { class: "unknown", code: "declined" };

/** A server's own trouble, "wait" and "too many" say nothing about the money, whatever code stands beside them. */
export function meaningOfConfirm(status: number, code: string): ConfirmMeaning {
  const meaning = CONFIRM_CODES.get(code) ?? UNLISTED;
  return status >= 500 || status === 409 || status === 429 ? { ...meaning, class: "unknown" } : meaning;
}

/** Of a code that comes where nothing was charged: a payment's own failure, or the window's `code` on the way back. */
export const declineCode = (code: string): DeclineCode => (CONFIRM_CODES.get(code) ?? UNLISTED).code;

/** refused: the provider will never pay it. passing: asked again, by its books, later, or once our side is put right. */
const cancels = (meaning: "refused" | "passing", names: readonly string[]) =>
  names.map((name) => [name, meaning] as const);

export const CANCEL_CODES: ReadonlyMap<string, "refused" | "passing"> = new Map([
  ...cancels("refused", [
    "EXCEED_CANCEL_AMOUNT_DISCOUNT_AMOUNT",
    "INVALID_REFUND_ACCOUNT_INFO",
    "INVALID_REFUND_ACCOUNT_NUMBER",
    "INVALID_BANK",
    "REFUND_REJECTED",
    "FORBIDDEN_BANK_REFUND_REQUEST",
    "NOT_CANCELABLE_AMOUNT",
    "NOT_CANCELABLE_PAYMENT",
    "EXCEED_MAX_REFUND_DUE",
    "NOT_ALLOWED_PARTIAL_REFUND",
    "NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT",
    "NOT_CANCELABLE_PAYMENT_FOR_DORMANT_USER",
    "EXCEED_CANCEL_LIMIT",
  ]),
  ...cancels("passing", [
    "ALREADY_CANCELED_PAYMENT",
    "ALREADY_REFUND_PAYMENT",
    "NOT_MATCHES_REFUNDABLE_AMOUNT",
    "FORBIDDEN_CONSECUTIVE_REQUEST",
    "PROVIDER_ERROR",
    "INVALID_REQUEST",
    "NOT_AVAILABLE_BANK",
    "NOT_FOUND_PAYMENT",
    "IDEMPOTENT_REQUEST_PROCESSING",
    "FAILED_REFUND_PROCESS",
    "FAILED_METHOD_HANDLING_CANCEL",
    "FAILED_PARTIAL_REFUND",
    "FAILED_CLOSED_ACCOUNT_REFUND",
    "COMMON_ERROR",
    "FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING",
    "FAILED_INTERNAL_SYSTEM_PROCESSING",
    "UNAUTHORIZED_KEY",
    "FORBIDDEN_REQUEST",
    "INCORRECT_BASIC_AUTH_FORMAT",
  ]),
]);

/** An unlisted code is no reason to keep somebody's money. */
export const refusedForGood = (status: number, code: string): boolean =>
  status < 500 && status !== 409 && status !== 429 && CANCEL_CODES.get(code) === "refused";
