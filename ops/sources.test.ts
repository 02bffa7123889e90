import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BuiltFrom, markOf } from "./sources.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sources-"));
  mkdirSync(`${folder}/deep`);
  writeFileSync(`${folder}/deep/a.ts`, "a");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("F5: what is built is built again when a source is written, added or taken away, and only then", () => {
  const mark = () => markOf([folder, `${folder}/not-there`]);
  const first = mark();
  expect(mark()).toBe(first);
  utimesSync(`${folder}/deep/a.ts`, 1, 1);
  const touched = mark();
  expect(touched).not.toBe(first);
  writeFileSync(`${folder}/b.ts`, "b");
  expect(mark()).not.toBe(touched);
  rmSync(`${folder}/b.ts`);
  expect(mark()).toBe(touched);
});

test("F5: a build that fails leaves nothing that passes for built", async () => {
  const built = new BuiltFrom(folder);
  expect(built.is("one")).toBe(false);
  await built.making("one", async () => {});
  expect(built.is("one")).toBe(true);
  const failing = built.making("two", () => Promise.reject(new Error("no room on the disk")));
  await expect(failing).rejects.toThrow();
  expect([built.is("one"), built.is("two")]).toEqual([false, false]);
});
