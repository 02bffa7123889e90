// One ledger, the payment jobs and the stand-in provider, with a queue between them that loses, repeats and reorders.

import { refuse } from "../../../domain/seat-ledger/decided.ts";
import type { PaymentJob } from "../../../domain/seat-ledger/outbox.ts";
import { DESTINATIONS } from "../../../domain/seat-ledger/outbox.ts";
import { configOf, START_MS, smallHouse } from "../../../domain/seat-ledger/testing/halls.ts";
import { orderView } from "../../../domain/seat-ledger/views.ts";
import { outcomeTask, payTask, refundOutcomeTask } from "../../../durable-objects/seat-ledger/commands.ts";
import { readPayment } from "../../../durable-objects/seat-ledger/reads.ts";
import { timed } from "../../../durable-objects/seat-ledger/rpc.ts";
import { TestLedger, value } from "../../../durable-objects/seat-ledger/testing/test-ledger.ts";
import {
  consumePayments,
  type PaymentLedger,
  type PaymentPorts,
  tossWebhook,
} from "../../../workers/buying/payments/consume.ts";
import type { PaymentProvider } from "../../../workers/buying/payments/provider.ts";
import { type Fate, TossWorld } from "./toss-world.ts";

export type Ack = "acked" | "retried";

let worlds = 0;

export class SaleWorld {
  /** Ids are the same in every world; the door's memory is the process's. */
  readonly #world = ++worlds;
  readonly ledger: TestLedger;
  readonly toss: TossWorld;
  /** Not yet delivered. */
  readonly queue: unknown[] = [];
  /** The next answers to the ledger's object get lost after they were heard, or never arrive. */
  ledger_is_down = false;

  /** Negative controls put another in its place. */
  provider: PaymentProvider;

  constructor(seed = 1) {
    this.toss = new TossWorld({ seed, now_ms: START_MS });
    this.provider = this.toss.provider;
    this.ledger = new TestLedger(smallHouse(), configOf({ limits: { seats_per_fan: 4 } }));
  }

  get ports(): PaymentPorts {
    const providerOf = (name: string) => (name === "toss" ? this.provider : null);
    return { providerOf, ledgerOf: () => this.#stub, now: this.toss.now };
  }

  #stub: PaymentLedger = {
    outcome: async (request) => this.#told(() => this.ledger.run(outcomeTask(request))),
    refundOutcome: async (request) => this.#told(() => this.ledger.run(refundOutcomeTask(request))),
    orderOf: async ({ order_id }) =>
      this.#told(() => {
        const order = this.ledger.state.orders.get(order_id);
        return order === undefined ? refuse("not_found") : { ok: true, value: orderView(this.ledger.state, order) };
      }),
  };

  #told<T extends Parameters<typeof timed>[0]>(work: () => T) {
    if (this.ledger_is_down) throw new Error("the object is gone");
    return timed(work(), this.toss.now_ms) as never;
  }

  pass(ms: number): void {
    this.toss.now_ms += ms;
    this.ledger.now_ms = this.toss.now_ms;
  }

  /** Holds and orders; nobody has paid yet. */
  order(fan_id: string, seats: readonly string[]) {
    return value(this.ledger.order(fan_id, value(this.ledger.holdSeats(fan_id, seats)).id));
  }

  /** Pays as a page does (through the window) or as a load tool (told how to end). */
  pay(order: { readonly id: string; readonly fan_id: string }, how: PayHow = {}): string {
    const wish = { amount_krw: null, method: null, payment_key: null, simulate: null, key: null, ...how };
    const { request_id } = value(this.ledger.run(payTask({ order_id: order.id, fan_id: order.fan_id, ...wish })));
    this.takeMessages();
    return request_id;
  }

  /** What the ledger's outbox holds goes into the queue. */
  takeMessages(): void {
    for (const destination of DESTINATIONS) {
      const rows = this.ledger.store.waiting(destination, 1_000);
      if (destination === "payments") this.queue.push(...rows.map(({ body }) => body as PaymentJob));
      const ids = rows.map(({ id }) => id);
      if (ids.length > 0) this.ledger.store.delivered(destination, ids);
    }
  }

  /** The next message; `at` takes one out of turn. */
  async consume(at = 0): Promise<Ack | null> {
    const [body] = this.queue.splice(this.queue.length === 0 ? 0 : at % this.queue.length, 1);
    if (body === undefined) return null;
    const ack = await this.consumeBody(body);
    if (ack === "retried") this.queue.push(body);
    this.takeMessages();
    return ack;
  }

  async consumeBody(body: unknown, ports: PaymentPorts = this.ports): Promise<Ack | null> {
    let said: Ack | null = null;
    const message = {
      id: "m",
      timestamp: new Date(0),
      attempts: 1,
      body,
      ack: () => {
        said ??= "acked";
      },
      retry: () => {
        said ??= "retried";
      },
    };
    const batch = { queue: "fairline-local-payments", messages: [message], ackAll() {}, retryAll() {} };
    await consumePayments(batch as unknown as MessageBatch, ports);
    return said;
  }

  /** Everything in the queue, and what follows from it. */
  async consumeAll(): Promise<void> {
    this.takeMessages();
    while (this.queue.length > 0) await this.consume();
  }

  /** The ledger's alarm, and the jobs it makes. */
  async rest(): Promise<void> {
    this.ledger.engine.rest();
    await this.consumeAll();
  }

  /** One webhook at the front door; its body stands in the books. */
  async webhook(body: string, transmission_id = "t1"): Promise<void> {
    const headers = { "tosspayments-webhook-transmission-id": `${this.#world} ${transmission_id}` };
    const request = new Request("http://fairline.test/v1/api/webhooks/toss", { method: "POST", headers, body });
    const send = async (message: unknown) => void this.queue.push(message);
    const paymentOf = async (attempt_id: string) =>
      this.#told(() => this.ledger.run({ decide: (state) => readPayment(state, { attempt_id, fan_id: null }) }));
    const ports = { PAYMENT_QUEUE: { send } as unknown as Queue, knowsCode: async () => true, paymentOf };
    await tossWebhook(ports, request);
  }
  async dueWebhooks(): Promise<number> {
    const due = this.toss.books.dueWebhooks(this.toss.now_ms, 100);
    for (const webhook of due) {
      this.toss.books.webhooksDone([webhook.id]);
      await this.webhook(webhook.body, `${webhook.transmission_id}-${webhook.id}`);
    }
    return due.length;
  }

  /** Nothing is lost any more and time passes until nobody waits for anything. */
  async settle(): Promise<void> {
    this.toss.fate = (): Fate => "arrives";
    this.ledger_is_down = false;
    this.toss.books.setSwitches({ ...this.toss.books.switches, lose_answers: 0, cancel_error: "" });
    for (let round = 0; round < 400; round++) {
      const due_ms = this.ledger.engine.rest();
      await this.consumeAll();
      await this.dueWebhooks();
      if (due_ms === null && this.queue.length === 0) break;
      const next_ms = this.ledger.engine.nextDueMs();
      if (next_ms !== null) this.pass(Math.max(0, next_ms - this.toss.now_ms));
    }
  }

  orderNow(order_id: string) {
    const order = this.ledger.state.orders.get(order_id);
    if (order === undefined) throw new Error(`${order_id} is gone`);
    return orderView(this.ledger.state, order);
  }

  /**
   * Once all is settled: for each attempt the provider keeps exactly what the ledger knows of: live tickets, stated fees,
   * and refunds it refused for good (which are alerted). Throws with the first difference.
   */
  checkMoney(): void {
    for (const { id } of this.ledger.state.orders.values()) {
      const order = this.orderNow(id);
      if (order.status === "PAYING") throw new Error(`${id} is ${order.status}`);
      if (order.refunds.some((refund) => refund.status === "REQUESTED")) throw new Error(`${id} waits for its money`);
      for (const attempt of order.attempts) {
        const bought = order.paid_attempt_id === attempt.id;
        const stuck = order.lines.filter((line) => bought && line.status === "REFUND_REFUSED");
        const live = order.lines.filter((line) => bought && line.status === "LIVE");
        const refunds = order.refunds.filter((refund) => refund.attempt_id === attempt.id);
        const fees_krw = sum(refunds.filter((one) => one.status === "DONE").map((one) => one.fee_krw));
        const unpaid = refunds.filter((one) => one.status === "REFUSED" && one.seat_ids.length === 0);
        const known_krw =
          sum(live.map((line) => line.price_krw)) +
          sum(stuck.map((line) => line.price_krw)) +
          fees_krw +
          sum(unpaid.map((one) => one.amount_krw));
        const kept_krw = this.toss.balance(attempt.id);
        if (kept_krw !== known_krw) throw new Error(`${attempt.id}: ${kept_krw} kept, ${known_krw} known`);
        if (this.toss.charges(attempt.id) > 1) throw new Error(`${attempt.id} was charged twice`);
      }
    }
  }
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

type PayHow = { readonly payment_key?: string; readonly simulate?: string; readonly provider?: string };
