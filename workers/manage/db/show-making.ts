// Making and changing shows, column by column: rows and statements for the organiser's batch, so that a show, its prices and the audit
// line are written together or not at all.
import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Fault } from "../../../schema/faults.ts";
import {
  DEFAULT_LIMITS,
  DEFAULT_ROOM,
  type KeptLimits,
  type ShowInput,
  type ShowPatch,
} from "../../../schema/http/catalogue.ts";
import { grades, shows, showtimes } from "../../../schema/tables/catalogue.ts";
import { bookings, payments, refunds } from "../../../schema/tables/sales.ts";
import { oneNewer } from "../../catalogue/db/revisions.ts";
import type { ShowRow, VenueRow } from "../../catalogue/db/shows.ts";
import type { Database } from "../../kit/db/database.ts";
import { withDraw } from "../draw-settings.ts";

export type NewShow = typeof shows.$inferInsert;
type Teams = ShowInput["teams"];

export const teamsOf = (teams: Teams | null): ShowRow["teams"] =>
  teams === undefined || teams === null
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
  const { opens_at_ms } = input.sale;
  const words = { title: input.title, languages: input.languages ?? {}, teams: teamsOf(input.teams) };
  return {
    ...words,
    ...priceRange(input.grades),
    id: about.id,
    owner_id: about.owner_id,
    venue_id: venue.id,
    layout_version: venue.layout_version,
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
    opens_at_ms,
    closes_at_ms: input.sale.closes_at_ms,
    sale_override: null,
    line_told_at_ms: 0,
    sold_out: false,
    room: withDraw({ ...DEFAULT_ROOM, ...given(input.room) }, input, { before_ms: opens_at_ms, at_ms: opens_at_ms }),
    limits: keptLimits({ ...DEFAULT_LIMITS }, input),
    practice: input.practice ?? false,
    views: 0,
    first_starts_at_ms: null,
    last_starts_at_ms: null,
    search_text: searchText(words, venue),
    rev: 0,
    settled_rev: -1,
    created_at_ms: about.now_ms,
    updated_at_ms: about.now_ms,
  };
}

const keptLimits = (before: KeptLimits, { limits, returns, handover }: ShowPatch): KeptLimits => ({
  ...before,
  ...given(limits),
  ...(returns === undefined ? {} : { returns: { ...before.returns, ...given(returns) } }),
  ...(handover === undefined ? {} : { handover: { ...before.handover, ...given(handover) } }),
});

/** The columns that a patch names, and those that follow from them; what it leaves out is not written. */
export function patchedColumns(show: ShowRow, patch: ShowPatch, venue: VenueRow): Partial<ShowRow> {
  const words = {
    title: patch.title ?? show.title,
    languages: patch.languages ?? show.languages,
    teams: patch.teams === undefined ? show.teams : teamsOf(patch.teams),
  };
  const { admission: _admission, lobby_closes_at_ms: _closes, ...saleTimes } = patch.sale ?? {};
  const house = { venue_id: venue.id, region: venue.region, layout_version: venue.layout_version };
  return given({
    ...(venue.id === show.venue_id ? {} : house),
    ...(patch.grades === undefined ? {} : priceRange(patch.grades)),
    ...given(saleTimes),
    title: patch.title,
    languages: patch.languages,
    teams: patch.teams === undefined ? undefined : words.teams,
    search_text: searchText(words, venue),
    genre: patch.genre,
    status: patch.status,
    description: patch.description,
    poster: patch.poster,
    age_limit: patch.age_limit,
    running_minutes: patch.running_minutes,
    practice: patch.practice,
    room: roomOf(show, patch),
    limits:
      patch.limits === undefined && patch.returns === undefined && patch.handover === undefined
        ? undefined
        : keptLimits(show.limits, patch),
  });
}

/** Undefined where the patch says nothing of it. */
function roomOf(show: ShowRow, patch: ShowPatch): ShowRow["room"] | undefined {
  const room = { ...show.room, ...given(patch.room) };
  const opens = { before_ms: show.opens_at_ms, at_ms: patch.sale?.opens_at_ms ?? show.opens_at_ms };
  const drawn = withDraw(room, patch, opens);
  return patch.room === undefined && drawn === room ? undefined : drawn;
}

/** A sale that opens after its lobby and closes after it opens; anything else is told field by field. */
export function saleTimesFault(
  show: Pick<ShowRow, "lobby_opens_at_ms" | "vip_opens_at_ms" | "opens_at_ms" | "closes_at_ms">,
): Fault | null {
  if (show.vip_opens_at_ms !== null && show.vip_opens_at_ms > (show.lobby_opens_at_ms ?? show.opens_at_ms)) {
    return { path: "sale.vip_opens_at_ms", fault: "vip_too_late" };
  }
  if (show.closes_at_ms <= show.opens_at_ms) return { path: "sale.closes_at_ms", fault: "closes_too_early" };
  if (show.lobby_opens_at_ms !== null && show.lobby_opens_at_ms > show.opens_at_ms) {
    return { path: "sale.lobby_opens_at_ms", fault: "lobby_too_late" };
  }
  return null;
}

/** Only what was given: an absent field must not wipe a default. */
function given<T extends object>(part: T | undefined): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(part ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

export const insertShow = (db: Database, row: NewShow) => db.insert(shows).values(row);

type Decided = { readonly show: Pick<ShowRow, "id" | "rev">; readonly now_ms: number };

/**
 * Writes these columns of the show as it was when they were decided. Has it changed since, its table refuses the whole
 * batch (a revision is never null), and nothing of it is written: neither prices nor the audit line (D74).
 */
export const writeShow = (db: Database, columns: Partial<ShowRow>, { show, now_ms }: Decided) =>
  db
    .update(shows)
    .set({ ...columns, ...oneNewer(now_ms), rev: sql`CASE WHEN ${shows.rev} = ${show.rev} THEN ${shows.rev} + 1 END` })
    .where(eq(shows.id, show.id));

/** Each failure means that somebody else's change went in, so that a crowd of changes comes to its end. */
const TRIES_MAX = 100;

/** Reads and decides again where the show changed between the look and the write. */
export async function decidedAnew<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries >= TRIES_MAX || !refusedBy(error, /NOT NULL constraint failed: shows\.rev/)) throw error;
    }
  }
}

export const deleteGrades = (db: Database, show_id: string) => db.delete(grades).where(eq(grades.show_id, show_id));

export const insertGrades = (db: Database, show_id: string, list: ShowInput["grades"]) =>
  db.insert(grades).values(list.map((entry) => ({ show_id, ...entry })));

/** A statement takes a hundred values at most, and a showtime is eleven with what it has by default. */
const SHOWTIMES_AT_ONCE = 9;

/** Statements for one batch. */
export const insertShowtimes = (db: Database, rows: (typeof showtimes.$inferInsert)[]) =>
  Array.from({ length: Math.ceil(rows.length / SHOWTIMES_AT_ONCE) }, (_, i) =>
    db.insert(showtimes).values(rows.slice(i * SHOWTIMES_AT_ONCE, (i + 1) * SHOWTIMES_AT_ONCE)),
  );

/** First and last date follow the showtimes; run in the same batch as every change of them. Ledgers go by the time. */
export const refreshShowDates = (db: Database, show_id: string, now_ms: number) => {
  const ofShow = sql`FROM ${showtimes} WHERE ${showtimes.show_id} = ${show_id} AND ${showtimes.status} = 'ON_SALE'`;
  return db
    .update(shows)
    .set({
      first_starts_at_ms: sql`(SELECT min(${showtimes.starts_at_ms}) ${ofShow})`,
      last_starts_at_ms: sql`(SELECT max(${showtimes.starts_at_ms}) ${ofShow})`,
      ...oneNewer(now_ms),
    })
    .where(eq(shows.id, show_id));
};

type Sold = { readonly show_id: string } | { readonly showtime_id: string };

/**
 * Something was bought, or money moved or is moving. An order that came to nothing is no sale; what is in somebody's
 * hands right now the ledgers know.
 */
export async function hasSales(db: Database, of: Sold): Promise<boolean> {
  const here = "show_id" in of ? eq(bookings.show_id, of.show_id) : eq(bookings.showtime_id, of.showtime_id);
  const paid = sql`EXISTS (SELECT 1 FROM ${payments} WHERE ${payments.booking_id} = ${bookings.id}
    AND ${payments.status} <> 'FAILED')`;
  const refunded = sql`EXISTS (SELECT 1 FROM ${refunds} WHERE ${refunds.booking_id} = ${bookings.id})`;
  const sold = inArray(bookings.status, ["PAYING", "CONFIRMED", "REFUNDING", "REFUNDED"]);
  const rows = await db
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(here, or(sold, paid, refunded)))
    .limit(1);
  return rows.length > 0;
}

export const deleteShowtimesOf = (db: Database, show_id: string) =>
  db.delete(showtimes).where(eq(showtimes.show_id, show_id));
export const deleteShowtime = (db: Database, id: string) => db.delete(showtimes).where(eq(showtimes.id, id));
export const deleteShow = (db: Database, id: string) => db.delete(shows).where(eq(shows.id, id));

/** Only what was given: of two changes at once each keeps the other's. */
export const updateShowtime = (
  db: Database,
  id: string,
  set: { starts_at_ms?: number | undefined; round?: number | undefined },
) =>
  db
    .update(showtimes)
    .set({ id, ...set })
    .where(eq(showtimes.id, id));

export const showtimeTaken = async (db: Database, show_id: string, starts_at_ms: number, round: number) =>
  (
    await db
      .select({ id: showtimes.id })
      .from(showtimes)
      .where(and(eq(showtimes.show_id, show_id), eq(showtimes.starts_at_ms, starts_at_ms), eq(showtimes.round, round)))
  )[0]?.id ?? null;

/** The table's index on a show's times and rounds refused a second one. */
export const isRoundTaken = (error: unknown): boolean =>
  refusedBy(error, /UNIQUE constraint failed: showtimes\.show_id/);

/** Drizzle carries what D1 said as the cause. */
function refusedBy(error: unknown, words: RegExp): boolean {
  if (!(error instanceof Error)) return false;
  return words.test(error.message) || refusedBy(error.cause, words);
}
