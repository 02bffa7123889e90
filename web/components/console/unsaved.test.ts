import { expect, it } from "vitest";
import { unsavedIn } from "./unsaved.ts";

it("CN47: a field waits to be saved while it differs from what stood there; line ends and fields without a past do not count", () => {
  const of = (fields: Record<string, string>) => unsavedIn(new Map(Object.entries(fields)));
  expect(of({ title: "달", "was.title": "달", way: "next" })).toBe(0);
  expect(of({ title: "별", "was.title": "달", text: "a\r\nb", "was.text": "a\nb" })).toBe(1);
  // A tick that was taken out, and one that was put in.
  expect(of({ "was.strand_check": "on", check: "on", "was.check": "" })).toBe(2);
});
