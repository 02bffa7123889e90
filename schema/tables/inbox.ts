// D1: around the fans' messages: who has something open, what is on its way to all buyers of a show, what a fan wants by
// mail, and the browsers that may be woken.
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** A lease, not a list of sockets: a fan without a row has nothing open, so their object need not be woken. */
export const open_inboxes = sqliteTable("open_inboxes", {
  user_id: text().primaryKey(),
  until_ms: integer().notNull(),
});

/** One row per message to all buyers of a show, written with its cause; worked off fan by fan in the order of their ids. */
export const broadcasts = sqliteTable(
  "broadcasts",
  {
    id: text().primaryKey(),
    show_id: text().notNull(),
    cause: text({ enum: ["show_changed", "show_taken_down", "show_restored", "organiser_message"] }).notNull(),
    params: text({ mode: "json" }).$type<Record<string, string | number>>().notNull(),
    /** To those in `broadcast_fans` alone. */
    to_chosen: integer({ mode: "boolean" }).notNull().default(false),
    /** Fans up to this id have it. */
    after_user_id: text().notNull().default(""),
    fans_told: integer("told").notNull().default(0),
    status: text({ enum: ["WAITING", "DONE", "FAILED"] })
      .notNull()
      .default("WAITING"),
    tries: integer().notNull().default(0),
    next_try_at_ms: integer().notNull(),
    created_at_ms: integer().notNull(),
  },
  (t) => [index("broadcasts_due").on(t.status, t.next_try_at_ms)],
);

/** What a fan switched off; no row means the defaults. */
export const mail_choices = sqliteTable("mail_choices", {
  user_id: text().primaryKey(),
  choices: text({ mode: "json" }).$type<Record<string, boolean>>().notNull(),
});

export const push_subscriptions = sqliteTable(
  "push_subscriptions",
  {
    /** SHA-256 of the endpoint, base64url. */
    id: text().primaryKey(),
    user_id: text().notNull(),
    /** Nothing is pushed to a browser whose session has ended (D70). */
    session_id: text().notNull(),
    endpoint: text().notNull(),
    p256dh: text().notNull(),
    auth: text().notNull(),
    language: text({ enum: ["ko", "en"] }).notNull(),
    created_at_ms: integer().notNull(),
  },
  (t) => [index("push_subscriptions_user").on(t.user_id)],
);

/** Whom a message to chosen buyers reaches: fixed with its order, so that it is what its organiser was shown. */
export const broadcast_fans = sqliteTable(
  "broadcast_fans",
  { broadcast_id: text().notNull(), user_id: text().notNull() },
  (t) => [primaryKey({ columns: [t.broadcast_id, t.user_id] })],
);
