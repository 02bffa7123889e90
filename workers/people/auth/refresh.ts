// Going on with a session. A refresh token works once; its successor is made from it, so that a browser's second tab within
// a few seconds gets the very same successor. Later than that, or from a program, a used token is a stolen one: the family ends.
import { database } from "../../kit/db/database.ts";
import { derivedMac } from "../../kit/derived-key.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { base64Url, sha256Base64Url } from "../../kit/http/hash.ts";
import { log } from "../../kit/log.ts";
import { readUser } from "../db/people.ts";
import { endSession, readRefreshToken, rotateRefreshToken } from "../db/sessions.ts";
import { giveTokens, SESSION_MS } from "./session.ts";
import { cutHere } from "./token-cuts.ts";

const GRACE_MS = 10_000;
/** However often it is renewed, a session asks for a new sign-in after this long. */
const SESSION_WHOLE_MS = 30 * 86_400_000;
const TOKEN_CHARS_MAX = 100;

/** `tabs`: asked by a browser, whose tabs share one cookie and may come with it at the same moment. */
export async function refreshSession(c: Ctx, token: string | undefined, { tabs }: { readonly tabs: boolean }) {
  if (token === undefined || token.length > TOKEN_CHARS_MAX) throw new Refusal("session_ended");
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const hash = await sha256Base64Url(token);
  const found = await readRefreshToken(db, hash);
  if (found === null) throw new Refusal("session_ended");
  const { session } = found;
  if (session.ended_at_ms !== null || now_ms >= found.token.expires_at_ms) throw new Refusal("session_ended");
  const user = await readUser(db, session.user_id);
  if (user === null || user.status !== "ACTIVE") throw new Refusal("session_ended");

  const successor = await successorOf(c.env.SIGNING_KEYS, token);
  const successor_hash = await sha256Base64Url(successor);
  const expires_at_ms = Math.min(now_ms + SESSION_MS, session.created_at_ms + SESSION_WHOLE_MS);
  const given = { user_id: user.id, session_id: session.id, refresh_token: successor, expires_at_ms };
  const row = { hash: successor_hash, session_id: session.id, issued_at_ms: now_ms, expires_at_ms };
  if (await rotateRefreshToken(db, { hash, successor: row, now_ms })) return giveTokens(c, given);
  if (tabs && (await isWithinGrace(c, hash, successor_hash))) return giveTokens(c, given);
  await endSession(db, session.id, "reuse", now_ms);
  cutHere(`session:${session.id}`, now_ms);
  log("warn", "refresh_token_reused", { request_id: c.get("request_id"), session_id: session.id, user_id: user.id });
  throw new Refusal("session_ended");
}

/** The token was used a moment ago and nobody has gone on from its successor: the same person's other tab. */
async function isWithinGrace(c: Ctx, hash: string, successor_hash: string): Promise<boolean> {
  const db = database(c.env);
  const [used, next] = await Promise.all([readRefreshToken(db, hash), readRefreshToken(db, successor_hash)]);
  const used_at_ms = used?.token.used_at_ms ?? null;
  if (used_at_ms === null || c.get("now_ms") - used_at_ms > GRACE_MS) return false;
  return next !== null && next.token.used_at_ms === null;
}

/** Nobody without the deployment's keys can compute it, and it is stored nowhere. */
const successorOf = async (secret: string, token: string): Promise<string> =>
  base64Url(await derivedMac(secret, "refresh-successor", token));
