// Venues and their layouts. A layout is kept as it is sent: the JSON answer, compressed once when it is made.
import { and, desc, eq, gt, inArray, sql } from "drizzle-orm";
import { capacityOf } from "../../../domain/layout/seats.ts";
import type { Layout } from "../../../schema/layout.ts";
import { layouts, shows, showtimes, venues } from "../../../schema/tables/catalogue.ts";
import type { Database } from "../../kit/db/database.ts";
import { olderThan } from "../../kit/db/older-than.ts";
import { type Cursor, cut } from "../../kit/http/cursor.ts";
import { base64Url } from "../../kit/http/hash.ts";
import { oneNewer } from "./revisions.ts";
import type { VenueRow } from "./shows.ts";

export type Plan = Omit<Layout, "layout_version">;
export type PackedLayout = { readonly row: typeof layouts.$inferInsert; readonly layout: Layout };

export async function packLayout(venue_id: string, plan: Plan, now_ms: number): Promise<PackedLayout> {
  const bare = new TextEncoder().encode(JSON.stringify(plan));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bare));
  // The version is the content's own hash within its venue: the same plan sent twice is the same version.
  const layout_version = `${venue_id}.${base64Url(digest.subarray(0, 9))}`;
  const layout: Layout = { layout_version, ...plan };
  const capacity = capacityOf(plan);
  return {
    layout,
    row: {
      layout_version,
      venue_id,
      capacity: capacity.total,
      places_by_grade: { ...capacity.by_grade },
      body_gzip: await gzipped(layout),
      created_at_ms: now_ms,
    },
  };
}

/** As layouts are kept and sent. */
export async function gzipped(layout: Layout): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([JSON.stringify(layout)]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

export const insertLayout = (db: Database, row: typeof layouts.$inferInsert) =>
  db.insert(layouts).values(row).onConflictDoNothing();

export const insertVenue = (db: Database, row: typeof venues.$inferInsert) => db.insert(venues).values(row);

export const useLayout = (db: Database, venue_id: string, layout: PackedLayout) =>
  db
    .update(venues)
    .set({ layout_version: layout.layout.layout_version, capacity: layout.row.capacity })
    .where(eq(venues.id, venue_id));

export async function readVenue(db: Database, venue_id: string): Promise<VenueRow | null> {
  return (await db.select().from(venues).where(eq(venues.id, venue_id)))[0] ?? null;
}

/** Some show in it is or was in the catalogue, so that its layout is public. */
export async function isVenuePublic(db: Database, venue_id: string): Promise<boolean> {
  const rows = await db
    .select({ id: shows.id })
    .from(shows)
    .where(and(eq(shows.venue_id, venue_id), inArray(shows.status, ["PUBLISHED", "CANCELLED"])))
    .limit(1);
  return rows.length > 0;
}

export async function readLayoutBody(db: Database, layout_version: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const rows = await db
    .select({ body: layouts.body_gzip })
    .from(layouts)
    .where(eq(layouts.layout_version, layout_version));
  const body = rows[0]?.body;
  return body === undefined ? null : new Uint8Array(body);
}

export async function readPlaces(db: Database, layout_version: string): Promise<Record<string, number> | null> {
  const rows = await db
    .select({ places: layouts.places_by_grade })
    .from(layouts)
    .where(eq(layouts.layout_version, layout_version));
  return rows[0]?.places ?? null;
}

export async function listVenues(
  db: Database,
  owner_id: string | null,
  page: { readonly limit: number; readonly cursor: Cursor | null },
): Promise<{ found: VenueRow[]; next: Cursor | null }> {
  const { cursor } = page;
  const after = olderThan(venues, cursor);
  const rows = await db
    .select()
    .from(venues)
    .where(and(owner_id === null ? undefined : eq(venues.owner_id, owner_id), after))
    .orderBy(desc(venues.created_at_ms), desc(venues.id))
    .limit(page.limit + 1);
  return cut(rows, page.limit, (row) => ({ key: row.created_at_ms, id: row.id, at_ms: 0 }));
}

export type AwaitingShowtime = { readonly id: string; readonly show_id: string; readonly code: string };

/** Its owner's own showtimes there that are still to come, whatever layout they have: others' are not theirs to move (D76). */
export const awaitingShowtimes = (
  db: Database,
  venue: Pick<VenueRow, "id" | "owner_id">,
  now_ms: number,
): Promise<AwaitingShowtime[]> =>
  db
    .select({ id: showtimes.id, show_id: showtimes.show_id, code: showtimes.code })
    .from(showtimes)
    .innerJoin(shows, eq(shows.id, showtimes.show_id))
    .where(
      and(
        eq(shows.venue_id, venue.id),
        eq(shows.owner_id, venue.owner_id),
        eq(showtimes.status, "ON_SALE"),
        gt(showtimes.starts_at_ms, now_ms),
      ),
    );

/** Its owner's own shows there, those without a showtime too. */
export const ownShowsAt = (db: Database, venue: Pick<VenueRow, "id" | "owner_id">): Promise<{ id: string }[]> =>
  db
    .select({ id: shows.id })
    .from(shows)
    .where(and(eq(shows.venue_id, venue.id), eq(shows.owner_id, venue.owner_id)));

type NewLayout = {
  readonly show_id: string;
  /** What the ledgers were told it is; what the show is from now on is newer. */
  readonly version: number;
  readonly ids: readonly string[];
  readonly layout_version: string;
  readonly places: Readonly<Record<string, number>>;
};

export const giveLayout = (db: Database, { show_id, version, ids, layout_version, places }: NewLayout) =>
  db.batch([
    db
      .update(showtimes)
      .set({ layout_version, seats_left: { ...places } })
      .where(sql`${showtimes.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`),
    // What its next showtimes are sold by, too.
    db
      .update(shows)
      .set({ layout_version, ...oneNewer(version + 1) })
      .where(eq(shows.id, show_id)),
  ]);
