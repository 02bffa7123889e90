// `npm run costs -- [--fans …]`: what a sale costs on the platform, item by item, as a table for documents. The sale is
// played by the product's own rules, and the prices are the one table that forecasts use too.
import { MONTHLY_FEE_USD } from "../domain/costs/platform-prices.ts";
import { beyondIncludedUsd, type CostItem, costOf, totalUsd } from "../domain/costs/sale-cost.ts";
import { Simulation } from "../domain/simulation/simulation.ts";
import { HELP, readArguments } from "./simulate/arguments.ts";

/** The sale that docs/OPERATIONS.md reckons with. */
const USUAL = ["--fans", "100000", "--seats", "20000", "--relays", "0"];

const grouped = (value: number): string => Math.round(value).toLocaleString("en-US");
const usd = (value: number): string => `$${value.toFixed(2)}`;
const words = (item: CostItem["item"]): string => item.replaceAll("_", " ");

export function costTable(args: readonly string[]): string | null {
  const read = readArguments([...USUAL, ...args]);
  if (typeof read === "string") return null;
  const { scenario } = read;
  const items = costOf(new Simulation(scenario).outcome());
  return [
    "| item | how many | at list price |",
    "|---|---|---|",
    ...items.map(
      ({ item, quantity, unit, usd: cost }) => `| ${words(item)} | ${grouped(quantity)} ${unit} | ${usd(cost)} |`,
    ),
    `| all | | ${usd(totalUsd(items))} |`,
    `| beyond what ${usd(MONTHLY_FEE_USD)} a month include, as the month's only sale | | ${usd(beyondIncludedUsd(items))} |`,
  ].join("\n");
}

if (import.meta.main) {
  const table = costTable(process.argv.slice(2));
  console.log(table ?? HELP.replaceAll("npm run simulate", "npm run costs"));
  if (table === null) process.exitCode = 2;
}
