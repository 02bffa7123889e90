import { describe, expect, it } from "vitest";
import { Siteverify, STAND_IN, type StandInToken, writeToken } from "./siteverify.ts";

const NOW_MS = 1_800_000_000_000;
const facts: StandInToken = { nonce: "n", issued_at_ms: NOW_MS, action: "join", cdata: "abc", hostname: "localhost" };
const asks = (more: Record<string, unknown> = {}) => ({
  secret: STAND_IN.secret,
  response: writeToken(facts),
  ...more,
});

describe("the stand-in for the third party's check", () => {
  it("says what the widget was given, once; the very same request is told the same again", () => {
    const service = new Siteverify();
    const first = service.answer(asks({ idempotency_key: "one" }), NOW_MS + 299_999);
    expect(first).toMatchObject({ success: true, action: "join", cdata: "abc", hostname: "localhost" });
    expect(service.answer(asks({ idempotency_key: "one" }), NOW_MS + 299_999)).toEqual(first);
    const spent = { success: false, "error-codes": ["timeout-or-duplicate"] };
    expect(service.answer(asks({ idempotency_key: "two" }), NOW_MS)).toEqual(spent);
    expect(service.answer(asks(), NOW_MS)).toEqual(spent);
  });

  it("knows a token for five minutes, and its keys for tests", () => {
    const codes = (asked: unknown, at_ms = NOW_MS) => new Siteverify().answer(asked, at_ms)["error-codes"];
    expect(codes(asks(), NOW_MS + 300_000)).toEqual(["timeout-or-duplicate"]);
    expect(codes(asks({ response: "nonsense" }))).toEqual(["invalid-input-response"]);
    expect(codes(asks({ secret: "somebody else's" }))).toEqual(["invalid-input-secret"]);
    expect(codes(asks({ secret: "1x0000000000000000000000000000000AA" }))).toEqual([]);
    expect(codes(asks({ secret: "2x0000000000000000000000000000000AA" }))).toEqual(["invalid-input-response"]);
    expect(codes(asks({ secret: "3x0000000000000000000000000000000AA" }))).toEqual(["timeout-or-duplicate"]);
    expect(codes({})).toEqual(["missing-input-secret"]);
    expect(codes("not even a form")).toEqual(["bad-request"]);
  });
});
