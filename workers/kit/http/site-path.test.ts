import fc from "fast-check";
import { expect, it } from "vitest";
import { roadOf, sitePath } from "./site-path.ts";

it.each([
  ["/.//evil.example/x", null],
  ["/x/..//evil.example", null],
  ["/x/..//", null],
  ["/%2e//evil.example", null],
  ["/%2E%2e//evil.example", null],
  ["/./%2e/..//evil.example", null],
  ["//evil.example", null],
  ["/\\evil.example", null],
  ["/x\\..\\\\evil.example", null],
  ["/\tx", null],
  ["/x\r\nset-cookie: a=b", null],
  ["/x\u0085y", null],
  ["x", null],
  ["/x/../y?a=//b#//c", "/y?a=//b#//c"],
  ["/shows/a//b", "/shows/a//b"],
  ["/검색?q=달", "/%EA%B2%80%EC%83%89?q=%EB%8B%AC"],
])("A1 D75: %j as a path of this site is %j", (text, path) => {
  expect(sitePath(text)).toBe(path);
});

it.each([
  ["/auth/google/start", "auth"],
  ["/%61uth/google/start", "auth"],
  ["/%2561uth/google/start", "auth"],
  ["/AUTH/x", "auth"],
  ["/x/%2e%2e/auth", "x"],
  ["/posters/a.svg?x=/auth/", "posters"],
  ["/", ""],
  ["/%ff", null],
])("D75: the road of %j is %j", (path, road) => {
  expect(roadOf(path)).toBe(road);
});

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
it(`D75: whatever comes out leads back here, and is the same when it comes in again (seed ${seed})`, () => {
  const part = fc.constantFrom(
    "/",
    ".",
    "..",
    "%2e",
    "%2F",
    "%5c",
    "\\",
    "evil.example",
    "@",
    ":",
    "?",
    "#",
    "\t",
    "x",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const path = sitePath(`/${parts.join("")}`);
      if (path === null) return;
      expect(new URL(path, "https://fairline.example/deep/page").origin).toBe("https://fairline.example");
      expect(path).toMatch(/^\/(?![/\\])/);
      expect(sitePath(path)).toBe(path);
    }),
    { seed, numRuns: 3_000 },
  );
});
