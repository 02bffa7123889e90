// D1: people, how they sign in, and their sessions.
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const users = sqliteTable(
  "users",
  {
    id: text().primaryKey(),
    /** Lower-cased and verified, or null: an address nobody proved never stands here. */
    email: text(),
    name: text().notNull().default(""),
    phone: text().notNull().default(""),
    language: text({ enum: ["ko", "en"] })
      .notNull()
      .default("ko"),
    role: text({ enum: ["USER", "MANAGER", "ADMIN"] })
      .notNull()
      .default("USER"),
    status: text({ enum: ["ACTIVE", "DISABLED", "DELETED"] })
      .notNull()
      .default("ACTIVE"),
    created_at_ms: integer().notNull(),
    updated_at_ms: integer().notNull(),
  },
  (t) => [uniqueIndex("users_email").on(t.email), index("users_created").on(t.created_at_ms, t.id)],
);

export const identities = sqliteTable(
  "identities",
  {
    id: text().primaryKey(),
    user_id: text()
      .notNull()
      .references(() => users.id),
    provider: text({ enum: ["google", "kakao", "naver", "mail"] }).notNull(),
    /** The provider's own stable id; for mail the address itself. Never an address for the others. */
    subject: text().notNull(),
    email: text(),
    created_at_ms: integer().notNull(),
  },
  (t) => [uniqueIndex("identities_subject").on(t.provider, t.subject), index("identities_user").on(t.user_id)],
);

export const sessions = sqliteTable(
  "sessions",
  {
    id: text().primaryKey(),
    user_id: text()
      .notNull()
      .references(() => users.id),
    user_agent: text().notNull().default(""),
    address_prefix: text().notNull().default(""),
    created_at_ms: integer().notNull(),
    last_seen_at_ms: integer().notNull(),
    expires_at_ms: integer().notNull(),
    ended_at_ms: integer(),
    end_reason: text({ enum: ["logout", "ended_elsewhere", "reuse", "disabled", "deleted", "role_changed"] }),
  },
  (t) => [index("sessions_user").on(t.user_id, t.created_at_ms), index("sessions_expires").on(t.expires_at_ms)],
);

export const refresh_tokens = sqliteTable(
  "refresh_tokens",
  {
    /** SHA-256 of the token, base64url. The token itself is never stored. */
    hash: text().primaryKey(),
    session_id: text()
      .notNull()
      .references(() => sessions.id),
    issued_at_ms: integer().notNull(),
    expires_at_ms: integer().notNull(),
    used_at_ms: integer(),
  },
  (t) => [index("refresh_tokens_session").on(t.session_id), index("refresh_tokens_expires").on(t.expires_at_ms)],
);

export const login_codes = sqliteTable(
  "login_codes",
  {
    /** One row per challenge: a resend voids only its own challenge's code. */
    challenge_hash: text().primaryKey(),
    email: text().notNull(),
    code_hash: text().notNull(),
    tries: integer().notNull().default(0),
    expires_at_ms: integer().notNull(),
    used_at_ms: integer(),
  },
  (t) => [index("login_codes_expires").on(t.expires_at_ms)],
);

/** Codes sent, for the brakes: each asked by a challenge from an address range to a mail address. */
export const code_sends = sqliteTable(
  "code_sends",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    challenge_hash: text().notNull(),
    address_range: text().notNull(),
    email: text().notNull(),
    at_ms: integer().notNull(),
  },
  (t) => [
    index("code_sends_challenge").on(t.challenge_hash, t.at_ms),
    index("code_sends_range").on(t.address_range, t.at_ms),
    index("code_sends_email").on(t.email, t.at_ms),
    index("code_sends_at").on(t.at_ms),
  ],
);

/** Access tokens of this session or user issued before `before_ms` count no more. Kept as long as such a token could live. */
export const token_cuts = sqliteTable(
  "token_cuts",
  {
    /** "session:<id>" or "user:<id>" */
    subject: text().primaryKey(),
    before_ms: integer().notNull(),
    made_at_ms: integer().notNull(),
  },
  (t) => [index("token_cuts_made").on(t.made_at_ms)],
);

/** Answers to the organiser's creates by Idempotency-Key, kept 24 h. */
export const kept_answers = sqliteTable(
  "kept_answers",
  {
    user_id: text().notNull(),
    route: text().notNull(),
    key: text().notNull(),
    body_hash: text().notNull(),
    status: integer().notNull(),
    answer: text().notNull(),
    expires_at_ms: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.user_id, t.route, t.key] }), index("kept_answers_expires").on(t.expires_at_ms)],
);

export const audit = sqliteTable(
  "audit",
  {
    id: text().primaryKey(),
    at_ms: integer().notNull(),
    actor_id: text().notNull(),
    action: text().notNull(),
    subject_kind: text().notNull(),
    subject_id: text().notNull(),
    details: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
    request_id: text().notNull(),
  },
  (t) => [index("audit_at").on(t.at_ms, t.id), index("audit_subject").on(t.subject_kind, t.subject_id)],
);
