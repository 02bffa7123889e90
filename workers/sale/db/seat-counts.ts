// D1's copy of what a ledger counts: an older version never overwrites a newer one, and the show's "sold out" is made
// from all of its showtimes in the same step.
import { and, eq, lt, sql } from "drizzle-orm";
import type { Counts } from "../../../domain/seat-ledger/status.ts";
import { shows, showtimes } from "../../../schema/tables/catalogue.ts";
import type { Database } from "../../kit/db/database.ts";

export async function writeCounts(db: Database, show_id: string, counts: Counts): Promise<void> {
  const seats_left = Object.fromEntries(
    Object.entries(counts.by_grade).map(([grade, count]) => [grade, count.available]),
  );
  const onSale = sql`FROM ${showtimes} WHERE ${showtimes.show_id} = ${show_id} AND ${showtimes.status} = 'ON_SALE'`;
  await db.batch([
    db
      .update(showtimes)
      .set({
        seats_left,
        places_open: counts.available + counts.held,
        counts_version: counts.version,
      })
      .where(and(eq(showtimes.id, counts.showtime_id), lt(showtimes.counts_version, counts.version))),
    db
      .update(shows)
      // A showtime whose ledger has not spoken yet is not sold out.
      .set({ sold_out: sql`(SELECT count(*) > 0 AND sum(coalesce(${showtimes.places_open}, 1)) = 0 ${onSale})` })
      .where(eq(shows.id, show_id)),
  ]);
}
