// An organiser's message to everyone who has a ticket of a show.
import * as z from "zod/mini";
import { textLines } from "../../../schema/http/text.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { writeAudit } from "../../kit/db/audit.ts";
import { database } from "../../kit/db/database.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { runBroadcast } from "../../messages/broadcast.ts";
import { countBuyers, orderBroadcast } from "../../messages/db/broadcasts.ts";
import { ownShowUp } from "./shows.ts";

const message = z.object({
  text: textLines(1, LIMITS.notice_chars),
});

export const manageMessageRoutes: readonly Route[] = [
  route(
    {
      method: "POST",
      path: "/v1/api/manage/shows/{show_id}/purchases/messages",
      tag: "Organiser",
      summary: "Write to everyone who has a ticket of an own show",
      access: "manager",
      keeps_answer: "here",
      body: message,
      answers: { 202: z.object({ buyers: z.int() }) },
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
      const about = { show_id: show.id, cause: "organiser_message" as const, params: { text: body.text } };
      const news = orderBroadcast(db, about, c.get("now_ms"));
      const buyers = await countBuyers(db, show.id);
      await db.batch([
        news.statement,
        writeAudit(db, c, identity, {
          action: "show.message",
          subject_kind: "show",
          subject_id: show.id,
          details: { buyers },
        }),
      ]);
      c.executionCtx.waitUntil(runBroadcast(c.env, news.id));
      return c.json({ buyers }, 202);
    },
  ),
];
