// Everybody's shows as an admin looks for them, and who makes them.
import { and, eq, inArray, sql } from "drizzle-orm";
import type { AdminShowFilter } from "../../../schema/http/catalogue.ts";
import { shows } from "../../../schema/tables/catalogue.ts";
import { users } from "../../../schema/tables/people.ts";
import { type FoundShow, listOwnShows } from "../../catalogue/db/shows.ts";
import type { Database } from "../../kit/db/database.ts";
import type { Cursor, Found } from "../../kit/http/cursor.ts";

export function findAnyShows(
  db: Database,
  { q, status }: AdminShowFilter,
  page: { readonly limit: number; readonly cursor: Cursor | null },
): Promise<Found<FoundShow>> {
  const word = q?.toLowerCase() ?? "";
  const named =
    word === ""
      ? undefined
      : sql`(instr(lower(${shows.title}), ${word}) > 0 OR ${shows.id} = ${q} OR ${shows.owner_id} IN
        (SELECT ${users.id} FROM ${users} WHERE instr(coalesce(${users.email}, ''), ${word}) > 0))`;
  return listOwnShows(db, null, page, and(named, status === undefined ? undefined : eq(shows.status, status)));
}

/** The names in the log's lines about shows. */
export async function readTitles(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.select({ id: shows.id, title: shows.title }).from(shows).where(inArray(shows.id, wanted));
  return new Map(rows.map(({ id, title }) => [id, title]));
}
