// What a fan reads about a hold, a booking and a payment. Made from the state, never kept beside it.
import type { Grade } from "../../schema/layout.ts";
import { realTime } from "./clock.ts";
import {
  type Attempt,
  FIRST_PROVIDER,
  type Hold,
  type Line,
  type Order,
  type OrderStatus,
  type Refund,
} from "./events.ts";
import { isOpen } from "./order-times.ts";
import { areTogether, placeId, sectionOf } from "./seat-map.ts";
import type { LedgerState } from "./state.ts";

export type SeatView = {
  readonly id: string;
  readonly section: string;
  readonly row: string;
  readonly label: string;
  readonly grade: Grade;
  readonly price_krw: number;
};

export type HoldView = {
  readonly id: string;
  readonly showtime_id: string;
  readonly seats: readonly SeatView[];
  /** Whether they are neighbours, seat by seat: the automatic choice may have had to split a party. */
  readonly together: boolean;
  readonly total_krw: number;
  readonly expires_at_ms: number;
};

export type LineView = {
  readonly seat_id: string;
  readonly section: string;
  readonly row: string;
  readonly label: string;
  readonly grade: Grade;
  readonly price_krw: number;
  readonly ticket_id: string;
  /** Who has the ticket where that is not its buyer, and how often it changed hands. */
  readonly holder_id: string | null;
  readonly generation: number;
  readonly status: Line["status"];
};

export type RefundView = {
  readonly id: string;
  readonly attempt_id: string;
  readonly seat_ids: readonly string[];
  readonly amount_krw: number;
  readonly fee_krw: number;
  readonly by: Refund["by"];
  readonly reason: string;
  readonly status: Refund["status"];
  readonly requested_at_ms: number;
};

export type AttemptView = {
  readonly id: string;
  readonly status: Attempt["status"];
  readonly amount_krw: number;
  readonly captured_krw: number;
  readonly method: string | null;
  readonly payment_key: string | null;
  readonly provider: string;
  readonly receipt_url: string | null;
  readonly code: string | null;
  readonly started_at_ms: number;
};

export type OrderView = {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly code: string | null;
  readonly fan_id: string;
  readonly show_id: string;
  readonly showtime_id: string;
  readonly starts_at_ms: number;
  readonly hold_id: string;
  readonly pass_id: string | null;
  readonly lines: readonly LineView[];
  readonly total_krw: number;
  readonly created_at_ms: number;
  readonly updated_at_ms: number;
  readonly expires_at_ms: number;
  readonly attempts: readonly AttemptView[];
  readonly attempts_left: number;
  readonly paid_attempt_id: string | null;
  readonly refunds: readonly RefundView[];
  readonly refunded_krw: number;
  readonly fee_krw: number;
  readonly rev: number;
};

export type PaymentView = {
  readonly status: "PENDING" | "COMPLETED" | "FAILED";
  readonly code: string | null;
  readonly booking_id: string;
  readonly attempts_left: number;
};

function seatView(state: LedgerState, place: number, price_krw: number): SeatView {
  const { map } = state;
  const section = sectionOf(map, place);
  const row = map.rows[map.row_of[place] ?? 0]?.label ?? "";
  const label = map.labels[place] ?? "";
  return { id: placeId(map, place), section: section.name, row, label, grade: section.grade, price_krw };
}

export function holdView(state: LedgerState, hold: Hold, now_ms: number): HoldView {
  return {
    id: hold.id,
    showtime_id: state.config.showtime_id,
    seats: hold.places.map((place, i) => seatView(state, place, hold.prices_krw[i] ?? 0)),
    together: areTogether(state.map, hold.places),
    total_krw: hold.prices_krw.reduce((sum, price_krw) => sum + price_krw, 0),
    expires_at_ms: realTime(state.clock, hold.expires_sale_ms, now_ms),
  };
}

export const attemptsLeft = (state: LedgerState, order: Order): number =>
  order.status === "PENDING" || order.status === "PAYING"
    ? Math.max(0, state.config.limits.payment_attempts - order.attempts.length)
    : 0;

export function orderView(state: LedgerState, order: Order): OrderView {
  const done = order.refunds.filter((refund) => refund.status === "DONE");
  const paid = order.paid_by === null ? undefined : order.attempts[order.paid_by - 1];
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    code: order.code,
    fan_id: order.fan_id,
    show_id: state.config.show_id,
    showtime_id: state.config.showtime_id,
    starts_at_ms: state.config.starts_at_ms,
    hold_id: order.hold_id,
    pass_id: order.pass_id,
    lines: order.lines.map((line) => {
      const { id, ...seat } = seatView(state, line.place, line.price_krw);
      return { seat_id: id, ...seat, ticket_id: line.ticket_id, status: line.status, ...handsOf(line) };
    }),
    total_krw: order.total_krw,
    created_at_ms: order.created_at_ms,
    updated_at_ms: order.updated_at_ms,
    expires_at_ms: order.expires_at_ms,
    attempts: order.attempts.map(attemptView),
    attempts_left: attemptsLeft(state, order),
    paid_attempt_id: paid?.id ?? null,
    refunds: order.refunds.map((refund) => refundView(state, order, refund)),
    refunded_krw: done.reduce((sum, refund) => sum + refund.amount_krw, 0),
    fee_krw: done.reduce((sum, refund) => sum + refund.fee_krw, 0),
    rev: order.rev,
  };
}

const handsOf = ({ holder_id, generation = 0 }: Line) => ({ holder_id: holder_id ?? null, generation });

const attemptView = (attempt: Attempt): AttemptView => ({
  id: attempt.id,
  status: attempt.status,
  amount_krw: attempt.amount_krw,
  captured_krw: attempt.captured_krw,
  method: attempt.method,
  payment_key: attempt.payment_key,
  provider: attempt.provider ?? FIRST_PROVIDER,
  receipt_url: attempt.receipt_url,
  code: attempt.code,
  started_at_ms: attempt.started_at_ms,
});

export const refundView = (state: LedgerState, order: Order, refund: Refund): RefundView => ({
  id: refund.id,
  attempt_id: order.attempts[refund.attempt_number - 1]?.id ?? "",
  seat_ids: refund.lines.map((index) => placeId(state.map, order.lines[index]?.place ?? -1)),
  amount_krw: refund.amount_krw,
  fee_krw: refund.fee_krw,
  by: refund.by,
  reason: refund.reason,
  status: refund.status,
  requested_at_ms: refund.requested_at_ms,
});

export function paymentView(state: LedgerState, order: Order, attempt: Attempt): PaymentView {
  const bought = order.paid_by === attempt.number;
  return {
    status: isOpen(attempt) ? "PENDING" : bought ? "COMPLETED" : "FAILED",
    code: attempt.code,
    booking_id: order.id,
    attempts_left: attemptsLeft(state, order),
  };
}
