// `npm run simulate -- …`: plays a sale of up to two million fans through and prints what became of it. The same words
// and seed print the same bytes; how long it took goes to stderr. An unknown word prints the help and ends with 2.
import { costOf } from "../domain/costs/sale-cost.ts";
import { Simulation } from "../domain/simulation/simulation.ts";
import { HELP, readArguments } from "./simulate/arguments.ts";
import { printed } from "./simulate/report.ts";

const args = process.argv.slice(2);
const read = readArguments(args);
if (args.includes("--help")) {
  console.log(HELP);
} else if (typeof read === "string") {
  console.error(`${read}\n\n${HELP}`);
  process.exitCode = 2;
} else {
  const began_ms = performance.now();
  const outcome = new Simulation(read.scenario).outcome();
  console.log(read.json ? JSON.stringify({ ...outcome, cost: costOf(outcome) }) : printed(outcome));
  console.error(`played in ${((performance.now() - began_ms) / 1000).toFixed(1)} s`);
}
