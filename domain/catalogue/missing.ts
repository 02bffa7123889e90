// What a show still lacks before its sale makes sense. A hint for its organiser: a show may be published as it is, and its
// dates added later.
import { type Language, MISSING, type Missing } from "../../schema/http/words.ts";

export type ShowFacts = {
  readonly description: string;
  readonly closes_at_ms: number;
  readonly last_starts_at_ms: number | null;
  readonly priced: readonly string[];
  /** The grades of its plan. */
  readonly grades: readonly string[];
};

export function missingOf(show: ShowFacts, now_ms: number): Missing[] {
  const lacks: Readonly<Record<Missing, boolean>> = {
    showtimes: show.last_starts_at_ms === null,
    prices: show.grades.some((grade) => !show.priced.includes(grade)),
    sale_over: show.closes_at_ms <= now_ms,
    showtimes_over: show.last_starts_at_ms !== null && show.last_starts_at_ms <= now_ms,
    description: show.description.trim() === "",
  };
  return MISSING.filter((name) => lacks[name]);
}

/** Where it is given, and what to do. */
const WORDS: Readonly<Record<Missing, { readonly path: string } & Readonly<Record<Language, string>>>> = {
  showtimes: { path: "showtimes", ko: "회차를 하나 이상 넣어 주세요.", en: "Add at least one showtime." },
  prices: { path: "grades", ko: "값이 없는 등급이 있어요.", en: "A grade of the hall has no price." },
  sale_over: {
    path: "sale.closes_at_ms",
    ko: "예매 마감이 이미 지났어요.",
    en: "The sale's end has already passed.",
  },
  showtimes_over: {
    path: "showtimes",
    ko: "마지막 회차가 이미 시작했어요.",
    en: "The last showtime has already begun.",
  },
  description: { path: "description", ko: "소개 글이 비어 있어요.", en: "There is no description." },
};

export const missingWords = (code: Missing, language: Language) => ({
  code,
  path: WORDS[code].path,
  message: WORDS[code][language],
});
