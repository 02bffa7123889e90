import { describe, expect, it } from "vitest";
import { newAttemptId } from "../../../sandbox/toss/testing/attempt-ids.ts";
import { TossWorld } from "../../../sandbox/toss/testing/toss-world.ts";
import type { DeclineCode } from "./provider.ts";
import { tossProvider } from "./toss.ts";
import { CANCEL_CODES, CONFIRM_CODES, declineCode, meaningOfConfirm, refusedForGood } from "./toss-codes.ts";

type Row = readonly [status: number, code: string, said: DeclineCode | "unknown"];

/** The provider's own table of confirm errors, code by code: what the fan is told, or that nobody knows yet. */
const CONFIRM: readonly Row[] = [
  [400, "ALREADY_PROCESSED_PAYMENT", "unknown"],
  [400, "PROVIDER_ERROR", "unknown"],
  [400, "CARD_PROCESSING_ERROR", "unknown"],
  [400, "DUPLICATED_ORDER_ID", "unknown"],
  [400, "INVALID_CARD_NUMBER", "card_info"],
  [400, "INVALID_CARD_EXPIRATION", "card_info"],
  [400, "INVALID_CARD_PASSWORD", "card_info"],
  [400, "INVALID_CARD_IDENTITY", "card_info"],
  [400, "INVALID_REJECT_CARD", "card_info"],
  [400, "INVALID_STOPPED_CARD", "card_info"],
  [400, "INVALID_CARD_LOST_OR_STOLEN", "card_info"],
  [400, "EXCEED_MAX_DAILY_PAYMENT_COUNT", "limit_exceeded"],
  [400, "EXCEED_MAX_PAYMENT_AMOUNT", "limit_exceeded"],
  [400, "EXCEED_MAX_AMOUNT", "limit_exceeded"],
  [400, "EXCEED_MAX_MONTHLY_PAYMENT_AMOUNT", "limit_exceeded"],
  [400, "EXCEED_MAX_ONE_DAY_WITHDRAW_AMOUNT", "limit_exceeded"],
  [400, "EXCEED_MAX_ONE_TIME_WITHDRAW_AMOUNT", "limit_exceeded"],
  [400, "EXCEEDS_TRANSFER_AMOUNT_MAXIMUM", "limit_exceeded"],
  [400, "EXCEED_MAX_CARD_INSTALLMENT_PLAN", "limit_exceeded"],
  [400, "NOT_SUPPORTED_INSTALLMENT_PLAN_CARD_OR_MERCHANT", "card_info"],
  [400, "INVALID_CARD_INSTALLMENT_PLAN", "card_info"],
  [400, "NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN", "card_info"],
  [400, "NOT_ALLOWED_POINT_USE", "card_info"],
  [400, "RESTRICTED_TRANSFER_ACCOUNT", "card_info"],
  [400, "INVALID_ACCOUNT_INFO_RE_REGISTER", "card_info"],
  [400, "NOT_AVAILABLE_PAYMENT", "declined"],
  [400, "BELOW_MINIMUM_AMOUNT", "declined"],
  [400, "INVALID_REQUEST", "declined"],
  [400, "UNAPPROVED_ORDER_ID", "declined"],
  [400, "NOT_FOUND_TERMINAL_ID", "declined"],
  [400, "INVALID_UNREGISTERED_SUBMALL", "declined"],
  [400, "NOT_REGISTERED_BUSINESS", "declined"],
  [400, "INVALID_API_KEY", "unknown"],
  [400, "INVALID_AUTHORIZE_AUTH", "unknown"],
  [401, "UNAUTHORIZED_KEY", "unknown"],
  [403, "REJECT_ACCOUNT_PAYMENT", "insufficient_balance"],
  [403, "REJECT_CARD_PAYMENT", "insufficient_balance"],
  [403, "REJECT_CARD_COMPANY", "declined"],
  [403, "REJECT_TOSSPAY_INVALID_ACCOUNT", "card_info"],
  [403, "EXCEED_MAX_AUTH_COUNT", "limit_exceeded"],
  [403, "EXCEED_MAX_ONE_DAY_AMOUNT", "limit_exceeded"],
  [403, "NOT_AVAILABLE_BANK", "declined"],
  [403, "INVALID_PASSWORD", "card_info"],
  [403, "FDS_ERROR", "declined"],
  [403, "FORBIDDEN_REQUEST", "unknown"],
  [403, "INCORRECT_BASIC_AUTH_FORMAT", "unknown"],
  [404, "NOT_FOUND_PAYMENT_SESSION", "payment_expired"],
  [404, "NOT_FOUND_PAYMENT", "declined"],
  [409, "IDEMPOTENT_REQUEST_PROCESSING", "unknown"],
  [500, "FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING", "unknown"],
  [500, "FAILED_INTERNAL_SYSTEM_PROCESSING", "unknown"],
  [500, "UNKNOWN_PAYMENT_ERROR", "unknown"],
  [500, "COMMON_ERROR", "unknown"],
  [400, "INVALID_ORDER_ID", "declined"],
  [400, "INVALID_ORDER_NAME", "declined"],
  [400, "MAINTAINED_METHOD", "declined"],
  [400, "ALREADY_COMPLETED_PAYMENT", "unknown"],
  [400, "DUPLICATED_REQUEST", "unknown"],
  [400, "INVALID_PAYMENT_KEY", "declined"],
  [400, "INVALID_IDEMPOTENCY_KEY", "declined"],
  [400, "INVALID_TEST_CODE", "declined"],
];
/** Come by the window's way back or in a payment's own failure, never from a confirm. */
const ELSEWHERE: readonly (readonly [string, DeclineCode])[] = [
  ["PAY_PROCESS_CANCELED", "cancelled_by_fan"],
  ["USER_CANCEL", "cancelled_by_fan"],
  ["PAY_PROCESS_ABORTED", "declined"],
  ["EXPIRED_PAYMENT", "payment_expired"],
];

describe("P-2: what each code says about the money", () => {
  it.each(CONFIRM)("P-2: a confirm answered %i %s is told as %s", async (status, code, said) => {
    const world = new TossWorld();
    const ask: typeof world.ask = async (url, init) => {
      const headers = { ...(init.headers as Record<string, string>), "tosspayments-test-code": code };
      return world.ask(url, { ...init, headers });
    };
    const provider = tossProvider({ settings: world.settings, ask, now: world.now });
    const attempt_id = newAttemptId();
    const payment_key = world.authorise(attempt_id, 5_000);
    const answer = await provider.confirm({ attempt_id, amount_krw: 5_000, payment_key, simulate: null });
    expect(answer).toMatchObject(
      said === "unknown" ? { class: "unknown" } : { class: "declined", code: said, detail: `${status} ${code}` },
    );
    expect(world.charges(attempt_id)).toBe(0);
  });

  it("P-2: the table leaves no known code out", () => {
    const tested = [...CONFIRM.map(([, code]) => code), ...ELSEWHERE.map(([code]) => code)];
    expect([...CONFIRM_CODES.keys()].filter((code) => !tested.includes(code))).toEqual([]);
    expect(new Set(tested).size).toBe(tested.length);
  });

  it.each(ELSEWHERE)("P-2: the window coming back with %s is told as %s", (code, said) => {
    expect(declineCode(code)).toBe(said);
  });

  it("P-2: an unlisted code is never a decline, nor is any 409, 429 or 5xx whatever its code", () => {
    expect(meaningOfConfirm(400, "SOMETHING_NEW").class).toBe("unknown");
    expect(meaningOfConfirm(400, "").class).toBe("unknown");
    for (const status of [409, 429, 500, 502, 503]) {
      expect(meaningOfConfirm(status, "REJECT_CARD_PAYMENT").class).toBe("unknown");
    }
    expect(meaningOfConfirm(499, "REJECT_CARD_PAYMENT").class).toBe("declined");
  });

  it("P-2: a refund is refused for good by a known code alone", () => {
    const refused = [...CANCEL_CODES].filter(([, meaning]) => meaning === "refused").map(([code]) => code);
    expect(refused).toHaveLength(13);
    for (const code of refused) {
      expect(refusedForGood(403, code)).toBe(true);
      expect(refusedForGood(500, code)).toBe(false);
      expect(refusedForGood(429, code)).toBe(false);
    }
    for (const code of ["SOMETHING_NEW", "FORBIDDEN_CONSECUTIVE_REQUEST", "UNAUTHORIZED_KEY", "PROVIDER_ERROR", ""]) {
      expect(refusedForGood(403, code)).toBe(false);
    }
  });
});
