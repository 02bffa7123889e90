// The stand-ins' JSON side: being anybody, and reading everybody's mail. Exists on a laptop and in tests only.
import * as z from "zod/mini";
import { id, listOf } from "../schema/http/common.ts";
import { email, sessionAnswer } from "../schema/http/people.ts";
import { ROLES } from "../schema/http/words.ts";
import { LIMITS } from "../schema/limits.ts";
import { database } from "../workers/kit/db/database.ts";
import { type Route, route } from "../workers/kit/http/route.ts";
import { lookoutOf, relayAt } from "../workers/kit/objects.ts";
import { startSession } from "../workers/people/auth/session.ts";
import { updateUser, userOfVerifiedEmail } from "../workers/people/db/people.ts";
import { lookAround } from "../workers/running/look-around.ts";
import { publishLost } from "../workers/sale/heal.ts";
import { type SandboxEnv, storeOf } from "./env.ts";
import { inboxPage } from "./pages.tsx";
import { plantedNow } from "./season/objects.ts";
import { seedSeason } from "./seed.ts";

const mail = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  sent_at_ms: z.int(),
});

export const sandboxRoutes: readonly Route[] = [
  route(
    {
      method: "POST",
      path: "/sandbox/login",
      tag: "Sandbox",
      summary: "Be this person at once, in this role",
      access: "anyone",
      body: z.object({ email, role: z.optional(z.enum(ROLES)) }),
      answers: { 201: sessionAnswer },
      refusals: ["malformed", "invalid", "unsupported_type"],
    },
    async (c, { body }) => {
      const db = database(c.env);
      const person = { email: body.email, name: body.email.split("@")[0] ?? "", language: c.get("language") };
      const user = await userOfVerifiedEmail(db, person, c.get("now_ms"));
      if (body.role !== undefined && body.role !== user.role) await updateUser(db, user.id, { role: body.role });
      const now = body.role === undefined ? user : { ...user, role: body.role };
      return c.json(await startSession(c, now), 201);
    },
  ),

  route(
    {
      method: "GET",
      path: "/sandbox/mail",
      tag: "Sandbox",
      summary: "Letters that would have been sent, newest first",
      access: "anyone",
      query: z.object({ to: z.optional(email) }),
      answers: { 200: z.omit(listOf(mail), { next_cursor: true }) },
      refusals: ["invalid"],
    },
    async (c, { query }) => {
      if ((c.req.header("accept") ?? "").includes("text/html")) return inboxPage(c, query.to ?? null);
      return c.json({ items: await storeOf(c.env as SandboxEnv).mails(query.to ?? null) });
    },
  ),

  route(
    {
      method: "POST",
      path: "/sandbox/season",
      tag: "Sandbox",
      summary: "Fill an empty instance with the season; does nothing to one that has shows",
      access: "anyone",
      query: z.object({ objects: z._default(z.enum(["now", "on_visit"]), "now") }),
      answers: { 200: z.object({ venues: z.int(), shows: z.int() }) },
      refusals: ["invalid"],
    },
    async (c, { query: { objects } }) => {
      const planted = await seedSeason(database(c.env), c.get("now_ms"));
      plantedNow();
      // At each start: an instance that was stopped for a night was not blind.
      await lookoutOf(c.env).expectLooks();
      // Behind the answer: the sale that opens next has its line and its ledgers first. Two hundred ledgers are eight seconds
      // of a processor: who wants a start to themselves has them made as they are visited, or in the minutes that follow.
      if (objects === "now") c.executionCtx.waitUntil(publishLost(c.env, planted.shows));
      c.executionCtx.waitUntil(lookSoon(c.env));
      return c.json(planted);
    },
  ),

  route(
    {
      method: "POST",
      path: "/sandbox/relays/die",
      tag: "Sandbox",
      summary: "End one relay of a line in the middle of its work",
      access: "anyone",
      body: z.object({ show_id: id, index: z.int().check(z.minimum(0), z.maximum(LIMITS.relays_per_line - 1)) }),
      answers: { 202: z.object({ index: z.int() }) },
      refusals: ["malformed", "invalid", "unsupported_type"],
    },
    async (c, { body: { show_id, index } }) => {
      const relay = relayAt(c.env, show_id, index) as unknown as { die(): Promise<void> };
      await relay.die();
      return c.json({ index }, 202);
    },
  ),
];

/** Once it serves: a start has enough to do, and the page of the service should not say for a minute that nobody looked. */
const LOOK_AFTER_MS = 3_000;
async function lookSoon(env: Env): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, LOOK_AFTER_MS));
  await lookAround(env, Date.now());
}
