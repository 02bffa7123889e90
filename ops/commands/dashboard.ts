// `dashboard`: the sheet that Grafana imports.
import { dashboard } from "../grafana/dashboard.ts";
import { DONE, USAGE } from "./exit-codes.ts";

export async function dashboardCommand(args: readonly string[]): Promise<number> {
  if (args.length > 0) return USAGE;
  process.stdout.write(dashboard());
  return DONE;
}
