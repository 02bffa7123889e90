import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { BackupFolder } from "./folder.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "fairline-folder-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

it("O5: a backup is made into a folder of its own, its owner's alone", () => {
  const folder = new BackupFolder(join(home, "copy"));
  folder.begin();
  expect(statSync(folder.path).mode & 0o777).toBe(0o700);
  expect(() => folder.begin()).toThrow("is there already");
});

it("O5: a folder that somebody uses is refused, and keeps its rights and what lies in it", () => {
  chmodSync(home, 0o755);
  expect(() => new BackupFolder(home).begin()).toThrow("a folder of its own");
  expect([statSync(home).mode & 0o777, readdirSync(home)]).toEqual([0o755, []]);
});
