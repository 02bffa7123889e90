// Who somebody is inside a practice: a signed token of its own in a cookie of its own. It names one practice and opens
// nothing else, and no access token opens a practice. Told apart from passes, whose key signs it, by `typ` and `aud`.
import { jwtVerify, SignJWT } from "jose";
import * as z from "zod/mini";
import { codeOfPractice, isPracticeId } from "../../../domain/crowd/names.ts";
import { signingKey, verifyingKey } from "../../kit/keys.ts";

const TYPE = "practice+jwt";
const AUDIENCE = "fairline-practice";
const TOKEN_CHARS_MAX = 1_024;

const claims = z.object({ sub: z.string().check(z.refine(isPracticeId)), exp: z.int() });
type TokenEnv = { readonly SIGNING_KEYS: string; readonly ISSUER: string };

export type PracticeClaims = { readonly practice_id: string; readonly code: string };

export async function signPracticeToken(
  env: TokenEnv,
  { practice_id, ends_at_ms }: { readonly practice_id: string; readonly ends_at_ms: number },
): Promise<string> {
  const { kid, key } = await signingKey(env.SIGNING_KEYS, "pass");
  return new SignJWT({})
    .setProtectedHeader({ alg: "ES256", kid, typ: TYPE })
    .setSubject(practice_id)
    .setIssuer(env.ISSUER)
    .setAudience(AUDIENCE)
    .setExpirationTime(Math.ceil(ends_at_ms / 1_000))
    .sign(key);
}

/** Null for anything but a live token of a practice. */
export async function verifyPracticeToken(
  env: TokenEnv,
  token: string | undefined,
  now_ms: number,
): Promise<PracticeClaims | null> {
  if (token === undefined || token.length > TOKEN_CHARS_MAX) return null;
  try {
    const { payload } = await jwtVerify(
      token,
      async (header) => (await verifyingKey(env.SIGNING_KEYS, "pass", header.kid ?? "", now_ms)) ?? Promise.reject(),
      {
        algorithms: ["ES256"],
        issuer: env.ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        currentDate: new Date(now_ms),
        requiredClaims: ["sub", "exp"],
      },
    );
    const parsed = claims.safeParse(payload);
    return parsed.success ? { practice_id: parsed.data.sub, code: codeOfPractice(parsed.data.sub) } : null;
  } catch {
    return null;
  }
}
