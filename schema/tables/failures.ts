// D1: what nobody could finish by itself and waits for a person: messages that a queue gave up on, and orders whose row
// the record would not take. Letters and jobs that were given up stand in their own tables.
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const dead_letters = sqliteTable(
  "dead_letters",
  {
    /** The queue's own id of the message: told twice, stored once. */
    id: text().primaryKey(),
    queue: text({ enum: ["mail", "payments"] }).notNull(),
    /** As it was sent; null where it was too long to keep. */
    body: text({ mode: "json" }).$type<unknown>(),
    attempts: integer().notNull(),
    died_at_ms: integer().notNull(),
    sent_again_at_ms: integer(),
  },
  (t) => [index("dead_letters_open").on(t.sent_again_at_ms, t.died_at_ms)],
);

export const parked_records = sqliteTable(
  "parked_records",
  {
    booking_id: text().notNull().primaryKey(),
    number: text().notNull(),
    show_id: text().notNull(),
    reason: text().notNull(),
    parked_at_ms: integer().notNull(),
    sent_again_at_ms: integer(),
  },
  (t) => [index("parked_records_open").on(t.sent_again_at_ms, t.parked_at_ms)],
);
