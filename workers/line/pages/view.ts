// What the pages of a line are given to show.
import type { OwnAppeal } from "../../../schema/http/appeals.ts";
import type { PlaceAnswerBody } from "../../../schema/http/line.ts";
import type { ShowSummary, ShowtimeView } from "../../kit/pages/view-models.ts";

export type LineRefusalView = {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** When the line opens, where that is the reason. */
  readonly opens_at_ms?: number | undefined;
};

export type LineView = {
  readonly show: ShowSummary;
  readonly showtimes: readonly ShowtimeView[];
  /** As the line said it while the page was made; null: not asked, or not in it. */
  readonly place: PlaceAnswerBody | null;
  readonly join_refusal: LineRefusalView | null;
  /** The early window is open and this fan is not in line: a code may let them in. */
  readonly asks_vip_code: boolean;
  /** A code that did not do, as it was typed; or no code is compared for a while. */
  readonly vip_refused: { readonly typed: string; readonly why: "wrong" | "wait" } | null;
  /** Everybody is asked for a check before joining. */
  readonly checks_ahead: boolean;
  /** A code was sent by this very form. */
  readonly check_mailed: boolean;
  /** Of a fan who was removed. */
  readonly removal: OwnAppeal | null;
};

export type VerifyView = { readonly show: ShowSummary; readonly showtimes: readonly ShowtimeView[] };
