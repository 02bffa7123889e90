// What the console's first page shows, worked out of rows: one line for each show, what needs a hand, sums, a fortnight.
import { attentionOf, type ShowMatter } from "../../../domain/manage/attention.ts";
import type { ShowSummary } from "../../../schema/http/catalogue.ts";
import type { Language } from "../../../schema/http/words.ts";
import { daysBetween } from "../../../web/words/zones.ts";
import type { FoundShow } from "../../catalogue/db/shows.ts";
import { summaryOf } from "../../catalogue/show-views.ts";
import type { HourOfSales, ShowCounts } from "../db/own-shows.ts";

export const DAYS_SHOWN = 14;

export type OwnShow = { readonly show: ShowSummary; readonly counts: ShowCounts };
export type DayOfSales = { readonly days_ago: number; readonly krw: number };
export type OwnShowsView = {
  readonly shows: readonly OwnShow[];
  readonly matters: readonly ShowMatter[];
  readonly days: readonly DayOfSales[];
  readonly everybody: boolean;
  readonly first: boolean;
  readonly next_cursor: string | null;
};

type At = { readonly now_ms: number; readonly language: Language };

export function ownShows(found: readonly FoundShow[], counts: readonly ShowCounts[], at: At): OwnShow[] {
  return found.flatMap((one) => {
    const own = counts.find(({ show_id }) => show_id === one.show.id);
    return own === undefined ? [] : [{ show: summaryOf(one, at.language, at.now_ms), counts: own }];
  });
}

export const mattersOf = (shows: readonly OwnShow[], now_ms: number): ShowMatter[] =>
  attentionOf(
    shows.map(({ show, counts }) => ({
      show_id: show.id,
      status: show.status,
      sale: show.sale.status,
      opens_at_ms: show.sale.opens_at_ms,
      closes_at_ms: show.sale.closes_at_ms,
      next_starts_at_ms: counts.next_starts_at_ms,
      seats_left: Math.max(0, counts.seats_total - counts.seats_sold),
      refunds_stuck: counts.refunds_stuck,
    })),
    now_ms,
  );

/** Days as they are counted where the reader is; a day without a sale is a zero, not a gap. */
export function daysOf(hours: readonly HourOfSales[], now_ms: number, zone: string): DayOfSales[] {
  const sums = new Map<number, number>();
  for (const { hour_ms, krw } of hours) {
    const days_ago = daysBetween(hour_ms, now_ms, zone);
    sums.set(days_ago, (sums.get(days_ago) ?? 0) + krw);
  }
  return Array.from({ length: DAYS_SHOWN }, (_, index) => DAYS_SHOWN - 1 - index).map((days_ago) => ({
    days_ago,
    krw: sums.get(days_ago) ?? 0,
  }));
}
