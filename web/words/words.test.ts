// Both dictionaries say everything: same keys, nothing empty, no Korean left in English.
import { expect, test } from "vitest";
import { wordsFor } from "./words.ts";

const leaves = (node: unknown, path: string): [path: string, value: unknown][] =>
  typeof node === "object" && node !== null
    ? Object.entries(node).flatMap(([key, value]) => leaves(value, `${path}.${key}`))
    : [[path, node]];

test("C6: both languages have the same words, none of them empty", () => {
  const korean = leaves(wordsFor("ko"), "");
  const english = leaves(wordsFor("en"), "");
  expect(english.map(([path]) => path)).toEqual(korean.map(([path]) => path));
  for (const [path, value] of [...korean, ...english]) {
    if (typeof value !== "function") expect(value, path).toMatch(/\S/);
  }
});

test("C6: English holds no Korean, and Korean holds no untranslated sentence", () => {
  for (const [path, value] of leaves(wordsFor("en"), "")) {
    if (typeof value === "string") expect(value, path).not.toMatch(/[가-힣]/);
  }
  for (const [path, value] of leaves(wordsFor("ko"), "")) {
    if (typeof value === "string") expect(value, path).toMatch(/[가-힣]/);
  }
});

test("C6: words with values take them", () => {
  expect(wordsFor("ko").search.shown(12, false)).toBe("12개를 찾았어요");
  expect(wordsFor("en").search.shown(1, false)).toBe("1 show");
  expect(wordsFor("ko").search.priceTo(99_000)).toBe("99,000원까지");
  expect(wordsFor("en").sale.opensAt("Tonight 8 pm")).toBe("Opens tonight 8 pm");
  expect(wordsFor("en").sale.opensAt("Mon 23 Nov, 8 pm")).toBe("Opens Mon 23 Nov, 8 pm");
  expect(wordsFor("en").shell.notifications(3)).toBe("Notifications, 3 unread");
});
