// D1: venues, their layouts, shows with prices and showtimes.
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { KeptLimits, RoomSettings, ShowWording } from "../http/catalogue.ts";
import { GENRES, REGIONS, SHOW_STATUSES } from "../http/words.ts";
import { GRADES } from "../layout.ts";

type TeamWording = { title: string; en?: string | undefined };

export const venues = sqliteTable(
  "venues",
  {
    id: text().primaryKey(),
    owner_id: text().notNull(),
    name: text().notNull(),
    name_en: text(),
    region: text({ enum: REGIONS }).notNull(),
    time_zone: text().notNull(),
    capacity: integer().notNull(),
    layout_version: text().notNull(),
    created_at_ms: integer().notNull(),
  },
  (t) => [index("venues_owner").on(t.owner_id, t.created_at_ms)],
);

/** Immutable: a changed layout is a new row. The answer is kept compressed, as it is sent. */
export const layouts = sqliteTable(
  "layouts",
  {
    layout_version: text().primaryKey(),
    venue_id: text()
      .notNull()
      .references(() => venues.id),
    capacity: integer().notNull(),
    /** Places per grade, for "seats left" before a ledger has spoken. */
    places_by_grade: text({ mode: "json" }).$type<Record<string, number>>().notNull(),
    body_gzip: blob({ mode: "buffer" }).$type<Uint8Array>().notNull(),
    created_at_ms: integer().notNull(),
  },
  (t) => [index("layouts_venue").on(t.venue_id, t.created_at_ms)],
);

export const shows = sqliteTable(
  "shows",
  {
    id: text().primaryKey(),
    owner_id: text().notNull(),
    venue_id: text()
      .notNull()
      .references(() => venues.id),
    /** The plan its showtimes are sold by. Only its own organiser moves it to another (D76). */
    layout_version: text().notNull().default(""),
    region: text({ enum: REGIONS }).notNull(),
    genre: text({ enum: GENRES }).notNull(),
    status: text({ enum: SHOW_STATUSES }).notNull(),
    title: text().notNull(),
    description: text().notNull().default(""),
    languages: text({ mode: "json" }).$type<{ en?: ShowWording | undefined }>().notNull(),
    teams: text({ mode: "json" }).$type<{ home: TeamWording; away: TeamWording }>(),
    poster: text(),
    age_limit: integer().notNull().default(0),
    running_minutes: integer(),
    lobby_opens_at_ms: integer(),
    /** From here on fans on the list, or with the code, may join: before the lobby, ahead of everyone. */
    vip_opens_at_ms: integer(),
    vip_code: text(),
    /** Wrong codes that were tried, as its organiser sees them. */
    vip_tries_failed: integer().notNull().default(0),
    opens_at_ms: integer().notNull(),
    closes_at_ms: integer().notNull(),
    /** What the organiser said of the sale; null leaves it to the clock. The line owns it, this is its copy. */
    sale_override: text({ enum: ["PAUSED", "ENDED"] }),
    /** The latest change at the line that this row was told of: an older one changes nothing here (L56). */
    line_told_at_ms: integer().notNull().default(0),
    sold_out: integer({ mode: "boolean" }).notNull().default(false),
    room: text({ mode: "json" }).$type<RoomSettings>().notNull(),
    limits: text({ mode: "json" }).$type<KeptLimits>().notNull(),
    /** Its organiser lets anyone practise in its hall until the sale opens. */
    practice: integer({ mode: "boolean" }).notNull().default(false),
    views: integer().notNull().default(0),
    price_min_krw: integer().notNull(),
    price_max_krw: integer().notNull(),
    first_starts_at_ms: integer(),
    last_starts_at_ms: integer(),
    /** Lower-cased words of every language, for finding. */
    search_text: text().notNull(),
    /** One more with each change of what is decided on: a write says which it was decided on (D74). */
    rev: integer().notNull().default(0),
    /** The revision that its line and its ledgers were brought to; the minute's cron sees to what is behind (L56). */
    settled_rev: integer().notNull().default(-1),
    created_at_ms: integer().notNull(),
    updated_at_ms: integer().notNull(),
  },
  (t) => [
    index("shows_newest").on(t.status, t.created_at_ms, t.id),
    index("shows_views").on(t.status, t.views, t.id),
    index("shows_soonest").on(t.status, t.first_starts_at_ms, t.id),
    index("shows_owner").on(t.owner_id, t.created_at_ms, t.id),
    index("shows_opens").on(t.status, t.opens_at_ms),
  ],
);

/** Posters that organisers brought, where the deployment has no bucket: named by their content, in parts that fit a row. */
export const picture_parts = sqliteTable(
  "picture_parts",
  {
    /** SHA-256 of the content and what it is: "<hash>.png". */
    name: text().notNull(),
    part: integer().notNull(),
    bytes: blob({ mode: "buffer" }).$type<Uint8Array>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.name, t.part] })],
);

/** Who may join early besides those with the code: by verified address. */
export const vip_guests = sqliteTable(
  "vip_guests",
  {
    show_id: text()
      .notNull()
      .references(() => shows.id),
    email: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.show_id, t.email] })],
);

export const grades = sqliteTable(
  "grades",
  {
    show_id: text()
      .notNull()
      .references(() => shows.id),
    grade: text({ enum: GRADES }).notNull(),
    price_krw: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.show_id, t.grade] })],
);

export const showtimes = sqliteTable(
  "showtimes",
  {
    id: text().primaryKey(),
    show_id: text()
      .notNull()
      .references(() => shows.id),
    /** Six characters that every id of its holds, orders and tickets carries: they lead to its ledger. */
    code: text().notNull(),
    round: integer().notNull(),
    starts_at_ms: integer().notNull(),
    layout_version: text()
      .notNull()
      .references(() => layouts.layout_version),
    status: text({ enum: ["ON_SALE", "CANCELLED"] })
      .notNull()
      .default("ON_SALE"),
    /** The ledger's last word on free places per grade, with the version that orders the words. */
    seats_left: text({ mode: "json" }).$type<Record<string, number>>().notNull(),
    /** Free, held and being paid for: while any are, the showtime is not sold out. Null until the ledger has spoken. */
    places_open: integer(),
    counts_version: integer().notNull().default(0),
    created_at_ms: integer().notNull(),
  },
  (t) => [
    uniqueIndex("showtimes_code").on(t.code),
    uniqueIndex("showtimes_round").on(t.show_id, t.starts_at_ms, t.round),
    index("showtimes_starts").on(t.starts_at_ms),
    index("showtimes_layout").on(t.layout_version),
  ],
);
