import { describe, expect, it } from "vitest";
import { newAttemptId } from "./testing/attempt-ids.ts";
import { TossWorld } from "./testing/toss-world.ts";

const AMOUNT = 50_000;
const MINUTE_MS = 60_000;

function ready(outcome: Parameters<TossWorld["authorise"]>[2] = "success") {
  const world = new TossWorld();
  const orderId = newAttemptId();
  const paymentKey = world.authorise(orderId, AMOUNT, outcome);
  const confirm = (key: string | null = "k1", more: Record<string, unknown> = {}) =>
    world.raw("POST", "/v1/payments/confirm", {
      body: { paymentKey, orderId, amount: AMOUNT, ...more },
      headers: key === null ? {} : { "idempotency-key": key },
    });
  const cancel = (key: string, body: Record<string, unknown>) =>
    world.raw("POST", `/v1/payments/${paymentKey}/cancel`, {
      body: { cancelReason: "changed", ...body },
      headers: { "idempotency-key": key },
    });
  const read = () => world.raw("GET", `/v1/payments/${paymentKey}`);
  return { world, orderId, paymentKey, confirm, cancel, read };
}

describe("T-1: the door", () => {
  it("T-1: without the colon, without Basic, with another key", async () => {
    const { world, paymentKey } = ready();
    const get = (authorization: string) =>
      world.raw("GET", `/v1/payments/${paymentKey}`, { headers: { authorization } });
    const { secret_key } = world.settings;
    expect(await get(`Basic ${btoa(secret_key)}`)).toMatchObject({
      status: 403,
      body: { code: "INCORRECT_BASIC_AUTH_FORMAT" },
    });
    expect((await get(`Bearer ${secret_key}`)).status).toBe(403);
    expect(await get(`Basic ${btoa("test_gsk_other:")}`)).toMatchObject({
      status: 401,
      body: { code: "UNAUTHORIZED_KEY" },
    });
    expect((await get(`Basic ${btoa(`${secret_key}:`)}`)).status).toBe(200);
  });

  it("T-1: a key of 300 characters is taken, one of 301 is not", async () => {
    expect((await ready().confirm("k".repeat(300))).status).toBe(200);
    expect((await ready().confirm("k".repeat(301))).body.code).toBe("INVALID_IDEMPOTENCY_KEY");
  });

  it("T-1: a test code is answered before anything is looked at, an unknown one is refused", async () => {
    const { world } = ready();
    const test = (code: string) =>
      world.raw("POST", "/v1/payments/confirm", { body: {}, headers: { "tosspayments-test-code": code } });
    expect(await test("REJECT_CARD_COMPANY")).toMatchObject({ status: 403, body: { code: "REJECT_CARD_COMPANY" } });
    expect((await test("NO_SUCH_CODE")).body.code).toBe("INVALID_TEST_CODE");
  });

  it("T-1: an unknown address and an unknown payment", async () => {
    const { world } = ready();
    expect((await world.raw("GET", "/v1/nothing")).status).toBe(404);
    expect(await world.raw("GET", "/v1/payments/orders/unknown_order")).toMatchObject({
      status: 404,
      body: { code: "NOT_FOUND_PAYMENT" },
    });
  });
});

describe("T-2: confirming", () => {
  it("T-2: a payment object with its times in Korea and null in most places", async () => {
    const { confirm, orderId, paymentKey } = ready();
    const { status, body } = await confirm();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      orderId,
      paymentKey,
      status: "DONE",
      currency: "KRW",
      method: "카드",
      totalAmount: AMOUNT,
      balanceAmount: AMOUNT,
      cancels: null,
      failure: null,
      virtualAccount: null,
    });
    expect(body.approvedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/);
  });

  it("T-2: an amount, an order or a key that is not the window's is refused, and nothing is charged", async () => {
    const { world, confirm, orderId } = ready();
    expect((await confirm("a", { amount: AMOUNT - 1 })).body.code).toBe("INVALID_REQUEST");
    expect((await confirm("b", { orderId: newAttemptId() })).body.code).toBe("INVALID_REQUEST");
    expect((await confirm("c", { paymentKey: "tgen_madeup" })).body.code).toBe("NOT_FOUND_PAYMENT_SESSION");
    expect((await confirm("d", { amount: "50000" })).body.code).toBe("INVALID_REQUEST");
    expect(world.charges(orderId)).toBe(0);
    expect((await confirm("e")).status).toBe(200);
  });

  it("T-2: ten minutes to the millisecond, then the payment is expired", async () => {
    const first = ready();
    first.world.now_ms += 10 * MINUTE_MS;
    expect((await first.confirm()).status).toBe(200);
    const second = ready();
    second.world.now_ms += 10 * MINUTE_MS + 1;
    expect((await second.confirm()).body.code).toBe("NOT_FOUND_PAYMENT_SESSION");
    expect((await second.read()).body).toMatchObject({
      status: "EXPIRED",
      approvedAt: null,
      method: null,
      failure: { code: "EXPIRED_PAYMENT" },
    });
  });

  it("T-2: confirmed already, and an order id that was charged through another window", async () => {
    const { world, confirm, orderId } = ready();
    await confirm("first");
    expect((await confirm("second")).body.code).toBe("ALREADY_PROCESSED_PAYMENT");
    const paymentKey = world.authorise(orderId, AMOUNT);
    expect((await confirm("third", { paymentKey })).body.code).toBe("DUPLICATED_ORDER_ID");
    expect(world.charges(orderId)).toBe(1);
  });

  it("T-2: a key answers as it did the first time, errors too, for fifteen days", async () => {
    const { world, confirm } = ready("card_info");
    const first = await confirm("same");
    expect(first).toMatchObject({ status: 400, body: { code: "INVALID_CARD_NUMBER" } });
    world.now_ms += 15 * 24 * 60 * MINUTE_MS;
    expect(await confirm("same")).toEqual(first);
    world.now_ms += 1;
    expect((await confirm("same")).body.code).toBe("ALREADY_PROCESSED_PAYMENT");
  });

  it("T-2: a late success is running until it has succeeded", async () => {
    const { world, confirm, read } = ready("late_success");
    await expect(confirm("k")).rejects.toThrow("the line broke");
    expect((await confirm("k")).body.code).toBe("IDEMPOTENT_REQUEST_PROCESSING");
    expect((await read()).body.status).toBe("IN_PROGRESS");
    world.now_ms += 5_000;
    expect((await read()).body.status).toBe("DONE");
    expect((await confirm("k")).body.status).toBe("DONE");
  });
});

describe("T-3: cancelling", () => {
  it("T-3: in parts, with the rest counted down, and never more than there is", async () => {
    const { confirm, cancel, read } = ready();
    expect((await cancel("c0", {})).body.code).toBe("NOT_CANCELABLE_PAYMENT");
    await confirm();
    const first = await cancel("c1", { cancelAmount: 20_000 });
    expect(first.body).toMatchObject({ status: "PARTIAL_CANCELED", balanceAmount: 30_000 });
    expect((await cancel("c1", { cancelAmount: 20_000 })).body).toEqual(first.body);
    expect((await cancel("c2", { cancelAmount: 30_001 })).body.code).toBe("NOT_CANCELABLE_AMOUNT");
    expect((await cancel("c3", { cancelAmount: 10_000, refundableAmount: AMOUNT })).body.code).toBe(
      "NOT_MATCHES_REFUNDABLE_AMOUNT",
    );
    expect((await cancel("c4", {})).body).toMatchObject({ status: "CANCELED", balanceAmount: 0 });
    expect((await cancel("c5", {})).body.code).toBe("ALREADY_CANCELED_PAYMENT");
    expect((await read()).body.cancels).toMatchObject([
      { cancelAmount: 20_000, refundableAmount: 30_000, cancelStatus: "DONE" },
      { cancelAmount: 30_000, refundableAmount: 0 },
    ]);
  });

  it("T-3: a reason is demanded and has its limit", async () => {
    const { confirm, cancel } = ready();
    await confirm();
    expect((await cancel("a", { cancelReason: "" })).body.code).toBe("INVALID_REQUEST");
    expect((await cancel("b", { cancelReason: "x".repeat(201) })).body.code).toBe("INVALID_REQUEST");
    expect((await cancel("c", { cancelReason: "x".repeat(200) })).status).toBe(200);
  });

  it("T-3: a virtual account before its deposit is cancelled whole or not at all", async () => {
    const { confirm, cancel } = ready("virtual_account");
    expect((await confirm()).body).toMatchObject({ status: "WAITING_FOR_DEPOSIT", approvedAt: null });
    expect((await cancel("a", { cancelAmount: 1 })).body.code).toBe("NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT");
    expect((await cancel("b", {})).body.status).toBe("CANCELED");
  });
});

describe("T-4: webhooks and the list", () => {
  it("T-4: told of a success, of a cancel and of an expiry nobody prevented; not of an opened window", async () => {
    const { world, confirm, cancel, paymentKey } = ready();
    const due = () => world.books.dueWebhooks(world.now_ms, 10).map((one) => JSON.parse(one.body).data.status);
    expect(due()).toEqual([]);
    await confirm();
    expect(due()).toEqual(["DONE"]);
    world.now_ms += 1;
    await cancel("c", { cancelAmount: 1 });
    world.now_ms += 11 * MINUTE_MS;
    expect(due()).toEqual(["DONE", "PARTIAL_CANCELED"]);
    expect(paymentKey).toMatch(/^tgen_/);
    const other = ready();
    other.world.now_ms += 10 * MINUTE_MS + 1;
    expect(
      other.world.books.dueWebhooks(other.world.now_ms, 10).map((one) => JSON.parse(one.body).data.status),
    ).toEqual(["EXPIRED"]);
  });

  it("T-4: by switch webhooks come twice, late, or never", async () => {
    const count = async (trouble: Record<string, number>) => {
      const { world, confirm } = ready();
      world.books.setSwitches({ ...world.books.switches, ...trouble });
      await confirm();
      return { now: world.books.dueWebhooks(world.now_ms, 10), all: world.books.dueWebhooks(world.now_ms + 1e6, 10) };
    };
    expect((await count({ duplicate_webhooks: 1 })).now).toHaveLength(2);
    expect((await count({ lose_webhooks: 1 })).all).toHaveLength(0);
    const late = await count({ webhook_delay_ms: 60_000 });
    expect([late.now.length, late.all.length]).toEqual([0, 1]);
  });

  it("T-4: answers get lost by switch although the work is done", async () => {
    const { world, confirm, orderId } = ready();
    world.books.setSwitches({ ...world.books.switches, lose_answers: 1 });
    await expect(confirm()).rejects.toThrow("the line broke");
    expect(world.charges(orderId)).toBe(1);
  });
});
