// A show's row beside its line and its ledgers: what the line tells of its organiser's changes, and up to which revision they
// were brought to what stands here (L56).
import { and, eq, inArray, lt, sql } from "drizzle-orm";
import type { SaleChange } from "../../../durable-objects/waiting-line/untold-changes.ts";
import { shows } from "../../../schema/tables/catalogue.ts";
import { oneNewer } from "../../catalogue/db/revisions.ts";
import type { Database } from "../../kit/db/database.ts";

/** In order, each at most once, and only what it changed: what was changed here meanwhile stays. Null in a part takes out. */
export async function keepChanges(
  db: Database,
  show_id: string,
  { changes, now_ms }: { readonly changes: readonly SaleChange[]; readonly now_ms: number },
): Promise<void> {
  for (const change of changes) {
    await db
      .update(shows)
      .set({ ...changedColumns(change), line_told_at_ms: change.at_ms, ...oneNewer(now_ms) })
      .where(and(eq(shows.id, show_id), lt(shows.line_told_at_ms, change.at_ms)));
  }
}

/** 0 of a show that is gone. */
export async function toldUpTo(db: Database, show_id: string): Promise<number> {
  const [row] = await db.select({ at_ms: shows.line_told_at_ms }).from(shows).where(eq(shows.id, show_id));
  return row?.at_ms ?? 0;
}

function changedColumns({ room, limits, sale_override, window }: SaleChange) {
  // What was taken down meanwhile is opened by nobody but who took it down (D74); a pause and an end stand.
  const override =
    sale_override === null
      ? sql`CASE WHEN ${shows.status} = 'TAKEN_DOWN' THEN ${shows.sale_override} END`
      : sale_override;
  return {
    ...(room !== undefined && { room: sql`json_patch(${shows.room}, ${JSON.stringify(room)})` }),
    ...(limits !== undefined && { limits: sql`json_patch(${shows.limits}, ${JSON.stringify(limits)})` }),
    ...(override !== undefined && { sale_override: override }),
    ...window,
  };
}

export const markSettled = (db: Database, { id, rev }: { readonly id: string; readonly rev: number }) =>
  db
    .update(shows)
    .set({ settled_rev: rev })
    .where(and(eq(shows.id, id), lt(shows.settled_rev, rev)));

/** Before its line becomes another: whoever does that may not live to bring it to the row again. */
export const markUnsettled = (db: Database, id: string) =>
  db.update(shows).set({ settled_rev: -1 }).where(eq(shows.id, id));

/** Shows that changed after their line and ledgers were last brought to what stands in the row. */
export function unsettledShows(db: Database, limit: number): Promise<{ id: string }[]> {
  return db
    .select({ id: shows.id })
    .from(shows)
    .where(and(inArray(shows.status, ["PUBLISHED", "TAKEN_DOWN", "CANCELLED"]), lt(shows.settled_rev, shows.rev)))
    .orderBy(shows.updated_at_ms)
    .limit(limit);
}
