// `npm run bench -- <name> [--json] [--no-peer]`: one measurement, told on the last line as one JSON object and laid down in
// bench/results/. Without a name it lists them. Each lives in bench/<name>/bench.ts.
import { type Flags, flagHelp, readFlags } from "./kit/flags.ts";
import type { Measured, Options } from "./kit/measured.ts";
import { keep } from "./kit/results.ts";

type Run = (options: Options) => Promise<Measured>;
type Bench = { readonly about: string; readonly flags?: Flags; readonly load: () => Promise<{ run: Run }> };

const SEED = { usual: 1, least: 0, most: 4_294_967_295, about: "another seed, another crowd" } as const;

/** Loaded when asked for: a measurement brings its own engines. */
const BENCHES: Readonly<Record<string, Bench>> = {
  buy: {
    about: "whole purchases on one showtime: orders a minute, time to the result, and a check of the sale afterwards",
    load: () => import("./buy/bench.ts"),
  },
  auth: {
    about: "what checking a session costs: the same request with and without a token",
    load: () => import("./auth/bench.ts"),
  },
  door: {
    about: "a door on a slow phone: bad frames read, frame to answer without a network, the bundle of 50,000 tickets",
    load: () => import("./door/bench.ts"),
  },
  draw: {
    about: "a lobby that is drawn: from the round's time to the last screen's place, and both verifiers over its log",
    flags: {
      fans: { usual: 10_000, least: 10, most: 50_000, about: "entrants" },
      sockets: { usual: 500, least: 1, most: 5_000, about: "of them, who listen" },
      asking: { usual: 500, least: 1, most: 20_000, about: "of them, who ask instead" },
      gather_s: { usual: 90, least: 10, most: 600, about: "seconds until the lobby closes" },
    },
    load: () => import("./draw/bench.ts"),
  },
  forecast: {
    about: "an organiser's forecast: processor time of all its sales, and its longest slice",
    flags: {
      fans: { usual: 100_000, least: 100, most: 100_000, about: "fans who come" },
      seats: { usual: 20_000, least: 100, most: 60_000, about: "seats" },
      room: { usual: 2_000, least: 10, most: 100_000, about: "the room's capacity" },
      seed: SEED,
    },
    load: () => import("./forecast/bench.ts"),
  },
  inbox: {
    about: "messages: from the store to a thousand open pages, rows and objects for each, a burst of 50,000",
    load: () => import("./inbox/bench.ts"),
  },
  "layout-editor": {
    about: "the layout editor's frames with 50,000 seats in Chromium, half of them chosen",
    load: () => import("./layout-editor/bench.ts"),
  },
  line: {
    about:
      "the waiting line: joins over RPC beside Redis and over HTTP, ticks to 8,000 sockets, waking a million entries",
    load: () => import("./line/bench.ts"),
  },
  pages: {
    about: "Lighthouse on the home, search and show page (phone, median of 5), bytes of script, layout shift",
    load: () => import("./pages/bench.ts"),
  },
  road: {
    about: "what a crowd's pages cost: home, show, line and room beside a request that asks nobody",
    load: () => import("./road/bench.ts"),
  },
  "seat-map": {
    about: "the seat map's frames with 50,000 seats in Chromium, on a desk and on a phone",
    load: () => import("./seat-map/run.ts"),
  },
  sale: {
    about: "a whole sale in one go: five fans for each seat through line, map and payment; both checks afterwards",
    flags: {
      seats: { usual: 300, least: 20, most: 2_000, about: "seats; five fans come for each" },
      within_s: { usual: 10, least: 1, most: 120, about: "seconds in which they come" },
      seed: SEED,
    },
    load: () => import("./sale/bench.ts"),
  },
  poll: {
    about: "fans without a socket who ask for their place, beside a request that asks nobody",
    flags: {
      fans: { usual: 500, least: 10, most: 10_000, about: "fans in line" },
      per_s: { usual: 300, least: 1, most: 2_000, about: "questions a second" },
      seconds: { usual: 10, least: 1, most: 120, about: "seconds of questions" },
      seed: SEED,
    },
    load: () => import("./poll/bench.ts"),
  },
  contention: {
    about: "many fans for the same few seats: won, refused, never sold twice; beside PostgreSQL and Redis",
    flags: {
      fans: { usual: 300, least: 10, most: 2_000, about: "fans a round" },
      seats: { usual: 40, least: 4, most: 1_000, about: "seats they all want" },
      seed: SEED,
    },
    load: () => import("./contention/bench.ts"),
  },
  soak: {
    about: "fans who come and go for minutes: memory, errors, times, and that none of them grows",
    flags: {
      minutes: { usual: 1, least: 1, most: 120, about: "minutes" },
      per_s: { usual: 20, least: 1, most: 200, about: "fans a second" },
      seed: SEED,
    },
    load: () => import("./soak/bench.ts"),
  },
  stampede: {
    about: "a crowd at once: pages, joins, sockets, questions; nobody lost, no gap, the order, waiting times",
    flags: {
      fans: { usual: 2_000, least: 10, most: 10_000, about: "fans that come" },
      within_s: { usual: 5, least: 1, most: 120, about: "seconds in which they come" },
      relays: { usual: 0, least: 0, most: 64, about: "relays of the line" },
      "kill-relay": { usual: 0, least: 0, most: 8, about: "so many relays die while the crowd joins" },
      seed: SEED,
    },
    load: () => import("./stampede/bench.ts"),
  },
  seats: {
    about: "the seat ledger: holds over HTTP and beside PostgreSQL and Redis, viewers, snapshots, the automatic choice",
    load: () => import("./seats/bench.ts"),
  },
};

const [name, ...words] = process.argv.slice(2);
const bench = name !== undefined && Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
const asked = bench === undefined ? "" : readFlags(words, bench.flags ?? {});
if (name === undefined || bench === undefined || typeof asked === "string") {
  console.log("npm run bench -- <name> [--json] [--no-peer]");
  for (const [known, { about, flags = {} }] of Object.entries(BENCHES)) {
    console.log(`  ${known.padEnd(10)} ${about}`);
    for (const line of flagHelp(flags)) console.log(`${" ".repeat(15)}${line}`);
  }
  if (asked !== "") console.error(asked);
  process.exitCode = name === undefined ? 0 : 2;
} else {
  try {
    const { run } = await bench.load();
    tell(name, await run(asked), asked.json);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

function tell(measured_name: string, measured: Measured, json: boolean): void {
  const { figures, method } = measured;
  for (const file of keep(measured_name, measured)) console.error(file);
  if (!json) {
    console.table(figures);
    console.log(method);
  }
  console.log(JSON.stringify({ name: measured_name, figures, method }));
}
