// `npm run bench -- buy`: orders completed a minute on one showtime over the whole road, and what a check of the sale
// says afterwards.
import { setTimeout as sleep } from "node:timers/promises";
import { checkSale } from "../../ops/verify-sale/sale.ts";
import { dial } from "../kit/http-load.ts";
import type { Measured } from "../kit/measured.ts";
import { cpuUs } from "../kit/process.ts";
import { type Product, withProduct } from "../kit/product.ts";
import { loadNow, median, percentile } from "../kit/rounds.ts";
import { type Ask, asker, expected, fetcher } from "./asker.ts";
import { admitted, type Buyer, type Hall, openHall } from "./hall.ts";
import { partsOf } from "./parts.ts";
import { type Bought, buy, type Course } from "./purchase.ts";

const ORDERS = 3_000;
const WARM_UP = 100;
/** Whose purchase is taken apart before the clock runs. */
const TAKEN_APART = 500;
const AT_ONCE = 96;
const SEATS_PER_ORDER = 2;
const EVERY_DECLINED = 20;
const EVERY_TWICE = 50;
/** Thousands of fans' objects, all made in the same seconds, are put to sleep together some seconds later; one process
 * closes their files one by one and does nothing else meanwhile. That belongs to the preparation. */
const SETTLE_MS = 30_000;
const RECORDED_WITHIN_MS = 120_000;

const METHOD =
  `${ORDERS} orders of ${SEATS_PER_ORDER} seats on one showtime after ${WARM_UP} to warm up, ${AT_ONCE} fans at a time ` +
  "over workerd's socket and the front as npm start uses them, load generator on the same machine. Each fan: hold of seats picked at " +
  "random (another pair where they are taken), order, payment by the stand-in, result asked for as often as the page does. 1 in " +
  `${EVERY_DECLINED} is declined once and pays with another card, 1 in ${EVERY_TWICE} sends everything twice and the ` +
  "provider calls back three times. The clock stops when the last ticket stands in D1. Passes by the real line half a minute before " +
  "the clock runs; tokens signed by the instance's keys. hold, order, pay, result: processor of the serving process when " +
  `${TAKEN_APART} fans do that alone, with what follows in the next seconds (a fan's object that sleeps is woken by the order).`;

export async function run(): Promise<Measured> {
  const load_average_before = loadNow();
  const figures = await withProduct("front", measure);
  return { figures: { ...figures, load_average_before, load_average_after: loadNow() }, method: METHOD };
}

async function measure(product: Product): Promise<Record<string, number>> {
  const ask = fetcher(product.port);
  const fans = ORDERS + WARM_UP + TAKEN_APART;
  const hall = await openHall(ask, fans * SEATS_PER_ORDER * 1.5);
  const admin = { email: "admin@example.com", role: "ADMIN" };
  const session = expected(await ask({ method: "POST", path: "/sandbox/login" }, admin), 201, "login");
  const buyers = await admitted(product, hall, fans);
  await sleep(SETTLE_MS);
  const parts = await partsOf({ product, hall, buyers: buyers.slice(-TAKEN_APART) }, hall.seats);
  await sellAll(product, hall, buyers.slice(0, WARM_UP));
  const record = await untilRecorded(ask, session.access_token, {
    hall,
    tickets: (WARM_UP + TAKEN_APART) * SEATS_PER_ORDER,
  });
  const [began_ms, began_us] = [performance.now(), cpuUs(product.pid)];
  const bought = await sellAll(product, hall, buyers.slice(WARM_UP, WARM_UP + ORDERS));
  const answered_ms = performance.now() - began_ms;
  const tickets = record + ORDERS * SEATS_PER_ORDER;
  await untilRecorded(ask, session.access_token, { hall, tickets });
  const spent_ms = performance.now() - began_ms;
  const cpu_us = cpuUs(product.pid) - began_us;
  const url = `http://127.0.0.1:${product.port}`;
  const checked = await checkSale({ show_id: hall.show_id, url, token: session.access_token });
  const results = bought.flatMap(({ result_ms }) => result_ms);
  const differences = checked.showtimes.flatMap(({ checks }) => checks.flatMap((check) => check.differences));
  const oversold = differences.filter(({ code }) => code === "seat_taken_twice" || code === "seat_has_two_tickets");
  for (const one of differences.slice(0, 10)) console.error(one);
  return {
    orders_per_min: (ORDERS / spent_ms) * 60_000,
    orders_answered_per_min: (ORDERS / answered_ms) * 60_000,
    result_p50_ms: median(results),
    result_p95_ms: percentile(results, 0.95),
    result_max_ms: percentile(results, 1),
    whole_purchase_p50_ms: median(bought.map(({ whole_ms }) => whole_ms)),
    whole_purchase_p95_ms: percentile(
      bought.map(({ whole_ms }) => whole_ms),
      0.95,
    ),
    recorded_after_last_answer_ms: spent_ms - answered_ms,
    ...parts,
    cpu_ms_per_order: cpu_us / 1_000 / ORDERS,
    contested_holds: bought.filter(({ contested }) => contested).length,
    oversold_seats: oversold.length,
    differences: differences.length,
    verify_sale_clean: checked.sound ? 1 : 0,
  };
}

async function sellAll(product: Product, hall: Hall, buyers: readonly Buyer[]): Promise<Bought[]> {
  const roads = await Promise.all(Array.from({ length: Math.min(AT_ONCE, buyers.length) }, () => dial(product.port)));
  const bought: Bought[] = [];
  let next = 0;
  const work = async (ask: Ask): Promise<void> => {
    for (let i = next++; i < buyers.length; i = next++) {
      const buyer = buyers[i];
      if (buyer !== undefined) bought.push(await buy(ask, hall, buyer, courseOf(hall, i)));
    }
  };
  try {
    await Promise.all(roads.map((road) => work(asker(road))));
  } finally {
    for (const road of roads) road.close();
  }
  return bought;
}

function courseOf({ seats }: Hall, i: number): Course {
  const pair = Math.floor(Math.random() * (seats.length / SEATS_PER_ORDER)) * SEATS_PER_ORDER;
  const wished = seats.slice(pair, pair + SEATS_PER_ORDER);
  return { declined: i % EVERY_DECLINED === 7, twice: i % EVERY_TWICE === 3, wished };
}

type Recorded = { readonly hall: Hall; readonly tickets: number };

async function untilRecorded(ask: Ask, token: string, { hall, tickets }: Recorded): Promise<number> {
  const path = `/v1/api/admin/showtimes/${hall.showtime_id}/record?limit=1`;
  const head = { method: "GET", path, headers: { authorization: `Bearer ${token}` } };
  for (const until_ms = Date.now() + RECORDED_WITHIN_MS; ; await sleep(50)) {
    const { live_tickets } = expected(await ask(head), 200, "record");
    if (live_tickets >= tickets || Date.now() > until_ms) return live_tickets;
  }
}
