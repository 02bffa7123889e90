// What a fan wants by mail beside the page.
import * as z from "zod/mini";
import { MAIL_TOPICS } from "../../../domain/inbox/causes.ts";
import { database } from "../../kit/db/database.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { readMailChoices, writeMailChoices } from "../../messages/db/mail-choices.ts";

const PATH = "/v1/api/notifications/mail_choices";
const PRIVATE = { "cache-control": "no-store" } as const;

const choices = z.record(z.enum(MAIL_TOPICS), z.boolean());
const choicesPatch = z.partialRecord(z.enum(MAIL_TOPICS), z.boolean());
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
];
