// D1: what fans who were taken out of a line ask their organiser to look at again. That they were, and that they are back, is
// the line's own.
import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { APPEAL_STATES } from "../http/appeals.ts";
import { shows } from "./catalogue.ts";

export const appeals = sqliteTable(
  "appeals",
  {
    id: text().primaryKey(),
    show_id: text()
      .notNull()
      .references(() => shows.id),
    user_id: text().notNull(),
    position: integer().notNull(),
    text: text().notNull(),
    status: text({ enum: APPEAL_STATES }).notNull().default("OPEN"),
    /** The organiser's words to the fan. */
    answer: text(),
    created_at_ms: integer().notNull(),
    decided_at_ms: integer(),
    decided_by: text(),
  },
  (t) => [
    index("appeals_show").on(t.show_id, t.created_at_ms, t.id),
    index("appeals_user").on(t.user_id, t.show_id),
    uniqueIndex("appeals_open").on(t.show_id, t.user_id).where(sql`status = 'OPEN'`),
  ],
);
