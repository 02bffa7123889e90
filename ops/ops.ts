// `npm run ops -- …`: what an operator does, at night too. Unknown words print the help and end with 2.
import { Refused, Unavailable } from "./cli/api.ts";
import { DONE, REFUSED, UNREACHABLE, USAGE } from "./cli/exit-codes.ts";
import { helpFor } from "./cli/help.ts";
import { readWords } from "./cli/read.ts";
import { COMMANDS } from "./commands/all.ts";

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
