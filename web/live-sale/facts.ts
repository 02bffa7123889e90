// What the page of a live sale hands to its script, and the state both draw from.
import type { Moment } from "../../domain/sale-figures/history.ts";
import type { Reading } from "../../domain/sale-figures/reading.ts";
import type { Language, SaleStatus } from "../../schema/http/words.ts";
import type { Grade } from "../../schema/layout.ts";
import { isPaymentOutcome, PAYMENT_OUTCOMES } from "../../schema/payment-outcomes.ts";
import { consolePartsEn } from "../words/console-parts-en.ts";
import { type ConsolePartsWords, consolePartsKo } from "../words/console-parts-ko.ts";
import { wallTime } from "../words/format.ts";
import { liveSaleEn } from "../words/live-sale-en.ts";
import { type LiveSaleWords, liveSaleKo } from "../words/live-sale-ko.ts";

export type Mark = {
  readonly at_ms: number;
  readonly action: string;
  readonly by: string;
  readonly details: Readonly<Record<string, unknown>>;
};

export type Span = "ten" | "all";

export type LiveSaleFacts = {
  readonly show_id: string;
  readonly language: Language;
  /** The clock's zone of every face on the page: the venue's. */
  readonly zone: string;
  readonly grades: readonly { readonly grade: Grade; readonly name: string }[];
  /** The sale's states as the whole site names them. */
  readonly statuses: Readonly<Record<SaleStatus, string>>;
  readonly span: Span;
  readonly page_path: string;
  /** The socket that tells of every move. */
  readonly road_path: string;
  readonly bookings_path: string;
  /** Who was removed may be put back: not in the copy of a rehearsal, where nobody waits for it. */
  readonly restores?: true;
  /** Over how many relays the line is spread, and the most; left out where it has none, as in the copy of a rehearsal. */
  readonly relays?: { readonly now: number; readonly most: number };
  /** The moment that is looked at again; null while the sale is looked at as it is. */
  readonly replay_at_ms: number | null;
};

export type LiveSaleState = {
  readonly reading: Reading;
  readonly moments: readonly Moment[];
  readonly marks: readonly Mark[];
  readonly replay_at_ms: number | null;
  /** The road is down: the figures grow old. */
  readonly late: boolean;
  readonly age_ms: number;
};

/** Nothing is forecast of it any more. */
export const isOver = ({ status }: Pick<Reading, "status">): boolean => status === "ENDED" || status === "SOLD_OUT";

/** Where a figure will never come. */
export const NEVER = "–";

/** A moment on the venue's clock, to the second. */
export const face = (at_ms: number, zone: string): string =>
  `${wallTime(at_ms, zone)}:${String(Math.floor(at_ms / 1_000) % 60).padStart(2, "0")}`;

/** A provider's reason as people say it; a code that nobody has named stands as it is. */
export const reasonName = (code: string, language: Language): string =>
  isPaymentOutcome(code) ? PAYMENT_OUTCOMES[code][language].title : code;

export const consoleParts = (language: Language): ConsolePartsWords =>
  language === "en" ? consolePartsEn : consolePartsKo;

export const liveSaleWords = (language: Language): LiveSaleWords => (language === "en" ? liveSaleEn : liveSaleKo);

export type BoardProps = { readonly facts: LiveSaleFacts; readonly state: LiveSaleState };

/** Where an act is asked about first. */
export const askPath = (facts: Pick<LiveSaleFacts, "page_path">, act: string): string =>
  `${facts.page_path}/ask?act=${act}`;
