// The service about itself: keys, health, and its own description.

import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { isBlind } from "../../../domain/alerts/lookout-state.ts";
import { CONTENT_TYPE } from "../../../domain/metrics/exposition.ts";
import { within } from "../../../durable-objects/kit/time-limit.ts";
import { database } from "../../kit/db/database.ts";
import { Refusal } from "../../kit/failures.ts";
import { sameText } from "../../kit/http/hash.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { keySetsOf, publishedKeys } from "../../kit/keys.ts";
import { log, thrown } from "../../kit/log.ts";
import { fanOf, lookoutOf } from "../../kit/objects.ts";
import { VERSION } from "../../kit/version.ts";
import { metricsText } from "../metrics.ts";

/** Whoever asks whether we are ready waits less long than this. */
const READY_MS = 3_000;

export const serviceRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/.well-known/jwks.json",
      tag: "Service",
      summary: "Public keys of access tokens, passes, receipts, checkpoints and tickets",
      access: "anyone",
      answers: { 200: z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) }) },
      refusals: [],
    },
    (c) => c.json(publishedKeys(c.env.SIGNING_KEYS), 200, { "cache-control": "public, max-age=300" }),
  ),

  route(
    {
      method: "GET",
      path: "/healthz",
      tag: "Service",
      summary: "The process answers",
      access: "anyone",
      answers: { 200: z.object({ status: z.literal("ok") }) },
      refusals: [],
    },
    (c) => c.json({ status: "ok" as const }, 200, { "cache-control": "no-store" }),
  ),

  route(
    {
      method: "GET",
      path: "/readyz",
      tag: "Service",
      summary: "D1 and the objects answer, the keys can be read, and the minute looks at everything",
      access: "anyone",
      answers: { 200: z.object({ status: z.literal("ready") }) },
      refusals: ["unavailable"],
    },
    async (c) => {
      try {
        keySetsOf(c.env.SIGNING_KEYS);
        const [state] = await within(
          READY_MS,
          Promise.all([lookoutOf(c.env).state(), database(c.env).run(sql`SELECT 1`), fanOf(c.env, "readyz").orders()]),
        );
        if (isBlind(state, c.get("now_ms"))) throw new Error("nothing has been looked at for three minutes");
      } catch (error) {
        log("error", "not_ready", { request_id: c.get("request_id"), ...thrown(error) });
        throw new Refusal("unavailable");
      }
      return c.json({ status: "ready" as const }, 200, { "cache-control": "no-store" });
    },
  ),

  route(
    {
      method: "GET",
      path: "/metrics",
      tag: "Service",
      summary: "Figures of the running sales, for Prometheus (text format 0.0.4); by the deployment's token",
      access: "anyone",
      answers: { 200: { media: "text/plain" } },
      refusals: ["not_found"],
    },
    async (c) => {
      holdToToken(c.env, c.req.header("authorization"));
      const text = await metricsText(c.env, VERSION, c.get("now_ms"));
      return c.body(text, 200, { "content-type": CONTENT_TYPE, "cache-control": "no-store" });
    },
  ),
];

/** Open on a laptop; a deployment tells its figures only to who has its token. */
function holdToToken(env: Env, header: string | undefined): void {
  if (env.METRICS_ACCESS === "open") return;
  const token = env.METRICS_TOKEN ?? "";
  if (token === "" || header === undefined || !sameText(header, `Bearer ${token}`)) throw new Refusal("not_found");
}
