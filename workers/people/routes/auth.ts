// Signing in with a mail code, going on with a session, seeing and ending one's sessions.
import { timedListOf } from "../../../schema/http/common.ts";
import { codeAnswer, codeInput, sessionAnswer, sessionInput, sessionItem } from "../../../schema/http/people.ts";
import { dropCookie, readCookie, writeCookie } from "../../kit/cookies.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { rangeOf } from "../../kit/http/address.ts";
import { randomToken, sha256Base64Url } from "../../kit/http/hash.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { hintMail, orderMail } from "../../messages/mail/sending.ts";
import { refreshSession } from "../auth/refresh.ts";
import { startSession } from "../auth/session.ts";
import { cutHere } from "../auth/token-cuts.ts";
import { CODE_MS, isChallenge, putCode, takeCodeSend, tryCode } from "../db/login-codes.ts";
import { userOfVerifiedEmail } from "../db/people.ts";
import { type EndReason, endSession, listSessions, readSession } from "../db/sessions.ts";

const CHALLENGE_BYTES = 24;
const RESEND_AFTER_MS = 20_000;
const CODES_WAIT_S = 600;

export const authRoutes: readonly Route[] = [
  route(
    {
      method: "POST",
      path: "/v1/api/auth/codes",
      tag: "People",
      summary: "Ask for a sign-in code by mail; the answer never tells whether the address is known",
      access: "anyone",
      body: codeInput,
      answers: { 202: codeAnswer },
      refusals: ["malformed", "invalid", "unsupported_type", "codes_limit"],
    },
    async (c, { body }) => {
      const challenge = await sendCode(c, body.email, body.challenge ?? readCookie(c, "challenge"));
      return c.json({ challenge, expires_in: CODE_MS / 1_000, resend_after_ms: RESEND_AFTER_MS }, 202);
    },
  ),

  route(
    {
      method: "POST",
      path: "/v1/api/auth/sessions",
      tag: "People",
      summary: "Sign in with the code",
      access: "anyone",
      body: sessionInput,
      answers: { 201: sessionAnswer },
      refusals: [
        "malformed",
        "invalid",
        "unsupported_type",
        "code_wrong",
        "code_expired",
        "code_tries_used",
        "account_disabled",
      ],
    },
    async (c, { body }) => {
      const challenge = body.challenge ?? readCookie(c, "challenge");
      return c.json(await signInWithCode(c, body.email, body.code, challenge), 201);
    },
  ),

  route(
    {
      method: "POST",
      path: "/v1/api/auth/sessions/refresh",
      tag: "People",
      summary: "Go on with a session by its refresh cookie",
      access: "anyone",
      answers: { 200: sessionAnswer },
      refusals: ["session_ended"],
    },
    async (c) => {
      try {
        // Every browser says where its request comes from; a program has no tabs, and is held to the letter.
        const tabs = c.req.header("sec-fetch-site") !== undefined;
        return c.json(await refreshSession(c, readCookie(c, "refresh"), { tabs }));
      } catch (error) {
        if (error instanceof Refusal) dropSessionCookies(c);
        throw error;
      }
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/auth/sessions",
      tag: "People",
      summary: "List own sessions",
      access: "fan",
      answers: { 200: timedListOf(sessionItem) },
      refusals: [],
    },
    async (c, { identity }) => {
      const rows = await listSessions(database(c.env), identity.user_id, c.get("now_ms"));
      const items = rows.map((row) => ({
        id: row.id,
        current: row.id === identity.session_id,
        user_agent: row.user_agent,
        address_prefix: row.address_prefix,
        created_at_ms: row.created_at_ms,
        last_seen_at_ms: row.last_seen_at_ms,
        expires_at_ms: row.expires_at_ms,
      }));
      return c.json({ items, next_cursor: null, now_ms: c.get("now_ms") });
    },
  ),

  route(
    {
      method: "DELETE",
      path: "/v1/api/auth/sessions/{session_id}",
      tag: "People",
      summary: "End an own session, or the `current` one",
      access: "fan",
      answers: { 204: null },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const session_id = params.session_id === "current" ? identity.session_id : params.session_id;
      const session = await readSession(database(c.env), session_id);
      if (session === null || session.user_id !== identity.user_id) throw new Refusal("not_found");
      await endOwnSession(c, session_id, session_id === identity.session_id ? "logout" : "ended_elsewhere");
      if (session_id === identity.session_id) dropSessionCookies(c);
      return c.body(null, 204);
    },
  ),
];

export async function sendCode(c: Ctx, email: string, known_challenge: string | undefined): Promise<string> {
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const known_hash = known_challenge === undefined ? null : await sha256Base64Url(known_challenge);
  // A challenge nobody gave out is not taken over: it could be known to somebody else.
  const goes_on = known_hash !== null && (await isChallenge(db, known_hash));
  const challenge = goes_on && known_challenge !== undefined ? known_challenge : randomToken(CHALLENGE_BYTES);
  const challenge_hash = await sha256Base64Url(challenge);
  const address_range = rangeOf(c);
  const send = { challenge_hash, address_range, email };
  if (!(await takeCodeSend(db, send, now_ms))) throw new Refusal("codes_limit", undefined, CODES_WAIT_S);
  const code = newCode();
  const mail = orderMail(
    db,
    {
      dedupe_key: `login_code:${challenge_hash}:${now_ms}:${randomToken(6)}`,
      to_email: email,
      template: "login_code",
      language: c.get("language"),
      params: { code, minutes: CODE_MS / 60_000 },
      request_id: c.get("request_id"),
    },
    now_ms,
  );
  const code_hash = await codeHash(challenge, code);
  await db.batch([putCode(db, { challenge_hash, email, code_hash }, now_ms), mail.statement]);
  c.executionCtx.waitUntil(hintMail(c.env, [mail.id]));
  writeCookie(c, "challenge", challenge, CODES_WAIT_S);
  c.header("cache-control", "no-store");
  return challenge;
}

export async function signInWithCode(c: Ctx, email: string, code: string, challenge: string | undefined) {
  if (challenge === undefined) throw new Refusal("code_wrong");
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const guess = { challenge_hash: await sha256Base64Url(challenge), email, code_hash: await codeHash(challenge, code) };
  const outcome = await tryCode(db, guess, now_ms);
  if (outcome === "code_tries_used") throw new Refusal(outcome, undefined, CODES_WAIT_S);
  if (outcome !== "right") throw new Refusal(outcome);
  const user = await userOfVerifiedEmail(db, { email, name: "", language: c.get("language") }, now_ms);
  const answer = await startSession(c, user);
  dropCookie(c, "challenge");
  return answer;
}

const codeHash = (challenge: string, code: string): Promise<string> => sha256Base64Url(`${challenge}.${code}`);

/** Six digits, each value equally likely: draws past the last whole multiple are drawn again. */
function newCode(): string {
  const whole = 4_294_000_000;
  for (;;) {
    const drawn = crypto.getRandomValues(new Uint32Array(1))[0] ?? whole;
    if (drawn < whole) return String(drawn % 1_000_000).padStart(6, "0");
  }
}

export async function endOwnSession(c: Ctx, session_id: string, reason: EndReason): Promise<void> {
  const now_ms = Date.now();
  await endSession(database(c.env), session_id, reason, now_ms);
  cutHere(`session:${session_id}`, now_ms);
}

export function dropSessionCookies(c: Ctx): void {
  dropCookie(c, "access");
  dropCookie(c, "refresh");
  dropCookie(c, "pass");
}
