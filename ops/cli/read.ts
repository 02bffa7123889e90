// The one place where the words of a command line are read: which command, its words, its options.
import { parseArgs } from "node:util";
import type { Asked, Command, Options } from "./command.ts";
import { ENVIRONMENTS, type Environment, isEnvironment } from "./environments.ts";
import { apiOf } from "./tokens.ts";

export const COMMON: Options = {
  env: {
    value: ENVIRONMENTS.join("|"),
    says: "which deployment (FAIRLINE_ENV; without it the instance on this computer)",
  },
  local: { says: "the same as --env local" },
  dev: { says: "the same as --env dev: that of `npm run dev`" },
  url: { value: "address", says: "where it answers, if elsewhere than wrangler.toml or PORT say" },
  json: { says: "print one JSON value, or one a line, for programs" },
  help: { says: "print what the command does" },
};

export type Read =
  | { readonly kind: "run"; readonly command: Command; readonly asked: Asked }
  | { readonly kind: "help"; readonly about: string }
  | { readonly kind: "wrong"; readonly words: string; readonly about: string };

/** The longest name that the words begin with. */
export function commandIn(commands: readonly Command[], words: readonly string[]): Command | undefined {
  const named = (count: number) => commands.find(({ name }) => name === words.slice(0, count).join(" "));
  return named(2) ?? (words.length === 0 ? undefined : named(1));
}

export function readWords(commands: readonly Command[], argv: readonly string[]): Read {
  const plain = argv.filter((word) => !word.startsWith("-"));
  const command = commandIn(commands, plain);
  const about = plain[0] ?? "";
  if (command === undefined) {
    if (argv.includes("--help") || argv.includes("-h") || about === "help")
      return { kind: "help", about: plain[1] ?? "" };
    return { kind: "wrong", words: about === "" ? "" : `no command is called ${plain.slice(0, 2).join(" ")}`, about };
  }
  const wrong = (words: string): Read => ({ kind: "wrong", words, about: command.name });
  let read: { values: Record<string, unknown>; positionals: string[] };
  try {
    read = parseArgs({ args: [...argv], options: shapesOf({ ...COMMON, ...command.options }), allowPositionals: true });
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  if (read.values.help === true) return { kind: "help", about: command.name };
  const words = read.positionals.slice(command.name.split(" ").length);
  const count = countOf(command.takes);
  if (words.length < count.least || words.length > count.most) return wrong(`it takes ${command.takes || "no words"}`);
  const environment = environmentOf(read.values);
  if (environment === null) return wrong(`--env is one of ${ENVIRONMENTS.join(", ")}`);
  const url = typeof read.values.url === "string" ? read.values.url : null;
  if (url !== null && !URL.canParse(url)) return wrong(`${url} is no address`);
  return { kind: "run", command, asked: askedOf({ words, values: read.values, environment, url }) };
}

function shapesOf(options: Options): Record<string, { type: "string" | "boolean"; short?: string }> {
  return Object.fromEntries(
    Object.entries(options).map(([name, { value }]) => [
      name,
      { type: value === undefined ? "boolean" : "string", ...(name === "help" ? { short: "h" } : {}) },
    ]),
  );
}

export function countOf(takes: string): { readonly least: number; readonly most: number } {
  const parts = takes.split(" ").filter((part) => part !== "");
  const least = parts.filter((part) => part.startsWith("<")).length;
  return { least, most: takes.includes("…") ? Number.POSITIVE_INFINITY : parts.length };
}

function environmentOf(values: Readonly<Record<string, unknown>>): Environment | null {
  const said = [values.env, values.local === true ? "local" : undefined, values.dev === true ? "dev" : undefined];
  const named = said.filter((one) => one !== undefined);
  if (named.length > 1) return null;
  const word = String(named[0] ?? process.env.FAIRLINE_ENV ?? "local");
  return isEnvironment(word) ? word : null;
}

type Parsed = {
  readonly words: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly environment: Environment;
  readonly url: string | null;
};

function askedOf({ words, values, environment, url }: Parsed): Asked {
  return {
    words,
    environment,
    url,
    json: values.json === true,
    text: (option) => (typeof values[option] === "string" ? values[option] : null),
    is: (option) => values[option] === true,
    api: () => apiOf({ environment, url }),
  };
}
