// `npm run bench -- soak`: fans who come and go for minutes at a steady rate; what is watched is what must not grow.
import { readFileSync } from "node:fs";
import { makeShow } from "../kit/house.ts";
import { requestBytes } from "../kit/http-load.ts";
import { askPlace, joinLine, listenToPlace, openLoop, openPages, pause, type Scene } from "../kit/line-fan.ts";
import type { Measured, Options } from "../kit/measured.ts";
import { lineVerified } from "../kit/order.ts";
import { bearer, type Fan, fanOf } from "../kit/people.ts";
import type { Plot } from "../kit/plot.ts";
import { cpuUs } from "../kit/process.ts";
import { type Product, withProduct } from "../kit/product.ts";
import { randomOf } from "../kit/random.ts";
import { Roads } from "../kit/roads.ts";
import { loadNow, median } from "../kit/rounds.ts";
import { Tally } from "../kit/tally.ts";

const ROOM = 200;
const SAMPLE_MS = 1_000;
const STAY_MS = 10_000;
const PAGE_BYTES = 4_096;

export async function run({ numbers }: Options): Promise<Measured> {
  const load_average_before = loadNow();
  const { figures, plots } = await withProduct("bare", (product) => soak(product, numbers));
  return {
    figures: { ...figures, load_average_before, load_average_after: loadNow() },
    plots,
    method:
      `${numbers.minutes} min of ${numbers.per_s} fans a second (seed ${numbers.seed}) over workerd's own socket: pages, join, ` +
      `a socket or questions for ${STAY_MS / 1_000} s, a claim and a hold for who is let in, then leaving. A /healthz each second is ` +
      "the base. memory_*: resident memory of the serving process each second, median of the second and the last fifth, and " +
      "the growth between them.",
  };
}

type Soaked = { readonly figures: Record<string, number>; readonly plots: readonly Plot[] };
type Sample = readonly [second: number, mb: number];

async function soak(product: Product, numbers: Options["numbers"]): Promise<Soaked> {
  const { minutes = 0, per_s = 0, seed = 0 } = numbers;
  const show = await makeShow(product, ROOM);
  const seconds = minutes * 60;
  const count = per_s * seconds;
  const random = randomOf(seed);
  const moments = Array.from({ length: count }, () => random() * seconds * 1_000).sort((a, b) => a - b);
  const plans = Array.from({ length: count }, () => ({ listens: random() < 0.5, holds: random() < 0.5 }));
  const tally = new Tally();
  const roads = new Roads(product.port, tally);
  const scene: Scene = { port: product.port, show, roads, tally };
  const samples: Sample[] = [];
  let over = false;
  const watching = watch(scene, product.pid, samples, () => over);
  const [began_ms, began_us] = [performance.now(), cpuUs(product.pid)];
  await openLoop(moments, async (i) => {
    const plan = plans[i];
    if (plan === undefined) return;
    // One whom nobody answers is a fault to count, not the end of the measurement.
    await visit(scene, await fanOf(product, "steady", i), plan).catch((error: unknown) => {
      console.error(error);
      tally.refused("gave_up");
    });
  });
  const spent_ms = performance.now() - began_ms;
  const cpu_us = cpuUs(product.pid) - began_us;
  over = true;
  await watching;
  roads.close();
  const fifth = Math.max(1, Math.floor(samples.length / 5));
  const memory = (from: number): number => median(samples.slice(from, from + fifth).map(([, mb]) => mb));
  const [early_mb, late_mb] = [memory(fifth), memory(samples.length - fifth)];
  const figures = {
    ...tally.figures(),
    fans: count,
    line_verified: await lineVerified(product.port, show.show_id),
    memory_early_mb: early_mb,
    memory_late_mb: late_mb,
    memory_growth_mb_per_min: (late_mb - early_mb) / ((spent_ms / 60_000) * 0.7),
    memory_growth_kb_per_fan: ((late_mb - early_mb) * 1_000) / (count * 0.7),
    cpu_ms_per_fan: cpu_us / 1_000 / count,
    processors_busy: cpu_us / 1_000 / spent_ms,
  };
  return { figures, plots: plotsOf(tally, samples) };
}

async function watch({ roads }: Scene, pid: number, samples: Sample[], over: () => boolean): Promise<void> {
  const healthz = requestBytes({ method: "GET", path: "/healthz" });
  for (const began_ms = performance.now(); !over(); await pause(SAMPLE_MS)) {
    samples.push([(performance.now() - began_ms) / 1_000, residentMb(pid)]);
    await roads.timed("healthz", healthz);
  }
}

/** NaN where there is no /proc. */
function residentMb(pid: number): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * PAGE_BYTES) / 1e6;
  } catch {
    return Number.NaN;
  }
}

type Plan = { readonly listens: boolean; readonly holds: boolean };

async function visit(scene: Scene, fan: Fan, { listens, holds }: Plan): Promise<void> {
  await openPages(scene, fan);
  if ((await joinLine(scene, fan)) === null) return;
  const until_ms = performance.now() + STAY_MS;
  const socket = listens ? await listenToPlace(scene, fan) : null;
  let admitted = false;
  while (performance.now() < until_ms && !admitted) {
    await pause(STAY_MS / 5);
    if (socket === null) admitted = (await askPlace(scene, fan)).admitted;
  }
  socket?.removeAllListeners("close").destroy();
  if (admitted && holds) await holdOne(scene, fan);
  const queue = `/v1/api/shows/${scene.show.show_id}/queue`;
  await scene.roads.timed("leave", requestBytes({ method: "DELETE", path: queue, headers: bearer(fan) }), [204]);
}

async function holdOne({ show, roads }: Scene, fan: Fan): Promise<void> {
  const path = `/v1/api/shows/${show.show_id}/queue/status`;
  const claim = requestBytes({ method: "PATCH", path, headers: bearer(fan) }, { state: "CLAIMED" });
  const { status, body } = await roads.timed("claim", claim);
  if (status !== 200) return;
  const { pass } = JSON.parse(body) as { pass: string };
  const headers = { ...bearer(fan), "x-queue-pass": pass };
  const holds = { method: "POST", path: `/v1/api/showtimes/${show.showtime_id}/holds`, headers };
  await roads.timed("hold", requestBytes(holds, { best: { count: 2 } }), [201, 409]);
}

const plotsOf = (tally: Tally, samples: readonly Sample[]): Plot[] => [
  {
    title: "Memory of the serving process",
    x_unit: "s",
    y_unit: "MB",
    series: [{ name: "resident", points: samples }],
  },
  {
    title: "How long requests took",
    x_unit: "s",
    y_unit: "ms",
    series: [tally.series("show_page", 0.95), tally.series("join", 0.95), tally.series("healthz", 0.5)],
  },
];
