// Wrangler's commands in the runbook: each exists, and knows the options that it is given there.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { experimental_getWranglerCommands } from "wrangler";
import { commandsIn, wordsOf } from "../../ops/runbook.ts";

/** Wrangler's own list, by which it reads what is typed: asking for the help of each would start it each time. */
const { registry, globalFlags } = experimental_getWranglerCommands();

/** The options of the command that these words begin with; null where they begin none. */
function optionsOf(words: readonly string[]): ReadonlySet<string> | null {
  let node: ReturnType<typeof registry.subtree.get> = { subtree: registry.subtree };
  for (const word of words) {
    node = node.subtree.get(word) ?? { subtree: new Map() };
    if (node.definition?.type === "command") {
      return new Set(Object.keys({ ...globalFlags, ...node.definition.args }).map((name) => `--${name}`));
    }
  }
  return null;
}

it("O5: wrangler has each command of the runbook, with its options", () => {
  const commands = commandsIn(readFileSync("docs/OPERATIONS.md", "utf8"))
    .filter((command) => command.startsWith("npx wrangler "))
    .map((command) => wordsOf(command).slice(2));
  expect(commands.length).toBeGreaterThan(8);
  for (const words of commands) {
    const options = optionsOf(words);
    expect([words, options]).toEqual([words, expect.any(Set)]);
    for (const word of words) {
      if (word.startsWith("--")) expect([words, word, options?.has(word)]).toEqual([words, word, true]);
    }
  }
});

it("O5: control: a command or an option that wrangler does not have is found", () => {
  expect(optionsOf(["d1", "time-machine", "info"])).toBeNull();
  expect(optionsOf(["d1", "export"])?.has("--at-once")).toBe(false);
});
