// Purchases of a show as its organiser looks for them.
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { PurchaseFilter } from "../../../schema/http/refund-jobs.ts";
import { showtimes } from "../../../schema/tables/catalogue.ts";
import { users } from "../../../schema/tables/people.ts";
import { booked_seats, bookings } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";
import { olderThan } from "../../kit/db/older-than.ts";
import { type Cursor, cut, type Found } from "../../kit/http/cursor.ts";

export type PurchaseRow = typeof bookings.$inferSelect & {
  readonly name: string | null;
  readonly email: string | null;
};
type Wanted = PurchaseFilter & { readonly show_id: string };

/** What the word is looked for in: number, address, name, and a ticket's seat. */
function named(q: string | undefined): SQL | undefined {
  const word = q?.toLowerCase() ?? "";
  if (word === "") return undefined;
  return sql`(instr(lower(${bookings.number}), ${word}) > 0
    OR EXISTS (SELECT 1 FROM ${users} WHERE ${users.id} = ${bookings.user_id}
      AND (instr(coalesce(${users.email}, ''), ${word}) > 0 OR instr(lower(coalesce(${users.name}, '')), ${word}) > 0))
    OR EXISTS (SELECT 1 FROM ${booked_seats} WHERE ${booked_seats.booking_id} = ${bookings.id}
      AND lower(${booked_seats.seat_id}) = ${word}))`;
}

/** Also for jobs and messages: what the list shows is what they reach. */
export const isWanted = ({ show_id, q, status, showtime_id, grade }: Wanted): SQL | undefined =>
  and(
    eq(bookings.show_id, show_id),
    status === undefined ? undefined : eq(bookings.status, status),
    showtime_id === undefined ? undefined : eq(bookings.showtime_id, showtime_id),
    grade === undefined
      ? undefined
      : sql`EXISTS (SELECT 1 FROM ${booked_seats} WHERE ${booked_seats.booking_id} = ${bookings.id}
          AND ${booked_seats.grade} = ${grade})`,
    named(q),
  );

export async function findPurchases(
  db: Database,
  wanted: Wanted,
  { limit, cursor }: { readonly limit: number; readonly cursor: Cursor | null },
): Promise<Found<PurchaseRow>> {
  const rows = await db
    .select({ booking: bookings, name: users.name, email: users.email })
    .from(bookings)
    .leftJoin(users, eq(users.id, bookings.user_id))
    .where(and(isWanted(wanted), olderThan(bookings, cursor)))
    .orderBy(desc(bookings.created_at_ms), desc(bookings.id))
    .limit(limit + 1);
  const flat = rows.map(({ booking, name, email }) => ({ ...booking, name, email }));
  return cut(flat, limit, (row) => ({ key: row.created_at_ms, id: row.id, at_ms: 0 }));
}

export async function showtimeCodes(db: Database, show_id: string): Promise<string[]> {
  const rows = await db.select({ code: showtimes.code }).from(showtimes).where(eq(showtimes.show_id, show_id));
  return rows.map(({ code }) => code);
}

export const roundsOf = (db: Database, show_id: string) =>
  db
    .select({ id: showtimes.id, starts_at_ms: showtimes.starts_at_ms })
    .from(showtimes)
    .where(eq(showtimes.show_id, show_id))
    .orderBy(showtimes.starts_at_ms);

export type ChosenBooking = { readonly id: string; readonly seats: number };

/** The bookings a job is about, with the seats that count: by their ids, or all with something to refund that a filter finds. */
export async function bookingsFor(
  db: Database,
  show_id: string,
  {
    booking_ids,
    filter,
  }: { readonly booking_ids?: readonly string[] | undefined; readonly filter?: PurchaseFilter | undefined },
  limit: number,
): Promise<ChosenBooking[]> {
  const seats = sql<number>`(SELECT count(*) FROM ${booked_seats} WHERE ${booked_seats.booking_id} = ${bookings.id}
    AND ${booked_seats.status} <> 'VOID')`;
  const which =
    booking_ids === undefined
      ? sql`${bookings.status} IN ('CONFIRMED', 'REFUNDING')`
      : sql`${bookings.id} IN (SELECT value FROM json_each(${JSON.stringify(booking_ids)}))`;
  return db
    .select({ id: bookings.id, seats })
    .from(bookings)
    .where(and(isWanted({ ...filter, show_id }), which))
    .orderBy(bookings.id)
    .limit(limit);
}

/** Without a wish for another state: who has a ticket that counts. */
export const wantedBuyers = (show_id: string, filter: PurchaseFilter): SQL | undefined =>
  isWanted({ ...filter, status: filter.status ?? "CONFIRMED", show_id });

export async function countWantedBuyers(db: Database, show_id: string, filter: PurchaseFilter): Promise<number> {
  const buyers = sql<number>`count(DISTINCT ${bookings.user_id})`;
  const [row] = await db.select({ buyers }).from(bookings).where(wantedBuyers(show_id, filter));
  return row?.buyers ?? 0;
}

/** Who bought, by booking number, for a list on paper. */
export async function namesOfShowtime(db: Database, showtime_id: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ number: bookings.number, name: users.name })
    .from(bookings)
    .innerJoin(users, eq(users.id, bookings.user_id))
    .where(eq(bookings.showtime_id, showtime_id));
  return new Map(rows.map(({ number, name }) => [number, name]));
}
