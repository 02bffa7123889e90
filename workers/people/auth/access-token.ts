// Access tokens: compact JWS, ES256, half an hour. Verifying one costs no I/O; what was verified is remembered in the
// isolate for at most a minute and never past its own end.
import { errors, jwtVerify, SignJWT } from "jose";
import * as z from "zod/mini";
import { LANGUAGES, ROLES } from "../../../schema/http/words.ts";
import { signingKey, verifyingKey } from "../../kit/keys.ts";
import { remembered } from "./remembered.ts";

export const ACCESS_TOKEN_MS = 30 * 60_000;
const ACCESS_TYPE = "at+jwt";
const ACCESS_AUDIENCE = "fairline-api";
const TOKEN_CHARS_MAX = 2_048;

const claims = z.object({
  sub: z.string(),
  sid: z.string(),
  role: z.enum(ROLES),
  /** Milliseconds, because cuts are made to the millisecond. */
  at_ms: z.int(),
  exp: z.int(),
  /** Of the profile, as it was then. Tokens from before it was written say nothing. */
  lang: z.optional(z.enum(LANGUAGES)),
});
export type AccessClaims = z.infer<typeof claims>;

type TokenEnv = { readonly SIGNING_KEYS: string; readonly ISSUER: string };
const verified = remembered<AccessClaims>(20_000);

export async function signAccessToken(
  env: TokenEnv,
  subject: Pick<AccessClaims, "sub" | "sid" | "role" | "lang"> & { readonly at_ms?: number },
  now_ms: number,
): Promise<string> {
  const { kid, key } = await signingKey(env.SIGNING_KEYS, "access");
  const { sid, role, lang, at_ms = now_ms } = subject;
  return new SignJWT({ sid, role, at_ms, ...(lang === undefined ? {} : { lang }) })
    .setProtectedHeader({ alg: "ES256", kid, typ: ACCESS_TYPE })
    .setSubject(subject.sub)
    .setIssuer(env.ISSUER)
    .setAudience(ACCESS_AUDIENCE)
    .setIssuedAt(Math.floor(now_ms / 1_000))
    .setExpirationTime(Math.floor((now_ms + ACCESS_TOKEN_MS) / 1_000))
    .sign(key);
}

export type AccessVerdict =
  | { readonly ok: true; readonly claims: AccessClaims }
  | { readonly ok: false; readonly code: "token_invalid" | "token_expired" };

export async function verifyAccessToken(env: TokenEnv, token: string, now_ms: number): Promise<AccessVerdict> {
  const known = verified.get(token, now_ms);
  if (known !== undefined) return { ok: true, claims: known };
  if (token.length > TOKEN_CHARS_MAX) return { ok: false, code: "token_invalid" };
  const verdict = await verifySigned(env, token, now_ms);
  if (verdict.ok) verified.put(token, verdict.claims, now_ms, verdict.claims.exp * 1_000);
  return verdict;
}

async function verifySigned(env: TokenEnv, token: string, now_ms: number): Promise<AccessVerdict> {
  try {
    const { payload } = await jwtVerify(
      token,
      async (header) => {
        const key = await verifyingKey(env.SIGNING_KEYS, "access", header.kid ?? "", now_ms);
        if (key === null) throw new errors.JWKSNoMatchingKey();
        return key;
      },
      {
        algorithms: ["ES256"],
        issuer: env.ISSUER,
        audience: ACCESS_AUDIENCE,
        typ: ACCESS_TYPE,
        currentDate: new Date(now_ms),
        requiredClaims: ["sub", "sid", "role", "exp"],
      },
    );
    const parsed = claims.safeParse(payload);
    return parsed.success ? { ok: true, claims: parsed.data } : { ok: false, code: "token_invalid" };
  } catch (error) {
    return { ok: false, code: error instanceof errors.JWTExpired ? "token_expired" : "token_invalid" };
  }
}
