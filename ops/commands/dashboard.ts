// `dashboard`: the sheet that Grafana imports.
import type { Command } from "../cli/command.ts";
import { DONE } from "../cli/exit-codes.ts";
import { dashboard } from "../grafana/dashboard.ts";

export const dashboardCommand: Command = {
  name: "dashboard",
  takes: "",
  says: "print the dashboard that Grafana imports, ops/grafana/fairline.json",
  run: async () => {
    process.stdout.write(dashboard());
    return DONE;
  },
};
