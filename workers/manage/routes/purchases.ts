// Organiser: purchases of an own show, refunds of one or some seats, and cancelling the show, which refunds everyone.
import * as z from "zod/mini";
import { listOf, pageQuery, timeMs } from "../../../schema/http/common.ts";
import { cancellationAnswer, cancellationInput, showCancellationInput } from "../../../schema/http/payments.ts";
import { purchaseFilter } from "../../../schema/http/refund-jobs.ts";
import { BOOKING_STATUSES } from "../../../schema/http/seats.ts";
import { askedBy, writeAudit } from "../../kit/db/audit.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { csvAnswer } from "../../kit/http/csv.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { idempotencyKey } from "../../kit/http/kept-answers.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { log, thrown } from "../../kit/log.ts";
import { ledgerOfId } from "../../sale/ledger-of-id.ts";
import { answered } from "../../seats/answers.ts";
import { cancellationsOf, orderJob, readJob } from "../db/jobs.ts";
import { findPurchases, type PurchaseRow, showtimeCodes } from "../db/purchases.ts";
import { decidedAnew, writeShow } from "../db/show-making.ts";
import { runJob, tellCancelled } from "../jobs/run-job.ts";
import { ownShow } from "./shows.ts";

const SHOW = "/v1/api/manage/shows/{show_id}";
const COLUMNS = [
  "number",
  "status",
  "name",
  "email",
  "showtime_id",
  "total_krw",
  "refunded_krw",
  "fee_krw",
  "created_at",
];

const purchase = z.object({
  booking_id: z.string(),
  number: z.string(),
  status: z.enum(BOOKING_STATUSES),
  buyer: z.object({ id: z.string(), name: z.string(), email: z.nullable(z.string()) }),
  showtime_id: z.string(),
  total_krw: z.int(),
  refunded_krw: z.int(),
  fee_krw: z.int(),
  created_at_ms: timeMs,
});
const purchasesQuery = z.extend(purchaseFilter, pageQuery);

export const managePurchaseRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: `${SHOW}/purchases`,
      tag: "Organiser",
      summary: "Find purchases by number, name or address",
      access: "manager",
      query: purchasesQuery,
      answers: { 200: listOf(purchase) },
      refusals: ["not_found", "invalid"],
    },
    async (c, { params, query, identity }) => {
      const db = database(c.env);
      const { show } = await ownShow(db, params.show_id, identity);
      const { limit, cursor, ...filter } = query;
      const page = { limit, cursor: readCursor(cursor) };
      const { found, next } = await findPurchases(db, { ...filter, show_id: show.id }, page);
      const items = found.map(shown);
      return c.json({ items, next_cursor: next === null ? null : writeCursor(next) }, 200, {
        "cache-control": "no-store",
      });
    },
  ),

  route(
    {
      method: "GET",
      path: `${SHOW}/purchases.csv`,
      tag: "Organiser",
      summary: "All purchases as a table, or those a filter finds",
      access: "manager",
      query: purchaseFilter,
      answers: { 200: { media: "text/csv" } },
      refusals: ["not_found", "invalid"],
    },
    async (c, { params, query, identity }) => {
      const db = database(c.env);
      const { show } = await ownShow(db, params.show_id, identity);
      return csvAnswer({
        name: `purchases-${show.id}`,
        columns: COLUMNS,
        read: (limit, cursor) => findPurchases(db, { ...query, show_id: show.id }, { limit, cursor }),
        cells: (row) => [
          row.number,
          row.status,
          row.name ?? "",
          row.email ?? "",
          row.showtime_id,
          row.total_krw,
          row.refunded_krw,
          row.fee_krw,
          new Date(row.created_at_ms).toISOString(),
        ],
      });
    },
  ),

  route(
    {
      method: "POST",
      path: `${SHOW}/purchases/{booking_id}/refunds`,
      tag: "Organiser",
      summary: "Refund a purchase or some of its seats in full",
      access: "manager",
      keeps_answer: "ledger",
      body: cancellationInput,
      answers: { 202: cancellationAnswer },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "already_cancelled",
        "ticket_used",
        "payment_in_progress",
        "seat_unknown",
        "key_reused",
      ],
    },
    async (c, { params, body, identity }) => {
      const { show } = await ownShow(database(c.env), params.show_id, identity);
      const { ledger } = await ledgerOfId(c.env, params.booking_id, "order");
      const order = answered(await ledger.orderOf({ order_id: params.booking_id, fan_id: null }));
      // A booking of somebody else's show is not there.
      if (order.show_id !== show.id) throw new Refusal("not_found");
      const refund = answered(
        await ledger.refundByRight({
          order_id: params.booking_id,
          by: "organiser",
          fan_id: null,
          reason: body.reason,
          seats: body.seats ?? null,
          asker_id: identity.user_id,
          key: idempotencyKey(c),
          asked_by: askedBy(c, identity),
        }),
      );
      const { refund_krw, fee_krw } = refund;
      return c.json({ refund_krw, fee_krw }, 202);
    },
  ),

  route(
    {
      method: "POST",
      path: `${SHOW}/cancellation`,
      tag: "Organiser",
      summary: "Cancel the show: the line is told, everyone is refunded",
      access: "manager",
      body: showCancellationInput,
      answers: { 202: z.object({ job_id: z.string(), showtimes: z.int() }) },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "show_taken_down"],
    },
    async (c, { params, body, identity }) =>
      c.json(await cancelShow(c, { show_id: params.show_id, reason: body.reason, identity }), 202),
  ),
];

/** The show, the job and the audit line in one batch; the job tells the line and the ledgers, after a crash too. */
export async function cancelShow(
  c: Ctx,
  act: { readonly show_id: string; readonly reason: string; readonly identity: Identity },
): Promise<{ readonly job_id: string; readonly showtimes: number }> {
  const db = database(c.env);
  const done = await decidedAnew(async () => {
    const { show } = await ownShow(db, act.show_id, act.identity);
    // A cancelled show is public again: who took it down says so.
    if (show.status === "TAKEN_DOWN" && act.identity.role !== "ADMIN") throw new Refusal("show_taken_down");
    // Asked again: the same job answers.
    const [before] = show.status === "CANCELLED" ? await cancellationsOf(db, show.id) : [];
    if (before !== undefined) return { show, job_id: before.id };
    const about = {
      show_id: show.id,
      kind: "CANCEL_SHOW" as const,
      reason: act.reason,
      asker_id: act.identity.user_id,
      request_id: c.get("request_id"),
    };
    const job = orderJob(db, about, c.get("now_ms"));
    await db.batch([
      writeShow(db, { status: "CANCELLED" }, { show, now_ms: c.get("now_ms") }),
      job.statement,
      writeAudit(db, c, act.identity, {
        action: "show.cancel",
        subject_kind: "show",
        subject_id: show.id,
        details: { reason: act.reason, job_id: job.id },
      }),
    ]);
    return { show, job_id: job.id };
  });
  const codes = await showtimeCodes(db, done.show.id);
  const job = await readJob(db, done.job_id);
  try {
    // Nothing is sold once the answer is out.
    if (job !== null) await tellCancelled(c.env, db, job);
  } catch (error) {
    // The job's own run tells those that were out of reach.
    log("warn", "cancel_told_later", { job_id: done.job_id, ...thrown(error) });
  }
  c.executionCtx.waitUntil(runJob(c.env, done.job_id));
  return { job_id: done.job_id, showtimes: codes.length };
}

const shown = (row: PurchaseRow) => ({
  booking_id: row.id,
  number: row.number,
  status: row.status,
  buyer: { id: row.user_id, name: row.name ?? "", email: row.email },
  showtime_id: row.showtime_id,
  total_krw: row.total_krw,
  refunded_krw: row.refunded_krw,
  fee_krw: row.fee_krw,
  created_at_ms: row.created_at_ms,
});
