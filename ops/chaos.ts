// `npm run chaos -- [--seeds n] [--from n]`: sales under random faults in one process and virtual time. Prints which rare
// meetings happened, and each seed that broke a truth; that seed alone plays the same run again.
// `npm run chaos -- --product [--rounds n] [--from n]`: the real thing. The built product is started, sells, and its
// processes are killed and its sockets cut, round by round; then the line and the sale are verified.
// Ends with 1 where anything broke, with 2 where it was asked wrongly.
import { parseArgs } from "node:util";
import { playMany } from "../durable-objects/chaos/testing/many.ts";
import { seeded } from "../sandbox/toss/testing/seeded.ts";
import { crashSale } from "./crash/crash-sale.ts";

const HELP = `npm run chaos -- [--seeds <how many, 1000>] [--from <first seed, 1>]
npm run chaos -- --product [--rounds <kills, 20>] [--from <seed, 1>]`;
const SEEDS_MAX = 10_000_000;
const ROUNDS_MAX = 200;
const AT_ONCE = 12;
const SOLD_BETWEEN = 10;
const CUT_SHARE = 0.03;
/** Most of them the process that serves: the other two carry no state. */
const ROLES = ["workerd", "workerd", "workerd", "guard", "starter"] as const;

type Asked = { readonly product: boolean; readonly runs: number; readonly rounds: number; readonly from: number };

function readArguments(): Asked | null {
  try {
    const options = {
      seeds: { type: "string", default: "1000" },
      from: { type: "string", default: "1" },
      product: { type: "boolean", default: false },
      rounds: { type: "string", default: "20" },
    } as const;
    const { values } = parseArgs({ options });
    const runs = Number(values.seeds);
    const from = Number(values.from);
    const rounds = Number(values.rounds);
    const within = (value: number, most: number): boolean => Number.isInteger(value) && value >= 1 && value <= most;
    const fit = within(runs, SEEDS_MAX) && within(rounds, ROUNDS_MAX) && Number.isInteger(from) && from >= 0;
    return fit ? { product: values.product, runs, rounds, from } : null;
  } catch {
    return null;
  }
}

async function playProduct({ rounds, from }: Asked): Promise<number> {
  const random = seeded(from);
  const roles = Array.from({ length: rounds }, () => ROLES[Math.floor(random() * ROLES.length)] ?? "workerd");
  const plan = { rounds: roles, at_once: AT_ONCE, between: SOLD_BETWEEN, random, cut_share: CUT_SHARE };
  const { faults, ...figures } = await crashSale({ ...plan, told: console.log });
  console.log(JSON.stringify(figures));
  for (const fault of faults) console.log(fault);
  console.log(faults.length === 0 ? "line and sale hold" : `${faults.length} faults`);
  return faults.length;
}

function playSeeds(asked: Asked): number {
  const { bought, met, broken, runs } = playMany(asked);
  console.log(`${runs} sales from seed ${asked.from} on, ${bought} fans bought, ${broken.length} broke`);
  for (const [meeting, times] of met) console.log(`  ${String(times).padStart(8)} ${meeting.replaceAll("_", " ")}`);
  for (const { seed, why } of broken) console.log(`seed ${seed}: ${why}\n  npm run chaos -- --from ${seed} --seeds 1`);
  return broken.length;
}

const asked = readArguments();
if (asked === null) {
  console.error(HELP);
  process.exitCode = 2;
} else {
  const began_ms = performance.now();
  const broke = asked.product ? await playProduct(asked) : playSeeds(asked);
  console.error(`played in ${((performance.now() - began_ms) / 1000).toFixed(1)} s`);
  process.exitCode = broke === 0 ? 0 : 1;
}
