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

type Asked = Pick<KeptMatches<string>, "add" | "match">;

function filled<Router extends Asked>(router: Router): Router {
  for (const path of ROUTES) for (const method of METHODS) router.add(method, path, `${method} ${path}`);
  return router;
}

const plain = (router: Asked, method: string, path: string) =>
  (router.match(method, path)[0] as [string, Record<string, string>][]).map(([name, params]) => [name, { ...params }]);

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
    "toString",
    "__proto__",
  );
  const paths = fc.array(
    fc.array(word, { maxLength: 6 }).map((parts) => `/${parts.join("/")}`),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(
    fc.property(paths, fc.constantFrom("GET", "POST"), (asked, method) => {
      const [kept, tree] = [filled(new KeptMatches<string>()), filled(new TrieRouter<string>())];
      for (const path of asked) expect(plain(kept, method, path)).toEqual(plain(tree, method, path));
    }),
    { numRuns: 300 },
  );
});

it("F2: a part of a path that is spelled like a name or a star of the routes is a word like any other", () => {
  const kept = filled(new KeptMatches<string>());
  for (const part of ["*", ":x", ":show_id"]) {
    for (const [path, like] of [
      [`/v1/a/${part}`, "/v1/a/b1"],
      [`/shows/${part}/line`, "/shows/b1/line"],
      [`/door/${part}/b1`, "/door/b1/b1"],
    ] as const) {
      const said = JSON.stringify(plain(kept, "GET", like)).replaceAll('"b1"', `"${part}"`);
      expect(JSON.stringify(plain(kept, "GET", path)), path).toBe(said);
    }
  }
});

it("F2: a route that tells parts of a path apart by a pattern is refused", () => {
  for (const path of ["/a/:x{[0-9]+}", "/a/:x?", "/a/b*"]) {
    expect(() => new KeptMatches<string>().add("GET", path, "x"), path).toThrow("a word, a name or a star");
  }
});
