// Messages to all buyers of a show: the row is written with its cause, and worked off in the order of the fans' ids.
import { and, asc, eq, lte, type SQL, sql } from "drizzle-orm";
import { shows } from "../../../schema/tables/catalogue.ts";
import { broadcast_fans, broadcasts } from "../../../schema/tables/inbox.ts";
import { bookings } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";
import { newId } from "../../kit/http/hash.ts";

export type BroadcastRow = typeof broadcasts.$inferSelect;
export type NewBroadcast = {
  readonly show_id: string;
  readonly cause: BroadcastRow["cause"];
  readonly params?: Readonly<Record<string, string | number>>;
  /** Which bookings' buyers; without it all with a ticket that counts. */
  readonly chosen?: SQL | undefined;
};

/** Statements for the batch of its cause, and the id to run it by. */
export function orderBroadcast(db: Database, { show_id, cause, params = {}, chosen }: NewBroadcast, now_ms: number) {
  const id = newId("brd");
  const to_chosen = chosen !== undefined;
  const row = { id, show_id, cause, params: { ...params }, to_chosen, next_try_at_ms: now_ms, created_at_ms: now_ms };
  const audience = db.insert(broadcast_fans).select(
    // In the order of the table's columns.
    sql`SELECT DISTINCT ${id}, ${bookings.user_id} FROM ${bookings} WHERE ${chosen ?? sql`false`}`,
  );
  return { id, statement: db.insert(broadcasts).values(row), audience };
}

/** While a show is taken down its organiser says nothing to anybody (D74); what was ordered waits for its return. */
const mayGoOut = sql`(${broadcasts.cause} IN ('show_taken_down', 'show_restored') OR NOT EXISTS
  (SELECT 1 FROM ${shows} WHERE ${shows.id} = ${broadcasts.show_id} AND ${shows.status} = 'TAKEN_DOWN'))`;

/** Whoever takes one has it alone until the lease ends. */
export async function takeBroadcast(
  db: Database,
  id: string,
  { now_ms, until_ms }: { readonly now_ms: number; readonly until_ms: number },
): Promise<BroadcastRow | null> {
  const rows = await db
    .update(broadcasts)
    .set({ next_try_at_ms: until_ms, tries: sql`${broadcasts.tries} + 1` })
    .where(
      and(eq(broadcasts.id, id), eq(broadcasts.status, "WAITING"), lte(broadcasts.next_try_at_ms, now_ms), mayGoOut),
    )
    .returning();
  return rows[0] ?? null;
}

export const keepBroadcast = (db: Database, id: string, set: Partial<BroadcastRow>) =>
  db.update(broadcasts).set(set).where(eq(broadcasts.id, id));

export async function dueBroadcasts(db: Database, now_ms: number, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: broadcasts.id })
    .from(broadcasts)
    .where(and(eq(broadcasts.status, "WAITING"), lte(broadcasts.next_try_at_ms, now_ms), mayGoOut))
    .orderBy(asc(broadcasts.next_try_at_ms))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** One that was given up goes on where it stopped. */
export const retryBroadcast = (db: Database, id: string, now_ms: number) =>
  db
    .update(broadcasts)
    .set({ status: "WAITING", tries: 0, next_try_at_ms: now_ms })
    .where(and(eq(broadcasts.id, id), eq(broadcasts.status, "FAILED")));

type Audience = {
  readonly broadcast: Pick<BroadcastRow, "id" | "show_id" | "to_chosen">;
  readonly showtime_id: string | null;
  readonly after: string;
};

/** Those it was ordered for; else fans with a ticket that counts, of one showtime or of all. */
export async function buyersAfter(
  db: Database,
  { broadcast: { id, show_id, to_chosen }, showtime_id, after }: Audience,
  limit: number,
): Promise<string[]> {
  const rows = await db.all<{ user_id: string }>(
    to_chosen
      ? sql`SELECT user_id FROM broadcast_fans WHERE broadcast_id = ${id} AND user_id > ${after}
          ORDER BY user_id LIMIT ${limit}`
      : sql`SELECT DISTINCT user_id FROM bookings
          WHERE show_id = ${show_id} AND status = 'CONFIRMED' AND user_id > ${after}
            AND (${showtime_id} IS NULL OR showtime_id = ${showtime_id})
          ORDER BY user_id LIMIT ${limit}`,
  );
  return rows.map(({ user_id }) => user_id);
}

/** How many a message to all buyers will reach. */
export async function countBuyers(db: Database, show_id: string): Promise<number> {
  const rows = await db.all<{ buyers: number }>(
    sql`SELECT count(DISTINCT user_id) AS buyers FROM bookings WHERE show_id = ${show_id} AND status = 'CONFIRMED'`,
  );
  return rows[0]?.buyers ?? 0;
}

/** The show's names, for letters. */
export async function namesOfShow(db: Database, show_id: string) {
  const rows = await db
    .select({ show_title: shows.title, show_languages: shows.languages })
    .from(shows)
    .where(eq(shows.id, show_id));
  return rows[0] ?? null;
}
