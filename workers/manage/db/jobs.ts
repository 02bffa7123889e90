// Jobs over many bookings: the rows they are made of, taken under a lease, kept slice by slice.
import { and, asc, desc, eq, gt, inArray, lte, sql } from "drizzle-orm";
import { type ItemChange, type ItemCounts, REFUND_REFUSED } from "../../../domain/refund-job/items.ts";
import { job_items, jobs } from "../../../schema/tables/jobs.ts";
import { bookings } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";
import { type Cursor, cut, type Found } from "../../kit/http/cursor.ts";
import { newId } from "../../kit/http/hash.ts";
import type { OpenItem } from "../jobs/work-off.ts";

export type JobRow = typeof jobs.$inferSelect;
export type ItemRow = typeof job_items.$inferSelect;
type NewJob = Pick<JobRow, "show_id" | "kind" | "reason" | "asker_id" | "request_id">;
export type NewItem = Pick<ItemRow, "booking_id" | "status" | "seats" | "code">;

/** Rows in one statement: a list travels as one JSON value, which D1 bounds at 2 MB. */
const ROWS_AT_ONCE = 5_000;

/** Statements for the batch of the act itself: a job is there whole or not at all. */
export function orderJob(db: Database, about: NewJob, now_ms: number) {
  const id = newId("job");
  return { id, statement: db.insert(jobs).values({ ...about, id, next_try_at_ms: now_ms, created_at_ms: now_ms }) };
}

export function orderItems(db: Database, job_id: string, items: readonly NewItem[]) {
  const slices = Array.from({ length: Math.ceil(items.length / ROWS_AT_ONCE) }, (_, at) =>
    items.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE),
  );
  return slices.map((slice) =>
    db
      .insert(job_items)
      .select(
        // In the order of the table's columns.
        sql`SELECT ${job_id}, value ->> 'booking_id', value ->> 'status', value -> 'seats', 1, NULL, 0, 0, value ->> 'code'
          FROM json_each(${JSON.stringify(slice)}) WHERE true`,
      )
      .onConflictDoNothing(),
  );
}

/** Every booking of a cancelled show that its ledgers have something to do with; again at each turn, the copy may lag. */
export const collectCancelled = (db: Database, { id, show_id, created_at_ms }: JobRow) =>
  db.run(sql`INSERT INTO job_items (job_id, booking_id, status)
    SELECT ${id}, id, 'ASKED' FROM bookings
    WHERE show_id = ${show_id} AND (status IN ('PENDING', 'PAYING', 'CONFIRMED', 'REFUNDING')
      OR EXISTS (SELECT 1 FROM refunds WHERE booking_id = bookings.id AND reason = 'show_cancelled'
        AND refunds.created_at_ms >= ${created_at_ms})
      OR (status = 'CANCELLED' AND updated_at_ms >= ${created_at_ms}))
    ON CONFLICT DO NOTHING`);

/** Whoever takes one has it alone until the lease ends. */
export async function takeJob(db: Database, id: string, now_ms: number, until_ms: number): Promise<JobRow | null> {
  const rows = await db
    .update(jobs)
    .set({ next_try_at_ms: until_ms, tries: sql`${jobs.tries} + 1` })
    .where(and(eq(jobs.id, id), eq(jobs.status, "RUNNING"), lte(jobs.next_try_at_ms, now_ms)))
    .returning();
  return rows[0] ?? null;
}

export const keepJob = (db: Database, id: string, set: Partial<JobRow>) =>
  db.update(jobs).set(set).where(eq(jobs.id, id));

export async function dueJobs(db: Database, now_ms: number, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.status, "RUNNING"), lte(jobs.next_try_at_ms, now_ms)))
    .orderBy(asc(jobs.next_try_at_ms))
    .limit(limit);
  return rows.map(({ id }) => id);
}

export async function readJob(db: Database, id: string): Promise<JobRow | null> {
  const rows = await db.select().from(jobs).where(eq(jobs.id, id));
  return rows[0] ?? null;
}

export const jobsOfShow = (db: Database, show_id: string, limit: number): Promise<JobRow[]> =>
  db.select().from(jobs).where(eq(jobs.show_id, show_id)).orderBy(desc(jobs.created_at_ms), desc(jobs.id)).limit(limit);

export const cancellationsOf = (db: Database, show_id: string): Promise<JobRow[]> =>
  db
    .select()
    .from(jobs)
    .where(and(eq(jobs.show_id, show_id), eq(jobs.kind, "CANCEL_SHOW")));

export async function waitingItems(db: Database, job_id: string, limit: number): Promise<OpenItem[]> {
  return db
    .select({
      job_id: job_items.job_id,
      booking_id: job_items.booking_id,
      round: job_items.round,
      seats: job_items.seats,
    })
    .from(job_items)
    .where(and(eq(job_items.job_id, job_id), eq(job_items.status, "WAITING")))
    .orderBy(asc(job_items.booking_id))
    .limit(limit);
}

/** An item that went on meanwhile, by another run, keeps what it says. */
export async function keepItems(
  db: Database,
  job_id: string,
  changes: readonly { readonly item: OpenItem; readonly change: ItemChange }[],
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ item, change }) => ({ ...change, booking_id: item.booking_id, round: item.round }));
  await db.run(sql`UPDATE job_items SET status = said.value ->> 'status', refund_id = said.value ->> 'refund_id',
      refund_krw = said.value ->> 'refund_krw', fee_krw = said.value ->> 'fee_krw', code = said.value ->> 'code'
    FROM json_each(${JSON.stringify(rows)}) AS said
    WHERE job_items.job_id = ${job_id} AND job_items.booking_id = said.value ->> 'booking_id'
      AND job_items.round = said.value ->> 'round' AND job_items.status = 'WAITING'`);
}

/** What became of the refunds an item asked for. */
export async function settleAsked(db: Database, job_id: string): Promise<number> {
  const done = await db.run(sql`UPDATE job_items SET
      status = CASE refunds.status WHEN 'COMPLETED' THEN 'DONE' ELSE 'FAILED' END,
      code = CASE refunds.status WHEN 'COMPLETED' THEN NULL ELSE ${REFUND_REFUSED} END
    FROM refunds
    WHERE job_items.job_id = ${job_id} AND job_items.status = 'ASKED' AND refunds.id = job_items.refund_id
      AND refunds.status <> 'PENDING'`);
  return done.meta.changes;
}

/** What the ledgers of a cancelled show did by themselves. */
export async function settleCancelled(db: Database, job_id: string): Promise<number> {
  const paid = sql`(SELECT coalesce(sum(amount_krw), 0) FROM refunds WHERE booking_id = bookings.id
    AND reason = 'show_cancelled' AND status = 'COMPLETED')`;
  const refused = sql`(bookings.status <> 'REFUNDED' AND EXISTS (SELECT 1 FROM refunds
    WHERE booking_id = bookings.id AND status = 'FAILED')
    AND NOT EXISTS (SELECT 1 FROM refunds WHERE booking_id = bookings.id AND status = 'PENDING'))`;
  const done = await db.run(sql`UPDATE job_items SET
      status = CASE WHEN ${refused} THEN 'FAILED' ELSE 'DONE' END,
      code = CASE WHEN ${refused} THEN ${REFUND_REFUSED} END,
      refund_krw = ${paid}
    FROM bookings
    WHERE job_items.job_id = ${job_id} AND job_items.status = 'ASKED' AND job_items.refund_id IS NULL
      AND bookings.id = job_items.booking_id
      AND (${refused} OR bookings.status IN ('REFUNDED', 'CANCELLED', 'EXPIRED', 'FAILED'))`);
  return done.meta.changes;
}

export type JobSums = ItemCounts & { readonly refund_krw: number; readonly fee_krw: number };

export async function sumsOf(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, JobSums>> {
  const rows = await db
    .select({
      job_id: job_items.job_id,
      status: job_items.status,
      count: sql<number>`count(*)`,
      refund_krw: sql<number>`sum(${job_items.refund_krw})`,
      fee_krw: sql<number>`sum(${job_items.fee_krw})`,
    })
    .from(job_items)
    .where(inArray(job_items.job_id, [...ids]))
    .groupBy(job_items.job_id, job_items.status);
  const none: JobSums = { WAITING: 0, ASKED: 0, DONE: 0, FAILED: 0, refund_krw: 0, fee_krw: 0 };
  const sums = new Map(ids.map((id) => [id, none]));
  for (const { job_id, status, count, refund_krw, fee_krw } of rows) {
    const sum = sums.get(job_id) ?? none;
    // What was refused was not paid.
    const paid = status === "FAILED" ? { refund_krw: 0, fee_krw: 0 } : { refund_krw, fee_krw };
    sums.set(job_id, {
      ...sum,
      [status]: count,
      refund_krw: sum.refund_krw + paid.refund_krw,
      fee_krw: sum.fee_krw + paid.fee_krw,
    });
  }
  return sums;
}

export type ShownItem = ItemRow & { readonly number: string };

export async function listItems(
  db: Database,
  about: { readonly job_id: string; readonly status?: ItemRow["status"] | undefined },
  { limit, cursor }: { readonly limit: number; readonly cursor: Cursor | null },
): Promise<Found<ShownItem>> {
  const rows = await db
    .select({ item: job_items, number: bookings.number })
    .from(job_items)
    .leftJoin(bookings, eq(bookings.id, job_items.booking_id))
    .where(
      and(
        eq(job_items.job_id, about.job_id),
        about.status === undefined ? undefined : eq(job_items.status, about.status),
        cursor === null ? undefined : gt(job_items.booking_id, cursor.id),
      ),
    )
    .orderBy(asc(job_items.booking_id))
    .limit(limit + 1);
  const flat = rows.map(({ item, number }) => ({ ...item, number: number ?? "" }));
  return cut(flat, limit, (row) => ({ key: 0, id: row.booking_id, at_ms: 0 }));
}

/** "Try again": another round, and so another key; the ledger itself refunds no seat twice. */
export const retryFailed = (db: Database, job_id: string, now_ms: number) =>
  [
    db
      .update(job_items)
      .set({ status: "WAITING", code: null, refund_id: null, round: sql`${job_items.round} + 1` })
      .where(and(eq(job_items.job_id, job_id), eq(job_items.status, "FAILED"))),
    db
      .update(jobs)
      .set({ status: "RUNNING", finished_at_ms: null, tries: 0, next_try_at_ms: now_ms })
      .where(eq(jobs.id, job_id)),
  ] as const;
