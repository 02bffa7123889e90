// What checking a session costs: the same request with and without a token, remembered and not.
import { load, requestBytes } from "../kit/http-load.ts";
import { bearer, fans } from "../kit/people.ts";
import { type Product, type Road, startProduct } from "../kit/product.ts";
import { alternate, loadNow, median, ROUNDS, ratioOf } from "../kit/rounds.ts";
import type { Measured } from "../run.ts";

const REQUESTS = 8_000;
/** As many people as ask again and again within the minute that a verified token is remembered. */
const REGULARS = 200;
/** Answers at once and asks nobody, so that the check weighs as much as it can. */
const PATH = "/healthz";

export async function run(): Promise<Measured> {
  const figures: Record<string, number> = { load_average_before: loadNow() };
  for (const road of ["bare", "miniflare"] as const) Object.assign(figures, await onRoad(road));
  figures.load_average_after = loadNow();
  return { figures, method: METHOD };
}

const METHOD =
  `GET ${PATH}, ${REQUESTS} requests a run, 64 connections, median of ${ROUNDS} alternating runs. bare_*: workerd's own ` +
  "socket; miniflare_*: miniflare's API as npm start uses it. unverified: the same bytes with the token in a header " +
  `that nobody reads. remembered: ${REGULARS} fans asking again; fresh: every request with a token never seen before.`;

async function onRoad(road: Road): Promise<Record<string, number>> {
  const product = await startProduct(road);
  try {
    const regulars = (await fans(product, "regular", REGULARS)).map(bearer);
    const ask = requestsTo(product);
    const rates = await alternate({
      unverified: () => ask(regulars.map(({ authorization }) => ({ "x-unread-field": authorization ?? "" }))),
      remembered: () => ask(regulars),
      fresh: async (round) => ask((await fans(product, `round${round}x`, REQUESTS)).map(bearer)),
    });
    return {
      [`${road}_remembered_over_unverified`]: ratioOf(rates, "remembered", "unverified"),
      [`${road}_fresh_over_unverified`]: ratioOf(rates, "fresh", "unverified"),
      [`${road}_unverified_per_s`]: median(rates.unverified),
      [`${road}_remembered_per_s`]: median(rates.remembered),
      [`${road}_fresh_per_s`]: median(rates.fresh),
    };
  } finally {
    await product.stop();
  }
}

const requestsTo = (product: Product) => {
  return async (headers: readonly Record<string, string>[]): Promise<number> => {
    const kinds = headers.map((one) => requestBytes({ method: "GET", path: PATH, headers: one }));
    const requests = Array.from({ length: REQUESTS }, (_, i) => kinds[i % kinds.length] ?? Buffer.alloc(0));
    return (await load({ port: product.port, requests, status: 200 })).per_s;
  };
};
