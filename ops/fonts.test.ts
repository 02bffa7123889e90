import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { FAILURES } from "../schema/failures.ts";
import { FAULTS } from "../schema/faults.ts";
import { commonPoints, ownWords, rangesOf, slicesOf } from "./fonts.ts";

const SLICES = slicesOf(
  readFileSync("node_modules/pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css", "utf8"),
);
const points = (text: string): number[] => [...text].map((letter) => letter.codePointAt(0) ?? 0);

describe("the face in few files", () => {
  test("C6: every letter of the product's own words lies in one of the two files that each page loads", () => {
    const words = ownWords();
    const { latin, hangul } = commonPoints(SLICES, words);
    const there = new Set([...latin, ...hangul]);
    const missing = [...new Set(words)].filter((letter) => letter > " " && !there.has(letter.codePointAt(0) ?? 0));
    // Arrows and marks of a picture's kind, which the face itself keeps in rare slices or has not at all.
    expect(missing.filter((letter) => /\p{L}|\p{N}|\p{P}|\p{Sc}/u.test(letter))).toEqual([]);
    // Refusals too, which a busy sale says most often.
    const refusals = [...Object.values(FAULTS), ...Object.values(FAILURES)]
      .map(({ ko }) => JSON.stringify(ko))
      .join("");
    const rare = points(refusals).filter((point) => /\p{L}/u.test(String.fromCodePoint(point)) && !there.has(point));
    expect(String.fromCodePoint(...rare)).toBe("");
    // An English page, which names the other language in its own letters, loads one file.
    const alone = new Set(latin);
    expect(points("Sign in · ₩132,000 – 한국어").filter((point) => !alone.has(point))).toEqual([]);
    expect(points("〈닫힌 문〉").filter((point) => point > 0x20 && !hangul.includes(point))).toEqual([]);
    // Small enough that two files stay less than the slices were.
    expect(hangul.length).toBeLessThan(1_300);
  });

  test("C6: a slice is read whole, and letters become ranges that name each of them once", () => {
    expect(SLICES).toHaveLength(92);
    const all = SLICES.flatMap((slice) => slice.points);
    expect(all).toContain(0xac00);
    expect(all.length).toBeGreaterThan(11_172);
    expect(rangesOf([0x20, 0x21, 0x22, 0x41, 0xac00, 0xac01])).toBe("U+20-22,U+41,U+AC00-AC01");
    expect(slicesOf(`@font-face{src:url(x.subset.7.woff2);unicode-range:${rangesOf([1, 2, 9])}}`)).toMatchObject([
      { number: 7, points: [1, 2, 9] },
    ]);
  });
});
