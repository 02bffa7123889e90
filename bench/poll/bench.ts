// `npm run bench -- poll`: fans without a socket who ask for their place, beside a request that asks nobody; and how long an
// answer takes when the questions come at moments of their own.
import { makeShow } from "../kit/house.ts";
import { load, requestBytes } from "../kit/http-load.ts";
import { askPlace, openLoop } from "../kit/line-fan.ts";
import type { Measured, Options } from "../kit/measured.ts";
import { bearer, type Fan, fans } from "../kit/people.ts";
import type { Plot } from "../kit/plot.ts";
import { type Product, withProduct } from "../kit/product.ts";
import { randomOf } from "../kit/random.ts";
import { Roads } from "../kit/roads.ts";
import { alternate, cpuRatio, cpuUsEach, loadNow, perSecond, ROUNDS, ratio, type Spent } from "../kit/rounds.ts";
import { Tally } from "../kit/tally.ts";

const ROOM = 20;
const REQUESTS = 500;
const SLICES = 3;

export async function run({ numbers }: Options): Promise<Measured> {
  const load_average_before = loadNow();
  const { figures, plots } = await withProduct("bare", (product) => poll(product, numbers));
  return {
    figures: { ...figures, load_average_before, load_average_after: loadNow() },
    plots,
    method:
      `${numbers.fans} fans in line over workerd's own socket. status_over_healthz: ${SLICES} slices of ${REQUESTS} requests ` +
      `over 64 connections in turns with /healthz, median of ${ROUNDS}. Then ${numbers.per_s} questions a second for ` +
      `${numbers.seconds} s at moments drawn by seed ${numbers.seed}, each timed from when it was due.`,
  };
}

type Polled = { readonly figures: Record<string, number>; readonly plots: readonly Plot[] };

async function poll(product: Product, numbers: Options["numbers"]): Promise<Polled> {
  const { fans: count = 0, per_s = 0, seconds = 0, seed = 0 } = numbers;
  const show = await makeShow(product, ROOM);
  const people = await fans(product, "asker", count);
  const queue = `/v1/api/shows/${show.show_id}/queue`;
  const bytes = (method: string, path: string) => (fan: Fan) => requestBytes({ method, path, headers: bearer(fan) });
  await load({ to: product, requests: people.map(bytes("POST", queue)), status: 201 });
  const many = (of: (fan: Fan) => Buffer): (() => Promise<Spent>) => {
    const kinds = people.map(of);
    const requests = Array.from({ length: REQUESTS }, (_, i) => kinds[i % kinds.length] ?? Buffer.alloc(0));
    return () => load({ to: product, requests, status: 200 });
  };
  const rates = await alternate(
    { healthz: many(bytes("GET", "/healthz")), status: many(bytes("GET", `${queue}/status`)) },
    { slices: SLICES },
  );
  const tally = new Tally();
  const roads = new Roads(product.port, tally);
  const random = randomOf(seed);
  const moments = Array.from({ length: per_s * seconds }, () => random() * seconds * 1_000).sort((a, b) => a - b);
  await openLoop(moments, async (i) => {
    const fan = people[i % people.length];
    if (fan !== undefined) await askPlace({ port: product.port, show, roads, tally }, fan);
  });
  roads.close();
  const figures = {
    status_over_healthz: ratio(rates.status, rates.healthz),
    status_over_healthz_by_cpu: cpuRatio(rates.status, rates.healthz),
    healthz_per_s: perSecond(rates.healthz),
    status_per_s: perSecond(rates.status),
    healthz_cpu_us: cpuUsEach(rates.healthz),
    status_cpu_us: cpuUsEach(rates.status),
    ...tally.figures(),
  };
  const series = [tally.series("status", 0.5), tally.series("status", 0.99)];
  return { figures, plots: [{ title: "How long a question took", x_unit: "s", y_unit: "ms", series }] };
}
