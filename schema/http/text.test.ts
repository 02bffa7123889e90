import { expect, it } from "vitest";
import { noticeInput, removalInput } from "./line.ts";
import { cancellationInput, showCancellationInput } from "./payments.ts";
import { profilePatch } from "./people.ts";
import { plainLine, textLine, textLines } from "./text.ts";

const line = textLine(1, 120);
const lines = textLines(0, 500);
const NEVER = [
  ["a mark that turns right to left", "\u200f"],
  ["a mark that turns left to right", "\u200e"],
  ["the Arabic letter mark", "\u061c"],
  ["a blank of no width", "\u200b"],
  ["a byte order mark", "\ufeff"],
  ["a word joiner", "\u2060"],
  ["a soft hyphen", "\u00ad"],
  ["an override", "\u202e"],
  ["an isolate", "\u2067"],
  ["a tag", "\u{e0041}"],
  ["the tag of tags", "\u{e0001}"],
  ["a private letter", "\ue000"],
  ["half a letter", "\ud800"],
  ["NUL", "\u0000"],
  ["an escape", "\u001b"],
  ["C1", "\u0085"],
  ["a loose joiner", " \u200d"],
] as const;

it.each(NEVER)("F2: %s stands in no name, no title and no message", (_, mark) => {
  const text = `a${mark}b`;
  const wish = { by: "all", text, reason: text, name: text };
  for (const schema of [line, lines]) expect(schema.safeParse(text).success).toBe(false);
  for (const schema of [noticeInput, removalInput, cancellationInput, showCancellationInput, profilePatch]) {
    expect(schema.safeParse(wish).success).toBe(false);
  }
});

it.each(["달과 여섯 개의 의자", "Zoë & Måns’ “Ö” — 100%", "👩‍🎤 공연", "❤️‍🔥", "می‌خواهم", "שלום", "क्‍ष", "ａ１", "🇰🇷"])(
  "F2: %s is a title",
  (text) => {
    expect(line.safeParse(text)).toEqual({ success: true, data: text });
    expect(lines.safeParse(text).success).toBe(true);
  },
);

it("F2: lines may break in a text and never in a line; nothing to see is nothing", () => {
  expect([lines.safeParse("a\nb\tc").success, line.safeParse("a\nb").success]).toEqual([true, false]);
  expect(["\u3164", "\u200d", " ", "\u2800"].map((text) => line.safeParse(text).success)).toEqual(Array(4).fill(false));
  expect(noticeInput.safeParse({ text: " \n " }).success).toBe(false);
  expect(lines.safeParse("").success).toBe(true);
});

it("F2: a name that a provider gives is made plain, not refused", () => {
  expect(plainLine(" 홍\u202e길\u0000동\n ")).toBe("홍 길 동");
});
