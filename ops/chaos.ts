// `npm run chaos -- [--seeds n] [--from n]`: sales under random faults in one process and virtual time. Prints which rare
// meetings happened, and each seed that broke a truth; that seed alone plays the same run again. Ends with 1 where any
// broke, with 2 where it was asked wrongly.
import { parseArgs } from "node:util";
import { playMany } from "../durable-objects/chaos/testing/many.ts";

const HELP = "npm run chaos -- [--seeds <how many, 1000>] [--from <first seed, 1>]";
const SEEDS_MAX = 10_000_000;

function readArguments(): { runs: number; from: number } | null {
  try {
    const options = { seeds: { type: "string", default: "1000" }, from: { type: "string", default: "1" } } as const;
    const { values } = parseArgs({ options });
    const runs = Number(values.seeds);
    const from = Number(values.from);
    const fit = Number.isInteger(runs) && Number.isInteger(from) && runs >= 1 && runs <= SEEDS_MAX && from >= 0;
    return fit ? { runs, from } : null;
  } catch {
    return null;
  }
}

const asked = readArguments();
if (asked === null) {
  console.error(HELP);
  process.exitCode = 2;
} else {
  const began_ms = performance.now();
  const { bought, met, broken, runs } = playMany(asked);
  console.log(`${runs} sales from seed ${asked.from} on, ${bought} fans bought, ${broken.length} broke`);
  for (const [meeting, times] of met) console.log(`  ${String(times).padStart(8)} ${meeting.replaceAll("_", " ")}`);
  for (const { seed, why } of broken) console.log(`seed ${seed}: ${why}\n  npm run chaos -- --from ${seed} --seeds 1`);
  console.error(`played in ${((performance.now() - began_ms) / 1000).toFixed(1)} s`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}
