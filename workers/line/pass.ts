// Passes: the line decides them, the edge signs them, and every route that needs one checks it here without asking
// anybody. One that ended early is refused by the ledger, which the line has told.
import { errors, jwtVerify, SignJWT } from "jose";
import * as z from "zod/mini";
import { signingKey, verifyingKey } from "../kit/keys.ts";
import { remembered } from "../people/auth/remembered.ts";

const PASS_TYPE = "pass+jwt";
const PASS_AUDIENCE = "fairline-room";
const TOKEN_CHARS_MAX = 2_048;

/** The end of the claimed time alone: from it every ledger knows the turn's one end. Null until claimed. */
const stay_ms = z.nullable(z.int());
const claims = z.object({
  sub: z.string(),
  show: z.string(),
  pid: z.string(),
  claimed: z.boolean(),
  ends_ms: z.int(),
  stay_ms,
});
export type PassClaims = z.infer<typeof claims>;
type TokenEnv = { readonly SIGNING_KEYS: string; readonly ISSUER: string };

const verified = remembered<PassClaims>(20_000);

export async function signPass(env: TokenEnv, pass: PassClaims, now_ms: number): Promise<string> {
  const { kid, key } = await signingKey(env.SIGNING_KEYS, "pass");
  const { sub: _, ...facts } = pass;
  const token = await new SignJWT(facts)
    .setProtectedHeader({ alg: "ES256", kid, typ: PASS_TYPE })
    .setSubject(pass.sub)
    .setIssuer(env.ISSUER)
    .setAudience(PASS_AUDIENCE)
    .setIssuedAt(Math.floor(now_ms / 1_000))
    .setExpirationTime(Math.ceil(pass.ends_ms / 1_000))
    .sign(key);
  // Whoever shows it here next need not have it checked.
  verified.put(token, pass, now_ms, pass.ends_ms);
  return token;
}

export type PassRefusal = "pass_required" | "pass_void" | "pass_expired" | "pass_wrong_show";
export type PassVerdict =
  | { readonly ok: true; readonly claims: PassClaims }
  | { readonly ok: false; readonly code: Exclude<PassRefusal, "pass_expired"> }
  /** Genuine, the asker's own and of this show: a hold that was made with it may have prolonged it (D54). */
  | { readonly ok: false; readonly code: "pass_expired"; readonly claims: PassClaims };

export async function checkPass(
  env: TokenEnv,
  token: string | undefined,
  wanted: { readonly user_id: string; readonly show_id: string; readonly now_ms: number },
): Promise<PassVerdict> {
  if (token === undefined || token === "") return { ok: false, code: "pass_required" };
  const found = await read(env, token, wanted.now_ms);
  if (typeof found === "string") return { ok: false, code: found };
  if (found.sub !== wanted.user_id) return { ok: false, code: "pass_void" };
  if (found.show !== wanted.show_id) return { ok: false, code: "pass_wrong_show" };
  // To the millisecond; the token's own `exp` counts whole seconds.
  return wanted.now_ms < found.ends_ms
    ? { ok: true, claims: found }
    : { ok: false, code: "pass_expired", claims: found };
}

/** The claims of one that has run out too: their own time says so. */
async function read(env: TokenEnv, token: string, now_ms: number): Promise<PassClaims | "pass_void"> {
  const known = verified.get(token, now_ms);
  if (known !== undefined) return known;
  if (token.length > TOKEN_CHARS_MAX) return "pass_void";
  try {
    const { payload } = await jwtVerify(
      token,
      async (header) => {
        const key = await verifyingKey(env.SIGNING_KEYS, "pass", header.kid ?? "", now_ms);
        if (key === null) throw new errors.JWKSNoMatchingKey();
        return key;
      },
      {
        algorithms: ["ES256"],
        issuer: env.ISSUER,
        audience: PASS_AUDIENCE,
        typ: PASS_TYPE,
        currentDate: new Date(now_ms),
        requiredClaims: ["sub", "exp"],
      },
    );
    const parsed = claims.safeParse(payload);
    if (!parsed.success) return "pass_void";
    verified.put(token, parsed.data, now_ms, parsed.data.ends_ms);
    return parsed.data;
  } catch (error) {
    // Its time is compared last, after signature, issuer and audience: what this error carries is genuine.
    const expired = error instanceof errors.JWTExpired ? claims.safeParse(error.payload) : null;
    return expired?.success === true && expired.data.ends_ms <= now_ms ? expired.data : "pass_void";
  }
}
