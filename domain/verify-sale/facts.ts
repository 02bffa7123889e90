// What a check of a sale is made of: rows as they were read from each source, and the differences found between them.

/** A row of D1's copy, as far as it is compared. */
export type BookingRow = {
  readonly id: string;
  readonly number: string;
  readonly user_id: string;
  readonly status: string;
  readonly total_krw: number;
  readonly refunded_krw: number;
  readonly fee_krw: number;
  readonly rev: number;
};
export type TicketRow = {
  readonly ticket_id: string;
  readonly booking_id: string;
  readonly seat_id: string;
  readonly price_krw: number;
  readonly status: string;
};
export type PaymentRow = {
  readonly id: string;
  readonly booking_id: string;
  readonly amount_krw: number;
  readonly status: string;
};
export type RefundRow = {
  readonly id: string;
  readonly payment_id: string;
  readonly amount_krw: number;
  readonly fee_krw: number;
  readonly status: string;
};
export type SaleRecord = {
  readonly bookings: readonly BookingRow[];
  readonly tickets: readonly TicketRow[];
  readonly payments: readonly PaymentRow[];
  readonly refunds: readonly RefundRow[];
  /** Live tickets of the showtime, counted by the database itself. */
  readonly live_tickets: number;
};

/** What the provider's own list says of one attempt, over all its windows. */
export type ProviderCharge = {
  readonly attempt_id: string;
  readonly charged_krw: number;
  readonly returned_krw: number;
  /** Payments that took money under this attempt: never more than one. */
  readonly charges: number;
};

export type DifferenceCode =
  | "journal_gap"
  | "clock_stepped_back"
  | "seat_taken_twice"
  | "layout_unknown"
  | "counts_differ"
  | "seat_unaccounted"
  | "booking_missing"
  | "booking_unknown"
  | "booking_differs"
  | "ticket_missing"
  | "ticket_unknown"
  | "ticket_differs"
  | "seat_has_two_tickets"
  | "live_tickets_differ"
  | "payment_missing"
  | "payment_differs"
  | "refund_missing"
  | "refund_differs"
  | "charge_unknown"
  | "charge_missing"
  | "charged_twice"
  | "charged_amount_differs"
  | "returned_amount_differs"
  | "money_unaccounted"
  | "not_final_in_time";

export type Difference = {
  readonly code: DifferenceCode;
  /** A number, an id or a seat: what to look for. */
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
};

export type Check = {
  readonly name: "journal" | "seats" | "record" | "tickets" | "money";
  /** How many things were compared: a check of nothing proves nothing. */
  readonly compared: number;
  readonly differences: readonly Difference[];
};

export const difference = (code: DifferenceCode, subject: string, expected: unknown, found: unknown): Difference => ({
  code,
  subject,
  expected: textOf(expected),
  found: textOf(found),
});

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined ? "nothing" : JSON.stringify(value);
