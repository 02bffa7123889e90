// Finding and reading shows. Every state of a sale is derived from times at the moment of asking.
import { and, asc, desc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { ShowsQuery } from "../../../schema/http/catalogue.ts";
import type { SaleStatus } from "../../../schema/http/words.ts";
import { grades, layouts, shows, showtimes, venues } from "../../../schema/tables/catalogue.ts";
import type { Database } from "../../kit/db/database.ts";
import { olderThan } from "../../kit/db/older-than.ts";
import { type Cursor, cut } from "../../kit/http/cursor.ts";

export type ShowRow = typeof shows.$inferSelect;
export type VenueRow = typeof venues.$inferSelect;
export type GradeRow = typeof grades.$inferSelect;
export type FoundShow = { readonly show: ShowRow; readonly venue: VenueRow; readonly grades: readonly GradeRow[] };

const SEARCH_WORDS_MAX = 6;
/** Shows that are over follow those that are not, whatever the order. */
const OVER_OFFSET_MS = 10_000_000_000_000;
/** Between those to come and those that are over. */
const UNDATED_MS = OVER_OFFSET_MS - 1;

export async function findShows(
  db: Database,
  query: ShowsQuery,
  at: { readonly now_ms: number; readonly cursor: Cursor | null },
): Promise<{ found: FoundShow[]; next: Cursor | null }> {
  const at_ms = at.cursor?.at_ms ?? at.now_ms;
  const key = sortKey(query.sort, at_ms);
  const descending = query.sort !== "soonest";
  const after = at.cursor === null ? undefined : beyond(key, at.cursor, descending);
  const direction = descending ? desc : asc;
  const rows = await db
    .select({ show: shows, venue: venues, key: sql<number>`${key}` })
    .from(shows)
    .innerJoin(venues, eq(shows.venue_id, venues.id))
    .where(and(eq(shows.status, "PUBLISHED"), ...filters(query, at_ms), after))
    .orderBy(direction(key), direction(shows.id))
    .limit(query.limit + 1);
  const { found, next } = cut(rows, query.limit, (row) => ({ key: row.key, id: row.show.id, at_ms }));
  return { found: await withGrades(db, found), next };
}

function sortKey(sort: ShowsQuery["sort"], at_ms: number): SQL<number> {
  if (sort === "newest") return sql<number>`${shows.created_at_ms}`;
  if (sort === "most_viewed") return sql<number>`${shows.views}`;
  return sql<number>`(CASE WHEN ${shows.last_starts_at_ms} IS NULL THEN ${UNDATED_MS}
    WHEN ${shows.last_starts_at_ms} < ${at_ms} THEN ${shows.last_starts_at_ms} + ${OVER_OFFSET_MS}
    ELSE ${shows.first_starts_at_ms} END)`;
}

const beyond = (key: SQL<number>, cursor: Cursor, descending: boolean): SQL =>
  descending
    ? sql`(${key} < ${cursor.key} OR (${key} = ${cursor.key} AND ${shows.id} < ${cursor.id}))`
    : sql`(${key} > ${cursor.key} OR (${key} = ${cursor.key} AND ${shows.id} > ${cursor.id}))`;

function filters(query: ShowsQuery, at_ms: number): (SQL | undefined)[] {
  const list: (SQL | undefined)[] = [];
  if (query.genre !== undefined) list.push(eq(shows.genre, query.genre));
  if (query.region !== undefined) list.push(eq(shows.region, query.region));
  if (query.status !== undefined) list.push(statusIs(query.status, at_ms));
  const words = (query.q ?? "")
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  for (const word of words.slice(0, SEARCH_WORDS_MAX)) list.push(sql`instr(${shows.search_text}, ${word}) > 0`);
  if (query.from_ms !== undefined || query.to_ms !== undefined) {
    // A show is found by dates when one of its showtimes lies between them.
    list.push(sql`EXISTS (SELECT 1 FROM ${showtimes} st WHERE st.show_id = ${shows.id} AND st.status = 'ON_SALE'
      AND st.starts_at_ms >= ${query.from_ms ?? 0} AND st.starts_at_ms <= ${query.to_ms ?? Number.MAX_SAFE_INTEGER})`);
  }
  if (query.price_min_krw !== undefined || query.price_max_krw !== undefined) {
    list.push(sql`EXISTS (SELECT 1 FROM ${grades} g WHERE g.show_id = ${shows.id}
      AND g.price_krw >= ${query.price_min_krw ?? 0} AND g.price_krw <= ${query.price_max_krw ?? Number.MAX_SAFE_INTEGER})`);
  }
  return list;
}

/** The same rule as saleStatusAt, in SQL; a test compares the two over every combination. */
export const saleStatusSql = (at_ms: number): SQL<SaleStatus> => sql<SaleStatus>`(CASE
  WHEN ${shows.status} <> 'PUBLISHED' OR ${shows.sale_override} = 'ENDED' OR ${at_ms} >= ${shows.closes_at_ms} THEN 'ENDED'
  WHEN ${at_ms} < coalesce(${shows.lobby_opens_at_ms}, ${shows.opens_at_ms}) THEN 'SCHEDULED'
  WHEN ${at_ms} < ${shows.opens_at_ms} THEN 'LOBBY'
  WHEN ${shows.sold_out} THEN 'SOLD_OUT'
  WHEN ${shows.sale_override} = 'PAUSED' THEN 'PAUSED'
  ELSE 'OPEN' END)`;

const statusIs = (status: SaleStatus, at_ms: number): SQL => sql`${saleStatusSql(at_ms)} = ${status}`;

async function withGrades(db: Database, rows: readonly { show: ShowRow; venue: VenueRow }[]): Promise<FoundShow[]> {
  if (rows.length === 0) return [];
  const ids = JSON.stringify(rows.map((row) => row.show.id));
  const list = await db
    .select()
    .from(grades)
    .where(sql`${grades.show_id} IN (SELECT value FROM json_each(${ids}))`)
    .orderBy(desc(grades.price_krw), asc(grades.grade));
  return rows.map(({ show, venue }) => ({ show, venue, grades: list.filter((entry) => entry.show_id === show.id) }));
}

export async function readAnyShow(db: Database, show_id: string): Promise<FoundShow | null> {
  const rows = await db
    .select({ show: shows, venue: venues })
    .from(shows)
    .innerJoin(venues, eq(shows.venue_id, venues.id))
    .where(eq(shows.id, show_id));
  return (await withGrades(db, rows))[0] ?? null;
}

export type ShowtimeRow = typeof showtimes.$inferSelect & { readonly seats_total: Record<string, number> };

export async function readShowtimes(db: Database, show_id: string): Promise<ShowtimeRow[]> {
  const rows = await db
    .select({ showtime: showtimes, seats_total: layouts.places_by_grade })
    .from(showtimes)
    .innerJoin(layouts, eq(layouts.layout_version, showtimes.layout_version))
    .where(and(eq(showtimes.show_id, show_id), eq(showtimes.status, "ON_SALE")))
    .orderBy(asc(showtimes.starts_at_ms), asc(showtimes.round));
  return rows.map((row) => ({ ...row.showtime, seats_total: row.seats_total }));
}

export async function readShowtime(db: Database, showtime_id: string) {
  const rows = await db
    .select({ showtime: showtimes, show: shows, time_zone: venues.time_zone })
    .from(showtimes)
    .innerJoin(shows, eq(shows.id, showtimes.show_id))
    .innerJoin(venues, eq(venues.id, shows.venue_id))
    .where(eq(showtimes.id, showtime_id));
  return rows[0] ?? null;
}

export async function readShowOfCode(db: Database, code: string): Promise<string | null> {
  const rows = await db.select({ show_id: showtimes.show_id }).from(showtimes).where(eq(showtimes.code, code));
  return rows[0]?.show_id ?? null;
}

export async function listOwnShows(
  db: Database,
  owner_id: string | null,
  page: { readonly limit: number; readonly cursor: Cursor | null },
  which?: SQL,
): Promise<{ found: FoundShow[]; next: Cursor | null }> {
  const cursor = page.cursor;
  const after = olderThan(shows, cursor);
  const rows = await db
    .select({ show: shows, venue: venues })
    .from(shows)
    .innerJoin(venues, eq(shows.venue_id, venues.id))
    .where(and(owner_id === null ? undefined : eq(shows.owner_id, owner_id), which, after))
    .orderBy(desc(shows.created_at_ms), desc(shows.id))
    .limit(page.limit + 1);
  const { found, next } = cut(rows, page.limit, ({ show }) => ({ key: show.created_at_ms, id: show.id, at_ms: 0 }));
  return { found: await withGrades(db, found), next };
}

/** Shows that are yet to open and let people practise in their halls, soonest first. */
export async function practisedShows(db: Database, now_ms: number, limit: number): Promise<FoundShow[]> {
  const rows = await db
    .select({ show: shows, venue: venues })
    .from(shows)
    .innerJoin(venues, eq(shows.venue_id, venues.id))
    .where(and(eq(shows.status, "PUBLISHED"), gt(shows.opens_at_ms, now_ms), eq(shows.practice, true)))
    .orderBy(asc(shows.opens_at_ms), asc(shows.id))
    .limit(limit);
  return withGrades(db, rows);
}

/** For the home page: what opens next, soonest first. */
export async function openingSoon(db: Database, now_ms: number, limit: number): Promise<FoundShow[]> {
  const rows = await db
    .select({ show: shows, venue: venues })
    .from(shows)
    .innerJoin(venues, eq(shows.venue_id, venues.id))
    .where(
      and(
        eq(shows.status, "PUBLISHED"),
        gt(shows.opens_at_ms, now_ms),
        inArray(saleStatusSql(now_ms), ["SCHEDULED", "LOBBY"]),
      ),
    )
    .orderBy(asc(shows.opens_at_ms), asc(shows.id))
    .limit(limit);
  return withGrades(db, rows);
}
