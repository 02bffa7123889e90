// D1's copy of one showtime's sale, read whole for whoever checks it. Ids begin with the showtime's code, so that a
// page is a range of the primary key.
import { and, asc, eq, gt, lt, ne, sql } from "drizzle-orm";
import { booked_seats, bookings, payments, refunds } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";

export type RecordPage = { readonly after: string | undefined; readonly limit: number };

export async function readSaleRecord(
  db: Database,
  showtime: { readonly id: string; readonly code: string },
  { after, limit }: RecordPage,
) {
  const first = `b_${showtime.code}_`;
  const own = and(gt(bookings.id, after ?? first), lt(bookings.id, `${first}~`));
  const [rows, live] = await db.batch([
    db.select().from(bookings).where(own).orderBy(asc(bookings.id)).limit(limit),
    db
      .select({ count: sql<number>`count(*)` })
      .from(booked_seats)
      .where(and(eq(booked_seats.showtime_id, showtime.id), ne(booked_seats.status, "VOID"))),
  ]);
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const ofThese = (column: typeof booked_seats.booking_id | typeof payments.booking_id | typeof refunds.booking_id) =>
    sql`${column} IN (SELECT value FROM json_each(${ids}))`;
  const [tickets, paid, returned] = await db.batch([
    db.select().from(booked_seats).where(ofThese(booked_seats.booking_id)),
    db.select().from(payments).where(ofThese(payments.booking_id)),
    db.select().from(refunds).where(ofThese(refunds.booking_id)),
  ]);
  return {
    items: rows,
    tickets,
    payments: paid,
    refunds: returned,
    live_tickets: live[0]?.count ?? 0,
    next_after: rows.length < limit ? null : (rows.at(-1)?.id ?? null),
  };
}
