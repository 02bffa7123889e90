// The stand-in check as the product and the browser reach it: asked in the same process, because a Worker cannot wait for an
// answer from itself.
import type { Hono } from "hono";
import type { AppEnv } from "../../workers/kit/env.ts";
import { readJson } from "../../workers/kit/http/parse.ts";
import type { TurnstileEnv } from "../../workers/line/turnstile.ts";
import { isAway } from "../away/parts.ts";
import { BASE, Siteverify, STAND_IN } from "./siteverify.ts";
import { WIDGET, WIDGET_PATH } from "./widget.ts";

const service = new Siteverify();

/** The product's bindings with the stand-in as its third party. One that is configured on a laptop is used instead. */
export function withTurnstile<E extends TurnstileEnv & { readonly PUBLIC_ORIGIN: string }>(
  env: E,
  request?: Request,
): E {
  if (env.TURNSTILE !== undefined) return env;
  const origin = request === undefined ? env.PUBLIC_ORIGIN : new URL(request.url).origin;
  const settings = { ...STAND_IN, script_url: `${origin}${WIDGET_PATH}`, verify_url: `${origin}${BASE}/siteverify` };
  return { ...env, TURNSTILE: JSON.stringify(settings), TURNSTILE_FETCH: inProcess };
}

const inProcess: NonNullable<TurnstileEnv["TURNSTILE_FETCH"]> = async (_url, { body }) => {
  if (isAway("checks")) throw new TypeError("nobody answers");
  return Response.json(service.answer(JSON.parse(body), Date.now()));
};

export function mountTurnstile(app: Hono<AppEnv>): void {
  app.get(WIDGET_PATH, (c) => c.body(WIDGET, 200, { "content-type": "text/javascript; charset=utf-8" }));
  app.post(`${BASE}/siteverify`, async (c) => c.json(service.answer(await readJson(c), c.get("now_ms"))));
}
