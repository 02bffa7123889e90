// Verifying ID tokens (OpenID Connect): RS256 by the provider's own published key, for us, for this journey, now.
import {
  createRemoteJWKSet,
  customFetch,
  errors,
  type FetchImplementation,
  type JWTVerifyGetKey,
  jwtVerify,
} from "jose";
import * as z from "zod/mini";
import { ok, type Result } from "../../../domain/result.ts";
import { sameText } from "../../kit/http/hash.ts";
import { ASK_TIMEOUT_MS, fault, type ProviderFault, type ProviderFetch, readText } from "./ask.ts";
import { type Exchange, maybeFlag, maybeText, subject, TOKEN_CHARS_MAX } from "./provider.ts";

/** Clocks of two companies differ a little. */
const CLOCK_TOLERANCE_S = 60;
const KEYS_KEPT_MS = 10 * 60_000;
/** A token with an unknown key may make us ask again this often, not more. */
const KEYS_ASKED_AGAIN_MS = 30_000;
const KEY_SETS_MAX = 8;

const claims = z.object({
  sub: subject,
  // A list would be a token for somebody else too; none of the providers gives one.
  aud: z.string(),
  nonce: z.string(),
  email: maybeText,
  email_verified: maybeFlag,
  name: maybeText,
});
export type IdClaims = z.infer<typeof claims>;

const key_sets = new Map<string, JWTVerifyGetKey>();

export async function verifyIdToken(
  id_token: string,
  exchange: Pick<Exchange, "settings" | "nonce" | "ask" | "now_ms">,
): Promise<Result<IdClaims, ProviderFault>> {
  const { settings, nonce, now_ms } = exchange;
  if (id_token.length > TOKEN_CHARS_MAX) return fault("id_token", "too long");
  try {
    const { payload } = await jwtVerify(id_token, keysAt(settings.jwks_url, exchange.ask), {
      algorithms: ["RS256"],
      issuer: [...settings.issuers],
      audience: settings.client_id,
      currentDate: new Date(now_ms),
      clockTolerance: CLOCK_TOLERANCE_S,
      requiredClaims: ["sub", "iss", "aud", "exp", "iat", "nonce"],
    });
    const read = claims.safeParse(payload);
    if (!read.success) return fault("id_token", "claims");
    return sameText(read.data.nonce, nonce) ? ok(read.data) : fault("id_token", "nonce");
  } catch (error) {
    if (error instanceof errors.JWTClaimValidationFailed) return fault("id_token", error.claim);
    return fault("id_token", error instanceof errors.JOSEError ? error.code : "keys");
  }
}

/** The isolate keeps each provider's keys; jose fetches them at most once per cooldown. */
function keysAt(url: string, ask: ProviderFetch): JWTVerifyGetKey {
  const known = key_sets.get(url);
  if (known !== undefined) return known;
  const keys = createRemoteJWKSet(new URL(url), {
    timeoutDuration: ASK_TIMEOUT_MS,
    cooldownDuration: KEYS_ASKED_AGAIN_MS,
    cacheMaxAge: KEYS_KEPT_MS,
    [customFetch]: boundedFetch(ask),
  });
  if (key_sets.size >= KEY_SETS_MAX) key_sets.clear();
  key_sets.set(url, keys);
  return keys;
}

const boundedFetch =
  (ask: ProviderFetch): FetchImplementation =>
  async (url) => {
    const read = await readText(ask, url, { headers: { accept: "application/json" } });
    if (!read.ok) throw new errors.JWKSTimeout(read.failure.reason);
    return new Response(read.value.text, { status: read.value.status });
  };
