import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { KEPT_ABOUT_PEOPLE, NOT_ABOUT_PEOPLE } from "../domain/retention/kept.ts";

const read = (path: string): string => readFileSync(path, "utf8");
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = ""]) => name);

it("F8: each table of D1 says what it keeps about people, or that it keeps nothing", () => {
  const tables = found(globSync("schema/tables/*.ts").map(read).join("\n"), /sqliteTable\(\s*"(\w+)"/g);
  const said = [...KEPT_ABOUT_PEOPLE.map(({ table }) => table), ...NOT_ABOUT_PEOPLE];
  expect(said.sort()).toEqual(tables.sort());
});

it("F8: STORAGE.md shows what is kept about people as the data says it", () => {
  const rows = KEPT_ABOUT_PEOPLE.map(
    ({ table, what, why, how_long, after_deletion }) =>
      `| \`${table}\` | ${what} | ${why} | ${how_long} | ${after_deletion} |`,
  );
  const section = /## What is kept about people\n([\s\S]*?)\n## /.exec(read("docs/STORAGE.md"))?.[1] ?? "";
  expect(section.split("\n").filter((line) => line.startsWith("| `"))).toEqual(rows);
});

it("F8: deleting an account takes and empties the tables that the data says, and no others", () => {
  const end = read("workers/people/db/account-end.ts").replaceAll(/\s+/g, "");
  const after = (kind: string) =>
    KEPT_ABOUT_PEOPLE.filter(({ after_deletion }) => after_deletion === kind).map(({ table }) => table);
  expect(found(end, /db\.delete\((\w+)\)/g).sort()).toEqual(after("gone").sort());
  expect(found(end, /db\.update\((\w+)\)/g).sort()).toEqual(after("emptied").sort());
});
