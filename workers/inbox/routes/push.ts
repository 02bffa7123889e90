// Waking this browser: the key to subscribe with, and the subscription. Off where no keys are configured.

import * as z from "zod/mini";
import type { FaultCode } from "../../../schema/faults.ts";
import { database } from "../../kit/db/database.ts";
import { Refusal } from "../../kit/failures.ts";
import { sha256Base64Url } from "../../kit/http/hash.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { dropSubscriptionsOfSession, keepSubscription } from "../../messages/db/push-subscriptions.ts";
import { isPushService, pushKeys } from "../../messages/push/settings.ts";

const PATH = "/v1/api/notifications/push/subscription";
const ENDPOINT_CHARS = 1_000;

const subscription = z.object({
  endpoint: z.string().check(
    z.maxLength(ENDPOINT_CHARS),
    z.refine((text) => isPushService(text), "push_address" satisfies FaultCode),
  ),
  keys: z.object({
    p256dh: z.string().check(z.regex(/^B[\w-]{86}=?$/)),
    auth: z.string().check(z.regex(/^[\w-]{22}(==)?$/)),
  }),
});

export const pushRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/notifications/push_key",
      tag: "Notifications",
      summary: "The key a browser subscribes with; null where this is off",
      access: "fan",
      answers: { 200: z.object({ public_key: z.nullable(z.string()) }) },
      refusals: [],
    },
    (c) => c.json({ public_key: pushKeys(c.env)?.public_key ?? null }, 200, { "cache-control": "no-store" }),
  ),

  route(
    {
      method: "PUT",
      path: PATH,
      tag: "Notifications",
      summary: "Wake this browser for what its fan is waiting for, as long as its session lasts",
      access: "fan",
      body: subscription,
      answers: { 204: null },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type"],
    },
    async (c, { body, identity }) => {
      if (pushKeys(c.env) === null) throw new Refusal("not_found");
      await keepSubscription(database(c.env), {
        id: await sha256Base64Url(body.endpoint),
        user_id: identity.user_id,
        session_id: identity.session_id,
        endpoint: body.endpoint,
        p256dh: body.keys.p256dh.replaceAll("=", ""),
        auth: body.keys.auth.replaceAll("=", ""),
        language: c.get("language"),
        created_at_ms: c.get("now_ms"),
      });
      return c.body(null, 204);
    },
  ),

  route(
    {
      method: "DELETE",
      path: PATH,
      tag: "Notifications",
      summary: "Wake this browser no more",
      access: "fan",
      answers: { 204: null },
      refusals: [],
    },
    async (c, { identity }) => {
      await dropSubscriptionsOfSession(database(c.env), identity.session_id);
      return c.body(null, 204);
    },
  ),
];
