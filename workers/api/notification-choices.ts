// What a fan wants by mail, and an organiser's message to all buyers of a show.
import * as z from "zod/mini";
import { MAIL_TOPICS } from "../../domain/inbox/causes.ts";
import { LIMITS } from "../../schema/limits.ts";
import { writeAudit } from "../db/audit.ts";
import { countBuyers, orderBroadcast } from "../db/broadcasts.ts";
import { database } from "../db/database.ts";
import { readMailChoices, writeMailChoices } from "../db/mail-choices.ts";
import { type Route, route } from "../http/route.ts";
import { runBroadcast } from "../inbox/broadcast.ts";
import { ownShow } from "./manage-shows.ts";

const PATH = "/v1/api/notifications/mail_choices";
const PRIVATE = { "cache-control": "no-store" } as const;

const choices = z.record(z.enum(MAIL_TOPICS), z.boolean());
const choicesPatch = z.partialRecord(z.enum(MAIL_TOPICS), z.boolean());
const message = z.object({
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(LIMITS.notice_chars)),
});

export const notificationChoiceRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: PATH,
      tag: "Notifications",
      summary: "Read what also comes by mail",
      access: "fan",
      answers: { 200: choices },
      refusals: [],
    },
    async (c, { identity }) => c.json(await readMailChoices(database(c.env), identity.user_id), 200, PRIVATE),
  ),

  route(
    {
      method: "PATCH",
      path: PATH,
      tag: "Notifications",
      summary: "Choose what also comes by mail",
      access: "fan",
      body: choicesPatch,
      answers: { 200: choices },
      refusals: ["malformed", "invalid", "unsupported_type"],
    },
    async (c, { body, identity }) => {
      const db = database(c.env);
      const chosen = { ...(await readMailChoices(db, identity.user_id)), ...body };
      await writeMailChoices(db, identity.user_id, chosen);
      return c.json(chosen, 200, PRIVATE);
    },
  ),

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
      refusals: ["not_found", "malformed", "invalid", "unsupported_type", "key_reused", "key_in_use"],
    },
    async (c, { params, body, identity }) => {
      const db = database(c.env);
      const { show } = await ownShow(db, params.show_id, identity);
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
