// Carries out how long rows about people are kept (domain/retention/): by the minute's cron, in slices, so that a backlog of
// any size never makes one statement too large. The dry run counts what it would take.
import { and, eq, inArray, isNotNull, lt, ne, notExists, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { rulesOfMinute, SHRED_RULES, type ShreddedTable } from "../../../domain/retention/shredding.ts";
import { appeals } from "../../../schema/tables/appeals.ts";
import { dead_letters, parked_records } from "../../../schema/tables/failures.ts";
import { broadcast_fans, broadcasts, open_inboxes } from "../../../schema/tables/inbox.ts";
import { job_items, jobs } from "../../../schema/tables/jobs.ts";
import {
  audit,
  code_sends,
  kept_answers,
  login_codes,
  refresh_tokens,
  sessions,
  token_cuts,
} from "../../../schema/tables/people.ts";
import { mail_outbox } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";
import { log, thrown } from "../../kit/log.ts";

export const SLICE = 1_000;
export const SLICES_PER_RUN = 10;

type Due = { readonly table: SQLiteTable; readonly where: (db: Database, before_ms: number) => SQL | undefined };

const doneJobs = (db: Database, before_ms: number) =>
  db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.status, "DONE"), lt(jobs.finished_at_ms, before_ms)));
const endedBroadcasts = (db: Database, before_ms: number) =>
  db
    .select({ id: broadcasts.id })
    .from(broadcasts)
    .where(and(ne(broadcasts.status, "WAITING"), lt(broadcasts.created_at_ms, before_ms)));

/** Which rows of each table are over since before a moment. What somebody still has to see to is never among them. */
const DUE: Readonly<Record<ShreddedTable, Due>> = {
  kept_answers: { table: kept_answers, where: (_, ms) => lt(kept_answers.expires_at_ms, ms) },
  login_codes: { table: login_codes, where: (_, ms) => lt(login_codes.expires_at_ms, ms) },
  code_sends: { table: code_sends, where: (_, ms) => lt(code_sends.at_ms, ms) },
  open_inboxes: { table: open_inboxes, where: (_, ms) => lt(open_inboxes.until_ms, ms) },
  token_cuts: { table: token_cuts, where: (_, ms) => lt(token_cuts.made_at_ms, ms) },
  refresh_tokens: { table: refresh_tokens, where: (_, ms) => lt(refresh_tokens.expires_at_ms, ms) },
  sessions: {
    table: sessions,
    // A backlog of tokens may outlast one run: a session goes after the last of them.
    where: (db, ms) => {
      const token = db.select({ one: sql`1` }).from(refresh_tokens).where(eq(refresh_tokens.session_id, sessions.id));
      return and(lt(sessions.expires_at_ms, ms), notExists(token));
    },
  },
  mail_outbox: {
    table: mail_outbox,
    where: (_, ms) => and(inArray(mail_outbox.status, ["SENT", "FAILED"]), lt(mail_outbox.next_try_at_ms, ms)),
  },
  broadcast_fans: {
    table: broadcast_fans,
    where: (db, ms) => inArray(broadcast_fans.broadcast_id, endedBroadcasts(db, ms)),
  },
  broadcasts: {
    table: broadcasts,
    where: (db, ms) => {
      const fan = db.select({ one: sql`1` }).from(broadcast_fans).where(eq(broadcast_fans.broadcast_id, broadcasts.id));
      return and(inArray(broadcasts.id, endedBroadcasts(db, ms)), notExists(fan));
    },
  },
  dead_letters: { table: dead_letters, where: (_, ms) => lt(dead_letters.died_at_ms, ms) },
  parked_records: {
    table: parked_records,
    where: (_, ms) => and(isNotNull(parked_records.sent_again_at_ms), lt(parked_records.sent_again_at_ms, ms)),
  },
  job_items: { table: job_items, where: (db, ms) => inArray(job_items.job_id, doneJobs(db, ms)) },
  jobs: {
    table: jobs,
    where: (db, ms) => {
      const item = db.select({ one: sql`1` }).from(job_items).where(eq(job_items.job_id, jobs.id));
      return and(inArray(jobs.id, doneJobs(db, ms)), notExists(item));
    },
  },
  appeals: { table: appeals, where: (_, ms) => lt(appeals.created_at_ms, ms) },
  audit: { table: audit, where: (_, ms) => lt(audit.at_ms, ms) },
};

export async function shred(db: Database, now_ms: number): Promise<void> {
  for (const { table, after_ms } of rulesOfMinute(now_ms)) {
    // One table's fault must not let the others' rows stay.
    try {
      const rows = await shredTable(db, table, now_ms - after_ms);
      if (rows > 0) log("info", "shredded", { table, rows });
    } catch (error) {
      log("error", "shred_failed", { table, ...thrown(error) });
    }
  }
}

async function shredTable(db: Database, name: ShreddedTable, before_ms: number): Promise<number> {
  const { table, where } = DUE[name];
  let rows = 0;
  for (let slice = 0; slice < SLICES_PER_RUN; slice += 1) {
    const due = where(db, before_ms);
    const gone = await db.all(
      sql`DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE ${due} LIMIT ${SLICE}) RETURNING 1`,
    );
    rows += gone.length;
    if (gone.length < SLICE) break;
  }
  return rows;
}

export type DueRows = { readonly table: ShreddedTable; readonly after_ms: number; readonly due: number };

/** How many rows each rule would take now. */
export async function countDue(db: Database, now_ms: number): Promise<DueRows[]> {
  const counts: DueRows[] = [];
  for (const { table: name, after_ms } of SHRED_RULES) {
    const { table, where } = DUE[name];
    const rows = await db.all<{ due: number }>(
      sql`SELECT count(*) AS due FROM ${table} WHERE ${where(db, now_ms - after_ms)}`,
    );
    counts.push({ table: name, after_ms, due: rows[0]?.due ?? 0 });
  }
  return counts;
}
