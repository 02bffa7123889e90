import { beforeEach, describe, expect, it } from "vitest";
import { newAttemptId } from "../../../sandbox/toss/testing/attempt-ids.ts";
import { SaleWorld } from "../../../sandbox/toss/testing/sale-world.ts";
import { tossWebhook } from "./consume.ts";
import { readWebhook } from "./webhook.ts";

const AMOUNT = 150_000;

let world: SaleWorld;
let numbers = 0;
beforeEach(() => {
  world = new SaleWorld();
});

const order = () => world.order("fan1", ["A-1-1"]);
const saying = (attempt_id: string, status: string) =>
  JSON.stringify({
    eventType: "PAYMENT_STATUS_CHANGED",
    createdAt: "2026-11-20T19:00:00.000000",
    data: { orderId: attempt_id, paymentKey: "tgen_1", status, totalAmount: AMOUNT, balanceAmount: AMOUNT },
  });
/** Each under a number of its own, so that only the ledger can tell a repeat. */
const hear = async (body: string, transmission_id = `n${++numbers}`) => {
  await world.webhook(body, transmission_id);
  await world.consumeAll();
};
const yes = async () => true;
const away = async () => {
  throw new Error("the ledger is away");
};
const requestOf = (body: BodyInit | null, id: string | null = null) =>
  new Request("http://fairline.test/v1/api/webhooks/toss", {
    method: "POST",
    body,
    headers: id === null ? {} : { "tosspayments-webhook-transmission-id": id },
  });

describe("D46 webhooks are hints", () => {
  it("D46 a forged success buys nothing: the books know no charge", async () => {
    const { id } = order();
    const payment_key = world.toss.authorise(`${id}-1`, AMOUNT);
    const attempt_id = world.pay({ id, fan_id: "fan1" }, { payment_key });
    world.queue.length = 0;
    await hear(saying(attempt_id, "DONE"));
    expect(world.orderNow(id).status).toBe("PAYING");
    expect(world.toss.charges(attempt_id)).toBe(0);
  });

  it("D46 a forged failure frees no seat", async () => {
    const { id } = order();
    const attempt_id = world.pay({ id, fan_id: "fan1" }, { simulate: "late_success" });
    await world.consumeAll();
    await hear(saying(attempt_id, "ABORTED"));
    await hear(saying(attempt_id, "CANCELED"));
    expect(world.orderNow(id).status).toBe("PAYING");
    await world.settle();
    expect(world.orderNow(id).status).toBe("CONFIRMED");
    await hear(saying(attempt_id, "CANCELED"));
    expect(world.orderNow(id).status).toBe("CONFIRMED");
  });

  it("D46 negative control: believed as it stands, the forged one would have bought the seats", async () => {
    const { id } = order();
    const attempt_id = world.pay({ id, fan_id: "fan1" }, { simulate: "success" });
    const { data } = JSON.parse(saying(attempt_id, "DONE"));
    const { provider } = world.toss;
    const credulous: typeof provider = {
      ...provider,
      find: async () => ({
        class: "success",
        payment_key: data.paymentKey,
        captured_krw: data.totalAmount,
        receipt_url: null,
      }),
    };
    await world.consumeBody({ kind: "heard", attempt_id }, { ...world.ports, providerOf: () => credulous });
    expect(world.orderNow(id).status).toBe("CONFIRMED");
    expect(() => world.checkMoney()).toThrow("0 kept");
  });

  it("D46 a made-up id costs the provider no question", async () => {
    await hear(saying(newAttemptId(), "DONE"));
    expect(world.toss.calls).toHaveLength(0);
  });

  it.each([
    ["nothing", ""],
    ["half a body", '{"data":'],
    ["a list", "[]"],
    ["a number", "7"],
    ["no order", '{"eventType":"PAYMENT_STATUS_CHANGED","data":{}}'],
    ["an order that is not ours", '{"data":{"orderId":"order-1234"}}'],
    ["an id with a wrong check character", saying(newAttemptId().replace(/.-1$/, "*-1"), "DONE")],
    ["bytes", new Uint8Array([255, 254, 0, 1])],
    ["too much", "x".repeat(70_000)],
  ])("D46 %s is taken without a word and does nothing", async (_, body) => {
    expect(await readWebhook(requestOf(body))).toBeNull();
    await tossWebhook({ PAYMENT_QUEUE: {} as never, knowsCode: yes, paymentOf: away }, requestOf(body));
  });

  it("D77 an id of a showtime that there is not goes no further than the door", async () => {
    const asked: string[] = [];
    const knowsCode = async (code: string) => {
      asked.push(code);
      return false;
    };
    const attempt_id = newAttemptId();
    const paymentOf = async (id: string) => {
      asked.push(id);
      return away();
    };
    const ports = { PAYMENT_QUEUE: {} as never, knowsCode, paymentOf };
    await tossWebhook(ports, requestOf(saying(attempt_id, "DONE"), "made up"));
    expect(asked).toEqual([attempt_id.split("_")[1]]);
  });

  it("D46 a deposit's notice is flat and is read for its order alone", async () => {
    const attempt_id = newAttemptId();
    const body = JSON.stringify({ createdAt: "x", secret: "ps_1", status: "DONE", orderId: attempt_id });
    expect(await readWebhook(requestOf(body, "t"))).toEqual({ attempt_id, transmission_id: "t" });
  });

  it("D46 a queue that is down does not make the provider's call fail", async () => {
    const send = async () => {
      throw new Error("down");
    };
    const request = requestOf(saying(newAttemptId(), "DONE"), "down");
    await expect(
      tossWebhook({ PAYMENT_QUEUE: { send } as never, knowsCode: yes, paymentOf: away }, request),
    ).resolves.toBeUndefined();
  });
});

describe("D47 webhooks come when they like", () => {
  it("D47 before our own answer: the booking is made by the books, and the answer changes nothing", async () => {
    const { id } = order();
    const attempt_id = world.pay({ id, fan_id: "fan1" }, { simulate: "timeout_charged" });
    const [job] = world.queue.splice(0);
    world.toss.fate = (call) => (call.method === "GET" ? "never_arrives" : "arrives");
    await world.consumeBody(job);
    expect(world.orderNow(id).status).toBe("PAYING");
    world.toss.fate = () => "arrives";
    expect(await world.dueWebhooks()).toBe(1);
    await world.consumeAll();
    const { status, rev } = world.orderNow(id);
    expect(status).toBe("CONFIRMED");
    await world.consumeBody(job);
    expect(world.orderNow(id).rev).toBe(rev);
    expect(world.toss.charges(attempt_id)).toBe(1);
  });

  it("D47 twice, thrice and out of order: nothing changes, and the provider is not even asked", async () => {
    const { id } = order();
    const attempt_id = world.pay({ id, fan_id: "fan1" }, { simulate: "duplicate_callback" });
    await world.consumeAll();
    const { rev } = world.orderNow(id);
    const asked = world.toss.calls.length;
    expect(await world.dueWebhooks()).toBe(3);
    for (const status of ["ABORTED", "DONE", "EXPIRED", "PARTIAL_CANCELED"]) await hear(saying(attempt_id, status));
    await world.consumeAll();
    expect(world.orderNow(id).rev).toBe(rev);
    expect(world.toss.calls.length).toBe(asked);
  });

  it("D47 a repeat under the same number is dropped at the door; a number counts for its own payment alone", async () => {
    const [first, second] = [newAttemptId(), newAttemptId()];
    await world.webhook(saying(first, "DONE"), "same");
    await world.webhook(saying(first, "DONE"), "same");
    await world.webhook(saying(second, "DONE"), "same");
    expect(world.queue).toEqual([
      { kind: "heard", attempt_id: first },
      { kind: "heard", attempt_id: second },
    ]);
  });

  it("D47 of a payment that has bought, a hint makes no job; where the ledger cannot say, it does", async () => {
    const { id } = order();
    const attempt_id = world.pay({ id, fan_id: "fan1" }, { simulate: "success" });
    await world.consumeAll();
    expect(world.orderNow(id).status).toBe("CONFIRMED");
    await world.webhook(saying(attempt_id, "CANCELED"), `n${++numbers}`);
    expect(world.queue).toHaveLength(0);
    const sent: unknown[] = [];
    const PAYMENT_QUEUE = { send: async (body: unknown) => void sent.push(body) } as never;
    const request = requestOf(saying(attempt_id, "DONE"), `n${++numbers}`);
    await tossWebhook({ PAYMENT_QUEUE, knowsCode: yes, paymentOf: away }, request);
    expect(sent).toEqual([{ kind: "heard", attempt_id }]);
  });

  it("D47 lost for good: the ledger's own question finds the charge", async () => {
    const { id } = order();
    world.toss.books.setSwitches({ ...world.toss.books.switches, lose_webhooks: 1 });
    world.pay({ id, fan_id: "fan1" }, { simulate: "late_success" });
    await world.consumeAll();
    await world.settle();
    expect(world.orderNow(id).status).toBe("CONFIRMED");
    world.checkMoney();
  });

  it("D47 after a refund an old success changes nothing", async () => {
    const { id } = order();
    const attempt_id = world.pay({ id, fan_id: "fan1" }, { simulate: "success" });
    await world.consumeAll();
    world.ledger.refund(id);
    await world.consumeAll();
    const { status, rev } = world.orderNow(id);
    expect(status).toBe("REFUNDED");
    await hear(saying(attempt_id, "DONE"));
    expect(world.orderNow(id).rev).toBe(rev);
  });
});
