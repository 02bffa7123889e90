// `npm run bench -- sale`: a whole sale in one go: five fans for each seat come through the line, choose on the map and pay;
// and whether line and money hold afterwards.
import { checkSale } from "../../ops/verify-sale/sale.ts";
import { type Ask, expected, fetcher } from "../buy/asker.ts";
import { type Hall, openHall } from "../buy/hall.ts";
import { requestBytes } from "../kit/http-load.ts";
import { arrivals, type Joined, joinLine, openLoop, pause, type Scene } from "../kit/line-fan.ts";
import type { Measured, Options } from "../kit/measured.ts";
import { lineVerified, orderFigures } from "../kit/order.ts";
import { fans } from "../kit/people.ts";
import type { Plot } from "../kit/plot.ts";
import { cpuUs } from "../kit/process.ts";
import { type Product, withProduct } from "../kit/product.ts";
import { randomOf } from "../kit/random.ts";
import { Roads } from "../kit/roads.ts";
import { loadNow } from "../kit/rounds.ts";
import { Tally } from "../kit/tally.ts";
import { type Learned, learnedFigures } from "./learned.ts";
import { shop } from "./shopper.ts";
import { turn } from "./turn.ts";

const FANS_PER_SEAT = 5;
const LISTENING_SHARE = 0.7;
const SOCKETS_MAX = 7_000;
/** Nobody waits for ever: a sale that stands still ends the measurement. */
const OVER_AFTER_MS = 600_000;
const RECORDED_WITHIN_MS = 120_000;
const BASE_REQUESTS = 500;

export async function run({ numbers }: Options): Promise<Measured> {
  const load_average_before = loadNow();
  const { figures, plots } = await withProduct("bare", (product) => sale(product, numbers));
  return {
    figures: { ...figures, load_average_before, load_average_after: loadNow() },
    plots,
    method:
      `${numbers.seats} seats to ${(numbers.seats ?? 0) * FANS_PER_SEAT} fans who come within ${numbers.within_s} s (seed ` +
      `${numbers.seed}), over workerd's own socket. Each joins, waits at a socket or asks, is let in by the line (room a ` +
      "fifth of the seats), claims, reads the map, holds one or two seats, orders, pays the stand-in (1 in 20 declined once), " +
      "asks for the result every 200 ms, and leaves; who finds nothing leaves too. The clock stops when the last seat is sold.",
  };
}

type Sold = { readonly figures: Record<string, number>; readonly plots: readonly Plot[] };

async function sale(product: Product, numbers: Options["numbers"]): Promise<Sold> {
  const { seats = 0, within_s = 0, seed = 0 } = numbers;
  const ask = fetcher(product.port);
  const room_capacity = Math.max(20, Math.floor(seats / 5));
  const room = { room_capacity, batch_size: Math.max(5, Math.floor(room_capacity / 4)), step_ms: 500 };
  const hall = await openHall(ask, seats, room);
  const count = hall.seats.length * FANS_PER_SEAT;
  const people = await fans(product, "wish", count);
  const base_ms = await healthz(product);
  const random = randomOf(seed);
  const moments = arrivals(random, { fans: count, within_ms: within_s * 1_000 });
  const plans = people.map(() => ({
    listens: random() < LISTENING_SHARE,
    declined: random() < 0.05,
    chance: random(),
  }));
  const tally = new Tally();
  const roads = new Roads(product.port, tally);
  const scene: Scene = { port: product.port, show: hall, roads, tally };
  const joined: Joined[] = [];
  const order: Learned[] = [];
  let sockets = 0;
  let sold = 0;
  const began_ms = performance.now();
  let sold_ms = began_ms;
  const come = async (i: number): Promise<void> => {
    const [fan, plan] = [people[i], plans[i]];
    if (fan === undefined || plan === undefined) return;
    const place = await joinLine(scene, fan);
    if (place === null) return;
    joined.push(place);
    const listens = plan.listens && sockets < SOCKETS_MAX;
    if (listens) sockets++;
    const { outcome, heard_ms } = await turn(scene, place, { listens, until_ms: began_ms + OVER_AFTER_MS });
    if (outcome !== "in") return tally.took(`turn_${outcome}`, performance.now() - place.answered_ms);
    tally.took("waited", performance.now() - place.answered_ms);
    order.push({ position: place.position, heard_ms, listens });
    const taken = await shop(scene, hall, fan, plan);
    sold += taken;
    if (taken > 0) sold_ms = performance.now();
  };
  const began_us = cpuUs(product.pid);
  await openLoop(moments, come);
  const cpu_us = cpuUs(product.pid) - began_us;
  roads.close();
  const verdict = await verdictOf(product, ask, hall, sold);
  const figures = {
    seats: hall.seats.length,
    seats_sold: sold,
    ...orderFigures(joined, count),
    line_verified: await lineVerified(product.port, hall.show_id),
    ...verdict,
    ...learnedFigures(order, room.batch_size),
    sold_after_s: (sold_ms - began_ms) / 1_000,
    seats_per_min: (sold / (sold_ms - began_ms)) * 60_000,
    cpu_ms_per_seat: cpu_us / 1_000 / Math.max(1, sold),
    healthz_p50_ms: base_ms,
    ...tally.figures(),
  };
  return { figures, plots: plotsOf(tally) };
}

async function healthz({ port }: Product): Promise<number> {
  const tally = new Tally();
  const roads = new Roads(port, tally);
  const bytes = requestBytes({ method: "GET", path: "/healthz" });
  for (let i = 0; i < BASE_REQUESTS; i++) await roads.timed("healthz", bytes);
  roads.close();
  return tally.figures().healthz_p50_ms ?? Number.NaN;
}

async function verdictOf(product: Product, ask: Ask, hall: Hall, seats: number): Promise<Record<string, number>> {
  const admin = { email: "admin@example.com", role: "ADMIN" };
  const { access_token } = expected(await ask({ method: "POST", path: "/sandbox/login" }, admin), 201, "login");
  const path = `/v1/api/admin/showtimes/${hall.showtime_id}/record?limit=1`;
  const headers = { authorization: `Bearer ${access_token}` };
  for (const until_ms = Date.now() + RECORDED_WITHIN_MS; Date.now() < until_ms; await pause(200)) {
    if (expected(await ask({ method: "GET", path, headers }), 200, "record").live_tickets >= seats) break;
  }
  const url = `http://127.0.0.1:${product.port}`;
  const checked = await checkSale({ show_id: hall.show_id, url, token: access_token });
  const differences = checked.showtimes.flatMap(({ checks }) => checks.flatMap((check) => check.differences));
  for (const one of differences.slice(0, 10)) console.error(one);
  const oversold = differences.filter(({ code }) => code === "seat_taken_twice" || code === "seat_has_two_tickets");
  return {
    sale_verified: checked.sound ? 1 : 0,
    differences: differences.length,
    oversold_seats: oversold.length,
    tickets: checked.showtimes.reduce((sum, { live_tickets }) => sum + live_tickets, 0),
  };
}

const plotsOf = (tally: Tally): Plot[] => [
  {
    title: "What happened",
    x_unit: "s",
    y_unit: "each second",
    series: [tally.rate("join"), tally.rate("waited"), tally.rate("hold"), tally.rate("bought")],
  },
  {
    title: "How long it took",
    x_unit: "s",
    y_unit: "ms",
    series: [
      tally.series("join", 0.95),
      tally.series("map", 0.95),
      tally.series("hold", 0.95),
      tally.series("result", 0.95),
    ],
  },
  {
    title: "Waiting in line",
    x_unit: "s",
    y_unit: "ms",
    series: [tally.series("waited", 0.5), tally.series("waited", 0.95)],
  },
];
