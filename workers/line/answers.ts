// How the line's facts become answers: refusals by their code, a pass signed when there is one.
import type { LineFailure } from "../../domain/waiting-line/events.ts";
import type { PlaceAnswer } from "../../durable-objects/waiting-line/replies.ts";
import type { Failure, FailureCode } from "../../schema/failures.ts";
import type { PlaceAnswerBody } from "../../schema/http/line.ts";
import type { Language } from "../../schema/http/words.ts";
import { readCookie, writeCookie } from "../kit/cookies.ts";
import type { Ctx, Identity } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { signPass } from "./pass.ts";

const CODES: Readonly<Record<LineFailure["code"], FailureCode>> = {
  sale_not_open: "sale_not_open",
  sale_over: "sale_over",
  sold_out: "sold_out",
  line_full: "line_full",
  show_cancelled: "show_cancelled",
  removed: "removed",
  not_in_line: "not_in_line",
  not_admitted: "not_admitted",
  claim_expired: "claim_expired",
  already_prolonged: "already_prolonged",
  purchase_in_progress: "purchase_in_progress",
  not_removed: "not_removed",
  still_parting: "unavailable",
  position_unknown: "not_found",
  settings_invalid: "invalid",
  draw_fixed: "draw_fixed",
  check_required: "check_required",
  check_failed: "check_failed",
};

export function failureOfLine(failure: LineFailure, now_ms: number): Failure {
  const { code, ...facts } = failure;
  return { code: CODES[code], extra: { ...facts, now_ms } };
}

export function refuseLine(failure: LineFailure, now_ms: number): never {
  const { code, extra } = failureOfLine(failure, now_ms);
  throw new Refusal(code, extra);
}

function noticeIn(language: Language, notice: PlaceAnswer["notice"]): PlaceAnswerBody["notice"] {
  if (notice === null) return null;
  const { id, text, text_en, at_ms } = notice;
  return { id, text: language === "en" ? (text_en ?? text) : text, at_ms };
}

/** The pass goes along in the answer for programs and as a cookie for pages. */
export async function placeBody(
  c: Ctx,
  identity: Identity,
  show_id: string,
  answer: PlaceAnswer,
): Promise<PlaceAnswerBody> {
  const body = {
    ...answer.place,
    seats_left: { ...answer.place.seats_left },
    notice: noticeIn(c.get("language"), answer.notice),
  };
  c.header("cache-control", "no-store");
  if (answer.pass === null) return body;
  const { pass_id, expires_at_ms, claimed, stay_ends_ms } = answer.pass;
  const now_ms = answer.place.now_ms;
  const facts = {
    sub: identity.user_id,
    show: show_id,
    pid: pass_id,
    claimed,
    ends_ms: expires_at_ms,
    stay_ms: stay_ends_ms,
  };
  const pass = await signPass(c.env, facts, now_ms);
  if (identity.borne_by === "cookie")
    writeCookie(c, passCookie(c), pass, Math.max(1, Math.ceil((expires_at_ms - now_ms) / 1_000)));
  return { ...body, pass, pass_expires_at_ms: expires_at_ms, redirect_url: `/shows/${show_id}/room` };
}

/** The pass as it travels: a header for programs, the page's cookie otherwise. */
export const passOfRequest = (c: Ctx): string | undefined =>
  c.req.header("x-queue-pass") ?? readCookie(c, passCookie(c));

/** A practice's pass has a cookie of its own: it must not put out the pass into a real room. */
export const passCookie = (c: Ctx): "pass" | "practice_pass" => (c.get("practice") === null ? "pass" : "practice_pass");
