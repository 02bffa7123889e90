import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { makeScratch } from "./scratch.ts";

test("F5: where memory is not there, or takes no folder, a run of tests keeps its data on the disk", () => {
  const file = join(tmpdir(), `fairline-no-folder-${process.pid}`);
  writeFileSync(file, "");
  const made = [makeScratch(join(tmpdir(), "fairline-not-there")), makeScratch(file)];
  try {
    expect(made.map((folder) => dirname(folder))).toEqual([tmpdir(), tmpdir()]);
  } finally {
    for (const left of [file, ...made]) rmSync(left, { recursive: true, force: true });
  }
});
