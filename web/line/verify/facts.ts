// What the verification page is given about its show.
import type { Language } from "../../../schema/http/words.ts";
import { verifyEn } from "../../words/verify-en.ts";
import { type VerifyWords, verifyKo } from "../../words/verify-ko.ts";

export type VerifyFacts = {
  readonly language: Language;
  readonly show_id: string;
  readonly title: string;
  readonly zone: string;
  readonly origin: string;
  readonly now_ms: number;
  readonly paths: { readonly show: string; readonly line: string };
};

export const verifyWords = (language: Language): VerifyWords => (language === "en" ? verifyEn : verifyKo);
export const queuePath = (show_id: string): string => `/v1/api/shows/${encodeURIComponent(show_id)}/queue`;
