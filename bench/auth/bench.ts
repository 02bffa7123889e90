// What checking a session costs: the same request with and without a token, remembered and not.
import { load, requestBytes } from "../kit/http-load.ts";
import type { Measured } from "../kit/measured.ts";
import { bearer, fans } from "../kit/people.ts";
import { type Product, ROADS, type Road, withProduct } from "../kit/product.ts";
import { alternate, cpuRatio, cpuUsEach, loadNow, perSecond, ROUNDS, ratio, type Spent } from "../kit/rounds.ts";

const REQUESTS = 1_000;
const SLICES = 6;
/** As many people as ask again and again within the minute that a verified token is remembered. */
const REGULARS = 200;
/** Answers at once and asks nobody, so that the check weighs as much as it can. */
const PATH = "/healthz";

export async function run(): Promise<Measured> {
  const figures: Record<string, number> = { load_average_before: loadNow() };
  for (const road of ROADS) Object.assign(figures, await withProduct(road, (product) => onRoad(road, product)));
  figures.load_average_after = loadNow();
  return { figures, method: METHOD };
}

const METHOD =
  `GET ${PATH}, 64 connections, ${SLICES} slices of ${REQUESTS} requests a run, alternating, median of ${ROUNDS}. bare_*: workerd's own ` +
  "socket; miniflare_*: miniflare's API as npm start uses it. unverified: the same bytes with the token in a header " +
  `that nobody reads. remembered: ${REGULARS} fans asking again; fresh: every request with a token never seen before.`;

async function onRoad(road: Road, product: Product): Promise<Record<string, number>> {
  const regulars = (await fans(product, "regular", REGULARS)).map(bearer);
  const { unverified, remembered, fresh } = await alternate(
    {
      unverified: () => ask(product, regulars.map(unread)),
      remembered: () => ask(product, regulars),
      fresh: async (slice) => ask(product, (await fans(product, `slice${slice}x`, REQUESTS)).map(bearer)),
    },
    { slices: SLICES },
  );
  return {
    [`${road}_remembered_over_unverified`]: ratio(remembered, unverified),
    [`${road}_fresh_over_unverified`]: ratio(fresh, unverified),
    [`${road}_remembered_over_unverified_by_cpu`]: cpuRatio(remembered, unverified),
    [`${road}_fresh_over_unverified_by_cpu`]: cpuRatio(fresh, unverified),
    [`${road}_unverified_per_s`]: perSecond(unverified),
    [`${road}_unverified_cpu_us`]: cpuUsEach(unverified),
    [`${road}_remembered_cpu_us`]: cpuUsEach(remembered),
    [`${road}_fresh_cpu_us`]: cpuUsEach(fresh),
  };
}

const unread = (headers: Record<string, string>) => ({ "x-unread-field": headers.authorization ?? "" });

async function ask(product: Product, headers: readonly Record<string, string>[]): Promise<Spent> {
  const kinds = headers.map((one) => requestBytes({ method: "GET", path: PATH, headers: one }));
  const requests = Array.from({ length: REQUESTS }, (_, i) => kinds[i % kinds.length] ?? Buffer.alloc(0));
  return load({ to: product, requests, status: 200 });
}
