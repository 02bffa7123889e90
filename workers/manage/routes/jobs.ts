// Organiser: refunds of many bookings by one job, what it would pay, how far it has come, and trying again what failed.
import * as z from "zod/mini";
import { listOf, pageQuery } from "../../../schema/http/common.ts";
import {
  ITEM_STATUSES,
  jobAnswer,
  jobItem,
  jobStarted,
  type RefundsInput,
  refundsInput,
  refundsPreview,
} from "../../../schema/http/refund-jobs.ts";
import { writeAudit } from "../../kit/db/audit.ts";
import { type Database, database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { type Route, route } from "../../kit/http/route.ts";
import {
  type JobRow,
  type JobSums,
  listItems,
  orderItems,
  orderJob,
  readJob,
  retryFailed,
  sumsOf,
} from "../db/jobs.ts";
import { chooseRefunds } from "../jobs/choose.ts";
import { runJob } from "../jobs/run-job.ts";
import { ownShow } from "./shows.ts";

const SHOW = "/v1/api/manage/shows/{show_id}";
const NO_STORE = { "cache-control": "no-store" };
const itemsQuery = z.object({ ...pageQuery, status: z.optional(z.enum(ITEM_STATUSES)) });

export const manageJobRoutes: readonly Route[] = [
  route(
    {
      method: "POST",
      path: `${SHOW}/refunds`,
      tag: "Organiser",
      summary: "Refund chosen bookings, those a filter finds, or all, in full by one job",
      access: "manager",
      keeps_answer: "here",
      body: refundsInput,
      answers: { 200: refundsPreview, 202: jobStarted },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "key_reused", "key_in_use"],
    },
    async (c, { params, body, identity }) => {
      const { show } = await ownShow(database(c.env), params.show_id, identity);
      if (body.preview === true) {
        const { items: _items, ...sums } = await chooseRefunds(c.env, database(c.env), show.id, body);
        return c.json(sums, 200, NO_STORE);
      }
      return c.json({ job_id: await startRefunds(c, identity, show.id, body) }, 202);
    },
  ),

  route(
    {
      method: "GET",
      path: `${SHOW}/jobs/{job_id}`,
      tag: "Organiser",
      summary: "How far a job has come",
      access: "manager",
      answers: { 200: jobAnswer },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const db = database(c.env);
      const { job, sums } = await ownJob(db, params, identity);
      return c.json(jobShown(job, sums), 200, NO_STORE);
    },
  ),

  route(
    {
      method: "GET",
      path: `${SHOW}/jobs/{job_id}/items`,
      tag: "Organiser",
      summary: "What became of each booking of a job",
      access: "manager",
      query: itemsQuery,
      answers: { 200: listOf(jobItem) },
      refusals: ["not_found", "invalid"],
    },
    async (c, { params, query, identity }) => {
      const db = database(c.env);
      const { job } = await ownJob(db, params, identity);
      const page = { limit: query.limit, cursor: readCursor(query.cursor) };
      const { found, next } = await listItems(db, { job_id: job.id, status: query.status }, page);
      const items = found.map(({ booking_id, number, status, refund_krw, fee_krw, code }) => ({
        booking_id,
        number,
        status,
        refund_krw,
        fee_krw,
        code,
      }));
      return c.json({ items, next_cursor: next === null ? null : writeCursor(next) }, 200, NO_STORE);
    },
  ),

  route(
    {
      method: "POST",
      path: `${SHOW}/jobs/{job_id}/retries`,
      tag: "Organiser",
      summary: "Try again what failed in a job",
      access: "manager",
      answers: { 202: jobStarted },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const { job } = await ownJob(database(c.env), params, identity);
      await retryJob(c, identity, job);
      return c.json({ job_id: job.id }, 202);
    },
  ),
];

/** The job and its bookings stand in one batch with the audit line; what is done with them starts after the answer. */
export async function startRefunds(c: Ctx, identity: Identity, show_id: string, input: RefundsInput): Promise<string> {
  const db = database(c.env);
  const { items, ...sums } = await chooseRefunds(c.env, db, show_id, input);
  const about = {
    show_id,
    kind: "REFUND" as const,
    reason: input.reason,
    asker_id: identity.user_id,
    request_id: c.get("request_id"),
  };
  const job = orderJob(db, about, c.get("now_ms"));
  await db.batch([
    job.statement,
    ...orderItems(db, job.id, items),
    writeAudit(db, c, identity, {
      action: "purchase.refund_many",
      subject_kind: "show",
      subject_id: show_id,
      details: { job_id: job.id, reason: input.reason, ...sums },
    }),
  ]);
  c.executionCtx.waitUntil(runJob(c.env, job.id));
  return job.id;
}

export async function retryJob(c: Ctx, identity: Identity, job: JobRow): Promise<void> {
  const db = database(c.env);
  await db.batch([
    ...retryFailed(db, job.id, c.get("now_ms")),
    writeAudit(db, c, identity, {
      action: "job.retry",
      subject_kind: "show",
      subject_id: job.show_id,
      details: { job_id: job.id },
    }),
  ]);
  c.executionCtx.waitUntil(runJob(c.env, job.id));
}

/** A job of somebody else's show is not there. */
export async function ownJob(
  db: Database,
  params: { readonly show_id: string; readonly job_id: string },
  identity: Identity,
): Promise<{ job: JobRow; sums: JobSums }> {
  const { show } = await ownShow(db, params.show_id, identity);
  const job = await readJob(db, params.job_id);
  const sums = job === null ? undefined : (await sumsOf(db, [job.id])).get(job.id);
  if (job === null || sums === undefined || job.show_id !== show.id) throw new Refusal("not_found");
  return { job, sums };
}

export const totalOf = (sums: JobSums): number => sums.WAITING + sums.ASKED + sums.DONE + sums.FAILED;

export const jobShown = (job: JobRow, sums: JobSums) => ({
  job_id: job.id,
  kind: job.kind,
  status: job.status,
  done: sums.DONE,
  failed: sums.FAILED,
  total: totalOf(sums),
  refund_krw: sums.refund_krw,
  fee_krw: sums.fee_krw,
  reason: job.reason,
  items_url: `/v1/api/manage/shows/${job.show_id}/jobs/${job.id}/items`,
  created_at_ms: job.created_at_ms,
  finished_at_ms: job.finished_at_ms,
});
