// What a crowd's pages cost: home, show, line and room for a signed-in fan beside a request that asks nobody.

import { makeShow } from "../kit/house.ts";
import { load, requestBytes } from "../kit/http-load.ts";
import type { Measured } from "../kit/measured.ts";
import { bearer, type Fan, fans } from "../kit/people.ts";
import { type Product, withProduct } from "../kit/product.ts";
import { alternate, cpuRatio, cpuUsEach, loadNow, perSecond, ROUNDS, ratio, type Spent } from "../kit/rounds.ts";

const REQUESTS = 300;
const SLICES = 4;
const FANS = 200;
const ROOM = 20;
const PAGES = ["home", "show", "line", "room"] as const;

const METHOD =
  `Signed-in fans over workerd's own socket, 64 connections, ${SLICES} slices of ${REQUESTS} requests a run beside /healthz, alternating, ` +
  `median of ${ROUNDS}. line: ${FANS} fans who wait; room: ${ROOM} who are inside.`;

export async function run(): Promise<Measured> {
  const figures: Record<string, number> = { load_average_before: loadNow() };
  Object.assign(figures, await withProduct("bare", pagesOf));
  figures.load_average_after = loadNow();
  return { figures, method: METHOD };
}

async function pagesOf(product: Product): Promise<Record<string, number>> {
  const { show_id, showtime_id } = await makeShow(product, ROOM);
  const inside = await fans(product, "inside", ROOM);
  const waiting = await fans(product, "waiting", FANS);
  const queue = `/v1/api/shows/${show_id}/queue`;
  await act(product, { method: "POST", path: queue, status: 201 }, inside);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await act(product, { method: "PATCH", path: `${queue}/status`, status: 200, body: { state: "CLAIMED" } }, inside);
  await act(product, { method: "POST", path: queue, status: 201 }, waiting);
  const ask = (path: string, people: readonly Fan[]): (() => Promise<Spent>) => {
    const kinds = people.map((fan) => requestBytes({ method: "GET", path, headers: bearer(fan) }));
    const requests = Array.from({ length: REQUESTS }, (_, i) => kinds[i % kinds.length] ?? Buffer.alloc(0));
    return () => load({ to: product, requests, status: 200 });
  };
  const rates = await alternate(
    {
      healthz: ask("/healthz", waiting),
      home: ask("/", waiting),
      show: ask(`/shows/${show_id}`, waiting),
      line: ask(`/shows/${show_id}/line`, waiting),
      room: ask(`/shows/${show_id}/room/${showtime_id}`, inside),
    },
    { slices: SLICES },
  );
  const figures: Record<string, number> = {
    healthz_per_s: perSecond(rates.healthz),
    healthz_cpu_us: cpuUsEach(rates.healthz),
  };
  for (const name of PAGES) {
    figures[`${name}_over_healthz`] = ratio(rates[name], rates.healthz);
    figures[`${name}_over_healthz_by_cpu`] = cpuRatio(rates[name], rates.healthz);
    figures[`${name}_cpu_us`] = cpuUsEach(rates[name]);
  }
  return figures;
}

type Act = { readonly method: string; readonly path: string; readonly status: number; readonly body?: unknown };

async function act(product: Product, { method, path, status, body = {} }: Act, people: readonly Fan[]): Promise<void> {
  const requests = people.map((fan) => requestBytes({ method, path, headers: bearer(fan) }, body));
  await load({ to: product, requests, status });
}
