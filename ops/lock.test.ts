import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { wanting } from "./lock.ts";

const HASH = "sha512-8bFhZ2luZyBpcyBub3QgaGFzaGluZw==";

it("F9: the lock file has every platform's optional packages, a hash for each package, and names no registry", () => {
  const text = readFileSync("package-lock.json", "utf8");
  expect(wanting(JSON.parse(text))).toEqual([]);
  expect(text).not.toContain('"resolved"');
});

it("F9: control: a platform that is missing and a package without a hash are named", () => {
  const optionalDependencies = { "tool-linux-x64-musl": "1.2.3", "tool-darwin-arm64": "1.2.3", "tool-any": "^1.0.0" };
  const packages = {
    "": {},
    "node_modules/tool": { integrity: HASH, optionalDependencies },
    "node_modules/tool-darwin-arm64": { version: "1.2.3" },
  };
  expect(wanting({ packages })).toEqual(["node_modules/tool-darwin-arm64", "node_modules/tool-linux-x64-musl"]);
});
