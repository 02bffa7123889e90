// The stand-in payment service where it runs: its object, its window, its webhooks through the front door.
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { STAND_IN_KEYS } from "../../sandbox/toss/desk.ts";
import { type TossEnv, tossOf, withPayments } from "../../sandbox/toss/server.ts";
import { newAttemptId, newRefundId } from "../../sandbox/toss/testing/attempt-ids.ts";
import { paymentProvider } from "../../workers/buying/payments/configured.ts";
import type { PaymentProvider } from "../../workers/buying/payments/provider.ts";
import { ask, call, migrate, ORIGIN, testEnv } from "./kit.ts";

const AMOUNT = 50_000;
const env = testEnv as unknown as TossEnv;

function providerHere(): PaymentProvider {
  const provider = paymentProvider(withPayments(env), "toss");
  if (provider === null) throw new Error("payments are off");
  return provider;
}

const windowWish = (more: Record<string, string> = {}) => ({
  orderId: newAttemptId(),
  orderName: "달과 여섯 개의 의자",
  amount: String(AMOUNT),
  successUrl: `${ORIGIN}/pay/done?b=1`,
  failUrl: `${ORIGIN}/pay/failed?b=1`,
  ...more,
});
const decide = (form: Record<string, string>) =>
  call("/sandbox/toss/window", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: ORIGIN, accept: "text/html" },
    body: new URLSearchParams({ method: "카드", outcome: "success", act: "pay", ...form }).toString(),
  });
const backFrom = async (form: Record<string, string>) => new URL((await decide(form)).headers.get("location") ?? "");

beforeAll(migrate);

describe("T-5: the payment window", () => {
  it("T-5: shows the order and the amount in both languages", async () => {
    const query = new URLSearchParams(windowWish()).toString();
    for (const [language, text] of [
      ["ko", "50,000원 결제하기"],
      ["en", "Pay ₩50,000"],
    ] as const) {
      const response = await call(`/sandbox/toss/window?${query}`, {
        headers: { accept: "text/html", "accept-language": language },
      });
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(text);
    }
  });

  it("T-5: a paid one comes back with key, order and amount beside the shop's own parameters, and nothing is charged yet", async () => {
    const wish = windowWish();
    const back = await backFrom(wish);
    expect(back.pathname).toBe("/pay/done");
    expect(Object.fromEntries(back.searchParams)).toEqual({
      b: "1",
      paymentType: "NORMAL",
      orderId: wish.orderId,
      paymentKey: expect.stringMatching(/^tgen_[0-9a-f]{32}$/),
      amount: String(AMOUNT),
    });
    expect(await providerHere().find({ attempt_id: wish.orderId, payment_key: null })).toEqual({ class: "open" });
  });

  it.each([
    ["cancel", "PAY_PROCESS_CANCELED", false],
    ["abort", "PAY_PROCESS_ABORTED", true],
    ["reject", "REJECT_CARD_COMPANY", true],
  ])("T-5: %s comes back with %s; the order stands there: %s", async (act, code, named) => {
    const back = await backFrom({ ...windowWish(), act });
    expect(back.pathname).toBe("/pay/failed");
    expect(back.searchParams.get("code")).toBe(code);
    expect(back.searchParams.get("message")).not.toBe("");
    expect(back.searchParams.has("orderId")).toBe(named);
  });

  it.each([
    { successUrl: "https://evil.example/" },
    { failUrl: "javascript:alert(1)" },
    { orderId: "x" },
    { amount: "-1" },
    { amount: "abc" },
  ])("T-5: it does not open for %j", async (wrong) => {
    const query = new URLSearchParams(windowWish(wrong as unknown as Record<string, string>)).toString();
    expect((await call(`/sandbox/toss/window?${query}`, { headers: { accept: "text/html" } })).status).toBe(400);
    expect((await decide(windowWish(wrong as unknown as Record<string, string>))).status).toBe(400);
  });
});

describe("P-1: the product's client against the object", () => {
  it("P-1 D43: window, confirm twice, refund twice: charged once, given back once, listed so", async () => {
    const wish = windowWish();
    const payment_key = (await backFrom(wish)).searchParams.get("paymentKey");
    const provider = providerHere();
    const charge = { attempt_id: wish.orderId, payment_key, amount_krw: AMOUNT, simulate: null };
    const first = await provider.confirm(charge);
    expect(first).toMatchObject({ class: "success", captured_krw: AMOUNT });
    expect(await provider.confirm(charge)).toEqual(first);
    const refund = { ...charge, refund_id: newRefundId(wish.orderId), amount_krw: 20_000, reason: "changed" };
    expect(await provider.refund(refund)).toEqual({ class: "success" });
    expect(await provider.refund(refund)).toEqual({ class: "success" });
    const { body } = await ask("/sandbox/toss/payments?limit=1000");
    expect(body.items.find((item: { order_id: string }) => item.order_id === wish.orderId)).toMatchObject({
      status: "PARTIAL_CANCELED",
      amount_krw: AMOUNT,
      balance_krw: 30_000,
      cancels: [{ amount_krw: 20_000 }],
    });
    const receipt = await call(new URL(first.class === "success" ? (first.receipt_url ?? "") : "").pathname, {
      headers: { accept: "text/html", "accept-language": "en" },
    });
    expect(await receipt.text()).toContain("₩20,000");
  });

  it("D45: an answer that is lost on the way is found in the books", async () => {
    const provider = providerHere();
    const charge = { attempt_id: newAttemptId(), payment_key: null, amount_krw: AMOUNT, simulate: "timeout_charged" };
    expect(await provider.confirm(charge)).toEqual({ class: "unknown", detail: "unreachable" });
    expect(await provider.find(charge)).toMatchObject({ class: "success", captured_krw: AMOUNT });
  });

  it("P-1: the same protocol over HTTP, with the provider's own refusals", async () => {
    const authorization = `Basic ${btoa(`${STAND_IN_KEYS.secret_key}:`)}`;
    const unknown = await ask("/sandbox/toss/v1/payments/orders/nobody_knows", { headers: { authorization } });
    expect(unknown).toMatchObject({ status: 404, body: { code: "NOT_FOUND_PAYMENT" } });
    const stranger = await ask("/sandbox/toss/v1/payments/orders/nobody_knows");
    expect(stranger).toMatchObject({ status: 403, body: { code: "INCORRECT_BASIC_AUTH_FORMAT" } });
  });
});

describe("D46 D47 webhooks through the front door", () => {
  it("D46 what happened at the provider is told to the product, which answers 200; then it is told no more", async () => {
    const provider = providerHere();
    await provider.confirm({
      attempt_id: newAttemptId(),
      payment_key: null,
      amount_krw: AMOUNT,
      simulate: "duplicate_callback",
    });
    // One that was not answered 200 would stay, to be told again.
    const waiting = () =>
      runInDurableObject(tossOf(env), (_, state) =>
        Number(state.storage.sql.exec("SELECT count(*) AS n FROM webhooks WHERE event <> 'EXPIRED'").one().n),
      );
    for (let round = 0; round < 40 && (await waiting()) > 0; round++) {
      await runDurableObjectAlarm(tossOf(env));
      await new Promise((done) => setTimeout(done, 50));
    }
    expect(await waiting()).toBe(0);
  });

  it.each(["", "not json", '{"data":{"orderId":"b_TESTAA_FORGED-1"}}', "x".repeat(100_000)])(
    "D46 any body is answered 200: %#",
    async (body) => {
      const response = await call("/v1/api/webhooks/toss", { method: "POST", body: body || undefined });
      expect(response.status).toBe(200);
    },
  );
});
