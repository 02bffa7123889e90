// The help: all commands in short, or one whole.
import type { Command, Options } from "./command.ts";
import { DONE, REFUSED, UNREACHABLE, USAGE } from "./exit-codes.ts";
import { COMMON } from "./read.ts";

const START = "npm run ops -- <command>";
const INDENT = "  ";

/** A name may be a whole command, the first word of several, or nobody's. */
export function helpFor(commands: readonly Command[], about: string): string {
  const exact = commands.find(({ name }) => name === about);
  if (exact !== undefined) return oneHelp(exact);
  const group = commands.filter(({ name }) => name.split(" ")[0] === about.split(" ")[0]);
  return group.length === 0 ? allHelp(commands) : [START, "", ...listed(group)].join("\n");
}

function allHelp(commands: readonly Command[]): string {
  return [
    START,
    "",
    ...listed(commands),
    "",
    "Everywhere:",
    ...optionLines(COMMON),
    "",
    `Ends with ${DONE} (done), ${REFUSED} (refused), ${USAGE} (not understood), ${UNREACHABLE} (nobody answered).`,
    "`npm run ops -- <command> --help` says more. npm prints a heading of its own: where the output is piped, write",
    "`npm run --silent ops -- …`.",
  ].join("\n");
}

function oneHelp({ name, takes, says, more, options }: Command): string {
  const own = options === undefined ? [] : ["", ...optionLines(options)];
  const words = `npm run ops -- ${name} ${takes}`.trimEnd();
  return [
    words,
    "",
    `${says}.`,
    ...(more === undefined ? [] : [more]),
    ...own,
    "",
    "Everywhere:",
    ...optionLines(COMMON),
  ].join("\n");
}

function listed(commands: readonly Command[]): string[] {
  const shown = commands.map(({ name, takes, says }) => [`${name} ${takes}`.trimEnd(), says] as const);
  const wide = shown.reduce((most, [words]) => Math.max(most, words.length), 0);
  return shown.map(([words, says]) => `${INDENT}${words.padEnd(wide + 2)}${says}`);
}

function optionLines(options: Options): string[] {
  const shown = Object.entries(options).map(
    ([name, { value, says }]) => [value === undefined ? `--${name}` : `--${name} <${value}>`, says] as const,
  );
  const wide = shown.reduce((most, [words]) => Math.max(most, words.length), 0);
  return shown.map(([words, says]) => `${INDENT}${words.padEnd(wide + 2)}${says}`);
}
