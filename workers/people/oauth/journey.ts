// The journey to a provider and back: what must be remembered meanwhile, sealed in one short-lived cookie. Sealed, so
// that neither the fan's browser nor a script can read the verifier or write a state of their own.
import { generateCodeVerifier, generateState } from "arctic";
import { base64url, EncryptJWT, errors, jwtDecrypt } from "jose";
import * as z from "zod/mini";
import { PROVIDERS, type Provider } from "../../../schema/http/people.ts";
import { keySetsOf } from "../../kit/keys.ts";
import type { IdentityEnv } from "./settings.ts";

export const JOURNEY_S = 600;
const TYPE = "oauth-journey+jwt";
const AUDIENCE = "fairline-oauth";
const SEALED_CHARS_MAX = 4_000;

const journey = z.object({
  provider: z.enum(PROVIDERS),
  state: z.string(),
  verifier: z.string(),
  nonce: z.string(),
  return_to: z.string(),
  /** Who links one more way to sign in; null for a sign-in. */
  link_user_id: z.nullable(z.string()),
});
export type Journey = z.infer<typeof journey>;

export const newJourney = (about: {
  readonly provider: Provider;
  readonly return_to: string;
  readonly link_user_id: string | null;
}): Journey => ({ ...about, state: generateState(), verifier: generateCodeVerifier(), nonce: generateState() });

export async function sealJourney(env: IdentityEnv, one: Journey, now_ms: number): Promise<string> {
  const active = keySetsOf(env.SIGNING_KEYS).access.find((slot) => slot.state === "active");
  if (active === undefined) throw new Error("no active access key");
  return new EncryptJWT({ ...one })
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", typ: TYPE, kid: active.kid })
    .setIssuer(env.ISSUER)
    .setAudience(AUDIENCE)
    .setExpirationTime(Math.floor(now_ms / 1_000) + JOURNEY_S)
    .encrypt(await sealingKey(active.jwk.d));
}

/** Null for whatever was not sealed here, or is over. */
export async function openJourney(
  env: IdentityEnv,
  sealed: string | undefined,
  now_ms: number,
): Promise<Journey | null> {
  if (sealed === undefined || sealed.length > SEALED_CHARS_MAX) return null;
  try {
    const { payload } = await jwtDecrypt(
      sealed,
      async (header) => {
        const slot = keySetsOf(env.SIGNING_KEYS).access.find((one) => one.kid === header.kid);
        if (slot === undefined) throw new errors.JWKSNoMatchingKey();
        return sealingKey(slot.jwk.d);
      },
      {
        keyManagementAlgorithms: ["dir"],
        contentEncryptionAlgorithms: ["A256GCM"],
        issuer: env.ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        currentDate: new Date(now_ms),
        requiredClaims: ["exp"],
      },
    );
    const read = journey.safeParse(payload);
    return read.success ? read.data : null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

/** Derived from a signing key that the deployment has anyway, under a name of its own: neither key tells the other. */
async function sealingKey(d: string): Promise<Uint8Array> {
  const material = await crypto.subtle.importKey("raw", new Uint8Array(base64url.decode(d)), "HKDF", false, [
    "deriveBits",
  ]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: new TextEncoder().encode(AUDIENCE) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, material, 256));
}
