// The ranking: the one place where a practice leaves a row, bounded for each level.
import { and, asc, eq, lt, or, sql } from "drizzle-orm";
import type { RankedLevel } from "../../../schema/http/practice.ts";
import { practice_results } from "../../../schema/tables/practice.ts";
import type { Database } from "../../kit/db/database.ts";

export type ResultRow = typeof practice_results.$inferSelect;

/** What is shown, and what is kept behind it: who falls past it had their place for a while. */
export const RANKING_SHOWN = 20;
export const RESULTS_KEPT = 500;

export const bestResults = (db: Database, level: RankedLevel): Promise<ResultRow[]> =>
  db
    .select()
    .from(practice_results)
    .where(eq(practice_results.level, level))
    .orderBy(asc(practice_results.own_ms), asc(practice_results.id))
    .limit(RANKING_SHOWN);

/** The first nickname of a practice stands; a level keeps its best and no more. */
export async function keepResult(db: Database, row: ResultRow): Promise<void> {
  const { level } = row;
  await db.batch([
    db.insert(practice_results).values(row).onConflictDoNothing(),
    db.delete(practice_results).where(
      and(
        eq(practice_results.level, level),
        sql`${practice_results.id} NOT IN (SELECT id FROM practice_results WHERE level = ${level}
          ORDER BY own_ms, id LIMIT ${RESULTS_KEPT})`,
      ),
    ),
  ]);
}

/** Null where it is not among those that are kept. */
export async function rankOf(db: Database, id: string): Promise<{ rank: number | null; nickname: string | null }> {
  const [row] = await db.select().from(practice_results).where(eq(practice_results.id, id));
  if (row === undefined) return { rank: null, nickname: null };
  const before = or(
    lt(practice_results.own_ms, row.own_ms),
    and(eq(practice_results.own_ms, row.own_ms), lt(practice_results.id, row.id)),
  );
  const [count] = await db
    .select({ before: sql<number>`count(*)` })
    .from(practice_results)
    .where(and(eq(practice_results.level, row.level), before));
  return { rank: (count?.before ?? 0) + 1, nickname: row.nickname };
}
