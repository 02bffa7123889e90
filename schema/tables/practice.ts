// D1: the one row that a practice may leave, if its person wants a place in the ranking.
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const practice_results = sqliteTable(
  "practice_results",
  {
    /** The practice's own: one row each, however often it is sent. */
    id: text().primaryKey(),
    level: text({ enum: ["easy", "normal", "hard", "returns"] }).notNull(),
    nickname: text().notNull(),
    grade: text({ enum: ["S", "A", "B", "C"] }).notNull(),
    /** What the person did, without the wait in the line. */
    own_ms: integer().notNull(),
    place: integer(),
    created_at_ms: integer().notNull(),
  },
  (t) => [index("practice_results_best").on(t.level, t.own_ms, t.id)],
);
