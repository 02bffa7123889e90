// What was given up and waits for an admin, of every kind, newest first.
import { and, desc, eq, isNull, ne, or, sql } from "drizzle-orm";
import type { OpenFailure } from "../../../schema/http/failures.ts";
import { shows } from "../../../schema/tables/catalogue.ts";
import { dead_letters, parked_records } from "../../../schema/tables/failures.ts";
import { broadcasts } from "../../../schema/tables/inbox.ts";
import { job_items, jobs } from "../../../schema/tables/jobs.ts";
import { mail_outbox } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";

/** Of each kind. Whoever has more to mend mends these first. */
export const FAILURES_SHOWN = 50;

const hasFailedItems = sql`EXISTS (SELECT 1 FROM ${job_items}
  WHERE ${job_items.job_id} = ${jobs.id} AND ${job_items.status} = 'FAILED')`;

export async function openFailures(db: Database): Promise<OpenFailure[]> {
  const [mails, letters, records, stuck, messages] = await db.batch([
    db
      .select()
      .from(mail_outbox)
      .where(eq(mail_outbox.status, "FAILED"))
      .orderBy(desc(mail_outbox.next_try_at_ms))
      .limit(FAILURES_SHOWN),
    db
      .select()
      .from(dead_letters)
      .where(isNull(dead_letters.sent_again_at_ms))
      .orderBy(desc(dead_letters.died_at_ms))
      .limit(FAILURES_SHOWN),
    db
      .select()
      .from(parked_records)
      .where(isNull(parked_records.sent_again_at_ms))
      .orderBy(desc(parked_records.parked_at_ms))
      .limit(FAILURES_SHOWN),
    db
      .select({ job: jobs, title: shows.title })
      .from(jobs)
      .leftJoin(shows, eq(shows.id, jobs.show_id))
      .where(or(eq(jobs.status, "FAILED"), and(ne(jobs.status, "RUNNING"), hasFailedItems)))
      .orderBy(desc(jobs.created_at_ms))
      .limit(FAILURES_SHOWN),
    db
      .select({ news: broadcasts, title: shows.title })
      .from(broadcasts)
      .leftJoin(shows, eq(shows.id, broadcasts.show_id))
      .where(eq(broadcasts.status, "FAILED"))
      .orderBy(desc(broadcasts.created_at_ms))
      .limit(FAILURES_SHOWN),
  ]);
  return [
    ...records.map(recordFailure),
    ...stuck.map(({ job, title }) => jobFailure(job, title ?? "")),
    ...letters.map(letterFailure),
    ...messages.map(({ news, title }) => messageFailure(news, title ?? "")),
    ...mails.map(mailFailure),
  ];
}

const recordFailure = (row: typeof parked_records.$inferSelect): OpenFailure => ({
  kind: "RECORD",
  id: row.booking_id,
  about: row.number,
  why: row.reason,
  show_id: row.show_id,
  tries: 1,
  at_ms: row.parked_at_ms,
  can_retry: true,
});

const jobFailure = (row: typeof jobs.$inferSelect, title: string): OpenFailure => ({
  kind: "JOB",
  id: row.id,
  about: title,
  why: row.status === "FAILED" ? "given_up" : "items_failed",
  show_id: row.show_id,
  tries: row.tries,
  at_ms: row.finished_at_ms ?? row.next_try_at_ms,
  can_retry: true,
});

const letterFailure = (row: typeof dead_letters.$inferSelect): OpenFailure => ({
  kind: "DEAD_LETTER",
  id: row.id,
  about: row.queue,
  why: row.body === null ? "" : JSON.stringify(row.body),
  show_id: null,
  tries: row.attempts,
  at_ms: row.died_at_ms,
  can_retry: row.body !== null,
});

const messageFailure = (row: typeof broadcasts.$inferSelect, title: string): OpenFailure => ({
  kind: "MESSAGE",
  id: row.id,
  about: title,
  why: row.cause,
  show_id: row.show_id,
  tries: row.tries,
  at_ms: row.next_try_at_ms,
  can_retry: true,
});

const mailFailure = (row: typeof mail_outbox.$inferSelect): OpenFailure => ({
  kind: "MAIL",
  id: row.id,
  about: row.to_email,
  why: row.last_error ?? "",
  show_id: null,
  tries: row.tries,
  at_ms: row.next_try_at_ms,
  can_retry: Object.keys(row.params).length > 0,
});

export async function readDeadLetter(db: Database, id: string): Promise<typeof dead_letters.$inferSelect | null> {
  return (await db.select().from(dead_letters).where(eq(dead_letters.id, id)))[0] ?? null;
}

export const sentAgain = (db: Database, id: string, now_ms: number) =>
  db.update(dead_letters).set({ sent_again_at_ms: now_ms }).where(eq(dead_letters.id, id));

export const recordedAgain = (db: Database, booking_id: string, now_ms: number) =>
  db
    .update(parked_records)
    .set({ sent_again_at_ms: now_ms })
    .where(and(eq(parked_records.booking_id, booking_id), isNull(parked_records.sent_again_at_ms)));
