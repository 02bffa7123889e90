import fc from "fast-check";
import { expect, it } from "vitest";
import { readGuests } from "./guest-list.ts";

const isEmail = (text: string): boolean => /^[^\s@<>",;]+@[^\s@<>",;]+\.[a-z]{2,}$/.test(text);
const read = (text: string) => readGuests(text, isEmail);

it("CN33: a list is read from lines, from a table with a head, from names with addresses behind them", () => {
  expect(read("a@x.kr\n\nb@x.kr\r\nA@x.kr").emails).toEqual(["a@x.kr", "b@x.kr"]);
  expect(read('\ufeff이름,이메일\n김하나,one@x.kr\n"박, 둘","Two@X.kr"').emails).toEqual(["one@x.kr", "two@x.kr"]);
  expect(read("Kim <kim@x.kr>, Lee <lee@x.kr>; park@x.kr").emails).toEqual(["kim@x.kr", "lee@x.kr", "park@x.kr"]);
});

it("CN33: who stands on it twice is counted, and a line without an address is told with its number", () => {
  expect(read("a@x.kr\nA@X.KR\nnobody\nb@x")).toEqual({
    emails: ["a@x.kr"],
    doubled: 1,
    wrong: [
      { line: 3, text: "nobody" },
      { line: 4, text: "b@x" },
    ],
  });
  // Only the first line may be a head.
  expect(read("a@x.kr\nmail").wrong).toEqual([{ line: 2, text: "mail" }]);
});

it("CN33: whatever is pasted, every line is on the list, counted as double, told as wrong, a head or empty", () => {
  const line = fc.oneof(fc.constantFrom("a@x.kr", "b@x.kr", "이메일", "", "  "), fc.string({ maxLength: 20 }));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const { emails, doubled, wrong } = read(lines.join("\n"));
      expect(new Set(emails).size).toBe(emails.length);
      expect(emails.every(isEmail)).toBe(true);
      expect(emails.length + doubled + wrong.length).toBeLessThanOrEqual(lines.join("\n").split(/[\r\n,;\t]/).length);
      for (const email of ["a@x.kr", "b@x.kr"]) expect(emails.includes(email)).toBe(lines.includes(email));
    }),
    { numRuns: 300 },
  );
});
