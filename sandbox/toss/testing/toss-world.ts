// The product's client before the stand-in's desk, on a clock and with chances of the test's own. Time does not pass by
// waiting: an answer that takes long has taken long.
import { NodeSql } from "../../../domain/testing/node-sql.ts";
import type { PaymentFetch } from "../../../workers/buying/payments/call.ts";
import type { PaymentProvider } from "../../../workers/buying/payments/provider.ts";
import type { PaymentSettings } from "../../../workers/buying/payments/settings.ts";
import { tossProvider } from "../../../workers/buying/payments/toss.ts";
import { statusAt, TossBooks } from "../books.ts";
import { BASE, carried, tossCall } from "../carry.ts";
import { type Authorisation, STAND_IN_KEYS, type TossCall, TossDesk } from "../desk.ts";
import { seeded } from "./seeded.ts";

const ORIGIN = "http://fairline.test";
export const START_MS = 1_800_000_000_000;
/** What befalls one call: it never arrives, its answer never does, or neither. */
export type Fate = "arrives" | "never_arrives" | "answer_lost";

export class TossWorld {
  now_ms: number;
  readonly books: TossBooks;
  readonly desk: TossDesk;
  readonly calls: TossCall[] = [];
  /** Of the next call at the desk; by itself none is lost. */
  fate: (call: TossCall) => Fate = () => "arrives";
  readonly provider: PaymentProvider;
  readonly settings: PaymentSettings;

  constructor({ seed = 1, now_ms = START_MS, settings = {} }: Make = {}) {
    const random = seeded(seed);
    let keys = 0;
    this.now_ms = now_ms;
    this.books = new TossBooks(new NodeSql());
    this.desk = new TossDesk({ books: this.books, random, newKey: () => `key${++keys}` });
    this.settings = {
      provider: "toss",
      ...STAND_IN_KEYS,
      base_url: `${ORIGIN}${BASE}`,
      sdk_url: "",
      simulated: true,
      ...settings,
    };
    this.provider = tossProvider({ settings: this.settings, ask: this.ask, now: this.now });
  }

  now = (): number => this.now_ms;

  ask: PaymentFetch = async (url, { signal: _, ...init }) => {
    const call = await tossCall(new Request(url, init));
    this.calls.push(call);
    const fate = this.fate(call);
    if (fate === "never_arrives") throw new TypeError("the line broke");
    const reply = this.desk.handle(call, this.now_ms);
    return carried({ ...reply, wait_ms: 0, lost: reply.lost || fate === "answer_lost" }, null);
  };

  /** As a program asks that is not the product. */
  async raw(method: string, path: string, { body, headers = {} }: Raw = {}) {
    const all = { authorization: `Basic ${btoa(`${STAND_IN_KEYS.secret_key}:`)}`, ...headers };
    const init: RequestInit = { method, headers: all };
    if (body !== undefined) init.body = typeof body === "string" ? body : JSON.stringify(body);
    const response = await this.ask(`${ORIGIN}${BASE}${path}`, init);
    // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
    return { status: response.status, body: (await response.json()) as any };
  }

  authorise(order_id: string, amount_krw: number, outcome: Authorisation["outcome"] = "success"): string {
    const wish = { order_id, order_name: "Moon", amount_krw, method: "카드", outcome };
    return this.desk.authorise(wish, { origin: ORIGIN, now_ms: this.now_ms });
  }

  /** Won that left fans' accounts and have not come back, by the provider's own books. */
  balance(order_id: string): number {
    let balance_krw = 0;
    for (const payment of this.books.paymentsOfOrder(order_id)) {
      const status = statusAt(payment, this.now_ms);
      if (payment.final === "DONE" && status !== "IN_PROGRESS")
        balance_krw += payment.amount_krw - payment.returned_krw;
    }
    return balance_krw;
  }
  charges(order_id: string): number {
    return this.books.paymentsOfOrder(order_id).filter((payment) => payment.final === "DONE").length;
  }
}

type Make = {
  readonly seed?: number;
  readonly now_ms?: number;
  readonly settings?: Partial<PaymentSettings>;
};
type Raw = { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };
