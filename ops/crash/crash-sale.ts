// A sale at the built product while its processes are killed and its sockets cut; and what line and money are afterwards.
import { setTimeout as sleep } from "node:timers/promises";
import {
  alive,
  dropStateDir,
  type Instance,
  type Noted,
  newStateDir,
  noted,
  pidOf,
  start,
  stop,
  until,
} from "../../tests/machine/instance.ts";
import { freePort } from "../instance.ts";
import { checkLine } from "../verify/line.ts";
import { openSource } from "../verify/sources.ts";
import { checkSale } from "../verify-sale/sale.ts";
import { Listeners } from "./listeners.ts";
import { Shop, type Show } from "./shop.ts";

export type Plan = {
  /** Which process dies in each round. */
  readonly rounds: readonly Noted["role"][];
  /** So many buy at once, and so many listen at a socket each. */
  readonly at_once: number;
  /** Sold between two kills, so that each falls into the middle of purchases. */
  readonly between: number;
  readonly random: () => number;
  readonly cut_share: number;
  readonly told?: (text: string) => void;
};
export type Outcome = {
  readonly killed: number;
  readonly restarts: number;
  readonly requests_cut: number;
  readonly sockets_cut: number;
  /** Said to be paid while their buyer looked; confirmed at the end. */
  readonly reported: number;
  readonly confirmed: number;
  readonly orders: number;
  /** Empty where everything is as it must be. */
  readonly faults: readonly string[];
};

const SEATS_PER_ORDER = 2;
const AWAY_WITHIN_MS = 15_000;
const SOLD_WITHIN_MS = 60_000;
const FINAL_WITHIN_MS = 60_000;
const ADMIN = { email: "admin@example.com", role: "ADMIN" } as const;

/** Its data goes with it; every process it started is ended by its id. */
export async function crashSale(plan: Plan): Promise<Outcome> {
  const state_dir = newStateDir();
  const port = await freePort();
  const machine = new Machine({ state_dir, port }, await start({ state_dir, port }));
  try {
    return await sell(plan, machine);
  } finally {
    await machine.end();
    dropStateDir(state_dir);
  }
}

class Machine {
  readonly place: { readonly state_dir: string; readonly port: number };
  restarts = 0;
  #running: Instance;

  constructor(place: Machine["place"], running: Instance) {
    this.place = place;
    this.#running = running;
  }

  get url(): string {
    return this.#running.url;
  }

  get #ended(): boolean {
    const { exitCode, signalCode } = this.#running.child;
    return exitCode !== null || signalCode !== null;
  }

  async kill(role: Noted["role"]): Promise<void> {
    const { state_dir } = this.place;
    const before = pidOf(state_dir, role);
    process.kill(before, "SIGKILL");
    if (role !== "starter") {
      return until(
        () => pidOf(state_dir, role) !== before,
        AWAY_WITHIN_MS,
        () => `${role} did not come back`,
      );
    }
    await until(
      () => this.#ended,
      AWAY_WITHIN_MS,
      () => "the starter's death ended nothing",
    );
    this.#running = await start(this.place);
    this.restarts++;
  }

  async end(): Promise<void> {
    if (!this.#ended) await stop(this.#running);
    for (const { pid } of noted(this.place.state_dir)) if (alive(pid)) process.kill(pid, "SIGKILL");
  }
}

async function sell(plan: Plan, machine: Machine): Promise<Outcome> {
  const { rounds, at_once, between, random, cut_share } = plan;
  const { port } = machine.place;
  const shop = new Shop({ port, random, cut_share });
  // Whoever is under way when the rounds are over still finds a seat.
  const show = await shop.openSale(((rounds.length + 1) * between + 4 * at_once) * SEATS_PER_ORDER * 2);
  const listeners = new Listeners(port, show, at_once);
  const faults: string[] = [];
  let over = false;
  let next = 0;
  const buyers = Array.from({ length: at_once }, async () => {
    while (!over) {
      const fault = await shop.buy(show, next++);
      if (fault !== null) faults.push(fault);
    }
  });
  const accidents = async (): Promise<void> => {
    try {
      for (const [round, role] of rounds.entries()) {
        const sold = shop.sold;
        await until(
          () => shop.sold >= sold + between,
          SOLD_WITHIN_MS,
          () => `only ${shop.sold - sold} were sold in a round`,
        );
        listeners.cut();
        await machine.kill(role);
        plan.told?.(`round ${round + 1}: ${role} killed, ${shop.sold} sold so far`);
      }
      const sold = shop.sold;
      await until(
        () => shop.sold >= sold + between,
        SOLD_WITHIN_MS,
        () => "nothing was sold after the last kill",
      );
    } finally {
      over = true;
    }
  };
  await Promise.all([...buyers, accidents()]);
  listeners.end();
  faults.push(...listeners.faults);
  return verdict(shop, show, { machine, faults, killed: rounds.length, sockets_cut: listeners.cut_count });
}

type Rest = {
  readonly machine: Machine;
  readonly faults: string[];
  readonly killed: number;
  readonly sockets_cut: number;
};

async function verdict(shop: Shop, show: Show, { machine, faults, killed, sockets_cut }: Rest): Promise<Outcome> {
  const reported = shop.said.filter(({ result }) => result === "COMPLETED");
  const final_by_ms = Date.now() + FINAL_WITHIN_MS;
  for (const one of shop.said) {
    while (one.result === "PENDING" && Date.now() < final_by_ms) {
      one.result = await shop.statusOf(one);
      if (one.result === "PENDING") await sleep(200);
    }
    if (one.result === "PENDING") faults.push(`${one.request_id} is still pending`);
  }
  for (const one of reported) {
    const status = await shop.bookingOf(one);
    if (status !== "CONFIRMED") faults.push(`${one.booking_id} was reported paid and is ${status}`);
  }
  const { url } = machine;
  const sale = await checkSale({ show_id: show.show_id, url, token: await shop.login(ADMIN.email, ADMIN.role) });
  const differences = sale.showtimes.flatMap(({ checks }) => checks.flatMap((check) => check.differences));
  faults.push(...differences.map((one) => JSON.stringify(one)));
  const { source } = openSource({ from: url, show_id: show.show_id });
  const line = await checkLine({ show_id: show.show_id, source, receipt_files: [], save_to: null });
  if (!line.sound) faults.push("the line's log does not hold");
  const [showtime] = sale.showtimes;
  const confirmed = showtime?.confirmed ?? 0;
  if (confirmed !== shop.sold) faults.push(`${shop.sold} were told they have tickets, ${confirmed} have`);
  if (showtime?.live_tickets !== confirmed * SEATS_PER_ORDER) faults.push(`${showtime?.live_tickets} tickets are live`);
  return {
    killed,
    restarts: machine.restarts,
    requests_cut: shop.cut,
    sockets_cut,
    reported: reported.length,
    confirmed,
    orders: showtime?.orders ?? 0,
    faults,
  };
}
