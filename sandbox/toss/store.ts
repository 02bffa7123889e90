// The stand-in payment service's object: its books on the object's storage, and its webhooks by the object's alarm.
import { DurableObject } from "cloudflare:workers";
import { objectSql } from "../../durable-objects/kit/sql.ts";
import { TossBooks, type Webhook } from "./books.ts";
import { type Authorisation, type TossCall, TossDesk, type TossReply } from "./desk.ts";
import { type ListedPayment, listed, listedPayment } from "./list.ts";
import type { Switches } from "./switches.ts";

/** Brings a webhook to the shop, in this process; true where it answered 200. */
export type DeliverWebhook<E> = (env: E, request: Request) => Promise<Response>;

const WEBHOOK_PATH = "/v1/api/webhooks/toss";
const AT_ONCE_MAX = 50;
/** Webhooks of a busy moment leave together, as they do in life: a moment after what they tell of. */
const GATHER_MS = 200;
const MINUTE_MS = 60_000;
/** Minutes until the next try: 1, 4, 16, 64, 256, 1024, 4096. */
const TRIES_MAX = 7;

const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Makes the object's class: `export class SandboxToss extends sandboxToss(deliver) {}`. */
export function sandboxToss<E>(deliver: DeliverWebhook<E>) {
  return class SandboxToss extends DurableObject<E> {
    readonly #books: TossBooks;
    readonly #desk: TossDesk;
    #alarm_at_ms: number | null = null;

    constructor(ctx: DurableObjectState, env: E) {
      super(ctx, env);
      this.#books = new TossBooks(objectSql(ctx.storage));
      this.#desk = new TossDesk({ books: this.#books, random: Math.random, newKey });
    }

    async handle(call: TossCall): Promise<TossReply> {
      const reply = this.#desk.handle(call, Date.now());
      await this.#wakeForWebhooks();
      return reply;
    }

    async authorise(wish: Authorisation, origin: string): Promise<string> {
      const payment_key = this.#desk.authorise(wish, { origin, now_ms: Date.now() });
      await this.#wakeForWebhooks();
      return payment_key;
    }

    payment(payment_key: string): ListedPayment | null {
      const payment = this.#books.payment(payment_key);
      return payment === null ? null : listedPayment(this.#books, payment, Date.now());
    }
    list(page: { readonly after: number; readonly limit: number }) {
      return listed(this.#books, { ...page, now_ms: Date.now() });
    }
    switches(): Switches {
      return this.#books.switches;
    }
    setSwitches(value: Switches): void {
      this.#books.setSwitches(value);
    }

    override async alarm(): Promise<void> {
      this.#alarm_at_ms = null;
      try {
        const due = this.#books.dueWebhooks(Date.now(), AT_ONCE_MAX);
        const taken = await Promise.all(due.map((webhook) => this.#deliver(webhook)));
        this.#books.webhooksDone(due.flatMap(({ id }, i) => (taken[i] === true ? [id] : [])));
      } finally {
        await this.#wakeForWebhooks();
      }
    }

    /** False where it is told again later. */
    async #deliver(webhook: Webhook): Promise<boolean> {
      const request = new Request(`http://localhost${WEBHOOK_PATH}`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "tosspayments-webhook-transmission-id": webhook.transmission_id,
          "tosspayments-webhook-transmission-time": new Date().toISOString(),
          "tosspayments-webhook-transmission-retried-count": String(webhook.retried),
        },
        body: webhook.body,
      });
      const status = await deliver(this.env, request).then(
        (response) => response.status,
        () => 0,
      );
      if (status === 200 || webhook.retried >= TRIES_MAX) return true;
      this.#books.webhookLater(webhook.id, Date.now() + 4 ** webhook.retried * MINUTE_MS);
      return false;
    }

    async #wakeForWebhooks(): Promise<void> {
      const soonest_ms = Date.now() + GATHER_MS;
      if (this.#alarm_at_ms !== null && this.#alarm_at_ms <= soonest_ms) return;
      const next_ms = this.#books.nextWebhookMs();
      if (next_ms === null) return;
      const wake_at_ms = Math.max(next_ms, soonest_ms);
      if (this.#alarm_at_ms !== null && this.#alarm_at_ms <= wake_at_ms) return;
      this.#alarm_at_ms = wake_at_ms;
      await this.ctx.storage.setAlarm(wake_at_ms);
    }
  };
}

export type SandboxToss = InstanceType<ReturnType<typeof sandboxToss<unknown>>>;
