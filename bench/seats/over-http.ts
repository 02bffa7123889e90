// Holds over the whole road, session and pass checked, beside calls to an empty object over the same road; and how long
// after a hold's answer a thousand others see it.
import { makeShow, type Show, seatAt } from "../kit/house.ts";
import { load, requestBytes } from "../kit/http-load.ts";
import { bearer, fans } from "../kit/people.ts";
import { type Product, type Road, withProduct } from "../kit/product.ts";
import { alternate, cpuRatio, cpuUsEach, perSecond, ROUNDS, ratio } from "../kit/rounds.ts";
import { enter, holdBytes, type Inside, type NextPair } from "./inside.ts";
import { viewerFigures } from "./viewers.ts";

const HOLDS = 150;
const SLICES = 3;
const VIEWERS = 1_000;
const WATCHED_HOLDS = 100;

export async function httpFigures(road: Road = "miniflare"): Promise<Record<string, number>> {
  return withProduct(road, async (product) => {
    const crowd_size = HOLDS * SLICES * (ROUNDS + 1);
    const show = await makeShow(product, crowd_size + WATCHED_HOLDS);
    const crowd = await enter(product, show, await fans(product, "holder", crowd_size + WATCHED_HOLDS));
    if (crowd.length < crowd_size + WATCHED_HOLDS) throw new Error(`only ${crowd.length} fans came in`);
    let taken = 0;
    const nextPair: NextPair = () => [seatAt(taken++), seatAt(taken++)];
    const figures = await holdFigures({ product, show, crowd, nextPair });
    const watched = { product, show, holders: crowd.slice(crowd_size), nextPair, viewers: VIEWERS };
    return { ...figures, ...(await viewerFigures(watched)) };
  });
}

type Parts = {
  readonly product: Product;
  readonly show: Show;
  readonly crowd: readonly Inside[];
  readonly nextPair: NextPair;
};

async function holdFigures({ product, show, crowd, nextPair }: Parts): Promise<Record<string, number>> {
  const sliceOf = (slice: number): readonly Inside[] => crowd.slice(slice * HOLDS, (slice + 1) * HOLDS);
  const hold = (slice: number) =>
    load({ to: product, requests: sliceOf(slice).map((fan) => holdBytes(show, fan, nextPair())), status: 201 });
  const { empty, first, again } = await alternate(
    {
      empty: (slice) => {
        // Without a body: nobody there would read it.
        const path = `/v1/api/showtimes/${show.showtime_id}/holds`;
        const headersOf = (fan: Inside) => ({ ...bearer(fan), "x-queue-pass": fan.pass });
        const requests = sliceOf(slice).map((fan) => requestBytes({ method: "POST", path, headers: headersOf(fan) }));
        return load({ to: product.empty, requests, status: 201 });
      },
      first: hold,
      again: hold,
    },
    { slices: SLICES },
  );
  return {
    hold_over_empty: ratio(again, empty),
    hold_over_empty_by_cpu: cpuRatio(again, empty),
    first_hold_over_empty: ratio(first, empty),
    first_hold_over_empty_by_cpu: cpuRatio(first, empty),
    empty_per_s: perSecond(empty),
    hold_per_s: perSecond(again),
    first_hold_per_s: perSecond(first),
    empty_cpu_us: cpuUsEach(empty),
    hold_cpu_us: cpuUsEach(again),
    first_hold_cpu_us: cpuUsEach(first),
  };
}
