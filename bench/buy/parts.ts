// What each part of a purchase costs the serving process by itself: everybody holds, then everybody orders, pays, and asks
// once for the result; what follows from a part is waited for before the next begins.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { dial } from "../kit/http-load.ts";
import { cpuUs } from "../kit/process.ts";
import type { Product } from "../kit/product.ts";
import { type Ask, asker, expected, type Told } from "./asker.ts";
import type { Buyer, Hall } from "./hall.ts";

const AT_ONCE = 64;
/** Deliveries, the provider, the record and the message of a part are over by then. */
const FOLLOWS_MS = 8_000;

export type Crowd = { readonly product: Product; readonly hall: Hall; readonly buyers: readonly Buyer[] };

export async function partsOf(crowd: Crowd, seats: readonly string[]): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  const part = async (name: string, work: Work): Promise<Told["body"][]> => {
    const { cost_us, answers } = await costOf(crowd, work);
    figures[`${name}_cpu_us`] = Math.round(cost_us / crowd.buyers.length);
    return answers;
  };
  const holds_path = `/v1/api/showtimes/${crowd.hall.showtime_id}/holds`;
  const holds = await part("hold", async (ask, buyer, i) => {
    const wish = { seats: seats.slice(i * 2, i * 2 + 2) };
    return expected(await post(ask, buyer, holds_path, wish), 201, "hold");
  });
  const orders = await part("order", async (ask, buyer, i) =>
    expected(await post(ask, buyer, "/v1/api/bookings", { hold_id: holds[i].id }), 201, "booking"),
  );
  const payments = await part("pay", async (ask, buyer, i) => {
    const body = { booking_id: orders[i].id, amount_krw: orders[i].total_krw, simulate: "success" };
    return expected(await post(ask, buyer, "/v1/api/payments", body), 202, "payment");
  });
  await part("result", async (ask, { headers }, i) => {
    const path = `/v1/api/payments/${payments[i].request_id}/status`;
    const result = expected(await ask({ method: "GET", path, headers }), 200, "result");
    if (result.status !== "COMPLETED") throw new Error(`a good payment is ${result.status}`);
    return result;
  });
  return figures;
}

type Work = (ask: Ask, buyer: Buyer, i: number) => Promise<Told["body"]>;

async function costOf({ product, buyers }: Crowd, work: Work): Promise<{ cost_us: number; answers: Told["body"][] }> {
  const answers: Told["body"][] = [];
  const before_us = cpuUs(product.pid);
  const roads = await Promise.all(Array.from({ length: AT_ONCE }, () => dial(product.port)));
  let next = 0;
  const walk = async (ask: Ask): Promise<void> => {
    for (let i = next++; i < buyers.length; i = next++) {
      const buyer = buyers[i];
      if (buyer !== undefined) answers[i] = await work(ask, buyer, i);
    }
  };
  try {
    await Promise.all(roads.map((road) => walk(asker(road))));
  } finally {
    for (const road of roads) road.close();
  }
  await sleep(FOLLOWS_MS);
  return { cost_us: cpuUs(product.pid) - before_us, answers };
}

const post = (ask: Ask, { headers }: Buyer, path: string, body: unknown): Promise<Told> =>
  ask({ method: "POST", path, headers: { ...headers, "idempotency-key": randomUUID() } }, body);
