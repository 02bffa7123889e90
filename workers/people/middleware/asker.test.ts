import { expect, it } from "vitest";
import { profileLanguage, rememberLanguage } from "../auth/profile-language.ts";
import { wishedLanguage } from "./asker.ts";

it.each([
  ["", null],
  ["*", null],
  ["fr, de;q=0.9", null],
  ["fr, en;q=0.5, ko;q=0.4", "en"],
  ["ko-KR", "ko"],
  ["en;q=0", null],
  ["en;q=x", null],
])("C6: %j wishes for %j", (header, language) => {
  expect(wishedLanguage(header)).toBe(language);
});

it("C6: the profile speaks where nothing else was said, by its token or by a change since", () => {
  const token = { sub: "u1", at_ms: 1_000, lang: "en" as const };
  expect([profileLanguage(token), profileLanguage({ sub: "u1", at_ms: 1_000 })]).toEqual(["en", "ko"]);
  rememberLanguage("u1", { language: "ko", at_ms: 2_000 });
  expect([profileLanguage(token), profileLanguage({ ...token, sub: "u2" })]).toEqual(["ko", "en"]);
  expect([2_000, 2_001].map((at_ms) => profileLanguage({ ...token, at_ms }))).toEqual(["ko", "en"]);
});
