// `npm run bench -- <name> [--json] [--no-peer]`: one measurement, told on the last line as one JSON object. Without a name it lists
// them. Each lives in bench/<name>/bench.ts.
import type { Measured, Options } from "./kit/measured.ts";

type Run = (options: Options) => Promise<Measured>;
type Bench = { readonly about: string; readonly load: () => Promise<{ run: Run }> };

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
  seats: {
    about: "the seat ledger: holds over HTTP and beside PostgreSQL and Redis, viewers, snapshots, the automatic choice",
    load: () => import("./seats/bench.ts"),
  },
};

const [name, ...flags] = process.argv.slice(2);
const bench = name !== undefined && Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench === undefined || flags.some((flag) => flag !== "--json" && flag !== "--no-peer")) {
  console.log("npm run bench -- <name> [--json] [--no-peer]");
  for (const [known, { about }] of Object.entries(BENCHES)) console.log(`  ${known.padEnd(10)} ${about}`);
  process.exitCode = name === undefined ? 0 : 2;
} else {
  try {
    const { run } = await bench.load();
    tell(await run({ peers: !flags.includes("--no-peer") }));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

function tell({ figures, method }: Measured): void {
  if (!flags.includes("--json")) {
    console.table(figures);
    console.log(method);
  }
  console.log(JSON.stringify({ name, figures, method }));
}
