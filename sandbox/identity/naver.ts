// The stand-in Naver's server side: errors inside a 200, `expires_in` as text, a profile that may hold only an id.
import type { Hono } from "hono";
import { APPS, BASE, callbackOf } from "./apps.ts";
import { memberOf } from "./cast.ts";
import { giveToken, grantOfToken, takeCode } from "./grants.ts";
import { readForm, type StandInCtx, type StandInEnv, troubleOf } from "./token-endpoint.ts";

const HOME = `${BASE}/naver`;
const refuse = (c: StandInCtx, error: string, description: string, status: 200 | 401 = 200) =>
  c.json({ error, error_description: description }, status);

export function mountNaver(server: Hono<StandInEnv>): void {
  server.on(["GET", "POST"], `${HOME}/oauth2.0/token`, token);
  server.get(`${HOME}/v1/nid/me`, me);
}

async function token(c: StandInCtx): Promise<Response> {
  const form = { ...c.req.query(), ...(c.req.method === "POST" ? await readForm(c.req.raw) : {}) } as Record<
    string,
    string
  >;
  const app = APPS.naver;
  if (form.client_id !== app.client_id || form.client_secret !== app.client_secret) {
    return refuse(c, "invalid_client", "wrong client id or client secret pair.", 401);
  }
  if (form.grant_type !== "authorization_code") return refuse(c, "invalid_request", "grant_type is not valid");
  const one = await takeCode(c.env, "naver", form.code ?? "");
  if (one === null || one.failure === "token_error_in_200") {
    return refuse(c, "invalid_request", "no valid data in session");
  }
  const callback = callbackOf(new URL(c.req.url).origin, "naver");
  const same_way_back = form.redirect_uri === undefined || form.redirect_uri === one.redirect_uri;
  if (form.state !== one.state || !same_way_back || one.redirect_uri !== callback) {
    return refuse(c, "invalid_request", "state or redirect_uri differs");
  }
  const trouble = await troubleOf(c, one);
  if (trouble !== null) return trouble;
  return c.json({
    access_token: await giveToken(c.env, one),
    refresh_token: "not-used-here",
    token_type: "bearer",
    expires_in: "3600",
  });
}

async function me(c: StandInCtx): Promise<Response> {
  const one = await grantOfToken(c.env, "naver", c.req.raw);
  const member = one === null ? undefined : memberOf("naver", one.person);
  if (one === null || member === undefined) {
    return c.json({ resultcode: "024", message: "Authentication failed" }, 401);
  }
  // A refusal with a 200, as its token endpoint does.
  if (one.failure === "profile_refused")
    return c.json({ resultcode: "028", message: "Authentication header not exists" });
  const { subject, name, email } = member;
  return c.json({
    resultcode: "00",
    message: "success",
    response: {
      ...(one.failure === "profile_without_id" ? {} : { id: subject }),
      ...(name === "" ? {} : { name, nickname: name.slice(-2) }),
      ...(email === undefined ? {} : { email }),
    },
  });
}
