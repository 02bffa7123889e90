// What the console's first page reads of all shows of an organiser: counts and money from the database's copy, which may
// be some seconds behind the ledgers.
import { and, eq, gte, inArray, ne, type SQL, sql } from "drizzle-orm";
import { layouts, shows, showtimes } from "../../../schema/tables/catalogue.ts";
import { booked_seats, bookings, refunds } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";

export type ShowCounts = {
  readonly show_id: string;
  readonly rounds: number;
  readonly next_starts_at_ms: number | null;
  readonly seats_total: number;
  readonly seats_sold: number;
  readonly revenue_krw: number;
  readonly refunds_stuck: number;
};

const HOUR_MS = 3_600_000;
/** These have been paid, and what was not returned of them is the organiser's. */
const PAID = ["CONFIRMED", "REFUNDING", "REFUNDED"] as const;

const sumOfPlaces = sql<number>`(SELECT coalesce(sum(value), 0) FROM json_each(${layouts.places_by_grade}))`;

async function roundsOf(db: Database, ids: readonly string[], now_ms: number) {
  return db
    .select({
      show_id: showtimes.show_id,
      rounds: sql<number>`count(*)`,
      next_starts_at_ms: sql<
        number | null
      >`min(CASE WHEN ${showtimes.starts_at_ms} > ${now_ms} THEN ${showtimes.starts_at_ms} END)`,
      seats_total: sql<number>`sum(${sumOfPlaces})`,
    })
    .from(showtimes)
    .innerJoin(layouts, eq(layouts.layout_version, showtimes.layout_version))
    .where(and(inArray(showtimes.show_id, [...ids]), eq(showtimes.status, "ON_SALE")))
    .groupBy(showtimes.show_id);
}

const soldOf = (db: Database, ids: readonly string[]) =>
  db
    .select({ show_id: bookings.show_id, seats: sql<number>`count(*)` })
    .from(booked_seats)
    .innerJoin(bookings, eq(bookings.id, booked_seats.booking_id))
    .where(and(inArray(bookings.show_id, [...ids]), ne(booked_seats.status, "VOID")))
    .groupBy(bookings.show_id);

const moneyOf = (db: Database, ids: readonly string[]) =>
  db
    .select({
      show_id: bookings.show_id,
      krw: sql<number>`sum(${bookings.total_krw} - ${bookings.refunded_krw})`,
    })
    .from(bookings)
    .where(and(inArray(bookings.show_id, [...ids]), inArray(bookings.status, [...PAID])))
    .groupBy(bookings.show_id);

const stuckOf = (db: Database, ids: readonly string[]) =>
  db
    .select({ show_id: bookings.show_id, count: sql<number>`count(DISTINCT ${bookings.id})` })
    .from(refunds)
    .innerJoin(bookings, eq(bookings.id, refunds.booking_id))
    // A refund that was refused and then made another way is settled.
    .where(and(inArray(bookings.show_id, [...ids]), eq(refunds.status, "FAILED"), ne(bookings.status, "REFUNDED")))
    .groupBy(bookings.show_id);

export async function countShows(db: Database, ids: readonly string[], now_ms: number): Promise<ShowCounts[]> {
  if (ids.length === 0) return [];
  const [rounds, sold, money, stuck] = await Promise.all([
    roundsOf(db, ids, now_ms),
    soldOf(db, ids),
    moneyOf(db, ids),
    stuckOf(db, ids),
  ]);
  return ids.map((show_id) => {
    const of = <Row extends { show_id: string }>(list: readonly Row[]) => list.find((row) => row.show_id === show_id);
    return {
      show_id,
      rounds: of(rounds)?.rounds ?? 0,
      next_starts_at_ms: of(rounds)?.next_starts_at_ms ?? null,
      seats_total: of(rounds)?.seats_total ?? 0,
      seats_sold: of(sold)?.seats ?? 0,
      revenue_krw: of(money)?.krw ?? 0,
      refunds_stuck: of(stuck)?.count ?? 0,
    };
  });
}

export type HourOfSales = { readonly hour_ms: number; readonly krw: number };

/** What was taken, by the hour it was booked in; the page makes its reader's days of them. */
export async function salesByHour(
  db: Database,
  { owner_id, since_ms }: { readonly owner_id: string | null; readonly since_ms: number },
): Promise<HourOfSales[]> {
  const hour = sql<number>`(${bookings.created_at_ms} / ${HOUR_MS}) * ${HOUR_MS}` as SQL<number>;
  return db
    .select({ hour_ms: hour, krw: sql<number>`sum(${bookings.total_krw})` })
    .from(bookings)
    .innerJoin(shows, eq(shows.id, bookings.show_id))
    .where(
      and(
        owner_id === null ? undefined : eq(shows.owner_id, owner_id),
        inArray(bookings.status, [...PAID]),
        gte(bookings.created_at_ms, since_ms),
      ),
    )
    .groupBy(hour);
}
