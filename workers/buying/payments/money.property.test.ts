// Fans buy, try again, cancel and refund, while calls to the provider and to the ledger's object get lost on either way,
// messages come twice, late and out of order, and time passes. In the end: money taken is money the ledger knows.
import fc from "fast-check";
import { expect, test } from "vitest";
import { OUTCOMES } from "../../../sandbox/toss/outcomes.ts";
import { SaleWorld } from "../../../sandbox/toss/testing/sale-world.ts";
import type { Fate } from "../../../sandbox/toss/testing/toss-world.ts";
import type { PaymentProvider } from "./provider.ts";

const SEED = 20_261_121;
const RUNS = 250;
const SEATS = ["A-1-1", "A-1-2", "A-2-3", "B-1-1"];

const fate = fc.constantFrom<Fate>("arrives", "arrives", "arrives", "never_arrives", "answer_lost");
const pick = fc.nat(7);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("buy" as const),
      seat: fc.constantFrom(...SEATS),
      simulate: fc.constantFrom(...OUTCOMES),
      window: fc.boolean(),
      amount_off: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("again" as const), pick, simulate: fc.constantFrom(...OUTCOMES) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("job" as const),
      pick,
      how: fc.constantFrom("once", "once", "twice", "lost", "ledger_down"),
      fates: fc.array(fate, { maxLength: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("webhooks" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("refund" as const), pick, part: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("refuse_cancels" as const), on: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 15_000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 700_000 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const worlds = fc.array(step, { minLength: 10, maxLength: 50, size: "max" });

async function play(world: SaleWorld, one: Step): Promise<void> {
  const orders = [...world.ledger.state.orders.values()];
  const orderAt = (at: number) => orders[at % Math.max(1, orders.length)];
  switch (one.do) {
    case "buy": {
      const held = world.ledger.holdSeats(`fan${orders.length}`, [one.seat]);
      if (!held.ok) return;
      const ordered = world.ledger.order(`fan${orders.length}`, held.value.id);
      if (!ordered.ok) return;
      const { id, fan_id, total_krw } = ordered.value;
      const amount_krw = total_krw + (one.amount_off ? 1_000 : 0);
      const attempt_id = `${id}-1`;
      const how = one.window
        ? { payment_key: world.toss.authorise(attempt_id, amount_krw, one.simulate) }
        : { simulate: one.simulate };
      world.pay({ id, fan_id }, how);
      return;
    }
    case "again": {
      const order = orderAt(one.pick);
      if (order?.status === "PENDING" && order.attempts.length > 0) {
        try {
          world.pay(order, { simulate: one.simulate });
        } catch {
          // Its time ran out at this very step.
        }
      }
      return;
    }
    case "job": {
      const fates = [...one.fates];
      world.toss.fate = () => fates.shift() ?? "arrives";
      const body = world.queue[one.pick % Math.max(1, world.queue.length)];
      if (one.how === "lost") return void world.queue.splice(world.queue.indexOf(body), 1);
      if (one.how === "twice") world.queue.push(body);
      world.ledger_is_down = one.how === "ledger_down";
      await world.consume(one.pick);
      world.ledger_is_down = false;
      return;
    }
    case "webhooks":
      return void (await world.dueWebhooks());
    case "refund": {
      const order = orderAt(one.pick);
      if (order !== undefined) world.ledger.refund(order.id);
      return world.takeMessages();
    }
    case "refuse_cancels": {
      const cancel_error = one.on ? "REFUND_REJECTED" : "";
      return world.toss.books.setSwitches({ ...world.toss.books.switches, cancel_error, webhook_delay_ms: 5_000 });
    }
    case "wait":
      world.pass(one.ms);
      world.ledger.engine.rest();
      return world.takeMessages();
  }
}

test("D43 D44 D45 D47 D48 P-1: money taken is money the ledger knows, whatever gets lost", async () => {
  console.log(`seed ${SEED}`);
  const seen = new Map<string, number>();
  const note = (name: string) => void seen.set(name, (seen.get(name) ?? 0) + 1);
  const check = fc.asyncProperty(worlds, async (steps) => {
    const world = new SaleWorld(steps.length);
    for (const one of steps) await play(world, one);
    await world.settle();
    world.checkMoney();
    for (const { id } of world.ledger.state.orders.values()) {
      const order = world.orderNow(id);
      note(order.status);
      for (const attempt of order.attempts) note(`attempt ${attempt.status} ${attempt.code ?? ""}`);
      for (const refund of order.refunds) note(`refund ${refund.status}`);
    }
    note("worlds");
  });
  await fc.assert(check, { seed: SEED, numRuns: RUNS });
  for (const name of ["CONFIRMED", "FAILED", "REFUNDED", "EXPIRED", "refund DONE", "refund REFUSED"]) {
    expect(seen.get(name) ?? 0, name).toBeGreaterThan(0);
  }
  console.log([...seen].map(([name, count]) => `${name}: ${count}`).join(", "));
});

async function endOf(steps: readonly Step[], provider: (honest: PaymentProvider) => PaymentProvider) {
  const world = new SaleWorld(steps.length);
  world.provider = provider(world.toss.provider);
  for (const one of steps) await play(world, one);
  await world.settle();
  world.checkMoney();
}

test("D45 negative control: a client that takes silence for a no is caught by the same worlds", async () => {
  const rash = (honest: PaymentProvider): PaymentProvider => ({
    ...honest,
    confirm: async (charge) => {
      const answer = await honest.confirm(charge);
      return answer.class === "unknown" ? { class: "declined", code: "timeout", detail: "" } : answer;
    },
    // Webhooks would put it right.
    find: async () => ({ class: "none" }),
  });
  const check = fc.asyncProperty(worlds, (steps) => endOf(steps, rash));
  const { failed, errorInstance } = await fc.check(check, { seed: SEED, numRuns: RUNS, endOnFailure: true });
  expect(failed).toBe(true);
  expect(String(errorInstance)).toMatch(/\d+ kept, \d+ known/);
});

test("D48 negative control: a client that believes a refund done when its answer was lost is caught too", async () => {
  const hopeful = (honest: PaymentProvider): PaymentProvider => ({
    ...honest,
    refund: async (refund) => {
      const answer = await honest.refund(refund);
      return answer.class === "unknown" ? { class: "success" } : answer;
    },
  });
  const check = fc.asyncProperty(worlds, (steps) => endOf(steps, hopeful));
  const { failed, errorInstance } = await fc.check(check, { seed: SEED, numRuns: RUNS, endOnFailure: true });
  expect(failed).toBe(true);
  expect(String(errorInstance)).toMatch(/\d+ kept, \d+ known/);
});

test("D48 negative control: a client that asks under a new key each time, and not the books, pays refunds twice", async () => {
  const world = new SaleWorld();
  const order = world.order("fan1", ["A-1-1", "A-1-2"]);
  const attempt_id = world.pay(order, { simulate: "success" });
  await world.consumeAll();
  const payment_key = world.orderNow(order.id).attempts[0]?.payment_key ?? "";
  let keys = 0;
  const { provider } = world.toss;
  const careless: typeof provider = {
    ...provider,
    refund: async ({ amount_krw, reason }) => {
      await world.toss.raw("POST", `/v1/payments/${payment_key}/cancel`, {
        body: { cancelReason: reason, cancelAmount: amount_krw },
        headers: { "idempotency-key": `try${++keys}` },
      });
      return { class: "success" };
    },
  };
  world.ledger.refund(order.id, { seats: ["A-1-1"] });
  world.takeMessages();
  const [job] = world.queue.splice(0);
  for (let again = 0; again < 2; again++) await world.consumeBody(job, { ...world.ports, providerOf: () => careless });
  expect(world.toss.balance(attempt_id)).toBe(0);
  expect(() => world.checkMoney()).toThrow("kept");
});
