// The words of making and editing shows: kept apart, because no other page needs them.
import type { Language } from "../../../../schema/http/words.ts";
import { makingEn } from "../../../../web/words/making-en.ts";
import { type MakingField, type MakingWords, makingKo } from "../../../../web/words/making-ko.ts";

export const makingWords = (language: Language): MakingWords => (language === "en" ? makingEn : makingKo);

type FieldWords = { readonly label: string; readonly hint?: string; readonly wrong: string };

export const fieldWords = (language: Language, name: MakingField): FieldWords => makingWords(language).fields[name];
