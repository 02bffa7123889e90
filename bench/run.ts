// `npm run bench -- <name> [--json]`: one measurement, told on the last line as one JSON object. Without a name it lists
// them. Each lives in bench/<name>/bench.ts.
export type Measured = { readonly figures: Readonly<Record<string, number>>; readonly method: string };
type Bench = { readonly about: string; readonly load: () => Promise<{ run: () => Promise<Measured> }> };

/** Loaded when asked for: a measurement brings its own engines. */
const BENCHES: Readonly<Record<string, Bench>> = {
  line: {
    about: "the waiting line: joins, places and ticks in workerd and on Node's SQLite, waking a million entries",
    load: () => import("./line/bench.ts"),
  },
  pages: {
    about: "Lighthouse on the home, search and show page (phone, median of 5), bytes of script, layout shift",
    load: () => import("./pages/bench.ts"),
  },
  "seat-map": {
    about: "the seat map's frames with 50,000 seats in Chromium, on a desk and on a phone",
    load: () => import("./seat-map/run.ts"),
  },
  seats: {
    about: "the seat ledger by itself: holds, the automatic choice, snapshots of 50,000 seats",
    load: () => import("./seats/bench.ts"),
  },
};

const [name, ...flags] = process.argv.slice(2);
const bench = name !== undefined && Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench === undefined || flags.some((flag) => flag !== "--json")) {
  console.log("npm run bench -- <name> [--json]");
  for (const [known, { about }] of Object.entries(BENCHES)) console.log(`  ${known.padEnd(10)} ${about}`);
  process.exitCode = name === undefined ? 0 : 2;
} else {
  const { run } = await bench.load();
  const { figures, method } = await run();
  if (!flags.includes("--json")) {
    console.table(figures);
    console.log(method);
  }
  console.log(JSON.stringify({ name, figures, method }));
}
