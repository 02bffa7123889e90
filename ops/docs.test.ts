import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";
import { TOPICS } from "./check-imports.ts";

const read = (path: string): string => readFileSync(path, "utf8");
const unnamed = (names: readonly string[], document: string): string[] =>
  [...new Set(names)].filter((name) => !new RegExp(`\`${name}\``).test(document)).sort();
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = ""]) => name);

it("F8: every table and index of D1 stands in STORAGE.md", () => {
  const tables = globSync("schema/tables/*.ts").map(read).join("\n");
  const names = [...found(tables, /sqliteTable\(\s*"(\w+)"/g), ...found(tables, /[iI]ndex\("(\w+)"\)/g)];
  expect(names.length).toBeGreaterThan(40);
  expect(unnamed(names, read("docs/STORAGE.md"))).toEqual([]);
});

it("F8: every table of an object stands in STORAGE.md", () => {
  const steps = globSync("durable-objects/*/migrations.ts").map(read).join("\n");
  const names = found(steps, /CREATE TABLE (?:IF NOT EXISTS )?(\w+)/g);
  expect(names.length).toBeGreaterThan(10);
  expect(unnamed(names, read("docs/STORAGE.md"))).toEqual([]);
});

it("F8: every warning and error that is logged stands in OPERATIONS.md", () => {
  const code = globSync("{workers,durable-objects}/**/*.{ts,tsx}").map(read).join("\n");
  const names = found(code, /\b(?:log\(\s*"(?:warn|error)",|complain\()\s*"(\w+)"/g);
  expect(names.length).toBeGreaterThan(10);
  expect(unnamed(names, read("docs/OPERATIONS.md"))).toEqual([]);
});

it("F8: links and pictures of the documents lead somewhere", () => {
  const documents = ["README.md", ...globSync("docs/**/*.md")];
  const broken = documents.flatMap((path) =>
    found(read(path), /\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)
      .filter((target) => !existsSync(join(dirname(path), target)))
      .map((target) => `${path}: ${target}`),
  );
  expect(broken).toEqual([]);
});

it("F8: every topic of the Worker and every object stands in ARCHITECTURE.md and on README's map", () => {
  const classes = found(read("wrangler.toml"), /class_name = "(?!Sandbox)(\w+)"/g);
  expect(classes.length).toBeGreaterThan(8);
  expect(unnamed([...TOPICS, ...classes], read("docs/ARCHITECTURE.md"))).toEqual([]);
  const [, map = ""] = read("README.md").match(/## Map\n\n```\n([\s\S]*?)```/) ?? [];
  const objects = globSync("durable-objects/*/object.ts").map((path) => basename(dirname(path)));
  const folders = [...TOPICS, ...objects];
  expect(folders.filter((name) => !new RegExp(`[ ·]${name}\\b`).test(map))).toEqual([]);
});

it("F8: control: a name that no document has is found missing", () => {
  expect(unnamed(["shows", "no_such_table"], read("docs/STORAGE.md"))).toEqual(["no_such_table"]);
});
