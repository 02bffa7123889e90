// The one map from a refusal to its HTTP answer (RFC 9457), over HTTP and in frames alike.
import { type Failure, type FailureCode, failureWords } from "../../schema/failures.ts";
import { faultWords } from "../../schema/faults.ts";
import type { Problem } from "../../schema/http/common.ts";
import type { Language } from "../../schema/http/words.ts";

export const FAILURE_STATUS: Readonly<Record<FailureCode, number>> = {
  malformed: 400,
  invalid: 422,
  unsupported_type: 415,
  too_large: 413,
  not_found: 404,
  method_not_allowed: 405,
  too_many_requests: 429,
  overloaded: 503,
  sockets_full: 503,
  own_sockets_full: 429,
  unavailable: 503,
  internal: 500,
  key_reused: 422,
  key_in_use: 409,
  foreign_origin: 403,
  upgrade_required: 426,
  sign_in_required: 401,
  token_invalid: 401,
  token_expired: 401,
  session_ended: 401,
  account_disabled: 403,
  forbidden: 403,
  code_wrong: 401,
  code_expired: 401,
  code_tries_used: 429,
  codes_limit: 429,
  oauth_state: 400,
  oauth_denied: 400,
  oauth_failed: 502,
  provider_off: 404,
  identity_taken: 409,
  last_identity: 409,
  open_bookings: 409,
  own_role: 409,
  sale_not_open: 409,
  sale_over: 409,
  sold_out: 409,
  line_full: 409,
  check_required: 403,
  check_failed: 403,
  show_cancelled: 409,
  image_unreadable: 422,
  show_taken_down: 409,
  sale_stopped: 409,
  sale_running: 409,
  removed: 409,
  not_removed: 409,
  not_appealable: 409,
  appeal_open: 409,
  appeals_limit: 409,
  appeal_decided: 409,
  not_in_line: 409,
  not_admitted: 409,
  already_inside: 409,
  purchase_in_progress: 409,
  claim_expired: 409,
  draw_fixed: 409,
  already_prolonged: 409,
  sale_state_conflict: 409,
  practice_over: 410,
  practice_full: 429,
  practice_off: 503,
  practice_hall_closed: 409,
  practice_not_won: 409,
  practice_not_by_hand: 409,
  nickname_refused: 422,
  pass_required: 403,
  pass_wrong_show: 403,
  pass_expired: 403,
  pass_void: 403,
  seat_unknown: 422,
  duplicate_seat: 422,
  seat_held: 409,
  seat_sold: 409,
  seat_blocked: 409,
  not_enough_together: 409,
  not_enough: 409,
  limit_reached: 409,
  strands_seat: 409,
  hold_expired: 409,
  booking_expired: 409,
  already_paid: 409,
  payment_in_progress: 409,
  attempts_used: 409,
  amount_mismatch: 422,
  too_late: 409,
  already_cancelled: 409,
  ticket_used: 409,
  not_sold_out: 409,
  returns_off: 409,
  handover_off: 409,
  already_entered: 409,
  code_invalid: 422,
  code_void: 422,
  wrong_showtime: 409,
  wrong_door: 409,
  door_closed: 401,
  has_sales: 409,
  layout_in_use: 409,
  plan_unreadable: 422,
  showtime_exists: 409,
  rehearsal_running: 409,
  hall_too_large: 409,
  object_in_use: 409,
  copy_unfit: 422,
  restoration_overtaken: 409,
  no_history: 409,
};

/** Thrown only at the edge, to leave a route early; never inside domain/ or an object, and never across RPC. */
export class Refusal extends Error {
  readonly failure: Failure;

  constructor(code: FailureCode, extra?: Failure["extra"], retry_after_s?: number) {
    super(code);
    this.name = "Refusal";
    this.failure = {
      code,
      ...(extra === undefined ? {} : { extra }),
      ...(retry_after_s === undefined ? {} : { retry_after_s }),
    };
  }
}

export function problemOf(failure: Failure, language: Language, request_id: string): Problem {
  const words = failureWords(failure.code, language);
  const { errors, ...extra } = failure.extra ?? {};
  return {
    ...extra,
    ...(errors === undefined
      ? {}
      : { errors: errors.map((one) => ({ path: one.path, message: faultWords(one, language) })) }),
    type: `/docs#problem-${failure.code}`,
    title: words.title,
    status: FAILURE_STATUS[failure.code],
    code: failure.code,
    detail: words.detail,
    request_id,
  };
}

const RETRY_DEFAULT_S = 2;

export function problemResponse(failure: Failure, language: Language, request_id: string): Response {
  const body = problemOf(failure, language, request_id);
  const headers = new Headers({
    "content-type": "application/problem+json; charset=utf-8",
    "content-language": language,
    "cache-control": "no-store",
  });
  if (body.status === 429 || body.status === 503) {
    headers.set("retry-after", String(failure.retry_after_s ?? RETRY_DEFAULT_S));
  }
  if (body.status === 401) headers.set("www-authenticate", "Bearer");
  return new Response(JSON.stringify(body), { status: body.status, headers });
}
