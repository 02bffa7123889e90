// Where a ledger's outbox goes. Each destination takes its rows in order and may see them twice.
import { standInOutcome } from "../../domain/crowd/stand-in-payment.ts";
import type { ListNotice } from "../../domain/returns/outbox-list.ts";
import { readId } from "../../domain/seat-ledger/ids.ts";
import type { Destination, LineNews, Notice, OutboxMessage, PaymentJob } from "../../domain/seat-ledger/outbox.ts";
import type { OrderView } from "../../domain/seat-ledger/views.ts";
import { showOfPass } from "../../domain/waiting-line/pass-id.ts";
import type { OutboxRow } from "../../durable-objects/seat-ledger/store.ts";
import { readNews } from "../../durable-objects/waiting-line/tracking.ts";
import type { AuditEntry } from "../../schema/audit-acts.ts";
import { keepAudit } from "../kit/db/audit.ts";
import { database } from "../kit/db/database.ts";
import { log } from "../kit/log.ts";
import { fanOf, ledgerOf, lineOf } from "../kit/objects.ts";
import { wantedByMail } from "../messages/db/mail-choices.ts";
import { deliverOrderNotices } from "../messages/deliver.ts";
import { deliverListNotices } from "../messages/list.ts";
import { mailBuyers } from "../messages/mail/buyers.ts";
import { recordOrdersOrPark } from "./db/parked-records.ts";
import { pushPaymentJobs } from "./payments/consume.ts";

type Delivered = { readonly parked: readonly { readonly id: number; readonly reason: string }[] };
const ALL_TAKEN: Delivered = { parked: [] };

export async function deliverOutbox(
  env: Env,
  destination: Destination,
  rows: readonly OutboxRow[],
): Promise<Delivered> {
  switch (destination) {
    case "line":
      await tellLine(
        env,
        rows.map((row) => row.body as LineNews),
      );
      return ALL_TAKEN;
    case "record":
      return {
        parked: await recordOrdersOrPark(
          env.DB,
          rows.map(({ id, body }) => ({ id, order: body as OrderView })),
        ),
      };
    case "fan":
      await tellFans(
        env,
        rows.map((row) => row.body as FanNews),
      );
      return ALL_TAKEN;
    case "alerts":
      for (const { body } of rows) log("error", "ledger_alert", body as Record<string, string>);
      return ALL_TAKEN;
    case "payments":
      await pushPaymentJobs(
        env,
        rows.map((row) => row.body as PaymentJob),
      );
      return ALL_TAKEN;
    case "audit":
      await keepAudit(
        database(env),
        rows.map((row) => row.body as AuditEntry),
      );
      return ALL_TAKEN;
    case "list":
      await deliverListNotices(
        env,
        rows.map((row) => row.body as ListNotice),
      );
      return ALL_TAKEN;
    case "mail":
      await mailBuyers(
        env,
        await wantedByMail(
          database(env),
          rows.map((row) => row.body as Notice),
          ({ order }) => order.fan_id,
        ),
      );
      return ALL_TAKEN;
    case "notices":
      await deliverOrderNotices(
        env,
        rows.map((row) => row.body as Notice),
      );
      return ALL_TAKEN;
  }
}

/**
 * Of a practice's ledger: its line hears what frees a slot, and the stand-in answers each attempt at once. Nothing is
 * recorded, nobody is written to, and no provider is asked.
 */
export async function deliverPractice(
  env: Env,
  destination: Destination,
  rows: readonly OutboxRow[],
): Promise<Delivered> {
  if (destination === "line") return deliverOutbox(env, destination, rows);
  if (destination === "payments")
    await standIn(
      env,
      rows.map(({ body }) => body as PaymentJob),
    );
  return ALL_TAKEN;
}

async function standIn(env: Env, jobs: readonly PaymentJob[]): Promise<void> {
  for (const job of jobs) {
    if (job.kind === "cancel") continue;
    const { attempt_id } = job;
    await ledgerOf(env, readId(attempt_id)?.code ?? "").outcome({ attempt_id, outcome: standInOutcome(job) });
  }
}

type FanNews = Extract<OutboxMessage, { destination: "fan" }>["body"];
/** Each fan is an object of its own: told one after the other, a busy sale's news would fall behind. */
const FANS_AT_ONCE = 25;

async function tellFans(env: Env, news: readonly FanNews[]): Promise<void> {
  const orders = [...new Map(news.map(({ fan_id, order }) => [order.id, { fan_id, order }])).values()];
  for (let at = 0; at < orders.length; at += FANS_AT_ONCE) {
    await Promise.all(
      orders
        .slice(at, at + FANS_AT_ONCE)
        .map(({ fan_id, order: { id, created_at_ms } }) => fanOf(env, fan_id).keepOrder({ id, created_at_ms })),
    );
  }
}

/**
 * Whether someone inside is still choosing, paying, or done: what keeps their slot or frees it. Passes do not wait for
 * each other, and those that are done go in one call, after the steps.
 */
async function tellLine(env: Env, news: readonly LineNews[]): Promise<void> {
  for (const [show_id, ofShow] of Map.groupBy(news, ({ pass_id }) => showOfPass(pass_id))) {
    const line = lineOf(env, show_id);
    const { tracks, finished } = readNews(ofShow);
    if (tracks.length > 0) await line.track(tracks);
    // After the tracks: what is finished stays finished.
    if (finished.length > 0) await line.finish(finished);
  }
}
