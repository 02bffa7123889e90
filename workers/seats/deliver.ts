// Where a ledger's outbox goes. Each destination takes its rows in order and may see them twice.
import type { Destination, LineNews, Notice, OutboxMessage, PaymentJob } from "../../domain/seat-ledger/outbox.ts";
import type { OrderView } from "../../domain/seat-ledger/views.ts";
import type { OutboxRow } from "../../durable-objects/seat-ledger/ledger-store.ts";
import { database } from "../db/database.ts";
import { wantedByMail } from "../db/mail-choices.ts";
import { recordOrders } from "../db/order-record.ts";
import { deliverOrderNotices } from "../inbox/deliver.ts";
import { pushPaymentJobs } from "../jobs/payments.ts";
import { log } from "../log.ts";
import { mailBuyers } from "../mail/buyers.ts";
import { fanOf, lineOf } from "../objects.ts";

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
        parked: await recordOrders(
          env.DB,
          rows.map(({ id, body }) => ({ id, order: body as OrderView })),
        ),
      };
    case "fan":
      for (const { body } of rows) await tellFan(env, body as FanNews);
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

type FanNews = Extract<OutboxMessage, { destination: "fan" }>["body"];
const tellFan = (env: Env, { fan_id, order }: FanNews): Promise<void> =>
  fanOf(env, fan_id).keepOrder({ id: order.id, created_at_ms: order.created_at_ms });

const showOfPass = (pass_id: string): string => pass_id.slice(0, pass_id.lastIndexOf("~"));

/** Whether someone inside is still choosing, paying, or done: what keeps their slot or frees it. */
async function tellLine(env: Env, news: readonly LineNews[]): Promise<void> {
  for (const one of news) {
    const line = lineOf(env, showOfPass(one.pass_id));
    if (one.kind === "track") await line.track({ pass_id: one.pass_id, phase: one.phase, until_ms: one.until_ms });
    else if (one.kind === "finished") await line.finish([one.pass_id]);
  }
}
