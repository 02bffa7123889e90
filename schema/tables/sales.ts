// D1: what the ledgers report (a projection: each row carries the ledger's `rev`, a lower one never overwrites a higher)
// and what is on its way to people.
import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { NOTICE_KINDS } from "../http/words.ts";
import { GRADES } from "../layout.ts";

export const bookings = sqliteTable(
  "bookings",
  {
    id: text().primaryKey(),
    number: text().notNull(),
    user_id: text().notNull(),
    show_id: text().notNull(),
    showtime_id: text().notNull(),
    status: text({
      enum: ["PENDING", "PAYING", "CONFIRMED", "REFUNDING", "REFUNDED", "EXPIRED", "CANCELLED", "FAILED"],
    }).notNull(),
    total_krw: integer().notNull(),
    refunded_krw: integer().notNull().default(0),
    fee_krw: integer().notNull().default(0),
    rev: integer().notNull(),
    created_at_ms: integer().notNull(),
    updated_at_ms: integer().notNull(),
  },
  (t) => [
    uniqueIndex("bookings_number").on(t.number),
    index("bookings_user").on(t.user_id, t.created_at_ms, t.id),
    index("bookings_show").on(t.show_id, t.status, t.created_at_ms, t.id),
  ],
);

/** One row per ticket. The partial unique index is the second lock: one live ticket per showtime and seat. */
export const booked_seats = sqliteTable(
  "booked_seats",
  {
    ticket_id: text().primaryKey(),
    booking_id: text()
      .notNull()
      .references(() => bookings.id),
    showtime_id: text().notNull(),
    /** A seat's id, or zone and running number for standing places. */
    seat_id: text().notNull(),
    grade: text({ enum: GRADES }).notNull(),
    price_krw: integer().notNull(),
    status: text({ enum: ["LIVE", "VOID", "USED"] }).notNull(),
    rev: integer().notNull(),
  },
  (t) => [
    uniqueIndex("booked_seats_live").on(t.showtime_id, t.seat_id).where(sql`status <> 'VOID'`),
    index("booked_seats_booking").on(t.booking_id),
  ],
);

export const payments = sqliteTable(
  "payments",
  {
    /** The attempt's id: order id and attempt number. */
    id: text().primaryKey(),
    booking_id: text().notNull(),
    provider: text().notNull(),
    provider_key: text(),
    amount_krw: integer().notNull(),
    status: text({ enum: ["PENDING", "COMPLETED", "FAILED"] }).notNull(),
    code: text(),
    receipt_url: text(),
    rev: integer().notNull(),
    created_at_ms: integer().notNull(),
    updated_at_ms: integer().notNull(),
  },
  (t) => [index("payments_booking").on(t.booking_id)],
);

export const refunds = sqliteTable(
  "refunds",
  {
    id: text().primaryKey(),
    booking_id: text().notNull(),
    payment_id: text().notNull(),
    amount_krw: integer().notNull(),
    fee_krw: integer().notNull(),
    reason: text().notNull(),
    status: text({ enum: ["PENDING", "COMPLETED", "FAILED"] }).notNull(),
    rev: integer().notNull(),
    created_at_ms: integer().notNull(),
    updated_at_ms: integer().notNull(),
  },
  (t) => [index("refunds_booking").on(t.booking_id)],
);

/** Objects with work ahead of them, so that the minute cron can poke what slept through its alarm. */
export const live_objects = sqliteTable(
  "live_objects",
  {
    name: text().primaryKey(),
    kind: text({ enum: ["line", "ledger"] }).notNull(),
    show_id: text().notNull(),
    due_at_ms: integer(),
    seen_at_ms: integer().notNull(),
  },
  (t) => [index("live_objects_due").on(t.due_at_ms), index("live_objects_show").on(t.show_id)],
);

export const notifications = sqliteTable(
  "notifications",
  {
    /** Made from the cause and the fan: told twice, stored once. */
    id: text().primaryKey(),
    user_id: text().notNull(),
    /** The fan's own running number, without gaps: what a listener has heard is one number. */
    seq: integer().notNull().default(0),
    kind: text({ enum: NOTICE_KINDS }).notNull(),
    /** The cause's code and its values: the words are made when it is read, in the reader's language. */
    cause: text().notNull(),
    params: text({ mode: "json" }).$type<Record<string, string | number>>().notNull(),
    link: text().notNull(),
    created_at_ms: integer().notNull(),
    read_at_ms: integer(),
    deleted_at_ms: integer(),
  },
  (t) => [
    uniqueIndex("notifications_seq").on(t.user_id, t.seq),
    index("notifications_unread").on(t.user_id).where(sql`read_at_ms IS NULL AND deleted_at_ms IS NULL`),
  ],
);

export const mail_outbox = sqliteTable(
  "mail_outbox",
  {
    id: text().primaryKey(),
    /** The cause: the same mail asked for twice is sent once. */
    dedupe_key: text().notNull(),
    to_email: text().notNull(),
    template: text().notNull(),
    language: text({ enum: ["ko", "en"] }).notNull(),
    params: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
    status: text({ enum: ["WAITING", "SENT", "FAILED"] })
      .notNull()
      .default("WAITING"),
    tries: integer().notNull().default(0),
    next_try_at_ms: integer().notNull(),
    created_at_ms: integer().notNull(),
    sent_at_ms: integer(),
    last_error: text(),
    /** Of the request that it goes back to, for the logs. */
    request_id: text(),
  },
  (t) => [uniqueIndex("mail_outbox_dedupe").on(t.dedupe_key), index("mail_outbox_due").on(t.status, t.next_try_at_ms)],
);
