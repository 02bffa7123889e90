// `npm run ops -- …`: what an operator does, at night too. Unknown words print the help and end with 2.
import { fileURLToPath } from "node:url";
import { Refused, Unavailable } from "./cli/api.ts";
import type { Asked, Command } from "./cli/command.ts";
import { completionFor, isShell, SHELLS } from "./cli/completion.ts";
import { DONE, REFUSED, UNREACHABLE, USAGE } from "./cli/exit-codes.ts";
import { helpFor } from "./cli/help.ts";
import { readWords } from "./cli/read.ts";
import { adminCommands } from "./commands/admin.ts";
import { alertsCommands } from "./commands/alerts.ts";
import { backupCommands } from "./commands/backup.ts";
import { bookingCommand } from "./commands/booking.ts";
import { dashboardCommand } from "./commands/dashboard.ts";
import { keysCommands } from "./commands/keys.ts";
import { lineCommand } from "./commands/line.ts";
import { recoverCommands } from "./commands/recover.ts";
import { refundCommand } from "./commands/refund.ts";
import { saleCommands } from "./commands/sale.ts";
import { tokenCommands } from "./commands/token.ts";

const COMMANDS: readonly Command[] = [
  ...saleCommands,
  lineCommand,
  bookingCommand,
  refundCommand,
  ...backupCommands,
  ...recoverCommands,
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
      process.stdout.write(completionFor(shell, COMMANDS, fileURLToPath(new URL("..", import.meta.url))));
      return DONE;
    },
  },
];

async function main(argv: readonly string[]): Promise<number> {
  const read = readWords(COMMANDS, argv);
  if (read.kind === "help") {
    console.log(helpFor(COMMANDS, read.about));
    return DONE;
  }
  if (read.kind === "wrong") {
    console.error(`${read.words === "" ? "" : `${read.words}\n\n`}${helpFor(COMMANDS, read.about)}`);
    return USAGE;
  }
  try {
    const code = await read.command.run(read.asked);
    if (code === USAGE) console.error(helpFor(COMMANDS, read.command.name));
    return code;
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Unavailable)) throw error;
    console.error(error.message);
    return error instanceof Refused ? REFUSED : UNREACHABLE;
  }
}

process.exitCode = await main(process.argv.slice(2));
