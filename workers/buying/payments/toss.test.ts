import { describe, expect, it } from "vitest";
import { newAttemptId, newRefundId } from "../../../sandbox/toss/testing/attempt-ids.ts";
import { type Fate, TossWorld } from "../../../sandbox/toss/testing/toss-world.ts";
import { ANSWER_BYTES_MAX, callProvider, type PaymentFetch } from "./call.ts";
import type { ChargeAnswer, Refund } from "./provider.ts";
import { tossProvider } from "./toss.ts";

const AMOUNT = 50_000;
const HOUR_MS = 3_600_000;

function charged(world = new TossWorld(), outcome: Parameters<TossWorld["authorise"]>[2] = "success") {
  const attempt_id = newAttemptId();
  const payment_key = world.authorise(attempt_id, AMOUNT, outcome);
  const charge = { attempt_id, payment_key, amount_krw: AMOUNT, simulate: null };
  const refund = (more: Partial<Refund> = {}): Refund => ({
    refund_id: newRefundId(attempt_id),
    attempt_id,
    payment_key,
    amount_krw: AMOUNT,
    reason: "plans changed",
    ...more,
  });
  return { world, provider: world.provider, charge, refund, attempt_id, payment_key };
}

/** One canned answer to whatever is asked. */
const answering =
  (status: number, body: unknown): PaymentFetch =>
  async () =>
    new Response(typeof body === "string" ? body : JSON.stringify(body), { status });

const asking = (ask: PaymentFetch) => {
  const world = new TossWorld();
  return tossProvider({ settings: world.settings, ask, now: world.now });
};
const CHARGE = { attempt_id: newAttemptId(), payment_key: "tgen_1", amount_krw: AMOUNT, simulate: null };

describe("P-3: what is sent", () => {
  it("P-3 D40: confirm sends the stored amount, Basic auth with the colon, and the attempt as its key", async () => {
    const { world, provider, charge, attempt_id, payment_key } = charged();
    expect(await provider.confirm(charge)).toMatchObject({ class: "success", payment_key, captured_krw: AMOUNT });
    const [call] = world.calls;
    expect(call).toMatchObject({ method: "POST", path: "/v1/payments/confirm" });
    expect(atob(call?.headers.authorization?.slice(6) ?? "")).toBe(`${world.settings.secret_key}:`);
    expect(call?.headers["idempotency-key"]).toBe(attempt_id);
    expect(JSON.parse(call?.body ?? "")).toEqual({ paymentKey: payment_key, orderId: attempt_id, amount: AMOUNT });
  });

  it("P-3: attempts and refunds are order ids and keys the provider takes", () => {
    const attempt_id = newAttemptId();
    expect(attempt_id).toMatch(/^[A-Za-z0-9_-]{6,64}$/);
    expect(newRefundId(attempt_id).length).toBeLessThan(60);
  });

  it("P-3: a real provider never hears how a stand-in shall behave, and nothing begins there without a window", async () => {
    const world = new TossWorld({ settings: { simulated: false } });
    const { charge, provider } = charged(world);
    await provider.confirm({ ...charge, simulate: "insufficient_balance" });
    expect(world.calls[0]?.headers["tosspayments-simulate"]).toBeUndefined();
    expect(await provider.confirm({ ...charge, payment_key: null })).toMatchObject({ class: "declined" });
    expect(world.calls).toHaveLength(1);
  });

  it.each(["..", "../../v1/payments/x", "a/b", "a?b", "", "x".repeat(201), "a b"])(
    "P-3: a payment key that could be another address (%j) goes nowhere",
    async (payment_key) => {
      const { world, provider, charge, attempt_id } = charged();
      expect(await provider.confirm({ ...charge, payment_key })).toMatchObject({ class: "declined" });
      await provider.find({ attempt_id, payment_key });
      expect(world.calls.map((call) => call.path)).toEqual([`/v1/payments/orders/${attempt_id}`]);
    },
  );
});

describe("P-4: what is believed", () => {
  const payment = (more: Record<string, unknown>) => ({
    paymentKey: "tgen_1",
    orderId: CHARGE.attempt_id,
    status: "DONE",
    currency: "KRW",
    totalAmount: AMOUNT,
    balanceAmount: AMOUNT,
    ...more,
  });
  const confirmed = (body: unknown, status = 200): Promise<ChargeAnswer> =>
    asking(answering(status, body)).confirm(CHARGE);

  it("P-4: a payment with nothing but what counts, and with fields nobody knows yet", async () => {
    expect(await confirmed(payment({ card: null, brand_new: { a: [1] }, receipt: null }))).toMatchObject({
      class: "success",
      receipt_url: null,
    });
  });

  it.each([
    ["another order's payment", payment({ orderId: newAttemptId() })],
    ["another currency", payment({ currency: "USD" })],
    ["a virtual account that waits for its deposit", payment({ status: "WAITING_FOR_DEPOSIT" })],
    ["a payment still running", payment({ status: "IN_PROGRESS" })],
    ["a state that is new", payment({ status: "MELTED" })],
    ["an amount that is no whole number", payment({ totalAmount: 5.5 })],
    ["a list", []],
    ["nothing", null],
    ["a page", "<html>busy</html>"],
    ["half an answer", '{"paymentKey":'],
  ])("P-4: a 200 with %s is no success", async (_, body) => {
    expect((await confirmed(body)).class).toBe("unknown");
  });

  it("P-4: another amount is told as what was really taken, for the ledger to compare and send back", async () => {
    expect(await confirmed(payment({ totalAmount: 100 }))).toMatchObject({ class: "success", captured_krw: 100 });
  });

  it.each([
    ["DONE", {}, { class: "success", captured_krw: AMOUNT }],
    ["PARTIAL_CANCELED", { balanceAmount: 20_000 }, { class: "success", captured_krw: 20_000 }],
    ["CANCELED", { balanceAmount: 0 }, { class: "declined", code: "declined" }],
    ["ABORTED", { failure: { code: "REJECT_CARD_PAYMENT" } }, { class: "declined", code: "insufficient_balance" }],
    ["ABORTED", { failure: { code: "COMMON_ERROR" } }, { class: "declined", code: "network_error" }],
    ["ABORTED", { failure: { code: "UNKNOWN_PAYMENT_ERROR" } }, { class: "declined", code: "timeout" }],
    ["ABORTED", { failure: null }, { class: "declined", code: "declined" }],
    ["EXPIRED", { failure: { code: "EXPIRED_PAYMENT" } }, { class: "declined", code: "payment_expired" }],
    ["EXPIRED", { failure: null }, { class: "declined", code: "payment_expired" }],
    ["READY", {}, { class: "open" }],
    ["IN_PROGRESS", {}, { class: "open" }],
    ["WAITING_FOR_DEPOSIT", {}, { class: "awaits_deposit" }],
  ])("P-4: the books saying %s %j mean %j", async (status, more, meaning) => {
    expect(await asking(answering(200, payment({ status, ...more }))).find(CHARGE)).toMatchObject(meaning);
  });

  it("P-4: only the books' own 404 means that nothing is known", async () => {
    const found = (status: number, body: unknown) => asking(answering(status, body)).find(CHARGE);
    expect(await found(404, { code: "NOT_FOUND_PAYMENT" })).toEqual({ class: "none" });
    expect((await found(404, { code: "NOT_FOUND" })).class).toBe("unknown");
    expect((await found(404, "<html>")).class).toBe("unknown");
    expect((await found(401, { code: "UNAUTHORIZED_KEY" })).class).toBe("unknown");
    expect((await found(429, { code: "TOO_MANY" })).class).toBe("unknown");
  });

  it.each(["javascript:alert(1)", "not an address", "data:text/html,x"])(
    "P-4: a receipt %j is no link",
    async (url) => {
      expect(await confirmed(payment({ receipt: { url } }))).toMatchObject({ receipt_url: null });
    },
  );

  it("P-4: an answer may be as large as the limit and no larger", async () => {
    const padded = (bytes: number) => {
      const body = JSON.stringify(payment({ pad: "" }));
      return body.replace('"pad":""', `"pad":"${"x".repeat(bytes - body.length)}"`);
    };
    const init = { timeout_ms: 1_000 };
    expect((await callProvider(answering(200, padded(ANSWER_BYTES_MAX)), "http://x.test", init)).ok).toBe(true);
    expect(await callProvider(answering(200, padded(ANSWER_BYTES_MAX + 1)), "http://x.test", init)).toEqual({
      ok: false,
      failure: "too_large",
    });
  });

  it("P-4: a line that is silent ends at the time-out, a broken one at once; both say nothing about the money", async () => {
    const silent: PaymentFetch = (_, { signal }) =>
      new Promise((_done, fail) => signal?.addEventListener("abort", () => fail(signal.reason)));
    expect(await callProvider(silent, "http://x.test", { timeout_ms: 20 })).toEqual({ ok: false, failure: "timeout" });
    const broken: PaymentFetch = () => Promise.reject(new TypeError("reset"));
    expect(await asking(broken).confirm(CHARGE)).toEqual({ class: "unknown", detail: "unreachable" });
  });
});

describe("P-5: charging once", () => {
  it("P-5 D43: the same attempt confirmed twice, and at once twice, is one charge with one answer", async () => {
    const { world, provider, charge, attempt_id } = charged();
    const answers = await Promise.all([provider.confirm(charge), provider.confirm(charge)]);
    expect(answers[0]).toEqual(answers[1]);
    expect(await provider.confirm(charge)).toEqual(answers[0]);
    expect(world.charges(attempt_id)).toBe(1);
  });

  it("P-5: while the first runs a repeat is told to wait, which is no answer", async () => {
    const { world, provider, charge } = charged(new TossWorld(), "late_success");
    expect((await provider.confirm(charge)).class).toBe("unknown");
    expect(await provider.confirm(charge)).toEqual({ class: "unknown", detail: "409 IDEMPOTENT_REQUEST_PROCESSING" });
    world.now_ms += 5_000;
    expect((await provider.confirm(charge)).class).toBe("success");
  });

  it("P-5: a remembered decline does not stick to the next attempt", async () => {
    const { world, provider, charge, attempt_id } = charged(new TossWorld(), "card_info");
    const again = { ...charge, attempt_id: attempt_id.replace(/-1$/, "-2") };
    expect(await provider.confirm(charge)).toMatchObject({ class: "declined", code: "card_info" });
    expect(await provider.confirm(charge)).toMatchObject({ class: "declined", code: "card_info" });
    const payment_key = world.authorise(again.attempt_id, AMOUNT);
    expect((await provider.confirm({ ...again, payment_key })).class).toBe("success");
  });

  it("P-5: a payment is looked up by its own key, so a second window of the same order says nothing about it", async () => {
    const { world, provider, charge, attempt_id } = charged();
    await provider.confirm(charge);
    world.authorise(attempt_id, AMOUNT);
    expect((await provider.find(charge)).class).toBe("success");
    expect((await provider.find({ attempt_id, payment_key: null })).class).toBe("success");
  });

  it("P-5: a window's key belongs to one order: with another's nothing is charged", async () => {
    const { world, provider, payment_key } = charged();
    const attempt_id = newAttemptId();
    const stolen = { attempt_id, payment_key, amount_krw: AMOUNT, simulate: null };
    expect(await provider.confirm(stolen)).toMatchObject({ class: "declined" });
    expect(world.charges(attempt_id)).toBe(0);
    expect((await provider.find(stolen)).class).toBe("unknown");
  });
});

describe("P-12: giving back once", () => {
  it("P-12 D48: a refund sent many times is paid once, also after the provider has forgotten its key", async () => {
    const { world, provider, charge, refund, attempt_id } = charged();
    await provider.confirm(charge);
    const part = refund({ amount_krw: 20_000 });
    for (const wait_ms of [0, 0, HOUR_MS, 20 * 24 * HOUR_MS]) {
      world.now_ms += wait_ms;
      expect(await provider.refund(part)).toEqual({ class: "success" });
      expect(world.balance(attempt_id)).toBe(30_000);
    }
  });

  it("P-12 D48 negative control: by the key alone, a forgotten one would be paid again", async () => {
    const { world, charge, attempt_id, payment_key } = charged();
    await world.provider.confirm(charge);
    const cancel = () =>
      world.raw("POST", `/v1/payments/${payment_key}/cancel`, {
        body: { cancelReason: "changed", cancelAmount: 20_000 },
        headers: { "idempotency-key": "refund" },
      });
    await cancel();
    await cancel();
    expect(world.balance(attempt_id)).toBe(30_000);
    world.now_ms += 16 * 24 * HOUR_MS;
    await cancel();
    expect(world.balance(attempt_id)).toBe(10_000);
  });

  it("P-12 D48: two refunds of one payment at once: both are paid in the end, neither twice", async () => {
    const { world, provider, charge, refund, attempt_id } = charged();
    await provider.confirm(charge);
    const first = refund({ amount_krw: 20_000 });
    const second = refund({ amount_krw: 30_000, refund_id: newRefundId(attempt_id, 2) });
    const answers = await Promise.all([provider.refund(first), provider.refund(second), provider.refund(first)]);
    // One of them saw a balance that was not there any more: asked again, it sees the new one.
    expect(answers.map((answer) => answer.class)).toContain("unknown");
    expect(await provider.refund(first)).toEqual({ class: "success" });
    expect(await provider.refund(second)).toEqual({ class: "success" });
    expect(world.balance(attempt_id)).toBe(0);
    expect(world.books.cancelsOf(world.books.paymentsOfOrder(attempt_id)[0] as never)).toHaveLength(2);
  });

  it("P-12: an answer that was lost is found in the books", async () => {
    const { world, provider, charge, refund, attempt_id } = charged();
    await provider.confirm(charge);
    world.fate = (call): Fate => (call.path.endsWith("/cancel") ? "answer_lost" : "arrives");
    expect((await provider.refund(refund())).class).toBe("unknown");
    expect(world.balance(attempt_id)).toBe(0);
    expect(await provider.refund(refund())).toEqual({ class: "success" });
    expect(world.calls.filter((call) => call.path.endsWith("/cancel"))).toHaveLength(1);
  });

  it("P-12: a passing error the provider repeats under its key lets go within the hour", async () => {
    const { world, provider, charge, refund, attempt_id } = charged();
    await provider.confirm(charge);
    world.books.setSwitches({ ...world.books.switches, cancel_error: "FORBIDDEN_CONSECUTIVE_REQUEST" });
    expect((await provider.refund(refund())).class).toBe("unknown");
    world.books.setSwitches({ ...world.books.switches, cancel_error: "" });
    expect((await provider.refund(refund())).class).toBe("unknown");
    world.now_ms += HOUR_MS;
    expect(await provider.refund(refund())).toEqual({ class: "success" });
    expect(world.balance(attempt_id)).toBe(0);
  });

  it("P-12: a refusal for good is told with the provider's own code; trouble with our key never is one", async () => {
    const { world, provider, charge, refund } = charged();
    await provider.confirm(charge);
    world.books.setSwitches({ ...world.books.switches, cancel_error: "EXCEED_MAX_REFUND_DUE" });
    expect(await provider.refund(refund())).toEqual({ class: "refused", detail: "EXCEED_MAX_REFUND_DUE" });
    const settings = { ...world.settings, secret_key: "test_gsk_wrong0000000000" };
    const locked_out = tossProvider({ settings, ask: world.ask, now: world.now });
    expect((await locked_out.refund(refund())).class).toBe("unknown");
    expect((await locked_out.confirm(charge)).class).toBe("unknown");
  });

  it("P-12: what somebody gave back by hand counts as given back, and more than is there is refused", async () => {
    const { world, provider, charge, refund, attempt_id, payment_key } = charged();
    await provider.confirm(charge);
    const byHand = (cancelAmount: number) =>
      world.raw("POST", `/v1/payments/${payment_key}/cancel`, { body: { cancelReason: "by hand", cancelAmount } });
    await byHand(40_000);
    expect(await provider.refund(refund())).toEqual({ class: "refused", detail: "BALANCE_TOO_LOW" });
    await byHand(10_000);
    expect(await provider.refund(refund())).toEqual({ class: "success" });
    expect(world.balance(attempt_id)).toBe(0);
  });

  it("P-12: a reason of any length fits, and the refund's id is never cut off", async () => {
    const { provider, charge, refund, world, attempt_id } = charged();
    await provider.confirm(charge);
    expect(await provider.refund(refund({ reason: "환불 ".repeat(100) }))).toEqual({ class: "success" });
    expect(world.balance(attempt_id)).toBe(0);
  });
});
