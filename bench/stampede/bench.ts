// `npm run bench -- stampede`: a crowd that comes at once, with pages, joins, sockets and questions, at moments that no slow
// server can put off; and whether its places are a line afterwards.
import type { Socket } from "node:net";
import { makeShow, type Show } from "../kit/house.ts";
import { load, requestBytes } from "../kit/http-load.ts";
import {
  arrivals,
  askPlace,
  type Joined,
  joinLine,
  listenToPlace,
  openLoop,
  openPages,
  pause,
  type Scene,
} from "../kit/line-fan.ts";
import type { Measured, Options } from "../kit/measured.ts";
import { lineVerified, orderFigures } from "../kit/order.ts";
import { bearer, type Fan, fans } from "../kit/people.ts";
import type { Plot } from "../kit/plot.ts";
import { cpuUs } from "../kit/process.ts";
import { type Product, withProduct } from "../kit/product.ts";
import { randomOf } from "../kit/random.ts";
import { Roads } from "../kit/roads.ts";
import { loadNow } from "../kit/rounds.ts";
import { Tally } from "../kit/tally.ts";
import { letRelaysDie, placesLost } from "./dying.ts";
import { besidePeerIfThere } from "./peer.ts";

const LISTENING_SHARE = 0.8;
/** The crowd is there: so long it is told its places. */
const LISTEN_MS = 10_000;
const COMES_BACK_MS = 2_000;
const WARM_UP = 100;
const BASE_REQUESTS = 2_000;
const ROOM = { batch_size: 20, step_ms: 1_000 };
const ROOM_CAPACITY = 1_000;

const methodOf = ({ fans: count, within_s, relays, seed }: Options["numbers"]): string =>
  `${count} fans within ${within_s} s (seed ${seed}, more at the beginning), over workerd's own socket, ${relays} relays. ` +
  "Each: show page, line page, join, then a socket (four of five) or questions as often as told. A request is timed from " +
  "the moment it was due, waiting for one of at most 512 connections included. tick_age: from the moment a frame speaks " +
  "of to its arrival. healthz: in turns over 64 connections before the crowd comes. cpu_ms_per_fan: the serving process " +
  "from the first arrival to the last fan's socket or answer, ticks to those already there included. generator_cpu_s: the " +
  "same of this process, which shares the machine's processors with it. " +
  "alone, peer: the same moments without pages and sockets, a join and a question each, here and at a line kept in Redis " +
  "(sorted set and scripts, nothing written to disk, no signature, no log) behind Node's own HTTP server.";

export async function run({ numbers, peers }: Options): Promise<Measured> {
  const load_average_before = loadNow();
  const { figures, plots } = await withProduct("bare", (product) => stampede(product, { numbers, peers }));
  return {
    figures: { ...figures, load_average_before, load_average_after: loadNow() },
    plots,
    method: methodOf(numbers),
  };
}

type Stampede = { readonly figures: Record<string, number>; readonly plots: readonly Plot[] };

async function stampede(product: Product, { numbers, peers }: Options): Promise<Stampede> {
  const { fans: count = 0, within_s = 0, relays = 0, seed = 0, "kill-relay": dying = 0 } = numbers;
  const show = await makeShow(product, ROOM_CAPACITY, { ...ROOM, ...(relays > 0 && { relays }) });
  const base = await healthz(product, show);
  const people = await fans(product, "crowd", count);
  const random = randomOf(seed);
  const moments = arrivals(random, { fans: count, within_ms: within_s * 1_000 });
  const listening = people.map(() => random() < LISTENING_SHARE);
  const tally = new Tally();
  const roads = new Roads(product.port, tally);
  const scene: Scene = { port: product.port, show, roads, tally };
  const sockets: Socket[] = [];
  const joined: Joined[] = [];
  const asking: Promise<void>[] = [];
  let over = false;
  // A page whose socket breaks comes back, a little later than the others.
  const listen = async (fan: Fan): Promise<void> => {
    const socket = await listenToPlace(scene, fan);
    if (socket === null) return;
    sockets.push(socket);
    socket.on("close", () => void comeBack(fan));
  };
  const comeBack = async (fan: Fan): Promise<void> => {
    if (!over) await pause(COMES_BACK_MS * random());
    if (!over) await listen(fan);
  };
  const come = async (i: number): Promise<void> => {
    const fan = people[i];
    if (fan === undefined) return;
    await openPages(scene, fan);
    const place = await joinLine(scene, fan);
    if (place === null) return;
    joined.push(place);
    if (listening[i] === true) await listen(fan);
    else asking.push(keepAsking(scene, place, () => over));
  };
  const [began_ms, began_us, own_us] = [performance.now(), cpuUs(product.pid), cpuUs(process.pid)];
  const deaths = letRelaysDie(scene, { dying, relays, fans: count }, { joined: () => joined.length, over: () => over });
  await openLoop(moments, come);
  const there_ms = performance.now() - began_ms;
  const cpu_us = cpuUs(product.pid) - began_us;
  const generator_us = cpuUs(process.pid) - own_us;
  await pause(LISTEN_MS);
  const open = sockets.filter((socket) => !socket.destroyed).length;
  const kept = dying === 0 ? {} : await placesLost(scene, joined);
  over = true;
  await Promise.all(asking);
  const relays_died = await deaths;
  for (const socket of sockets) socket.removeAllListeners("close").destroy();
  roads.close();
  const beside = peers ? await besidePeerIfThere(product, { moments, relays, room_capacity: ROOM_CAPACITY }) : {};
  const figures = {
    ...orderFigures(joined, count),
    ...(dying === 0 ? {} : { relays_died, ...kept }),
    line_verified: await lineVerified(product.port, show.show_id),
    ...tally.figures(),
    sockets_open: open,
    all_there_after_ms: there_ms,
    joins_per_s: (joined.length / there_ms) * 1_000,
    server_cpu_s: cpu_us / 1_000_000,
    generator_cpu_s: generator_us / 1_000_000,
    cpu_ms_per_fan: cpu_us / 1_000 / count,
    cpu_per_fan_over_healthz: cpu_us / count / base.healthz_cpu_us,
    ...base,
    ...beside,
  };
  return { figures, plots: plotsOf(tally) };
}

async function keepAsking(scene: Scene, { fan, poll_after_ms }: Joined, over: () => boolean): Promise<void> {
  for (let wait_ms = poll_after_ms; !over(); ) {
    for (const until_ms = performance.now() + wait_ms; performance.now() < until_ms && !over(); ) await pause(200);
    if (!over()) wait_ms = (await askPlace(scene, fan)).again_ms;
  }
}

/** Warms the pages too: the first of each is drawn by code that was never run. */
async function healthz(
  product: Product,
  { show_id }: Show,
): Promise<{ healthz_per_s: number; healthz_cpu_us: number }> {
  const early: readonly Fan[] = await fans(product, "early", WARM_UP);
  for (const path of [`/shows/${show_id}`, `/shows/${show_id}/line`]) {
    const requests = early.map((fan) => requestBytes({ method: "GET", path, headers: bearer(fan) }));
    await load({ to: product, requests, status: 200 });
  }
  const request = requestBytes({ method: "GET", path: "/healthz" });
  const requests = Array.from({ length: BASE_REQUESTS }, () => request);
  const { done, ms, cpu_us } = await load({ to: product, requests, status: 200 });
  return { healthz_per_s: (done / ms) * 1_000, healthz_cpu_us: cpu_us / done };
}

const plotsOf = (tally: Tally): Plot[] => [
  {
    title: "How long requests took",
    x_unit: "s",
    y_unit: "ms",
    series: [
      tally.series("show_page", 0.95),
      tally.series("line_page", 0.95),
      tally.series("join", 0.5),
      tally.series("join", 0.99),
    ],
  },
  {
    title: "Requests and frames",
    x_unit: "s",
    y_unit: "each second",
    series: [tally.rate("join"), tally.rate("socket"), tally.rate("tick_age")],
  },
  {
    title: "Age of a frame",
    x_unit: "s",
    y_unit: "ms",
    series: [tally.series("tick_age", 0.5), tally.series("tick_age", 0.95)],
  },
];
