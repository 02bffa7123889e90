// `npm run ops -- …`: what only the operator may do. An unknown command prints the help and ends with 2.
import { adminCommand } from "./commands/admin.ts";
import { alertsCommand } from "./commands/alerts.ts";
import { dashboardCommand } from "./commands/dashboard.ts";
import { USAGE } from "./commands/exit-codes.ts";
import { keysCommand } from "./commands/keys.ts";

const HELP = `npm run ops -- <command>

  admin grant <email> [--local|--dev]    make an existing account an admin
  admin revoke <email> [--local|--dev]   make an admin a fan again
      Over wrangler in the deployed database. --local: in the data of \`npm start\` (STATE_DIR), running or stopped;
      --dev: in the data of \`npm run dev\`.

  alerts export [--runbook <url>]        print the alerts as rules for Prometheus
      --runbook: where docs/OPERATIONS.md can be read, for the links of the alerts.
  alerts test <file>                     send a message to the webhook of the file and close it; the file is the secret
      ALERT_WEBHOOK as docs/OPERATIONS.md describes it.

  dashboard                              print the dashboard that Grafana imports, ops/grafana/fairline.json

  keys new                               print a fresh SIGNING_KEYS; nothing signed by another set is believed under it
  keys turn <file> [purpose …]           print the next step of a rotation of the keys in the file
      First it adds the next keys, the second time they sign and the former retire. Purposes: access, pass, receipt,
      ticket; without one, all. npm prints a heading of its own: write \`npm run --silent ops -- keys …\`.
`;

type Command = (args: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  admin: adminCommand,
  alerts: alertsCommand,
  dashboard: dashboardCommand,
  keys: keysCommand,
};

const [name = "", ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
const code = command === undefined ? USAGE : await command(args);
if (code === USAGE) console.error(HELP);
process.exitCode = code;
