// D1: the doors of a show. What happened at them is the ledgers' own.
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { shows } from "./catalogue.ts";

export const doors = sqliteTable(
  "doors",
  {
    id: text().primaryKey(),
    show_id: text()
      .notNull()
      .references(() => shows.id),
    name: text().notNull(),
    /** Ids or names of sections; null for a door to all of them. */
    sections: text({ mode: "json" }).$type<readonly string[]>(),
    /** Ids of showtimes; null for a door to all of them. */
    showtimes: text({ mode: "json" }).$type<readonly string[]>(),
    /** What is typed where the link is on paper; doors of before it have none. */
    code: text(),
    expires_at_ms: integer().notNull(),
    revoked_at_ms: integer(),
    created_at_ms: integer().notNull(),
  },
  (t) => [index("doors_show").on(t.show_id, t.created_at_ms, t.id), uniqueIndex("doors_code").on(t.code)],
);
