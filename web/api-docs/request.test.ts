// What the reference sends when a call is tried.
import { expect, test } from "vitest";
import { buildRequest, shownAnswer, type Wanted } from "./request.ts";

const wanted = (more: Partial<Wanted>): Wanted => ({
  method: "GET",
  path: "/v1/api/shows/{show_id}",
  in_path: { show_id: "a" },
  in_query: {},
  in_header: {},
  body: null,
  token: "",
  ...more,
});

test("OA3: a tried call goes to this origin, whatever was typed into its path", () => {
  for (const typed of ["../../evil", "//evil.example", "a/b?c#d", "\\evil"]) {
    const built = buildRequest(wanted({ in_path: { show_id: typed } }));
    const url = new URL(built.ok ? built.path : "", "http://here.example");
    expect([url.origin, url.search, url.hash]).toEqual(["http://here.example", "", ""]);
    expect(url.pathname.startsWith("/v1/api/shows/")).toBe(true);
  }
});

test("OA3: it carries the token alone, never the reader's cookies, and empty fields not at all", () => {
  const built = buildRequest(
    wanted({ token: " t ", in_query: { q: "달", cursor: "" }, in_header: { "X-Queue-Pass": "" } }),
  );
  expect(built.ok && [built.path, built.init.credentials, built.init.headers]).toEqual([
    `/v1/api/shows/a?q=${encodeURIComponent("달")}`,
    "omit",
    { accept: "application/json", authorization: "Bearer t" },
  ]);
});

test("OA3: what is missing or no JSON is said before anything is sent", () => {
  expect(buildRequest(wanted({ in_path: {} }))).toEqual({ ok: false, fault: "Fill in show_id." });
  expect(buildRequest(wanted({ method: "POST", body: "{" }))).toEqual({ ok: false, fault: "The body is not JSON." });
});

test("OA3: an answer is shown readably and bounded", () => {
  expect(shownAnswer('{"a":1}', 100)).toBe('{\n  "a": 1\n}');
  expect(shownAnswer("x".repeat(50), 10)).toBe(`${"x".repeat(10)}\n… 40 more characters`);
});
