// What about a show needs its organiser's hand, heaviest first. The console's first page asks this of every show.
import type { SaleStatus } from "../../schema/http/words.ts";

export type ShowFacts = {
  readonly show_id: string;
  readonly status: "DRAFT" | "PUBLISHED" | "CANCELLED" | "TAKEN_DOWN";
  readonly sale: SaleStatus;
  readonly opens_at_ms: number;
  readonly closes_at_ms: number;
  /** The next round that has not begun. */
  readonly next_starts_at_ms: number | null;
  readonly seats_left: number;
  readonly refunds_stuck: number;
};

export type MatterCode =
  | "refund_stuck"
  | "taken_down"
  | "paused"
  | "no_rounds"
  | "draft_late"
  | "opens_soon"
  | "closes_soon"
  | "plays_soon"
  | "sold_out";

export type Weight = "now" | "soon" | "news";

export type ShowMatter = {
  readonly show_id: string;
  readonly code: MatterCode;
  readonly weight: Weight;
  /** The moment it is about; null where it is about the present. */
  readonly at_ms: number | null;
  readonly count: number;
};

export const SOON_MS = 24 * 60 * 60_000;

const WEIGHTS: Readonly<Record<MatterCode, Weight>> = {
  refund_stuck: "now",
  taken_down: "now",
  paused: "now",
  no_rounds: "now",
  draft_late: "soon",
  opens_soon: "soon",
  closes_soon: "soon",
  plays_soon: "news",
  sold_out: "news",
};
const ORDER = Object.keys(WEIGHTS);

type Found = { readonly code: MatterCode; readonly at_ms?: number; readonly count?: number };

const isSoon = (at_ms: number, now_ms: number): boolean => at_ms > now_ms && at_ms - now_ms <= SOON_MS;

function saleMatters(show: ShowFacts, now_ms: number): Found[] {
  const { sale, opens_at_ms, closes_at_ms, seats_left } = show;
  const ahead = sale === "SCHEDULED" || sale === "LOBBY";
  const selling = sale === "OPEN" || sale === "PAUSED";
  const found: Found[] = [];
  if (sale === "PAUSED") found.push({ code: "paused" });
  if (show.next_starts_at_ms === null && (selling || (ahead && isSoon(opens_at_ms, now_ms)))) {
    found.push({ code: "no_rounds" });
  }
  if (ahead && isSoon(opens_at_ms, now_ms)) found.push({ code: "opens_soon", at_ms: opens_at_ms });
  // Where there is nothing to sell, that is what has to be told.
  if (selling && show.next_starts_at_ms !== null && isSoon(closes_at_ms, now_ms)) {
    found.push({ code: "closes_soon", at_ms: closes_at_ms, count: seats_left });
  }
  if (sale === "SOLD_OUT") found.push({ code: "sold_out" });
  return found;
}

function mattersOf(show: ShowFacts, now_ms: number): Found[] {
  const found: Found[] = [];
  // Money that is owed is owed whatever became of the show.
  if (show.refunds_stuck > 0) found.push({ code: "refund_stuck", count: show.refunds_stuck });
  if (show.status === "TAKEN_DOWN") found.push({ code: "taken_down" });
  if (show.status === "DRAFT" && show.opens_at_ms <= now_ms && show.closes_at_ms > now_ms) {
    found.push({ code: "draft_late", at_ms: show.opens_at_ms });
  }
  if (show.status !== "PUBLISHED") return found;
  found.push(...saleMatters(show, now_ms));
  const next_ms = show.next_starts_at_ms;
  if (next_ms !== null && isSoon(next_ms, now_ms)) found.push({ code: "plays_soon", at_ms: next_ms });
  return found;
}

export function attentionOf(shows: readonly ShowFacts[], now_ms: number): ShowMatter[] {
  const matters = shows.flatMap((show) =>
    mattersOf(show, now_ms).map(
      ({ code, at_ms = null, count = 0 }): ShowMatter => ({
        show_id: show.show_id,
        code,
        weight: WEIGHTS[code],
        at_ms,
        count,
      }),
    ),
  );
  return matters.sort(
    (one, other) => ORDER.indexOf(one.code) - ORDER.indexOf(other.code) || (one.at_ms ?? 0) - (other.at_ms ?? 0),
  );
}
