import { expect, it } from "vitest";
import { returnPath } from "./return-to.ts";

it.each([
  ["/shows/show_x?round=2#seats", "/shows/show_x?round=2#seats"],
  ["/", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example/", "/"],
  ["javascript:alert(1)", "/"],
  ["/\t/evil.example", "/"],
  ["/a\nb", "/"],
  ["/./\\evil.example", "/"],
  ["/auth/google/start?link=1", "/"],
  ["/x/../auth/google/start", "/"],
  ["/%61uth/google/start", "/"],
  ["/.//evil.example/x", "/"],
  ["/x/..//", "/"],
  ["/%2e//evil.example", "/"],
  [`/${"a".repeat(500)}`, "/"],
  [undefined, "/"],
  [7, "/"],
])("A1 D75: coming back to %j goes to %j", (text, path) => {
  expect(returnPath(text)).toBe(path);
});
