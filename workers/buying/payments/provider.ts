// What the product needs of a payment provider, whichever it is. An answer is a sure success, a sure refusal or unknown;
// only the first two may change anything (P-1).

/** Why a fan was not charged, as `GET /v1/api/payments/{request_id}/status` says it. */
export const DECLINE_CODES = [
  "insufficient_balance",
  "card_info",
  "limit_exceeded",
  "network_error",
  "timeout",
  "declined",
  "cancelled_by_fan",
  "payment_expired",
] as const;
export type DeclineCode = (typeof DECLINE_CODES)[number];

/** What a provider's window may hand over. It becomes part of an address, so no dots and no slashes. */
export const PAYMENT_KEY_PATTERN = /^[\w=-]{1,200}$/;

export type AttemptName = {
  /** The provider's order id and the key under which it charges once. */
  readonly attempt_id: string;
  /** The payment the fan authorised at the provider's window; null where there was no window. */
  readonly payment_key: string | null;
};

export type Charge = AttemptName & {
  /** The stored amount. What a page or a redirect says never gets here (D40). */
  readonly amount_krw: number;
  /** How a stand-in shall behave; a real provider never hears of it. */
  readonly simulate: string | null;
};

export type Captured = {
  readonly payment_key: string;
  /** What the fan really paid and has not got back: the ledger compares it with what is owed. */
  readonly captured_krw: number;
  readonly receipt_url: string | null;
};

type Unknown = {
  readonly class: "unknown";
  /** For the log: a code, never a person's data. */
  readonly detail: string;
};

export type ChargeAnswer =
  | ({ readonly class: "success" } & Captured)
  | { readonly class: "declined"; readonly code: DeclineCode; readonly detail: string }
  | Unknown;

/** What the provider's own books say of an attempt. */
export type Found =
  | ({ readonly class: "success" } & Captured)
  | { readonly class: "declined"; readonly code: DeclineCode; readonly detail: string }
  /** It is known there and can still become anything. */
  | { readonly class: "open" }
  /** A bank transfer the fan has yet to make: refused here, see `settleCharge`. */
  | { readonly class: "awaits_deposit"; readonly payment_key: string }
  /** Nothing is known there, so nothing has been charged so far. */
  | { readonly class: "none" }
  | Unknown;

export type Refund = AttemptName & {
  /** Names the return in the provider's own books, for ever. */
  readonly refund_id: string;
  readonly amount_krw: number;
  readonly reason: string;
};

export type RefundAnswer =
  | { readonly class: "success" }
  /** For good: the same question will never be answered otherwise. A person has to look into it. */
  | { readonly class: "refused"; readonly detail: string }
  | Unknown;

export type PaymentProvider = {
  /** Repeatable: however often it is sent, an attempt is charged once. */
  confirm(charge: Charge): Promise<ChargeAnswer>;
  /** By the payment's key where there is one: an order id may have seen several windows, an attempt has one payment. */
  find(attempt: AttemptName): Promise<Found>;
  /** In full or in part. Repeatable: however often it is sent, a refund is paid once. */
  refund(refund: Refund): Promise<RefundAnswer>;
  /** Ends a payment that waits for a deposit: no money has moved. */
  abandon(payment: { readonly attempt_id: string; readonly payment_key: string }): Promise<RefundAnswer>;
};
