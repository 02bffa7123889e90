// ID tokens of the stand-in Google and Kakao: RS256 by a key made once and kept, or spoilt in the way that was chosen.
import { generateKeyPair, importJWK, type JWK, SignJWT, UnsecuredJWT } from "jose";
import * as z from "zod/mini";
import { type SandboxEnv, storeOf } from "../env.ts";
import type { FailureChoice } from "./cast.ts";

const LIFE_S = 3_600;
const kept = z.looseObject({ kty: z.literal("RSA"), kid: z.string(), n: z.string(), e: z.string(), d: z.string() });

async function ownKey(env: SandboxEnv): Promise<z.infer<typeof kept>> {
  return kept.parse(JSON.parse(await storeOf(env).identityKey()));
}

export async function publicKeys(env: SandboxEnv): Promise<{ keys: JWK[] }> {
  const { kid, n, e } = await ownKey(env);
  return { keys: [{ kty: "RSA", kid, n, e, use: "sig", alg: "RS256" }] };
}

type Claims = {
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
  readonly nonce: string | null;
  readonly more: Readonly<Record<string, unknown>>;
};

export async function makeIdToken(env: SandboxEnv, claims: Claims, failure: FailureChoice): Promise<string> {
  const own = await ownKey(env);
  const now_s = Math.floor(Date.now() / 1_000);
  const payload = {
    ...claims.more,
    iss: failure === "wrong_issuer" ? "https://issuer.example" : claims.issuer,
    aud: failure === "wrong_audience" ? "another-app" : claims.audience,
    sub: claims.subject,
    iat: now_s - (failure === "token_expired" ? 2 * LIFE_S : 0),
    exp: now_s + (failure === "token_expired" ? -LIFE_S : LIFE_S),
    ...(claims.nonce === null ? {} : { nonce: failure === "wrong_nonce" ? "nonce-of-another-journey" : claims.nonce }),
  };
  if (failure === "alg_none") return new UnsecuredJWT(payload).encode();
  if (failure === "hmac_by_public_key") {
    const secret = new TextEncoder().encode(own.n);
    return new SignJWT(payload).setProtectedHeader({ alg: "HS256", typ: "JWT", kid: own.kid }).sign(secret);
  }
  const stranger = failure === "bad_signature" || failure === "unknown_key";
  const key = stranger ? await strangersKey() : await importJWK(own, "RS256");
  const kid = failure === "unknown_key" ? "a-key-nobody-published" : own.kid;
  return new SignJWT(payload).setProtectedHeader({ alg: "RS256", typ: "JWT", kid }).sign(key);
}

const strangersKey = async () => (await generateKeyPair("RS256")).privateKey;
