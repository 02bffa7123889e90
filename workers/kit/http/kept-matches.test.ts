import fc from "fast-check";
import { TrieRouter } from "hono/router/trie-router";
import { expect, it } from "vitest";
import { KeptMatches } from "./kept-matches.ts";

const ROUTES = [
  "*",
  "/v1/*",
  "/shows/:show_id",
  "/shows/new",
  "/shows/:show_id/line",
  "/shows/:show_id/:part",
  "/v1/a/:x/b/:y",
  "/v1/a/:x",
  "/",
  "/v1/a/fixed",
  "/door/:pass/*",
];
const METHODS = ["GET", "POST", "ALL"];

it("F2: a path leads where the tree of routes leads it, whatever was asked before", () => {
  const word = fc.constantFrom(
    "",
    "shows",
    "new",
    "v1",
    "a",
    "b",
    "fixed",
    "line",
    "door",
    "x1",
    "%20",
    "*",
    ":x",
    "toString",
    "__proto__",
  );
  const paths = fc.array(
    fc.array(word, { maxLength: 6 }).map((parts) => `/${parts.join("/")}`),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(
    fc.property(paths, fc.constantFrom("GET", "POST"), (asked, method) => {
      const [kept, tree] = [new KeptMatches<string>(), new TrieRouter<string>()];
      for (const path of ROUTES) {
        for (const one of METHODS) {
          kept.add(one, path, `${one} ${path}`);
          tree.add(one, path, `${one} ${path}`);
        }
      }
      for (const path of asked) {
        const plain = (router: KeptMatches<string> | TrieRouter<string>) =>
          (router.match(method, path)[0] as [string, Record<string, string>][]).map(([name, params]) => [
            name,
            { ...params },
          ]);
        expect(plain(kept)).toEqual(plain(tree));
      }
    }),
    { numRuns: 300 },
  );
});

it("F2: a route that tells parts of a path apart by a pattern is refused", () => {
  for (const path of ["/a/:x{[0-9]+}", "/a/:x?", "/a/b*"]) {
    expect(() => new KeptMatches<string>().add("GET", path, "x"), path).toThrow("a word, a name or a star");
  }
});
