import { beforeEach, describe, expect, it } from "vitest";
import { newAttemptId } from "../../../sandbox/toss/testing/attempt-ids.ts";
import { SaleWorld } from "../../../sandbox/toss/testing/sale-world.ts";
import type { Fate } from "../../../sandbox/toss/testing/toss-world.ts";
import { consumePayments, LANES, pushPaymentJobs } from "./consume.ts";
import { readPaymentMessage } from "./message.ts";

const MINUTE_MS = 60_000;
const SEAT = "A-1-1";
const AMOUNT = 150_000;

let world: SaleWorld;
beforeEach(() => {
  world = new SaleWorld();
});

const buyer = (seats: readonly string[] = [SEAT]) => world.order("fan1", seats);
const calls = (part: string) => world.toss.calls.filter((call) => call.path.includes(part)).length;
const confirms = () => calls("/confirm");

async function bought() {
  const order = buyer();
  const attempt_id = world.pay(order, { simulate: "success" });
  await world.consumeAll();
  return { order, attempt_id };
}

describe("P-1: from a job to an outcome", () => {
  it("P-1: a payment at the window becomes a booking", async () => {
    const order = buyer();
    const payment_key = world.toss.authorise(`${order.id}-1`, AMOUNT);
    world.pay(order, { payment_key });
    await world.consumeAll();
    expect(world.orderNow(order.id)).toMatchObject({ status: "CONFIRMED", paid_attempt_id: `${order.id}-1` });
    expect(world.orderNow(order.id).attempts[0]).toMatchObject({ payment_key, captured_krw: AMOUNT });
    world.checkMoney();
  });

  it.each([
    ["success", "CONFIRMED", null],
    ["duplicate_callback", "CONFIRMED", null],
    ["insufficient_balance", "PENDING", "insufficient_balance"],
    ["card_info", "PENDING", "card_info"],
    ["limit_exceeded", "PENDING", "limit_exceeded"],
    ["network_error", "PENDING", "network_error"],
    ["timeout", "PENDING", "timeout"],
    ["timeout_charged", "CONFIRMED", null],
    ["late_success", "CONFIRMED", null],
    ["virtual_account", "PENDING", "declined"],
  ])("P-1: simulate %s ends %s within 15 s (%s)", async (simulate, status, code) => {
    const order = buyer();
    world.pay(order, { simulate });
    const began_ms = world.toss.now_ms;
    await world.consumeAll();
    while (world.orderNow(order.id).status === "PAYING") {
      world.pass((world.ledger.engine.nextDueMs() ?? 0) - world.toss.now_ms);
      await world.rest();
    }
    expect(world.toss.now_ms - began_ms).toBeLessThanOrEqual(15_000);
    expect(world.orderNow(order.id)).toMatchObject({ status, attempts: [{ code }] });
    world.checkMoney();
  });

  it("P-1: a declined card is followed by another try under its own id", async () => {
    const order = buyer();
    world.pay(order, { simulate: "card_info" });
    await world.consumeAll();
    world.pay(order, { simulate: "success" });
    await world.consumeAll();
    expect(world.orderNow(order.id)).toMatchObject({ status: "CONFIRMED", paid_attempt_id: `${order.id}-2` });
    world.checkMoney();
  });

  it("D40 a window that was opened for another amount charges nothing", async () => {
    const order = buyer();
    const payment_key = world.toss.authorise(`${order.id}-1`, 100);
    const attempt_id = world.pay(order, { payment_key });
    await world.consumeAll();
    expect(world.orderNow(order.id).status).toBe("PENDING");
    expect(world.toss.charges(attempt_id)).toBe(0);
  });
});

describe("P-5: messages that come again", () => {
  it("D43 P-5: a job done many times over charges once and changes nothing after the first", async () => {
    const order = buyer();
    const attempt_id = world.pay(order, { simulate: "success" });
    const [job] = world.queue;
    await world.consumeAll();
    const { rev } = world.orderNow(order.id);
    for (let again = 0; again < 5; again++) expect(await world.consumeBody(job)).toBe("acked");
    await Promise.all([world.consumeBody(job), world.consumeBody(job)]);
    expect(world.orderNow(order.id).rev).toBe(rev);
    expect(world.toss.charges(attempt_id)).toBe(1);
  });

  it("D48 a cancel that comes again gives the money back once", async () => {
    const { order, attempt_id } = await bought();
    world.ledger.refund(order.id);
    world.takeMessages();
    const [job] = world.queue;
    await world.consumeAll();
    for (let again = 0; again < 5; again++) await world.consumeBody(job);
    expect(world.orderNow(order.id)).toMatchObject({ status: "REFUNDED", refunded_krw: AMOUNT });
    expect(world.toss.balance(attempt_id)).toBe(0);
    expect(calls("/cancel")).toBe(1);
  });

  it("P-5: an object that cannot be reached gets the same job again; what the provider did stands", async () => {
    const order = buyer();
    const attempt_id = world.pay(order, { simulate: "success" });
    world.ledger_is_down = true;
    expect(await world.consume()).toBe("retried");
    expect(world.toss.charges(attempt_id)).toBe(1);
    world.ledger_is_down = false;
    expect(await world.consume()).toBe("acked");
    expect(world.orderNow(order.id).status).toBe("CONFIRMED");
    expect(world.toss.charges(attempt_id)).toBe(1);
  });

  it("P-5: a message lost on its way is made good by the ledger's own question", async () => {
    const order = buyer();
    world.pay(order, { simulate: "success" });
    world.queue.length = 0;
    world.pass(15_000);
    await world.rest();
    expect(world.orderNow(order.id).status).toBe("CONFIRMED");
    world.checkMoney();
  });

  it.each([null, 7, "x", {}, { kind: "confirm" }, { kind: "pay", attempt_id: newAttemptId() }])(
    "P-5: a message that is none of ours (%j) is put away and harms nobody",
    async (body) => {
      expect(readPaymentMessage(body)).toBeNull();
      expect(await world.consumeBody(body)).toBe("acked");
    },
  );

  it("P-5: without a provider nothing is guessed: the job is put away and the ledger goes on asking", async () => {
    const order = buyer();
    world.pay(order, { simulate: "success" });
    expect(await world.consumeBody(world.queue[0], { ...world.ports, providerOf: () => null })).toBe("acked");
    expect(world.orderNow(order.id).status).toBe("PAYING");
  });

  it("P-14: an attempt is settled by the provider it was given to, whichever is the deployment's own now", async () => {
    const order = buyer();
    const attempt_id = world.pay(order, { simulate: "success", provider: "second" });
    const asked: string[] = [];
    const providerOf = (name: string) => {
      asked.push(name);
      return name === "second" ? world.toss.provider : null;
    };
    const heard = { kind: "heard", attempt_id };
    // The first provider is all this deployment has: nothing is asked of it, and nothing is guessed.
    for (const body of [world.queue[0], heard]) expect(await world.consumeBody(body)).toBe("acked");
    expect([world.toss.calls.length, world.orderNow(order.id).status]).toEqual([0, "PAYING"]);
    for (const body of [heard, world.queue[0]]) await world.consumeBody(body, { ...world.ports, providerOf });
    expect(new Set(asked)).toEqual(new Set(["second"]));
    expect(world.orderNow(order.id)).toMatchObject({ status: "CONFIRMED", attempts: [{ provider: "second" }] });
  });

  it("P-5 P-6: a batch keeps six connections busy and never more, and one silent answer holds up nobody", async () => {
    let open = 0;
    let most = 0;
    const { provider } = world.toss;
    const asked: (() => void)[] = [];
    const slow: typeof provider = {
      ...provider,
      find: async () => {
        most = Math.max(most, ++open);
        // The first never answers until all the others have.
        await new Promise<void>((done) => (asked.length === 0 ? asked.push(done) : setTimeout(done, 0)));
        open--;
        return { class: "unknown", detail: "" };
      },
    };
    const order = buyer();
    world.pay(order, { simulate: "success" });
    const body = { kind: "heard", attempt_id: `${order.id}-1` };
    let done = 0;
    const messages = Array.from({ length: 40 }, (_, id) => ({
      id: String(id),
      body,
      attempts: 1,
      ack: () => {
        if (++done === 39) asked[0]?.();
      },
      retry: () => {},
    }));
    await consumePayments({ messages } as unknown as MessageBatch, { ...world.ports, providerOf: () => slow });
    expect({ done, most }).toEqual({ done: 40, most: LANES });
  });

  it("P-5: jobs go to the queue in bulk, in order, within the platform's limit", async () => {
    const order = buyer();
    world.pay(order, { simulate: "success" });
    const job = readPaymentMessage(world.queue[0]);
    const sent: number[] = [];
    const sendBatch = async (some: unknown[]) => void sent.push(some.length);
    const jobs = Array.from({ length: 205 }, () => job as never);
    await pushPaymentJobs({ PAYMENT_QUEUE: { sendBatch } as never }, jobs);
    expect(sent).toEqual([100, 100, 5]);
  });
});

describe("D45 what is not known", () => {
  it.each<[string, Fate, string]>([
    ["D45 the answer is lost after the charge: asking finds it at once", "answer_lost", "CONFIRMED"],
    ["D45 the question never arrives: it is sent again, and charged once", "never_arrives", "CONFIRMED"],
  ])("%s", async (_, fate, status) => {
    const order = buyer();
    const attempt_id = world.pay(order, { simulate: "success" });
    let befallen = 0;
    world.toss.fate = () => (befallen++ === 0 ? fate : "arrives");
    await world.consumeAll();
    world.pass(1_000);
    await world.rest();
    expect(world.orderNow(order.id).status).toBe(status);
    expect(world.toss.charges(attempt_id)).toBe(1);
  });

  it("D45 D52 while nothing can be learnt the seats stay, no second try begins, and nobody is told of a failure", async () => {
    const order = buyer();
    const attempt_id = world.pay(order, { simulate: "success" });
    world.toss.fate = () => "answer_lost";
    await world.consumeAll();
    for (const wait_ms of [1_000, 1_000, 2_000, 4_000, 7_000, 15_000, 30_000]) {
      world.pass(wait_ms);
      await world.rest();
      expect(world.orderNow(order.id).status).toBe("PAYING");
      expect(() => world.pay(order, { simulate: "success" })).toThrow("payment_in_progress");
    }
    world.toss.fate = () => "arrives";
    world.pass(30_000);
    await world.rest();
    expect(world.orderNow(order.id).status).toBe("CONFIRMED");
    expect(world.toss.charges(attempt_id)).toBe(1);
  });

  it("D45 negative control: taking a lost answer for a decline takes money for nothing", async () => {
    const order = buyer();
    const attempt_id = world.pay(order, { simulate: "timeout_charged" });
    const { provider } = world.toss;
    const rash: typeof provider = {
      ...provider,
      confirm: async (charge) => {
        const answer = await provider.confirm(charge);
        return answer.class === "unknown" ? { class: "declined", code: "timeout", detail: "" } : answer;
      },
    };
    await world.consumeBody(world.queue.pop(), { ...world.ports, providerOf: () => rash });
    expect(world.orderNow(order.id).status).toBe("PENDING");
    expect(world.toss.balance(attempt_id)).toBe(AMOUNT);
    expect(() => world.checkMoney()).toThrow("kept");
  });

  it("D45 charged, and never known until the order has failed: what is found at last goes back", async () => {
    const order = buyer();
    const attempt_id = world.pay(order, { simulate: "timeout_charged" });
    world.toss.fate = (call) => (call.method === "GET" ? "never_arrives" : "arrives");
    await world.consumeAll();
    for (let minute = 0; minute < 12; minute++) {
      world.pass(MINUTE_MS);
      await world.rest();
    }
    expect(world.orderNow(order.id).status).toBe("FAILED");
    expect(world.toss.balance(attempt_id)).toBe(AMOUNT);
    await world.settle();
    expect(world.toss.balance(attempt_id)).toBe(0);
    world.checkMoney();
  });
});

describe("P-6: never later than nine minutes", () => {
  const late = async (late_ms: number) => {
    const order = buyer();
    world.pay(order, { simulate: "success" });
    const [job] = world.queue.splice(0);
    world.pass(late_ms);
    await world.consumeBody(job);
    return order;
  };

  it("P-6: a message that lay until the last moment is still sent; one millisecond later it is not", async () => {
    const order = await late(9 * MINUTE_MS);
    expect(confirms()).toBe(1);
    expect(world.orderNow(order.id).status).toBe("CONFIRMED");
    world = new SaleWorld();
    const other = await late(9 * MINUTE_MS + 1);
    expect(confirms()).toBe(0);
    expect(world.orderNow(other.id).status).toBe("PAYING");
  });

  it("P-6 negative control: without the last moment a late message would still charge", async () => {
    const order = buyer();
    const attempt_id = world.pay(order, { simulate: "success" });
    const [job] = world.queue.splice(0);
    world.pass(10 * MINUTE_MS);
    await world.consumeBody({ ...(job as object), confirm_until_ms: Number.MAX_SAFE_INTEGER });
    expect(world.toss.charges(attempt_id)).toBe(1);
  });

  it("P-6: nor does the ledger's question send one", async () => {
    const order = buyer();
    world.pay(order, { simulate: "success" });
    world.toss.fate = () => "never_arrives";
    await world.consumeAll();
    world.pass(9 * MINUTE_MS + 1);
    world.toss.fate = () => "arrives";
    const before = confirms();
    await world.rest();
    expect(confirms()).toBe(before);
    // Still not known: a confirm could only just have begun.
    expect(world.orderNow(order.id).status).toBe("PAYING");
  });

  it("P-6: what the provider does not know a minute and a half later was never charged", async () => {
    const order = await late(10.5 * MINUTE_MS - 1);
    expect(world.orderNow(order.id).attempts[0]?.status).not.toBe("DECLINED");
    world = new SaleWorld();
    const other = await late(10.5 * MINUTE_MS);
    expect(world.orderNow(other.id).attempts[0]).toMatchObject({ status: "DECLINED", code: "payment_expired" });
    world.checkMoney();
  });

  it("P-6: a window authorised and never confirmed ends as expired by the provider's own word", async () => {
    const order = buyer();
    const payment_key = world.toss.authorise(`${order.id}-1`, AMOUNT);
    world.pay(order, { payment_key });
    world.queue.length = 0;
    world.toss.fate = (call) => (call.path.endsWith("/confirm") ? "never_arrives" : "arrives");
    for (let step = 0; step < 22; step++) {
      world.pass(30_000);
      await world.rest();
    }
    expect(world.orderNow(order.id).attempts[0]).toMatchObject({ status: "DECLINED", code: "payment_expired" });
  });
});
