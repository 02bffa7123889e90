// The provider's own list of what it charged and gave back: the stand-in's at a local instance, or Toss Payments' list of
// transactions, which the deployment's PAYMENTS opens.
import * as z from "zod/mini";
import type { ProviderCharge } from "../../domain/verify-sale/facts.ts";
import { TOSS_BASE_URL } from "../../workers/buying/payments/settings.ts";
import { jsonOf, parsedFrom, Unavailable } from "../cli/api.ts";

export type ProviderList = { readonly name: string; readonly charges: readonly ProviderCharge[] };
/** Only what happened in these days is asked for: a provider's whole history would never come to an end. */
export type Between = { readonly from_ms: number; readonly to_ms: number };

export async function readProvider(url: string, between: Between): Promise<ProviderList> {
  const secret = process.env.PAYMENTS;
  if (secret === undefined || secret === "") {
    return { name: "the stand-in's list of payments", charges: await standInCharges(url) };
  }
  return { name: "Toss Payments' list of transactions", charges: await tossCharges(secret, between) };
}

const int = z.int();
const standInPage = z.object({
  items: z.array(z.object({ order_id: z.string(), status: z.string(), amount_krw: int, balance_krw: int })),
  next_cursor: z.nullable(z.string()),
});
/** In these states money was taken, whether or not it went back since. */
const CHARGED = new Set(["DONE", "PARTIAL_CANCELED", "CANCELED"]);

async function standInCharges(url: string): Promise<ProviderCharge[]> {
  const sums = new Sums();
  for (let cursor: string | null = "0"; cursor !== null; ) {
    const request: Request = new Request(`${url}/sandbox/toss/payments?cursor=${cursor}`);
    const page: z.infer<typeof standInPage> = await parsedFrom(request, standInPage);
    for (const { order_id, status, amount_krw, balance_krw } of page.items) {
      if (!CHARGED.has(status)) continue;
      sums.add(order_id, { charged_krw: amount_krw, returned_krw: amount_krw - balance_krw });
    }
    cursor = page.next_cursor;
  }
  return sums.all();
}

const settings = z.object({ secret_key: z.string(), base_url: z.optional(z.string()) });
const tossPage = z.array(
  z.object({ transactionKey: z.string(), orderId: z.string(), status: z.string(), amount: z.number() }),
);
const TOSS_PAGE = 5_000;
const DAY_MS = 86_400_000;

async function tossCharges(secret: string, { from_ms, to_ms }: Between): Promise<ProviderCharge[]> {
  const read = settings.safeParse(jsonOf(secret));
  if (!read.success) throw new Unavailable("PAYMENTS cannot be read");
  const base = (read.data.base_url ?? TOSS_BASE_URL).replace(/\/+$/, "");
  const headers = { authorization: `Basic ${btoa(`${read.data.secret_key}:`)}` };
  const sums = new Sums();
  for (let after: string | null = null; ; ) {
    const query = new URLSearchParams({
      startDate: koreanTime(from_ms - DAY_MS),
      endDate: koreanTime(to_ms + DAY_MS),
      limit: String(TOSS_PAGE),
      ...(after === null ? {} : { startingAfter: after }),
    });
    const page = await parsedFrom(new Request(`${base}/v1/transactions?${query}`, { headers }), tossPage);
    for (const { orderId, status, amount } of page) {
      // A cancel is a transaction of its own; its amount is taken whatever sign it carries.
      if (status === "DONE") sums.add(orderId, { charged_krw: amount, returned_krw: 0 });
      else if (CHARGED.has(status)) sums.giveBack(orderId, Math.abs(amount));
    }
    if (page.length < TOSS_PAGE) return sums.all();
    after = page.at(-1)?.transactionKey ?? null;
  }
}

class Sums {
  readonly #by_attempt = new Map<string, ProviderCharge>();

  add(attempt_id: string, { charged_krw, returned_krw }: { charged_krw: number; returned_krw: number }): void {
    const sum = this.#of(attempt_id);
    this.#by_attempt.set(attempt_id, {
      attempt_id,
      charged_krw: sum.charged_krw + charged_krw,
      returned_krw: sum.returned_krw + returned_krw,
      charges: sum.charges + 1,
    });
  }
  giveBack(attempt_id: string, amount_krw: number): void {
    const sum = this.#of(attempt_id);
    this.#by_attempt.set(attempt_id, { ...sum, returned_krw: sum.returned_krw + amount_krw });
  }
  all(): ProviderCharge[] {
    return [...this.#by_attempt.values()];
  }
  #of(attempt_id: string): ProviderCharge {
    return this.#by_attempt.get(attempt_id) ?? { attempt_id, charged_krw: 0, returned_krw: 0, charges: 0 };
  }
}

const koreanTime = (at_ms: number): string => new Date(at_ms + 9 * 3_600_000).toISOString().slice(0, 19);
