// An organiser's message to the buyers of a show: all with a ticket, or those whose purchases a filter finds.
import * as z from "zod/mini";
import { countInt } from "../../../schema/http/common.ts";
import { type BuyersMessage, buyersMessage } from "../../../schema/http/refund-jobs.ts";
import { writeAudit } from "../../kit/db/audit.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { runBroadcast } from "../../messages/broadcast.ts";
import { orderBroadcast } from "../../messages/db/broadcasts.ts";
import { countWantedBuyers, wantedBuyers } from "../db/purchases.ts";
import { ownShowUp } from "./shows.ts";

const told = z.object({ buyers: countInt });

export const manageMessageRoutes: readonly Route[] = [
  route(
    {
      method: "POST",
      path: "/v1/api/manage/shows/{show_id}/purchases/messages",
      tag: "Organiser",
      summary: "Write to the buyers of an own show, all or those a filter finds; or ask how many they are",
      access: "manager",
      keeps_answer: "here",
      body: buyersMessage,
      answers: { 200: told, 202: told },
      refusals: [
        "not_found",
        "malformed",
        "invalid",
        "unsupported_type",
        "show_taken_down",
        "key_reused",
        "key_in_use",
      ],
    },
    async (c, { params, body, identity }) => {
      const db = database(c.env);
      const { show } = await ownShowUp(db, params.show_id, identity);
      if (body.preview === true) {
        return c.json({ buyers: await countWantedBuyers(db, show.id, body.filter ?? {}) }, 200);
      }
      return c.json({ buyers: await tellBuyers(c, identity, show.id, body) }, 202);
    },
  ),
];

/** The message, whom it reaches and the audit line in one batch; it goes out after the answer, after a crash too. */
export async function tellBuyers(c: Ctx, identity: Identity, show_id: string, message: BuyersMessage): Promise<number> {
  const db = database(c.env);
  const filter = message.filter ?? {};
  const params = { text: message.text, ...(message.text_en !== undefined && { text_en: message.text_en }) };
  const about = { show_id, cause: "organiser_message" as const, params, chosen: wantedBuyers(show_id, filter) };
  const news = orderBroadcast(db, about, c.get("now_ms"));
  const buyers = await countWantedBuyers(db, show_id, filter);
  await db.batch([
    news.statement,
    news.audience,
    writeAudit(db, c, identity, {
      action: "show.message",
      subject_kind: "show",
      subject_id: show_id,
      details: { buyers, ...filter },
    }),
  ]);
  c.executionCtx.waitUntil(runBroadcast(c.env, news.id));
  return buyers;
}
