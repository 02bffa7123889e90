// `npm run bench -- contention`: many fans who all want the same few seats: who gets one, how fast the others hear no, and
// that no seat has two owners.
import { makeShow, type Show, seatAt } from "../kit/house.ts";
import { type Answer, load, requestBytes } from "../kit/http-load.ts";
import type { Measured, Options } from "../kit/measured.ts";
import { bearer, fans } from "../kit/people.ts";
import { type Product, withProduct } from "../kit/product.ts";
import { randomOf } from "../kit/random.ts";
import { alternate, cpuRatio, cpuUsEach, loadNow, perSecond, ROUNDS, ratio } from "../kit/rounds.ts";
import { Tally } from "../kit/tally.ts";
import { enter, holdBytes, type Inside } from "../seats/inside.ts";
import { contestedPeers } from "./beside-peers.ts";

const SEATS_PER_HOLD = 2;

export async function run({ peers, numbers }: Options): Promise<Measured> {
  const load_average_before = loadNow();
  // The peers first: who lacks them hears of it at once.
  const beside = peers ? await contestedPeers(numbers.seats ?? 0) : {};
  const { figures, tally } = await withProduct("bare", (product) => contention(product, numbers));
  const series = [tally.rate("won"), tally.rate("refused")];
  return {
    figures: { ...figures, ...beside, load_average_before, load_average_after: loadNow() },
    plots: [{ title: "Holds", x_unit: "s", y_unit: "each second", series }],
    method:
      `${numbers.fans} fans a round, each asking for two neighbouring seats of the same ${numbers.seats}, chosen by seed ` +
      `${numbers.seed}; other seats and other fans each round, in turns with the empty object call over workerd's own ` +
      `socket, 64 connections, median of ${ROUNDS}. A try counts whether it was won or refused. tries_over_*: the same ` +
      "among as few seats, 64 in flight, in the object in workerd, in PostgreSQL (FOR UPDATE SKIP LOCKED) and in a Redis " +
      "script (append-only file, written down before the answer).",
  };
}

type Contended = { readonly figures: Record<string, number>; readonly tally: Tally };

async function contention(product: Product, numbers: Options["numbers"]): Promise<Contended> {
  const { fans: count = 0, seats = 0, seed = 0 } = numbers;
  const crowd_size = count * (ROUNDS + 1);
  const show = await makeShow(product, crowd_size);
  const crowd = await enter(product, show, await fans(product, "rival", crowd_size));
  if (crowd.length < crowd_size) throw new Error(`only ${crowd.length} fans came in`);
  const random = randomOf(seed);
  const tally = new Tally();
  const owners = new Map<string, string[]>();
  const rivals = (round: number): readonly Inside[] => crowd.slice(round * count, (round + 1) * count);
  const wishOf = (round: number): readonly string[] => {
    const at = round * seats + Math.floor(random() * (seats - 1));
    return [seatAt(at), seatAt(at + 1)];
  };
  const { empty, tries } = await alternate({
    empty: (round) => {
      const path = `/v1/api/showtimes/${show.showtime_id}/holds`;
      const requests = rivals(round).map((fan) => requestBytes({ method: "POST", path, headers: bearer(fan) }));
      return load({ to: product.empty, requests, status: 201 });
    },
    tries: (round) => {
      const all = rivals(round);
      const requests = all.map((fan) => holdBytes(show, fan, wishOf(round)));
      const onAnswer = (index: number, answer: Answer): void => note(owners, tally, all[index]?.id ?? "", answer);
      return load({ to: product, requests, status: [201, 409], onAnswer });
    },
  });
  const held = await heldSeats(product, show);
  const codes = tally.figures();
  return {
    tally,
    figures: {
      oversold_seats: [...owners.values()].filter((all) => all.length > 1).length,
      seats_won: owners.size,
      seats_held_by_the_map: held,
      seats_contended: seats * (ROUNDS + 1),
      tries_over_empty: ratio(tries, empty),
      tries_over_empty_by_cpu: cpuRatio(tries, empty),
      tries_per_s: perSecond(tries),
      try_cpu_us: cpuUsEach(tries),
      empty_per_s: perSecond(empty),
      holds_won: owners.size / SEATS_PER_HOLD,
      ...Object.fromEntries(Object.entries(codes).filter(([name]) => name.startsWith("error_"))),
    },
  };
}

function note(owners: Map<string, string[]>, tally: Tally, fan_id: string, { status, body }: Answer): void {
  const told = JSON.parse(body) as { code?: string; seats?: { id: string }[] };
  tally.happened(status === 201 ? "won" : "refused");
  if (status !== 201) tally.refused(told.code ?? String(status));
  else for (const { id } of told.seats ?? []) owners.set(id, [...(owners.get(id) ?? []), fan_id]);
}

/** What everybody else sees of it. */
async function heldSeats({ port }: Product, { showtime_id }: Show): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/api/showtimes/${showtime_id}/seats?format=json`);
  const { seats } = (await answer.json()) as { seats: Readonly<Record<string, string>> };
  return Object.values(seats).filter((state) => state === "HELD").length;
}
