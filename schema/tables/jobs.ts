// D1: work on many bookings that an organiser asked for once. The rows stand first and are worked off from there.
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const jobs = sqliteTable(
  "jobs",
  {
    id: text().primaryKey(),
    show_id: text().notNull(),
    kind: text({ enum: ["REFUND", "CANCEL_SHOW"] }).notNull(),
    reason: text().notNull(),
    asker_id: text().notNull(),
    /** FAILED: given up after faults on the way, items are still open. */
    status: text({ enum: ["RUNNING", "DONE", "FAILED"] })
      .notNull()
      .default("RUNNING"),
    /** Of a cancelled show: when the line and every ledger had been told. */
    told_at_ms: integer(),
    tries: integer().notNull().default(0),
    next_try_at_ms: integer().notNull(),
    created_at_ms: integer().notNull(),
    finished_at_ms: integer(),
    /** Of the request that asked for it, for the logs. */
    request_id: text(),
  },
  (t) => [index("jobs_due").on(t.status, t.next_try_at_ms), index("jobs_show").on(t.show_id, t.created_at_ms, t.id)],
);

/** Each booking once in a job: the primary key says so. */
export const job_items = sqliteTable(
  "job_items",
  {
    job_id: text().notNull(),
    booking_id: text().notNull(),
    /** ASKED: the ledger has decided, the money is on its way. */
    status: text({ enum: ["WAITING", "ASKED", "DONE", "FAILED"] }).notNull(),
    seats: text({ mode: "json" }).$type<readonly string[]>(),
    /** Counted up by "try again": the refund's key is made of it. */
    round: integer().notNull().default(1),
    refund_id: text(),
    refund_krw: integer().notNull().default(0),
    fee_krw: integer().notNull().default(0),
    code: text(),
  },
  (t) => [
    primaryKey({ columns: [t.job_id, t.booking_id] }),
    index("job_items_status").on(t.job_id, t.status, t.booking_id),
    index("job_items_failed").on(t.status, t.job_id),
  ],
);
