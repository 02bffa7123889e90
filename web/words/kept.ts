// What is kept about people, in the reader's language.
import { KEPT_ABOUT_PEOPLE, type KeptTable } from "../../domain/retention/kept.ts";
import type { Language } from "../../schema/http/words.ts";
import { type KeptWords, keptKo } from "./kept-ko.ts";

const keptEn = Object.fromEntries(
  KEPT_ABOUT_PEOPLE.map(({ table, what, why, how_long }) => [table, { what, why, how_long }]),
) as Record<KeptTable, KeptWords>;

export const keptWords = (language: Language): Readonly<Record<KeptTable, KeptWords>> =>
  language === "ko" ? keptKo : keptEn;
