// Every command of `npm run ops`, in the order in which the help lists them.
import { fileURLToPath } from "node:url";
import type { Asked, Command } from "../cli/command.ts";
import { completionFor, isShell, SHELLS } from "../cli/completion.ts";
import { DONE, USAGE } from "../cli/exit-codes.ts";
import { adminCommands } from "./admin.ts";
import { alertsCommands } from "./alerts.ts";
import { backupCommands } from "./backup.ts";
import { bookingCommand } from "./booking.ts";
import { dashboardCommand } from "./dashboard.ts";
import { evidenceCommand } from "./evidence.ts";
import { keysCommands } from "./keys.ts";
import { lineCommand } from "./line.ts";
import { recoverCommands } from "./recover.ts";
import { refundCommand } from "./refund.ts";
import { retentionCommand } from "./retention.ts";
import { saleCommands } from "./sale.ts";
import { saleListCommand, serviceCommands } from "./service.ts";
import { tokenCommands } from "./token.ts";

export const COMMANDS: readonly Command[] = [
  ...serviceCommands,
  saleListCommand,
  ...saleCommands,
  lineCommand,
  bookingCommand,
  refundCommand,
  evidenceCommand,
  ...backupCommands,
  ...recoverCommands,
  retentionCommand,
  ...tokenCommands,
  ...adminCommands,
  ...keysCommands,
  ...alertsCommands,
  dashboardCommand,
  {
    name: "completion",
    takes: `<${SHELLS.join("|")}>`,
    says: "print what completes these commands in a shell, as `fairline …`",
    run: async ({ words: [shell = ""] }: Asked) => {
      if (!isShell(shell)) return USAGE;
      process.stdout.write(completionFor(shell, COMMANDS, fileURLToPath(new URL("../..", import.meta.url))));
      return DONE;
    },
  },
];
