// What the verification page is given about its show.
import { arrivalOn, type Receipt } from "../../../domain/log/receipt.ts";
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
  /** Each may have a list for returned seats, with a log of its own. */
  readonly showtimes: readonly { readonly id: string; readonly label: string }[];
};

export const verifyWords = (language: Language): VerifyWords => (language === "en" ? verifyEn : verifyKo);
export const queuePath = (show_id: string): string => `/v1/api/shows/${encodeURIComponent(show_id)}/queue`;

/** Whose place a sound receipt is for, as far as it was decided when the receipt was made. */
export function receiptTitle(receipt: Receipt, language: Language): string {
  const { receipt: words } = verifyWords(language);
  const { position, lobby_number, place } = receipt;
  if (place !== undefined && lobby_number !== undefined) return words.goodDrawn(place, lobby_number);
  return position === null ? words.goodLobby(arrivalOn(receipt)) : words.good(position);
}
