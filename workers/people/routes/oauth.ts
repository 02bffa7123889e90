// The browser's road to an identity provider and back. Both ends are plain navigations: links lead here, never forms,
// because a form may only be sent where the content policy lets it be redirected to.
import * as z from "zod/mini";
import { PROVIDERS, type Provider } from "../../../schema/http/people.ts";
import { dropCookie, readCookie, writeCookie } from "../../kit/cookies.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { sameText, sha256Base64Url } from "../../kit/http/hash.ts";
import { returnPath } from "../../kit/http/return-to.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { log } from "../../kit/log.ts";
import { brakeWrites } from "../../kit/middleware/brake.ts";
import { paths } from "../../kit/pages/paths.ts";
import { startSession } from "../auth/session.ts";
import { useStateOnce } from "../db/identities.ts";
import { accountFor } from "../oauth/account.ts";
import { onTheRoad } from "../oauth/answer.tsx";
import { ASK_TIMEOUT_MS, overNetwork, type ProviderFault } from "../oauth/ask.ts";
import { CLIENTS } from "../oauth/clients.ts";
import { JOURNEY_S, type Journey, newJourney, openJourney, sealJourney } from "../oauth/journey.ts";
import { type IdentityEnv, type ProviderSettings, settingsOf } from "../oauth/settings.ts";

const CODE_CHARS_MAX = 2_048;
/** What is cleared from the cookie is remembered a little longer than the cookie could live. */
const STATE_KEPT_MS = JOURNEY_S * 1_000 + 12 * ASK_TIMEOUT_MS;

export const oauthRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/auth/{provider}/start",
      tag: "People",
      summary: "Go to a provider to sign in; with link=1 to add it to the account one is signed in to",
      access: "anyone",
      query: z.object({ return_to: z.optional(z.string()), link: z.optional(z.literal("1")) }),
      answers: { 302: null },
      refusals: ["not_found", "provider_off", "sign_in_required", "foreign_origin"],
    },
    (c, { params, query, identity }) => {
      const provider = providerOf(params.provider);
      const linking = query.link !== undefined;
      const return_to = query.return_to === undefined && linking ? paths.profile : returnPath(query.return_to);
      return onTheRoad(c, { provider, return_to, linking }, async () => {
        const settings = offered(c.env, provider);
        const link_user_id = linking ? linkerOf(c, identity) : null;
        const journey = newJourney({ provider, return_to, link_user_id });
        writeCookie(c, "oauth", await sealJourney(c.env, journey, c.get("now_ms")), JOURNEY_S);
        return c.redirect(CLIENTS[provider].authorizeUrl(settings, callbackUrl(c, provider), journey).href, 302);
      });
    },
  ),

  route(
    {
      method: "GET",
      path: "/auth/{provider}/callback",
      tag: "People",
      summary: "Come back from a provider; ends signed in, at the page one came from",
      access: "anyone",
      query: z.object({
        state: z.optional(z.string()),
        code: z.optional(z.string()),
        error: z.optional(z.string()),
      }),
      answers: { 302: null },
      refusals: [
        "not_found",
        "provider_off",
        "oauth_state",
        "oauth_denied",
        "oauth_failed",
        "identity_taken",
        "account_disabled",
        "session_ended",
        "too_many_requests",
        "unavailable",
      ],
    },
    async (c, { params, query, identity }) => {
      const provider = providerOf(params.provider);
      const journey = await endJourney(c, provider);
      const road = { provider, return_to: journey?.return_to ?? "/", linking: journey?.link_user_id != null };
      return onTheRoad(c, road, async () => {
        const settings = offered(c.env, provider);
        if (journey === null || query.state === undefined || !sameText(query.state, journey.state)) {
          throw new Refusal("oauth_state");
        }
        await useOnce(c, journey);
        const code = codeOf(c, provider, query);
        await arrive(c, { journey, settings, code, identity });
        return c.redirect(journey.return_to, 302);
      });
    },
  ),
];

function providerOf(name: string): Provider {
  const provider = PROVIDERS.find((one) => one === name);
  if (provider === undefined) throw new Refusal("not_found");
  return provider;
}

function offered(env: IdentityEnv, provider: Provider): ProviderSettings {
  const settings = settingsOf(env, provider);
  if (settings === null) throw new Refusal("provider_off");
  return settings;
}

const callbackUrl = (c: Ctx, provider: Provider): string =>
  new URL(`/auth/${provider}/callback`, new URL(c.req.url).origin).href;

/**
 * Linking hands over a way in, so only the site's own profile pages may start it: a page that first signs its visitor in
 * to the attacker's provider account would otherwise add the attacker to the visitor's account here. A token in a header
 * is proof enough: no page can make a browser send it.
 */
function linkerOf(c: Ctx, identity: Identity | null): string {
  if (identity === null) throw new Refusal(c.get("identity_refusal") ?? "sign_in_required");
  if (identity.borne_by === "cookie" && !comesFromProfile(c)) throw new Refusal("foreign_origin");
  return identity.user_id;
}

function comesFromProfile(c: Ctx): boolean {
  const site = c.req.header("sec-fetch-site");
  const referrer = c.req.header("referer");
  // A picture on the profile page asks from there, too; only the fan's own navigation is a wish.
  const wants = c.req.header("sec-fetch-dest");
  if (wants !== undefined && wants !== "document") return false;
  if (site !== undefined && site !== "same-origin") return false;
  // Some browsers hide the one, older ones do not know the other; one of the two must speak for it.
  if (referrer === undefined) return site === "same-origin";
  const from = URL.parse(referrer);
  const of_profile = from?.pathname === paths.profile || from?.pathname.startsWith(`${paths.profile}/`) === true;
  return from?.origin === new URL(c.req.url).origin && of_profile;
}

/** The cookie is gone with its first use, whatever comes of it. */
async function endJourney(c: Ctx, provider: Provider): Promise<Journey | null> {
  const sealed = readCookie(c, "oauth");
  if (sealed !== undefined) dropCookie(c, "oauth");
  const journey = await openJourney(c.env, sealed, c.get("now_ms"));
  return journey?.provider === provider ? journey : null;
}

/** A browser drops the cookie when told to; who kept a copy of it meets the state a second time here. */
async function useOnce(c: Ctx, journey: Journey): Promise<void> {
  await brakeWrites(c, null);
  const hash = await sha256Base64Url(journey.state);
  if (!(await useStateOnce(database(c.env), hash, c.get("now_ms") + STATE_KEPT_MS))) throw new Refusal("oauth_state");
}

function codeOf(c: Ctx, provider: Provider, query: { code?: string | undefined; error?: string | undefined }): string {
  const { code, error } = query;
  if (error === "access_denied") throw new Refusal("oauth_denied");
  if (error === undefined && code !== undefined && code.length <= CODE_CHARS_MAX) return code;
  failed(c, provider, {
    reason: "refused",
    detail: error === undefined ? "no code" : error.replace(/\W/g, "").slice(0, 40),
  });
}

function failed(c: Ctx, provider: Provider, { reason, detail }: ProviderFault): never {
  log("warn", "oauth_failed", { request_id: c.get("request_id"), provider, reason, detail });
  throw new Refusal("oauth_failed");
}

type Arrival = {
  readonly journey: Journey;
  readonly settings: ProviderSettings;
  readonly code: string;
  readonly identity: Identity | null;
};

async function arrive(c: Ctx, { journey, settings, code, identity }: Arrival): Promise<void> {
  const { provider, link_user_id } = journey;
  // Whoever began to link must still be the one who is signed in.
  if (link_user_id !== null && identity?.user_id !== link_user_id) throw new Refusal("session_ended");
  const env: IdentityEnv = c.env;
  const proven = await CLIENTS[provider].identify({
    ...journey,
    settings,
    code,
    redirect_uri: callbackUrl(c, provider),
    ask: env.IDENTITY_FETCH ?? overNetwork,
    now_ms: c.get("now_ms"),
  });
  if (!proven.ok) failed(c, provider, proven.failure);
  const asker = { asker_id: link_user_id, language: c.get("language"), now_ms: c.get("now_ms") };
  const { user, kind } = await accountFor(database(c.env), proven.value, asker);
  if (link_user_id === null) await startSession(c, user);
  log("info", "signed_in", { request_id: c.get("request_id"), provider, kind, linking: link_user_id !== null });
}
