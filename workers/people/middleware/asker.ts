// Finds out about the asker before any route runs: request id, language, identity; and holds cookie-borne writes to their
// own origin.
import type { MiddlewareHandler } from "hono";
import type { Language } from "../../../schema/http/words.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { readCookie, readPreference } from "../../kit/cookies.ts";
import type { AppEnv, Ctx, Identity } from "../../kit/env.ts";
import { logFrom } from "../../kit/log.ts";
import { holdWriteToOrigin } from "../../kit/middleware/origin.ts";
import { type AccessClaims, verifyAccessToken } from "../auth/access-token.ts";
import { profileLanguage } from "../auth/profile-language.ts";
import { isCut } from "../auth/token-cuts.ts";

export const asker: MiddlewareHandler<AppEnv> = async (c, next) => {
  logFrom(c.env.LOG_LEVEL);
  c.set("request_id", c.req.header("cf-ray")?.slice(0, LIMITS.request_id_chars) ?? crypto.randomUUID());
  c.set("now_ms", Date.now());
  c.set("language", languageOf(c, null));
  c.set("identity", null);
  c.set("identity_refusal", null);
  await identify(c);
  holdWriteToOrigin(c);
  await next();
};

/** The page's choice, else the browser's wish, else the profile's language, else Korean. */
export function languageOf(c: Ctx, claims: Pick<AccessClaims, "sub" | "at_ms" | "lang"> | null): Language {
  const chosen = readPreference(c, "language");
  if (chosen === "ko" || chosen === "en") return chosen;
  return wishedLanguage(c.req.header("accept-language") ?? "") ?? (claims === null ? "ko" : profileLanguage(claims));
}

/** Null where none of ours is named: a star is no wish. */
export function wishedLanguage(header: string): Language | null {
  let best: Language | null = null;
  let best_weight = 0;
  for (const part of header.slice(0, 500).split(",")) {
    const [tag = "", ...attributes] = part.trim().toLowerCase().split(";");
    const quality = attributes.find((attribute) => attribute.trim().startsWith("q="));
    const weight = quality === undefined ? 1 : Number(quality.trim().slice(2));
    const language = tag.startsWith("ko") ? "ko" : tag.startsWith("en") ? "en" : null;
    if (language !== null && weight > best_weight) {
      best = language;
      best_weight = weight;
    }
  }
  return best;
}

async function identify(c: Ctx): Promise<void> {
  const header = c.req.header("authorization");
  const bearer = header?.match(/^Bearer +(\S+)$/i)?.[1];
  if (header !== undefined && bearer === undefined) {
    c.set("identity_refusal", "token_invalid");
    return;
  }
  const token = bearer ?? readCookie(c, "access");
  if (token === undefined) return;
  const now_ms = c.get("now_ms");
  const verdict = await verifyAccessToken(c.env, token, now_ms);
  if (!verdict.ok) {
    c.set("identity_refusal", verdict.code);
    return;
  }
  const { sub, sid, role, at_ms } = verdict.claims;
  if (await isCut(c, { user_id: sub, session_id: sid, at_ms })) {
    c.set("identity_refusal", "session_ended");
    return;
  }
  const identity: Identity = {
    user_id: sub,
    session_id: sid,
    role,
    borne_by: bearer === undefined ? "cookie" : "header",
  };
  c.set("identity", identity);
  c.set("language", languageOf(c, verdict.claims));
}
