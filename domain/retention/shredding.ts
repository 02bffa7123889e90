// When a row is old enough to be deleted: one rule per table of which rows are swept. The words of `kept.ts` say the same,
// and a test holds them to it.
import type { KeptTable } from "./kept.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;

export type ShredRule = {
  readonly table: KeptTable;
  /** After the row's own end, or its making where it has none. */
  readonly after_ms: number;
  /** Short-lived rows go each minute; old ones are looked for once an hour. */
  readonly pace: "minute" | "hour";
};

/** In this order: what leans on a row goes before it. */
export const SHRED_RULES = [
  { table: "kept_answers", after_ms: 0, pace: "minute" },
  { table: "login_codes", after_ms: HOUR_MS, pace: "minute" },
  { table: "code_sends", after_ms: DAY_MS, pace: "minute" },
  { table: "open_inboxes", after_ms: 0, pace: "minute" },
  { table: "token_cuts", after_ms: 90 * MINUTE_MS, pace: "minute" },
  { table: "refresh_tokens", after_ms: DAY_MS, pace: "minute" },
  { table: "sessions", after_ms: 90 * DAY_MS, pace: "minute" },
  { table: "mail_outbox", after_ms: 90 * DAY_MS, pace: "hour" },
  { table: "broadcast_fans", after_ms: 90 * DAY_MS, pace: "hour" },
  { table: "broadcasts", after_ms: 90 * DAY_MS, pace: "hour" },
  { table: "dead_letters", after_ms: 90 * DAY_MS, pace: "hour" },
  { table: "parked_records", after_ms: 90 * DAY_MS, pace: "hour" },
  { table: "job_items", after_ms: YEAR_MS, pace: "hour" },
  { table: "jobs", after_ms: YEAR_MS, pace: "hour" },
  { table: "appeals", after_ms: YEAR_MS, pace: "hour" },
  { table: "audit", after_ms: 5 * YEAR_MS, pace: "hour" },
] as const satisfies readonly ShredRule[];

export type ShreddedTable = (typeof SHRED_RULES)[number]["table"];

/** In the minute of the hour in which little else begins. */
const OLD_ROWS_AT_MINUTE = 37;

export const rulesOfMinute = (now_ms: number): readonly (typeof SHRED_RULES)[number][] =>
  SHRED_RULES.filter(({ pace }) => pace === "minute" || Math.floor(now_ms / MINUTE_MS) % 60 === OLD_ROWS_AT_MINUTE);
