// Purchases of a show as its organiser looks for them.
import { and, desc, eq, sql } from "drizzle-orm";
import { showtimes } from "../../../schema/tables/catalogue.ts";
import { users } from "../../../schema/tables/people.ts";
import { bookings } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";
import { olderThan } from "../../kit/db/older-than.ts";
import { type Cursor, cut, type Found } from "../../kit/http/cursor.ts";

export type PurchaseRow = typeof bookings.$inferSelect & {
  readonly name: string | null;
  readonly email: string | null;
};
type Wanted = {
  readonly show_id: string;
  readonly q?: string | undefined;
  readonly status?: PurchaseRow["status"] | undefined;
};

export async function findPurchases(
  db: Database,
  wanted: Wanted,
  page: { readonly limit: number; readonly cursor: Cursor | null },
): Promise<Found<PurchaseRow>> {
  const word = wanted.q?.toLowerCase() ?? "";
  const named =
    word === ""
      ? undefined
      : sql`(instr(lower(${bookings.number}), ${word}) > 0 OR instr(coalesce(${users.email}, ''), ${word}) > 0
          OR instr(lower(coalesce(${users.name}, '')), ${word}) > 0)`;
  const { cursor } = page;
  const after = olderThan(bookings, cursor);
  const rows = await db
    .select({ booking: bookings, name: users.name, email: users.email })
    .from(bookings)
    .leftJoin(users, eq(users.id, bookings.user_id))
    .where(
      and(
        eq(bookings.show_id, wanted.show_id),
        wanted.status === undefined ? undefined : eq(bookings.status, wanted.status),
        named,
        after,
      ),
    )
    .orderBy(desc(bookings.created_at_ms), desc(bookings.id))
    .limit(page.limit + 1);
  const flat = rows.map(({ booking, name, email }) => ({ ...booking, name, email }));
  return cut(flat, page.limit, (row) => ({ key: row.created_at_ms, id: row.id, at_ms: 0 }));
}

export async function showtimeCodes(db: Database, show_id: string): Promise<string[]> {
  const rows = await db.select({ code: showtimes.code }).from(showtimes).where(eq(showtimes.show_id, show_id));
  return rows.map(({ code }) => code);
}
