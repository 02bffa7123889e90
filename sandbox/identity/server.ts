// The stand-in providers' machine side as one small server: reachable over HTTP like the real ones, and in-process for
// the product's own calls, because a Worker cannot wait for an answer from itself.
import { Hono } from "hono";
import type { ProviderFetch } from "../../workers/people/oauth/ask.ts";
import type { IdentityEnv } from "../../workers/people/oauth/settings.ts";
import type { SandboxEnv } from "../env.ts";
import { APPS, issuerOf } from "./apps.ts";
import { mountGoogle } from "./google.ts";
import { mountKakao } from "./kakao.ts";
import { mountNaver } from "./naver.ts";
import type { StandInEnv } from "./token-endpoint.ts";

export const identityServer = new Hono<StandInEnv>();
mountGoogle(identityServer);
mountKakao(identityServer);
mountNaver(identityServer);

/**
 * The product's bindings with the stand-ins configured as its providers, at the origin that was asked. Where real
 * providers are configured on a laptop, they are used.
 */
export function withIdentityProviders(env: SandboxEnv & IdentityEnv, request: Request): SandboxEnv & IdentityEnv {
  if (env.IDENTITY_PROVIDERS !== undefined) return env;
  const { origin } = new URL(request.url);
  const [google, kakao, naver] = [issuerOf(origin, "google"), issuerOf(origin, "kakao"), issuerOf(origin, "naver")];
  const providers = {
    google: {
      ...APPS.google,
      issuer: google,
      authorize_url: `${google}/authorize`,
      token_url: `${google}/token`,
      userinfo_url: `${google}/userinfo`,
      jwks_url: `${google}/jwks`,
    },
    kakao: {
      ...APPS.kakao,
      issuer: kakao,
      authorize_url: `${kakao}/oauth/authorize`,
      token_url: `${kakao}/oauth/token`,
      userinfo_url: `${kakao}/v2/user/me`,
      jwks_url: `${kakao}/.well-known/jwks.json`,
    },
    naver: {
      ...APPS.naver,
      authorize_url: `${naver}/oauth2.0/authorize`,
      token_url: `${naver}/oauth2.0/token`,
      userinfo_url: `${naver}/v1/nid/me`,
    },
  };
  return { ...env, IDENTITY_PROVIDERS: JSON.stringify(providers), IDENTITY_FETCH: inProcess(env) };
}

/** Behaves as the network does where it matters: it stops waiting when the asker does. */
const inProcess =
  (env: SandboxEnv): ProviderFetch =>
  async (url, { signal, ...init }) => {
    const given_up = new Promise<never>((_, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    return Promise.race([identityServer.fetch(new Request(url, init), env), given_up]);
  };
