// CONTRIBUTING names every file that a new thing touches: all of them are there, and hold what is said of them.
import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Named = { readonly row: string; readonly path: string; readonly word: string | null };

const ROOTS =
  /^(?:workers|web|schema|domain|durable-objects|sandbox|tests|docs|bench|ops|migrations|vite\.config|wrangler)\b/;

/** What stands between backticks in the table's right-hand cells and is a path of this repository. */
function namedIn(document: string): Named[] {
  const table = document.split("<!-- the-table -->")[1]?.split("\n## ")[0] ?? "";
  return table
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| to add"))
    .flatMap((line) => {
      const [, row = "", cell = ""] = line.split(" | ").length > 1 ? ["", ...line.split(" | ")] : [];
      return [...cell.matchAll(/`([^`]+)`/g)]
        .map(([, text = ""]) => text)
        .filter((text) => ROOTS.test(text))
        .map((text) => {
          const [path = "", ...word] = text.split("#");
          return { row: row.replace(/^\| /, ""), path, word: word.length === 0 ? null : word.join("#") };
        });
    });
}

/** A path with a name to choose stands for at least one that somebody chose. */
const isThere = (path: string): boolean =>
  path.includes("<") ? globSync(path.replaceAll(/<\w+>/g, "*")).length > 0 : existsSync(path);

const faultsOf = (named: readonly Named[]): string[] =>
  named.flatMap(({ row, path, word }) => {
    if (!isThere(path)) return [`${row}: ${path} is not there`];
    return word === null || readFileSync(path, "utf8").includes(word) ? [] : [`${row}: ${path} has no "${word}"`];
  });

const document = readFileSync("docs/CONTRIBUTING.md", "utf8");
const named = namedIn(document);

describe("F10 the table of CONTRIBUTING", () => {
  it("F10: names files, folders and lists that are there", () => {
    expect(named.length).toBeGreaterThan(40);
    expect(faultsOf(named)).toEqual([]);
  });

  it("F10: says how each of these is added, with more than one file each", () => {
    for (const row of ["a page with a live island", "a route", "an object", "a refusal", "a live frame", "a metric"]) {
      expect(named.filter((one) => one.row === row).length, row).toBeGreaterThan(1);
    }
  });

  it("F10: its road of a live page is the one that the house's own live pages went", () => {
    const islands = readFileSync("vite.config.ts", "utf8");
    for (const name of ["line.tsx", "seat-map.tsx", "notifications.tsx"]) {
      expect(islands).toContain(`"${name}"`);
      expect(existsSync(`web/islands/${name}`)).toBe(true);
      const pages = globSync("workers/*/pages/*.ts{,x}").map((path) => readFileSync(path, "utf8"));
      expect(pages.some((text) => text.includes(`"${name}"`))).toBe(true);
    }
  });

  it("F10: control: a file that moved and a list that is called otherwise are found", () => {
    const wrong = `<!-- the-table -->\n| a thing | \`web/gone.ts\`, \`vite.config.ts#NO_SUCH_LIST\`, \`web/<name>/no-file-of-this.ts\` |\n`;
    expect(faultsOf(namedIn(wrong))).toHaveLength(3);
  });
});
