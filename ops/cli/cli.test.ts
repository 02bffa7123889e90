// The command line of the operator: what is read, what is refused, what the help and the completion say.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Refused } from "./api.ts";
import type { Command } from "./command.ts";
import { completionFor } from "./completion.ts";
import { helpFor } from "./help.ts";
import { countOf, readWords } from "./read.ts";
import { keepToken, readToken, tokenFile } from "./tokens.ts";

const command = (name: string, takes: string, options?: Command["options"]): Command => ({
  name,
  takes,
  says: `does ${name}`,
  ...(options === undefined ? {} : { options }),
  run: async () => 0,
});
const COMMANDS = [
  command("sale open", "<show>"),
  command("sale end", "<show>", { yes: { says: "without being asked" } }),
  command("refund", "<booking…>", { reason: { value: "text", says: "why" } }),
  command("dashboard", ""),
];
const read = (...words: string[]) => readWords(COMMANDS, words);
const run = (...words: string[]) => {
  const asked = read(...words);
  if (asked.kind !== "run") throw new Error(JSON.stringify(asked));
  return asked;
};

describe("O5: a command line is read in one place", () => {
  it("O5: one word or two name a command, wherever its options stand", () => {
    expect(run("sale", "open", "show_1").command.name).toBe("sale open");
    expect(run("--json", "sale", "open", "show_1").asked).toMatchObject({ words: ["show_1"], json: true });
    const { asked } = run("refund", "A-1", "A-2", "--reason", "an accident");
    expect([asked.words, asked.text("reason")]).toEqual([["A-1", "A-2"], "an accident"]);
    expect(run("sale", "end", "show_1", "--yes").asked.is("yes")).toBe(true);
  });

  it("O5: without a name it is the instance on this computer; a name twice is no name", () => {
    expect(run("dashboard").asked.environment).toBe("local");
    expect(run("dashboard", "--env", "production").asked.environment).toBe("production");
    expect(run("dashboard", "--dev").asked.environment).toBe("dev");
    for (const words of [
      ["--env", "moon"],
      ["--local", "--dev"],
      ["--env", "production", "--local"],
      ["--url", "here"],
    ]) {
      expect(read("dashboard", ...words).kind).toBe("wrong");
    }
  });

  it.each([
    [[], ""],
    [["nonsense"], "no command"],
    [["constructor"], "no command"],
    [["sale"], "no command"],
    [["sale", "open"], "it takes <show>"],
    [["sale", "open", "a", "b"], "it takes <show>"],
    [["refund"], "it takes"],
    [["dashboard", "--yes"], "Unknown option"],
    [["refund", "a", "--reason"], "argument missing"],
  ])("O5: %j is not understood, and says why", (words, why) => {
    const asked = read(...words);
    expect(asked).toMatchObject({ kind: "wrong", words: expect.stringContaining(why) });
  });

  it("O5: what a command takes is counted from its own words", () => {
    expect(countOf("")).toEqual({ least: 0, most: 0 });
    expect(countOf("<file> [purpose…]")).toEqual({ least: 1, most: Number.POSITIVE_INFINITY });
    expect(countOf("<show> [folder]")).toEqual({ least: 1, most: 2 });
  });

  it("O5: help for all, for a group and for one, each with its options", () => {
    expect(read("--help")).toMatchObject({ kind: "help" });
    expect(read("sale", "end", "--help")).toEqual({ kind: "help", about: "sale end" });
    for (const { name } of COMMANDS) expect(helpFor(COMMANDS, "")).toContain(name);
    expect(helpFor(COMMANDS, "sale")).not.toContain("refund");
    expect(helpFor(COMMANDS, "refund")).toContain("--reason <text>");
  });
});

describe("O5: completion is made of the same statements", () => {
  const complete = (...words: string[]): string[] => {
    const script = completionFor("bash", COMMANDS, "/some where's");
    const ask = `COMP_WORDS=(fairline ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _fairline; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync("bash", ["-c", `${script}\n${ask}`], { encoding: "utf8" })
      .trim()
      .split("\n")
      .filter((word) => word !== "");
  };

  it("O5: names, second words, options and environments", () => {
    expect(complete("")).toEqual(["sale", "refund", "dashboard"]);
    expect(complete("sale", "")).toEqual(["open", "end"]);
    expect(complete("sale", "end", "--y")).toEqual(["--yes"]);
    expect(complete("refund", "A-1", "--rea")).toEqual(["--reason"]);
    expect(complete("dashboard", "--env", "p")).toEqual(["production"]);
    expect(complete("nonsense", "")).toEqual([]);
  });
});

describe("O5: a kept token", () => {
  const dir = mkdtempSync(join(tmpdir(), "fairline-token-"));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const kept = { url: "https://tickets.seoul.kr", access_token: "t", expires_at_ms: 1_000 };

  it("O5: only its owner can read it, also where a file lay open before, and one past its time is none", () => {
    const file = join(dir, "deep", "token.json");
    keepToken(file, kept);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readToken(file, 999)).toEqual(kept);
    expect(readToken(file, 1_000)).toBeNull();
    chmodSync(file, 0o644);
    expect(() => readToken(file, 999)).toThrow(Refused);
    keepToken(file, kept);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, "half a fi");
    expect(readToken(file, 0)).toBeNull();
    expect(readToken(join(dir, "none"), 0)).toBeNull();
  });

  it("O5: each deployment has its own", () => {
    expect(tokenFile("staging")).not.toBe(tokenFile("production"));
  });
});
