// `npm run verify -- line <address or file>`: checks a line's public log without trusting whoever served it, and says in
// plain words what was proved and what cannot be. `npm run verify -- sale <show>` does the same for a sale's money and
// seats, `-- list <address or file>` for a list for returned seats, `-- ticket <code>` and `-- door-list <file>` for what is shown at a door. Exits with 0 (holds), 1 (does not hold) or 2 (could not be checked).
import { HELP, readArguments } from "./verify/arguments.ts";
import { checkLine } from "./verify/line.ts";
import { LIST_HELP, verifyListCommand } from "./verify/list.ts";
import { printed } from "./verify/report.ts";
import { openSource } from "./verify/sources.ts";
import { SALE_HELP } from "./verify-sale/arguments.ts";
import { verifySaleCommand } from "./verify-sale/command.ts";
import { TICKET_HELP, verifyTicketCommand } from "./verify-ticket/command.ts";

const [kind] = process.argv.slice(2);
if (kind === "ticket" || kind === "door-list") {
  const { exit, text } = await verifyTicketCommand(kind, process.argv.slice(3));
  console.log(text);
  process.exit(exit);
}
if (kind === "list") {
  const { exit, text } = await verifyListCommand(process.argv.slice(3));
  console.log(text);
  process.exit(exit);
}
if (kind === "sale") process.exit(await verifySaleCommand(process.argv.slice(3)));
const read = readArguments(process.argv.slice(2));
if (typeof read === "string") {
  console.error(read === "" ? `${HELP}\n\n${LIST_HELP}\n\n${SALE_HELP}\n\n${TICKET_HELP}` : `${read}\n\n${HELP}`);
  process.exit(2);
}
try {
  const { show_id, source } = await openSource(read);
  const checked = await checkLine({ show_id, source, receipt_files: read.receipts, save_to: read.save });
  console.log(printed(checked, read.language));
  process.exit(checked.sound ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(2);
}
