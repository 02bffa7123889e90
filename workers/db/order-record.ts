// D1's projection of orders. Each row carries the ledger's `rev`: a message that comes late never overwrites a newer
// one. An order that breaks the second lock (another live ticket for its seat) is told back and the rest goes on.
import { lt, sql } from "drizzle-orm";
import type { OrderView } from "../../domain/seat-ledger/views.ts";
import { booked_seats, bookings, payments, refunds } from "../../schema/tables/sales.ts";
import { log, thrown } from "../log.ts";
import type { Database } from "./database.ts";

export type OrderRow = { readonly id: number; readonly order: OrderView };
export type ParkedRow = { readonly id: number; readonly reason: string };

export async function recordOrders(db: Database, rows: readonly OrderRow[]): Promise<ParkedRow[]> {
  const parked: ParkedRow[] = [];
  for (const { id, order } of rows) {
    try {
      await recordOrder(db, order);
    } catch (error) {
      if (!isSeatConflict(error)) throw error;
      log("error", "record_conflict", { booking_id: order.id, number: order.number, ...thrown(error) });
      parked.push({ id, reason: "seat_already_recorded" });
    }
  }
  return parked;
}

const isSeatConflict = (error: unknown): boolean =>
  /UNIQUE constraint failed: booked_seats\.showtime_id/.test(messageOf(error));

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.message} ${error.cause === undefined ? "" : messageOf(error.cause)}`;
}

/** A seat that was never sold has no ticket; one on its way back has a void one, whether the money went or not. */
const TICKETS: Readonly<Record<OrderView["lines"][number]["status"], "LIVE" | "VOID" | null>> = {
  PENDING: null,
  FREED: null,
  LIVE: "LIVE",
  REFUNDING: "VOID",
  REFUNDED: "VOID",
  REFUND_REFUSED: "VOID",
};

async function recordOrder(db: Database, order: OrderView): Promise<void> {
  const booking = {
    id: order.id,
    number: order.number,
    user_id: order.fan_id,
    show_id: order.show_id,
    showtime_id: order.showtime_id,
    status: order.status,
    total_krw: order.total_krw,
    refunded_krw: order.refunded_krw,
    fee_krw: order.fee_krw,
    rev: order.rev,
    created_at_ms: order.created_at_ms,
    updated_at_ms: order.updated_at_ms,
  };
  const { id, created_at_ms, ...changing } = booking;
  const tickets = order.lines.flatMap((line) => {
    const status = TICKETS[line.status];
    return status === null ? [] : [{ line, status }];
  });
  await db.batch([
    db
      .insert(bookings)
      .values(booking)
      .onConflictDoUpdate({ target: bookings.id, set: changing, setWhere: lt(bookings.rev, order.rev) }),
    ...tickets.map(({ line, status }) => {
      const row = { status, rev: order.rev };
      return db
        .insert(booked_seats)
        .values({
          ticket_id: line.ticket_id,
          booking_id: order.id,
          showtime_id: order.showtime_id,
          seat_id: line.seat_id,
          grade: line.grade,
          price_krw: line.price_krw,
          ...row,
        })
        .onConflictDoUpdate({ target: booked_seats.ticket_id, set: row, setWhere: lt(booked_seats.rev, order.rev) });
    }),
    ...order.attempts.map((attempt) => {
      const status =
        attempt.status === "CAPTURED"
          ? ("COMPLETED" as const)
          : attempt.status === "DECLINED"
            ? ("FAILED" as const)
            : ("PENDING" as const);
      const row = {
        status,
        code: attempt.code,
        provider_key: attempt.payment_key,
        receipt_url: attempt.receipt_url,
        rev: order.rev,
        updated_at_ms: order.updated_at_ms,
      };
      return db
        .insert(payments)
        .values({
          id: attempt.id,
          booking_id: order.id,
          provider: "toss",
          amount_krw: attempt.amount_krw,
          created_at_ms: attempt.started_at_ms,
          ...row,
        })
        .onConflictDoUpdate({ target: payments.id, set: row, setWhere: lt(payments.rev, order.rev) });
    }),
    ...order.refunds.map((refund) => {
      const row = {
        status:
          refund.status === "DONE"
            ? ("COMPLETED" as const)
            : refund.status === "REFUSED"
              ? ("FAILED" as const)
              : ("PENDING" as const),
        rev: order.rev,
        updated_at_ms: order.updated_at_ms,
      };
      return db
        .insert(refunds)
        .values({
          id: refund.id,
          booking_id: order.id,
          payment_id: refund.attempt_id,
          amount_krw: refund.amount_krw,
          fee_krw: refund.fee_krw,
          reason: refund.reason,
          created_at_ms: refund.requested_at_ms,
          ...row,
        })
        .onConflictDoUpdate({ target: refunds.id, set: row, setWhere: sql`${refunds.rev} < ${order.rev}` });
    }),
  ]);
}
