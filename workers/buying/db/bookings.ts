// Where a fan's bookings are: D1's copy together with the newest that D1 may not have heard of yet, without a gap.
import { and, desc, eq } from "drizzle-orm";
import { bookings } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";
import { olderThan } from "../../kit/db/older-than.ts";
import { type Cursor, cut, type Found } from "../../kit/http/cursor.ts";

type Place = { readonly id: string; readonly created_at_ms: number };

/** Newest first, so what is older comes after. */
const isAfter = (one: Place, cursor: Pick<Cursor, "key" | "id"> | null): boolean =>
  cursor === null || one.created_at_ms < cursor.key || (one.created_at_ms === cursor.key && one.id < cursor.id);

export async function bookingPlaces(
  db: Database,
  whose: { readonly user_id: string; readonly newest: readonly Place[] },
  page: { readonly limit: number; readonly cursor: Cursor | null },
): Promise<Found<Place>> {
  const { cursor } = page;
  const after = olderThan(bookings, cursor);
  const rows = await db
    .select({ id: bookings.id, created_at_ms: bookings.created_at_ms })
    .from(bookings)
    .where(and(eq(bookings.user_id, whose.user_id), after))
    .orderBy(desc(bookings.created_at_ms), desc(bookings.id))
    .limit(page.limit + 1);
  const recorded = new Set(rows.map(({ id }) => id));
  const unrecorded = whose.newest.filter((one) => !recorded.has(one.id) && isAfter(one, cursor));
  const all = [...rows, ...unrecorded].sort((a, b) => (isAfter(a, { key: b.created_at_ms, id: b.id }) ? 1 : -1));
  return cut(all, page.limit, (row) => ({ key: row.created_at_ms, id: row.id, at_ms: 0 }));
}
