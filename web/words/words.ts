// One dictionary per language, all of the same shape; a missing word is a type error.

import type { Language } from "../../schema/http/words.ts";
import { en } from "./en.ts";
import { ko } from "./ko.ts";

export type Words = typeof ko;

const dictionaries: Readonly<Record<Language, Words>> = { ko, en };

export const wordsFor = (language: Language): Words => dictionaries[language];
