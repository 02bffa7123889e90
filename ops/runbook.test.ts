// The runbook's commands exist: each is read by the very code that would run it. What wrangler's commands take is asked of
// wrangler itself, in tests/machine/runbook.test.ts.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readWords } from "./cli/read.ts";
import { COMMANDS } from "./commands/all.ts";
import { readDeployment } from "./deployments.ts";
import { commandsIn, wordsOf } from "./runbook.ts";
import { readArguments as readSimulation } from "./simulate/arguments.ts";
import { readArguments } from "./verify/arguments.ts";
import { readSaleArguments } from "./verify-sale/arguments.ts";

const runbook = readFileSync("docs/OPERATIONS.md", "utf8");
const scripts = (JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> }).scripts;

/** Null where it would be understood. */
function faultOf(command: string): string | null {
  const words = wordsOf(command);
  if (words[0] === "npx") return words[1] === "wrangler" ? null : `${words[1]} is not ours`;
  if (words[0] === "npm") return faultOfScript(words.slice(1).filter((word) => word !== "--silent"));
  return ["echo", "promtool", "for", "done", "umask"].includes(words[0] ?? "") ? null : `what is ${words[0]}?`;
}

function faultOfScript([verb, script = "", ...rest]: readonly string[]): string | null {
  if (verb === "start" || verb === "test" || verb === "ci") return null;
  if (verb !== "run" || scripts[script] === undefined) return `there is no npm ${verb} ${script}`;
  const args = rest[0] === "--" ? rest.slice(1) : rest;
  if (script === "ops") {
    const read = readWords(COMMANDS, args);
    return read.kind === "wrong" ? read.words : null;
  }
  if (script === "deploy") return readDeployment(args) === null ? "deploy does not take that" : null;
  if (script === "costs") return typeof readSimulation(args) === "string" ? "costs does not take that" : null;
  if (script === "bench") return faultOfBench(args);
  if (script !== "verify") return args.length === 0 ? null : `${script} takes nothing`;
  const read = args[0] === "sale" ? readSaleArguments(args.slice(1)) : readArguments(args);
  return typeof read === "string" ? read : null;
}

/** A measurement is asked for by its name and its own flags, as the list of them says. */
function faultOfBench([name = "", ...flags]: readonly string[]): string | null {
  const list = execFileSync(process.execPath, ["bench/run.ts"], { encoding: "utf8" });
  const own = new RegExp(`^  ${name} .*\n(?: {15}.*\n)*`, "m").exec(list)?.[0];
  if (own === undefined) return `there is no bench ${name}`;
  const unknown = flags.find((flag) => flag.startsWith("--") && !own.includes(`${flag} `));
  return unknown === undefined ? null : `bench ${name} does not take ${unknown}`;
}

describe("O5: the runbook", () => {
  const commands = commandsIn(runbook);

  it("O5: has the commands of every part of a sale, and each is understood", () => {
    expect(commands.length).toBeGreaterThan(40);
    const faults = commands.flatMap((command) => {
      const fault = faultOf(command);
      return fault === null ? [] : [`${command}: ${fault}`];
    });
    expect(faults).toEqual([]);
  });

  it("O5: every command of the operator's stands in it", () => {
    const missing = COMMANDS.filter(({ name }) => !commands.some((command) => command.includes(` -- ${name}`)));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it.each([
    ["npm run ops -- sale close <show>", "no command is called"],
    ["npm run ops -- sale pause", "it takes"],
    ["npm run ops -- refund <booking> --why x", "Unknown option"],
    ["npm run deploy -- --now", "does not take"],
    ["npm run verify -- money <show>", "nothing to verify"],
    ["npm run fly", "there is no"],
  ])("O5: control: %s is found", (command, why) => {
    expect(faultOf(command)).toContain(why);
  });
});
