// The shape of the catalogue's entries: what happened and what to do next, in every language.
import type { Language } from "../http/words.ts";

export type FailureWords = { readonly title: string; readonly detail: string };
export type FailureGroup = Readonly<Record<string, Readonly<Record<Language, FailureWords>>>>;
