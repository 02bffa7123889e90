// The list of lines and ledgers with work ahead, for the minute's watchdog. Written when a show is published or cancelled
// and by the watchdog itself, always in bulk: never on the road of a command.
import { and, asc, eq, isNotNull, lte, sql } from "drizzle-orm";
import { shows } from "../../../schema/tables/catalogue.ts";
import { live_objects } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";

export type LiveKind = "line" | "ledger";
type Listing = { readonly show_id: string; readonly codes: readonly string[]; readonly look_at_ms: number };

/** The show's line and every ledger of it; one that is listed is never looked at later than it would be. */
export function listObjects(db: Database, { show_id, codes, look_at_ms }: Listing, now_ms: number) {
  const names = [["line", show_id], ...codes.map((code) => ["ledger", code])];
  return db.run(sql`INSERT INTO live_objects (name, kind, show_id, due_at_ms, seen_at_ms)
    SELECT value ->> 1, value ->> 0, ${show_id}, ${look_at_ms}, ${now_ms} FROM json_each(${JSON.stringify(names)}) WHERE true
    ON CONFLICT (name) DO UPDATE SET due_at_ms = min(coalesce(due_at_ms, excluded.due_at_ms), excluded.due_at_ms)`);
}

export type DueObject = {
  readonly name: string;
  readonly kind: LiveKind;
  readonly opens_at_ms: number;
  readonly closes_at_ms: number;
  readonly last_starts_at_ms: number | null;
};

export function dueObjects(db: Database, now_ms: number, limit: number): Promise<DueObject[]> {
  return db
    .select({
      name: live_objects.name,
      kind: live_objects.kind,
      opens_at_ms: shows.opens_at_ms,
      closes_at_ms: shows.closes_at_ms,
      last_starts_at_ms: shows.last_starts_at_ms,
    })
    .from(live_objects)
    .innerJoin(shows, eq(shows.id, live_objects.show_id))
    .where(and(isNotNull(live_objects.due_at_ms), lte(live_objects.due_at_ms, now_ms)))
    .orderBy(asc(live_objects.due_at_ms))
    .limit(limit);
}

/** No show has it. */
const GONE = "";

/**
 * For the batch that deletes a show or a showtime: its line and ledgers are still to hear of it, whatever becomes of whoever asked.
 * Said and not concluded from rows that are missing: a database that is being restored lacks some for a while.
 */
export const markGone = (db: Database, names: readonly string[]) =>
  db
    .update(live_objects)
    .set({ show_id: GONE })
    .where(sql`${live_objects.name} IN (SELECT value FROM json_each(${JSON.stringify(names)}))`);

export const goneObjects = (db: Database, limit: number): Promise<Pick<DueObject, "name" | "kind">[]> =>
  db
    .select({ name: live_objects.name, kind: live_objects.kind })
    .from(live_objects)
    .where(eq(live_objects.show_id, GONE))
    .limit(limit);

export const unlistObject = (db: Database, name: string) => db.delete(live_objects).where(eq(live_objects.name, name));

export type NextLook = { readonly name: string; readonly look_at_ms: number | null };

export async function lookAgain(db: Database, looks: readonly NextLook[], now_ms: number): Promise<void> {
  if (looks.length === 0) return;
  const rows = JSON.stringify(looks.map(({ name, look_at_ms }) => [name, look_at_ms]));
  await db.run(sql`UPDATE live_objects SET due_at_ms = look.value ->> 1, seen_at_ms = ${now_ms}
    FROM json_each(${rows}) AS look WHERE live_objects.name = look.value ->> 0`);
}
