// Single joins over the whole road: session check, line, receipt; beside calls to an empty object over the same road.
import { makeShow } from "../kit/house.ts";
import { load, requestBytes } from "../kit/http-load.ts";
import { bearer, type Fan, fans } from "../kit/people.ts";
import { type Product, ROADS, type Road, withProduct } from "../kit/product.ts";
import { alternate, cpuRatio, cpuUsEach, perSecond, ratio } from "../kit/rounds.ts";

const JOINS = 1_000;
const SLICES = 4;
/** The ordinary room of a show: people are let in while others join. */
const ROOM = 500;

export async function httpFigures(): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const road of ROADS) Object.assign(figures, await withProduct(road, (product) => onRoad(road, product)));
  return figures;
}

async function onRoad(road: Road, product: Product): Promise<Record<string, number>> {
  const { show_id } = await makeShow(product, ROOM);
  const path = `/v1/api/shows/${show_id}/queue`;
  const ask = (method: string, at: string) => (fan: Fan) => requestBytes({ method, path: at, headers: bearer(fan) });
  const joins = async (crowd: readonly Fan[]) =>
    load({ to: product, requests: crowd.map(ask("POST", path)), status: 201 });
  const { empty, join, known } = await alternate(
    {
      empty: async (slice) => {
        const crowd = await fans(product, `empty${slice}x`, JOINS);
        return load({ to: product.empty, requests: crowd.map(ask("POST", path)), status: 201 });
      },
      join: async (slice) => joins(await fans(product, `join${slice}x`, JOINS)),
      known: async (slice) => {
        const crowd = await fans(product, `known${slice}x`, JOINS);
        // As a page does before its button is pressed; what it costs is not counted.
        await load({ to: product, requests: crowd.map(ask("GET", `${path}/status`)), status: 200 });
        return joins(crowd);
      },
    },
    { slices: SLICES },
  );
  return {
    [`${road}_join_over_empty`]: ratio(known, empty),
    [`${road}_join_over_empty_by_cpu`]: cpuRatio(known, empty),
    [`${road}_join_unseen_token_over_empty`]: ratio(join, empty),
    [`${road}_join_unseen_token_over_empty_by_cpu`]: cpuRatio(join, empty),
    [`${road}_empty_per_s`]: perSecond(empty),
    [`${road}_join_per_s`]: perSecond(known),
    [`${road}_empty_cpu_us`]: cpuUsEach(empty),
    [`${road}_join_cpu_us`]: cpuUsEach(known),
    [`${road}_join_unseen_token_cpu_us`]: cpuUsEach(join),
  };
}
