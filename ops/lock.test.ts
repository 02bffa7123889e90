import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { completed } from "./lock.ts";

it("F9: the lock file names every platform's optional packages, and no registry", () => {
  const text = readFileSync("package-lock.json", "utf8");
  expect(completed(JSON.parse(text)).added).toEqual([]);
  expect(text).not.toContain('"resolved"');
});

it("F9: control: a missing platform is found and added", () => {
  const lock = {
    packages: {
      "node_modules/tool": { optionalDependencies: { "tool-linux-x64-musl": "1.2.3", "tool-any": "1.0.0" } },
    },
  };
  const { lock: whole, added } = completed(lock);
  expect(added).toEqual(["tool-linux-x64-musl"]);
  expect(whole.packages["node_modules/tool-linux-x64-musl"]).toMatchObject({
    version: "1.2.3",
    os: ["linux"],
    libc: ["musl"],
  });
});
