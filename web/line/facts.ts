// What the waiting page is given about its show: plain data that travels from the page to its script.
import type { OwnAppeal } from "../../schema/http/appeals.ts";
import type { Language } from "../../schema/http/words.ts";
import { lineEn } from "../words/line-en.ts";
import { type LineWords, lineKo } from "../words/line-ko.ts";
import type { LineStart } from "./model.ts";

export type LineShowtime = {
  readonly id: string;
  readonly starts_at_ms: number;
  readonly round: number;
  /** As of the page; the line's own counts take its place. */
  readonly left: number | null;
};

export type LineFacts = {
  readonly language: Language;
  readonly show_id: string;
  readonly title: string;
  readonly venue: string;
  readonly zone: string;
  readonly poster_url: string;
  readonly opens_at_ms: number;
  readonly showtimes: readonly LineShowtime[];
  readonly paths: {
    readonly show: string;
    readonly line: string;
    readonly verify: string;
    readonly fairness: string;
    readonly returns: string;
    readonly sign_in: string;
    readonly bookings: string;
    /** With the show's id in place of `{id}`: where another show's room is. */
    readonly room_of: string;
  };
  /** What is asked before joining is asked of everybody. */
  readonly checks_ahead: boolean;
  /** Of who was removed, as of the page. */
  readonly removal: OwnAppeal | null;
  readonly start: LineStart;
};

export const lineWords = (language: Language): LineWords => (language === "en" ? lineEn : lineKo);
