// The stand-in Kakao's server side: token with its own error codes, the user with a numeric id, keys, discovery.
import type { Hono } from "hono";
import { APPS, BASE, callbackOf, issuerOf } from "./apps.ts";
import { type CastMember, memberOf } from "./cast.ts";
import { type Grant, giveToken, grantOfToken, takeCode } from "./grants.ts";
import { makeIdToken, publicKeys } from "./id-token.ts";
import { provesVerifier, readForm, type StandInCtx, type StandInEnv, troubleOf } from "./token-endpoint.ts";

const HOME = `${BASE}/kakao`;

type KakaoError = { readonly error: string; readonly error_description: string; readonly error_code: string };
const refuse = (c: StandInCtx, error: KakaoError, status: 400 | 401 = 400) => c.json(error, status);

export function mountKakao(server: Hono<StandInEnv>): void {
  server.post(`${HOME}/oauth/token`, token);
  server.get(`${HOME}/v2/user/me`, me);
  server.get(`${HOME}/.well-known/jwks.json`, async (c) => c.json(await publicKeys(c.env)));
  server.get(`${HOME}/.well-known/openid-configuration`, (c) => {
    const issuer = issuerOf(new URL(c.req.url).origin, "kakao");
    return c.json({
      issuer,
      authorization_endpoint: `${issuer}/oauth/authorize`,
      token_endpoint: `${issuer}/oauth/token`,
      userinfo_endpoint: `${issuer}/v2/user/me`,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      token_endpoint_auth_methods_supported: ["client_secret_post"],
      code_challenge_methods_supported: ["S256"],
    });
  });
}

async function token(c: StandInCtx): Promise<Response> {
  const form = await readForm(c.req.raw);
  const app = APPS.kakao;
  if (form.client_id !== app.client_id) {
    return refuse(c, { error: "invalid_client", error_description: "Not exist client_id", error_code: "KOE101" }, 401);
  }
  // Credentials count in the body only.
  if (form.client_secret !== app.client_secret) {
    return refuse(
      c,
      { error: "invalid_client", error_description: "Bad client credentials", error_code: "KOE010" },
      401,
    );
  }
  const used = { error: "invalid_grant", error_description: "authorization code not found", error_code: "KOE320" };
  const one = form.grant_type === "authorization_code" ? await takeCode(c.env, "kakao", form.code ?? "") : null;
  if (one === null) return refuse(c, used);
  const origin = new URL(c.req.url).origin;
  if (form.redirect_uri !== one.redirect_uri || one.redirect_uri !== callbackOf(origin, "kakao")) {
    return refuse(c, { error: "invalid_grant", error_description: "Redirect URI mismatch.", error_code: "KOE303" });
  }
  if (!(await provesVerifier(one, form.code_verifier))) return refuse(c, used);
  const trouble = await troubleOf(c, one);
  if (trouble !== null) return trouble;
  const member = memberOf("kakao", one.person);
  if (member === undefined) return refuse(c, used);
  const id_token = await makeIdToken(
    c.env,
    {
      issuer: issuerOf(origin, "kakao"),
      audience: app.client_id,
      subject: member.subject,
      nonce: one.nonce,
      // The address comes along, but no word on whether it is verified.
      more: { nickname: member.name, ...(member.email === undefined ? {} : { email: member.email }) },
    },
    one.failure,
  );
  return c.json({
    token_type: "bearer",
    access_token: await giveToken(c.env, one),
    expires_in: 21_599,
    scope: "openid account_email profile_nickname",
    ...(one.failure === "no_id_token" ? {} : { id_token }),
  });
}

async function me(c: StandInCtx): Promise<Response> {
  const one = await grantOfToken(c.env, "kakao", c.req.raw);
  if (one === null) return c.json({ msg: "this access token does not exist", code: -401 }, 401);
  if (one.failure === "profile_refused") {
    return c.json({ msg: "insufficient scopes.", code: -402, required_scopes: ["account_email"] }, 403);
  }
  const member = memberOf("kakao", one.person);
  if (member === undefined) return c.json({ msg: "NotRegisteredUserException", code: -101 }, 400);
  // Written by hand: the id is a 64-bit number, digits and all.
  return c.body(profileText(one, member), 200, { "content-type": "application/json;charset=UTF-8" });
}

function profileText(one: Grant, member: CastMember): string {
  const account = {
    profile_nickname_needs_agreement: false,
    profile: { nickname: member.name, is_default_image: true, is_default_nickname: false },
    has_email: member.email !== undefined,
    email_needs_agreement: member.email === undefined,
    ...(member.email === undefined
      ? {}
      : { is_email_valid: member.email_valid, is_email_verified: member.email_verified, email: member.email }),
  };
  const rest = JSON.stringify({ connected_at: "2026-01-01T00:00:00Z", kakao_account: account });
  if (one.failure === "profile_without_id") return rest;
  const id = one.failure === "other_person" ? `${member.subject}9` : member.subject;
  return `{"id":${id},${rest.slice(1)}`;
}
