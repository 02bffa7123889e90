// Starting a session: one access token to ask with, one refresh token to go on with, both as cookies for pages and the
// access token in the answer for programs.

import { writeCookie } from "../../kit/cookies.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { rangeOf } from "../../kit/http/address.ts";
import { newId, randomToken, sha256Base64Url } from "../../kit/http/hash.ts";
import { type UserRow, userAnswerOf } from "../db/people.ts";
import { insertRefreshToken, insertSession, readStanding } from "../db/sessions.ts";
import { tellOfSignIn } from "../sign-in-notice.ts";
import { ACCESS_TOKEN_MS, signAccessToken } from "./access-token.ts";

export const SESSION_MS = 7 * 86_400_000;
const REFRESH_TOKEN_BYTES = 32;
const USER_AGENT_CHARS = 200;

export async function startSession(c: Ctx, user: UserRow) {
  if (user.status !== "ACTIVE") throw new Refusal("account_disabled");
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const session_id = newId("ses");
  const refresh_token = randomToken(REFRESH_TOKEN_BYTES);
  const expires_at_ms = now_ms + SESSION_MS;
  const session = {
    id: session_id,
    user_agent: (c.req.header("user-agent") ?? "").slice(0, USER_AGENT_CHARS),
    address_prefix: rangeOf(c),
    created_at_ms: now_ms,
  };
  await db.batch([
    insertSession(db, { ...session, user_id: user.id, last_seen_at_ms: now_ms, expires_at_ms }),
    insertRefreshToken(db, {
      hash: await sha256Base64Url(refresh_token),
      session_id,
      issued_at_ms: now_ms,
      expires_at_ms,
    }),
  ]);
  c.executionCtx.waitUntil(tellOfSignIn(c.env, user, session));
  return giveTokens(c, { user_id: user.id, session_id, refresh_token, expires_at_ms });
}

type Given = {
  readonly user_id: string;
  readonly session_id: string;
  readonly refresh_token: string;
  readonly expires_at_ms: number;
};

/** The role is the one of now: it may have been taken away since the road here began. */
export async function giveTokens(c: Ctx, given: Given) {
  const now_ms = c.get("now_ms");
  const standing = await readStanding(database(c.env), given);
  if (standing === null) throw new Refusal("session_ended");
  const { user, identities, tokens_from_ms } = standing;
  const { id: sub, role, language: lang } = user;
  const subject = { sub, sid: given.session_id, role, lang, at_ms: Math.max(now_ms, tokens_from_ms) };
  const access_token = await signAccessToken(c.env, subject, now_ms);
  writeCookie(c, "access", access_token, ACCESS_TOKEN_MS / 1_000);
  writeCookie(c, "refresh", given.refresh_token, Math.max(0, Math.floor((given.expires_at_ms - now_ms) / 1_000)));
  c.header("cache-control", "no-store");
  return {
    access_token,
    token_type: "Bearer" as const,
    expires_in: ACCESS_TOKEN_MS / 1_000,
    user: userAnswerOf(user, identities),
  };
}
