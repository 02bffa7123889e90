// Wrangler's commands in the runbook: each exists, and knows the options that it is given there.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { commandsIn, wordsOf } from "../../ops/runbook.ts";
import { QUIET, WRANGLER } from "../../ops/wrangler.ts";

const help = (words: readonly string[]): Promise<{ code: number; text: string }> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [WRANGLER, ...words, "--help"], { env: QUIET }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? 1, text: stdout + stderr }),
    );
  });

/** The words before the first that a person chooses: `d1 time-travel info`. */
const NAMES =
  /^(?:login|tail|deploy|rollback|d1 create|d1 export|d1 time-travel (?:info|restore)|queues create|r2 bucket create|secret put)/;

it("O5: wrangler has each command of the runbook, with its options", async () => {
  const commands = commandsIn(readFileSync("docs/OPERATIONS.md", "utf8"))
    .filter((command) => command.startsWith("npx wrangler "))
    .map((command) => command.slice("npx wrangler ".length));
  const options = new Map<string, Set<string>>();
  for (const command of commands) {
    const name = NAMES.exec(command)?.[0] ?? command;
    const own = wordsOf(command).filter((word) => word.startsWith("--"));
    options.set(name, new Set([...(options.get(name) ?? []), ...own]));
  }
  expect(options.size).toBeGreaterThan(5);
  for (const [name, used] of options) {
    const { code, text } = await help(name.split(" "));
    // An unknown command prints the help of all, which begins otherwise.
    expect([name, code, text.includes(`wrangler ${name}`)]).toEqual([name, 0, true]);
    for (const option of used) expect([name, text.includes(option) ? option : "unknown"]).toEqual([name, option]);
  }
});
