// The stand-in Google's server side: token, userinfo, keys, discovery.
import type { Hono } from "hono";
import { APPS, BASE, callbackOf, issuerOf } from "./apps.ts";
import { memberOf } from "./cast.ts";
import { giveToken, grantOfToken, takeCode } from "./grants.ts";
import { makeIdToken, publicKeys } from "./id-token.ts";
import { provesVerifier, readForm, type StandInCtx, type StandInEnv, troubleOf } from "./token-endpoint.ts";

const HOME = `${BASE}/google`;
const refuse = (c: StandInCtx, error: string, description: string, status: 400 | 401 = 400) =>
  c.json({ error, error_description: description }, status);

export function mountGoogle(server: Hono<StandInEnv>): void {
  server.post(`${HOME}/token`, token);
  server.get(`${HOME}/userinfo`, userinfo);
  server.get(`${HOME}/jwks`, async (c) => c.json(await publicKeys(c.env)));
  server.get(`${HOME}/.well-known/openid-configuration`, (c) => {
    const issuer = issuerOf(new URL(c.req.url).origin, "google");
    return c.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      scopes_supported: ["openid", "email", "profile"],
      token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
      code_challenge_methods_supported: ["plain", "S256"],
    });
  });
}

async function token(c: StandInCtx): Promise<Response> {
  const form = await readForm(c.req.raw);
  const app = APPS.google;
  const basic = `Basic ${btoa(`${app.client_id}:${app.client_secret}`)}`;
  const in_body = form.client_id === app.client_id && form.client_secret === app.client_secret;
  if (!in_body && c.req.header("authorization") !== basic) return refuse(c, "invalid_client", "Unauthorized", 401);
  if (form.grant_type !== "authorization_code") return refuse(c, "unsupported_grant_type", "Invalid grant_type");
  const one = await takeCode(c.env, "google", form.code ?? "");
  if (one === null) return refuse(c, "invalid_grant", "Bad Request");
  const origin = new URL(c.req.url).origin;
  if (form.redirect_uri !== one.redirect_uri || one.redirect_uri !== callbackOf(origin, "google")) {
    return refuse(c, "redirect_uri_mismatch", "Bad Request");
  }
  if (!(await provesVerifier(one, form.code_verifier))) return refuse(c, "invalid_grant", "Invalid code verifier.");
  const trouble = await troubleOf(c, one);
  if (trouble !== null) return trouble;
  const member = memberOf("google", one.person);
  if (member === undefined) return refuse(c, "invalid_grant", "Bad Request");
  const id_token = await makeIdToken(
    c.env,
    {
      issuer: issuerOf(origin, "google"),
      audience: app.client_id,
      subject: member.subject,
      nonce: one.nonce,
      more: {
        azp: app.client_id,
        name: member.name,
        ...(member.email === undefined ? {} : { email: member.email, email_verified: member.email_verified }),
      },
    },
    one.failure,
  );
  return c.json({
    access_token: await giveToken(c.env, one),
    expires_in: 3_599,
    scope: "openid email profile",
    token_type: "Bearer",
    ...(one.failure === "no_id_token" ? {} : { id_token }),
  });
}

async function userinfo(c: StandInCtx): Promise<Response> {
  const one = await grantOfToken(c.env, "google", c.req.raw);
  const member = one === null ? undefined : memberOf("google", one.person);
  if (member === undefined) return refuse(c, "invalid_token", "Invalid Credentials", 401);
  const { subject, name, email, email_verified } = member;
  return c.json({ sub: subject, name, ...(email === undefined ? {} : { email, email_verified }) });
}
