// Making and changing shows: rows and statements for the organiser's batch, so that a show, its prices and the audit
// line are written together or not at all.
import { and, eq, sql } from "drizzle-orm";
import { DEFAULT_LIMITS, DEFAULT_ROOM, type ShowInput, type ShowPatch } from "../../../schema/http/catalogue.ts";
import { grades, shows, showtimes } from "../../../schema/tables/catalogue.ts";
import { bookings } from "../../../schema/tables/sales.ts";
import type { ShowRow, VenueRow } from "../../catalogue/db/shows.ts";
import type { Database } from "../../kit/db/database.ts";

export type NewShow = typeof shows.$inferInsert;
type Teams = ShowInput["teams"];

export const teamsOf = (teams: Teams): ShowRow["teams"] =>
  teams === undefined
    ? null
    : {
        home: { title: teams.home.title, en: teams.home.languages?.en?.title },
        away: { title: teams.away.title, en: teams.away.languages?.en?.title },
      };

/** Lower-cased words of every language: what a keyword is looked for in. */
export function searchText(
  show: Pick<ShowRow, "title" | "languages" | "teams">,
  venue: Pick<VenueRow, "name" | "name_en">,
): string {
  const teams = show.teams === null ? [] : [show.teams.home, show.teams.away];
  return [
    show.title,
    show.languages.en?.title,
    venue.name,
    venue.name_en,
    ...teams.flatMap((team) => [team.title, team.en]),
  ]
    .filter((text) => text !== undefined && text !== null)
    .join("\n")
    .toLowerCase();
}

const priceRange = (list: ShowInput["grades"]) => ({
  price_min_krw: Math.min(...list.map((entry) => entry.price_krw)),
  price_max_krw: Math.max(...list.map((entry) => entry.price_krw)),
});

export function newShowRow(
  input: ShowInput,
  venue: VenueRow,
  about: { readonly id: string; readonly owner_id: string; readonly now_ms: number },
): NewShow & ShowRow {
  const words = { title: input.title, languages: input.languages ?? {}, teams: teamsOf(input.teams) };
  return {
    ...words,
    ...priceRange(input.grades),
    id: about.id,
    owner_id: about.owner_id,
    venue_id: venue.id,
    region: venue.region,
    genre: input.genre,
    status: input.draft === true ? "DRAFT" : "PUBLISHED",
    description: input.description ?? "",
    poster: input.poster ?? null,
    age_limit: input.age_limit ?? 0,
    running_minutes: input.running_minutes ?? null,
    lobby_opens_at_ms: input.sale.lobby_opens_at_ms ?? null,
    vip_opens_at_ms: input.sale.vip_opens_at_ms ?? null,
    vip_code: null,
    vip_tries_failed: 0,
    opens_at_ms: input.sale.opens_at_ms,
    closes_at_ms: input.sale.closes_at_ms,
    sale_override: null,
    sold_out: false,
    room: { ...DEFAULT_ROOM, ...given(input.room) },
    limits: { ...DEFAULT_LIMITS, ...given(input.limits) },
    views: 0,
    first_starts_at_ms: null,
    last_starts_at_ms: null,
    search_text: searchText(words, venue),
    created_at_ms: about.now_ms,
    updated_at_ms: about.now_ms,
  };
}

/** The row as it will be: what the patch leaves out stays. */
export function patchedShowRow(show: ShowRow, patch: ShowPatch, venue: VenueRow, now_ms: number): ShowRow {
  const words = {
    title: patch.title ?? show.title,
    languages: patch.languages ?? show.languages,
    teams: patch.teams === undefined ? show.teams : teamsOf(patch.teams),
  };
  return {
    ...show,
    ...words,
    ...(patch.grades === undefined ? {} : priceRange(patch.grades)),
    venue_id: venue.id,
    region: venue.region,
    genre: patch.genre ?? show.genre,
    status: patch.status ?? show.status,
    description: patch.description ?? show.description,
    poster: patch.poster ?? show.poster,
    age_limit: patch.age_limit ?? show.age_limit,
    running_minutes: patch.running_minutes ?? show.running_minutes,
    lobby_opens_at_ms: patch.sale?.lobby_opens_at_ms ?? show.lobby_opens_at_ms,
    vip_opens_at_ms: patch.sale?.vip_opens_at_ms ?? show.vip_opens_at_ms,
    opens_at_ms: patch.sale?.opens_at_ms ?? show.opens_at_ms,
    closes_at_ms: patch.sale?.closes_at_ms ?? show.closes_at_ms,
    room: { ...show.room, ...given(patch.room) },
    limits: { ...show.limits, ...given(patch.limits) },
    search_text: searchText(words, venue),
    // Ledgers take the newer of two versions: two changes in one millisecond must differ.
    updated_at_ms: Math.max(show.updated_at_ms + 1, now_ms),
  };
}

/** A sale that opens after its lobby and closes after it opens; anything else is told field by field. */
export function saleTimesFault(
  show: Pick<ShowRow, "lobby_opens_at_ms" | "vip_opens_at_ms" | "opens_at_ms" | "closes_at_ms">,
) {
  if (show.vip_opens_at_ms !== null && show.vip_opens_at_ms > (show.lobby_opens_at_ms ?? show.opens_at_ms)) {
    return { path: "sale.vip_opens_at_ms", message: "must not be after the lobby or the opening" };
  }
  if (show.closes_at_ms <= show.opens_at_ms) return { path: "sale.closes_at_ms", message: "must be after opens_at_ms" };
  if (show.lobby_opens_at_ms !== null && show.lobby_opens_at_ms > show.opens_at_ms) {
    return { path: "sale.lobby_opens_at_ms", message: "must not be after opens_at_ms" };
  }
  return null;
}

/** Only what was given: an absent field must not wipe a default. */
function given<T extends object>(part: T | undefined): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(part ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

export const insertShow = (db: Database, row: NewShow) => db.insert(shows).values(row);

export const updateShow = (db: Database, row: ShowRow) => {
  const { id, views, first_starts_at_ms, last_starts_at_ms, sold_out, sale_override, ...fields } = row;
  return db.update(shows).set(fields).where(eq(shows.id, id));
};

/** Only what was given is written, by the database itself: two changes at once each keep the other's. Null takes out. */
export const patchSale = (db: Database, patch: { show_id: string; room: object; limits: object; now_ms: number }) =>
  db
    .update(shows)
    .set({
      room: sql`json_patch(${shows.room}, ${JSON.stringify(patch.room)})`,
      limits: sql`json_patch(${shows.limits}, ${JSON.stringify(patch.limits)})`,
      updated_at_ms: sql`max(${shows.updated_at_ms} + 1, ${patch.now_ms})`,
    })
    .where(eq(shows.id, patch.show_id));

export const setShowStatus = (db: Database, show_id: string, status: ShowRow["status"], now_ms: number) =>
  db.update(shows).set({ status, updated_at_ms: now_ms }).where(eq(shows.id, show_id));

type SaleCopy = Pick<ShowRow, "sale_override" | "opens_at_ms" | "lobby_opens_at_ms">;
/** What the line says of its own state, for lists and pages. */
export const setSaleCopy = (db: Database, show_id: string, copy: SaleCopy) =>
  db.update(shows).set(copy).where(eq(shows.id, show_id));

export const deleteGrades = (db: Database, show_id: string) => db.delete(grades).where(eq(grades.show_id, show_id));

export const insertGrades = (db: Database, show_id: string, list: ShowInput["grades"]) =>
  db.insert(grades).values(list.map((entry) => ({ show_id, ...entry })));

export const insertShowtimes = (db: Database, rows: (typeof showtimes.$inferInsert)[]) =>
  db.insert(showtimes).values(rows);

/** First and last date follow the showtimes; run in the same batch as every change of them. Ledgers go by the time. */
export const refreshShowDates = (db: Database, show_id: string, now_ms: number) => {
  const ofShow = sql`FROM ${showtimes} WHERE ${showtimes.show_id} = ${show_id} AND ${showtimes.status} = 'ON_SALE'`;
  return db
    .update(shows)
    .set({
      first_starts_at_ms: sql`(SELECT min(${showtimes.starts_at_ms}) ${ofShow})`,
      last_starts_at_ms: sql`(SELECT max(${showtimes.starts_at_ms}) ${ofShow})`,
      updated_at_ms: sql`max(${shows.updated_at_ms} + 1, ${now_ms})`,
    })
    .where(eq(shows.id, show_id));
};

export async function hasSales(db: Database, show_id: string): Promise<boolean> {
  const rows = await db.select({ id: bookings.id }).from(bookings).where(eq(bookings.show_id, show_id)).limit(1);
  return rows.length > 0;
}

export async function showtimeHasSales(db: Database, showtime_id: string): Promise<boolean> {
  const rows = await db
    .select({ id: bookings.id })
    .from(bookings)
    .where(eq(bookings.showtime_id, showtime_id))
    .limit(1);
  return rows.length > 0;
}

export const deleteShowtimesOf = (db: Database, show_id: string) =>
  db.delete(showtimes).where(eq(showtimes.show_id, show_id));
export const deleteShowtime = (db: Database, id: string) => db.delete(showtimes).where(eq(showtimes.id, id));
export const deleteShow = (db: Database, id: string) => db.delete(shows).where(eq(shows.id, id));

export const updateShowtime = (db: Database, id: string, set: { starts_at_ms?: number; round?: number }) =>
  db.update(showtimes).set(set).where(eq(showtimes.id, id));

export const showtimeTaken = async (db: Database, show_id: string, starts_at_ms: number, round: number) =>
  (
    await db
      .select({ id: showtimes.id })
      .from(showtimes)
      .where(and(eq(showtimes.show_id, show_id), eq(showtimes.starts_at_ms, starts_at_ms), eq(showtimes.round, round)))
  )[0]?.id ?? null;

/** The table's index on a show's times and rounds refused a second one; drizzle carries what D1 said as the cause. */
export function isRoundTaken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /UNIQUE constraint failed: showtimes\.show_id/.test(error.message) || isRoundTaken(error.cause);
}
