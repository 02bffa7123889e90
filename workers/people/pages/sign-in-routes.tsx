// Signing in and out by pages: forms that are sent, a redirect when it went well, the form again in words when not.
import type { FailureCode } from "../../../schema/failures.ts";
import { failureWords } from "../../../schema/failures.ts";
import { email as emailShape } from "../../../schema/http/people.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { dropCookie, readCookie } from "../../kit/cookies.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { FAILURE_STATUS, Refusal } from "../../kit/failures.ts";
import { sha256Base64Url } from "../../kit/http/hash.ts";
import { queryRecord } from "../../kit/http/parse.ts";
import { returnPath } from "../../kit/http/return-to.ts";
import { brakeWrites } from "../../kit/middleware/brake.ts";
import { page } from "../../kit/pages/answer.tsx";
import { readForm } from "../../kit/pages/form.ts";
import { paths } from "../../kit/pages/paths.ts";
import { type PendingCode, readPendingCode } from "../db/account-views.ts";
import { offeredProviders } from "../oauth/settings.ts";
import { dropSessionCookies, endOwnSession, sendCode, signInWithCode } from "../routes/auth.ts";
import { CodePage, type CodeView } from "./code-page.tsx";
import { SignInPage, type SignInView } from "./sign-in-page.tsx";
import { guestFrame, type Said } from "./whoever.ts";

type DoorDone = "signed_out" | "deleted" | "ended";
const DOOR_SAID: Readonly<Record<DoorDone, "signedOut" | "deleted" | "ended">> = {
  signed_out: "signedOut",
  deleted: "deleted",
  ended: "ended",
};
export const doorPath = (done: Exclude<DoorDone, "ended">): string => `${paths.signInForm}?done=${done}`;

const codePath = (return_to: string, more = ""): string =>
  `${paths.code}?return_to=${encodeURIComponent(return_to)}${more}`;

export async function signInPage(c: Ctx) {
  const query = queryRecord(c.req.url);
  const return_to = returnPath(query.return_to);
  if (c.get("identity") !== null) return c.redirect(return_to, 303);
  return showDoor(c, { return_to }, saidAtDoor(c, query.done));
}

function saidAtDoor(c: Ctx, done: string | undefined): Said {
  if (done === undefined || !Object.hasOwn(DOOR_SAID, done)) return null;
  return { tone: "info", text: wordsFor(c.get("language")).account.signIn[DOOR_SAID[done as DoorDone]] };
}

function showDoor(
  c: Ctx,
  view: Partial<SignInView> & { readonly return_to: string },
  said: Said,
  status: 200 | 422 | 429 = 200,
) {
  const shown = { providers: offeredProviders(c.env), email: "", email_error: null, refusal: null, ...view };
  return page(c, <SignInPage frame={guestFrame(c, said)} view={shown} />, status);
}

export async function askForCode(c: Ctx) {
  const form = await readForm(c);
  await brakeWrites(c, c.get("identity"));
  const return_to = returnPath(form.get("return_to"));
  const given = form.get("email");
  const parsed = emailShape.safeParse(given);
  if (!parsed.success) {
    const email_error = wordsFor(c.get("language")).account.signIn.emailWrong;
    return showDoor(c, { return_to, email: given.slice(0, 254), email_error }, null, 422);
  }
  try {
    await sendCode(c, parsed.data, readCookie(c, "challenge"));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const refusal = failureWords(error.failure.code, c.get("language"));
    return showDoor(c, { return_to, email: parsed.data, refusal }, null, FAILURE_STATUS[error.failure.code] as 429);
  }
  return c.redirect(codePath(return_to), 303);
}

export async function codePage(c: Ctx) {
  const query = queryRecord(c.req.url);
  const return_to = returnPath(query.return_to);
  if (c.get("identity") !== null) return c.redirect(return_to, 303);
  const pending = await pendingCode(c);
  if (pending === null) return c.redirect(paths.signIn(return_to), 303);
  const { code } = wordsFor(c.get("language")).account;
  return showCode(c, pending, { return_to }, query.done === "resent" ? { tone: "info", text: code.resent } : null);
}

/** Which code this browser waits for is known by its challenge cookie: no address ever stands in a link. */
async function pendingCode(c: Ctx): Promise<PendingCode | null> {
  const challenge = readCookie(c, "challenge");
  return challenge === undefined ? null : readPendingCode(database(c.env), await sha256Base64Url(challenge));
}

function showCode(
  c: Ctx,
  pending: PendingCode,
  view: Partial<CodeView> & { readonly return_to: string },
  said: Said = null,
  status: 200 | 401 | 403 | 422 | 429 = 200,
) {
  const { email, expires_at_ms } = pending;
  const shown = { email, expires_at_ms, code_error: null, refusal: null, ...view };
  return page(c, <CodePage frame={guestFrame(c, said)} view={shown} />, status);
}

export async function tryCode(c: Ctx) {
  const form = await readForm(c);
  await brakeWrites(c, c.get("identity"));
  const return_to = returnPath(form.get("return_to"));
  const pending = await pendingCode(c);
  if (pending === null) {
    // The form was sent twice, and the first time it was right.
    return c.redirect(c.get("identity") === null ? paths.signIn(return_to) : return_to, 303);
  }
  const digits = form.get("code").normalize("NFKC").replaceAll(/[\s-]/g, "");
  if (!/^\d{6}$/.test(digits)) {
    const code_error = wordsFor(c.get("language")).account.code.shape;
    return showCode(c, pending, { return_to, code_error }, null, 422);
  }
  try {
    await signInWithCode(c, pending.email, digits, readCookie(c, "challenge"));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refuseCode(c, return_to, pending, error.failure.code);
  }
  return c.redirect(return_to, 303);
}

async function refuseCode(c: Ctx, return_to: string, before: PendingCode, failure_code: FailureCode) {
  const language = c.get("language");
  const refusal = failureWords(failure_code, language);
  const status = FAILURE_STATUS[failure_code] as 401;
  const pending = (await pendingCode(c)) ?? before;
  if (failure_code !== "code_wrong") return showCode(c, pending, { return_to, refusal }, null, status);
  const { code } = wordsFor(language).account;
  const code_error = `${refusal.title}. ${code.triesLeft(pending.tries_left)}`;
  return showCode(c, pending, { return_to, code_error }, null, status);
}

export async function resendCode(c: Ctx) {
  const form = await readForm(c);
  await brakeWrites(c, c.get("identity"));
  const return_to = returnPath(form.get("return_to"));
  const pending = await pendingCode(c);
  if (pending === null) return c.redirect(paths.signIn(return_to), 303);
  try {
    await sendCode(c, pending.email, readCookie(c, "challenge"));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const refusal = failureWords(error.failure.code, c.get("language"));
    return showCode(c, pending, { return_to, refusal }, null, FAILURE_STATUS[error.failure.code] as 429);
  }
  return c.redirect(codePath(return_to, "&done=resent"), 303);
}

/** Ends the session itself, not only this browser's copy of it, and leaves nothing of it here. */
export async function signOut(c: Ctx) {
  const identity = c.get("identity");
  await brakeWrites(c, identity);
  if (identity !== null) await endOwnSession(c, identity.session_id, "logout");
  dropSessionCookies(c);
  dropCookie(c, "challenge");
  return c.redirect(doorPath("signed_out"), 303);
}
