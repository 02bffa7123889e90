// What a new show is made with before its organiser has said anything of it: prices to begin with, and a sale that leaves
// time to get ready. A sale that nobody has touched yet follows the showtimes.
import type { Grade } from "../../schema/layout.ts";
import { type OffsetMinutes, readWall, writeWall } from "./wall-time.ts";

export type SaleTimes = { readonly opens_at_ms: number; readonly closes_at_ms: number };

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const OPENS_AFTER_DAYS = 14;
const SELLS_FOR_DAYS = 30;
/** When most people are home and none is asleep yet. */
const OPENS_AT = "20:00";

const PRICES_KRW: Readonly<Record<Grade, number>> = {
  VIP: 150_000,
  R: 120_000,
  S: 90_000,
  A: 60_000,
  B: 40_000,
  STANDING: 99_000,
};

export const firstPrices = (grades: readonly string[]): { grade: Grade; price_krw: number }[] =>
  (Object.keys(PRICES_KRW) as Grade[])
    .filter((grade) => grades.includes(grade))
    .map((grade) => ({ grade, price_krw: PRICES_KRW[grade] }));

export function firstSale(made_at_ms: number, offsetMinutes: OffsetMinutes): SaleTimes {
  const later_ms = made_at_ms + OPENS_AFTER_DAYS * DAY_MS;
  const day = writeWall(later_ms, offsetMinutes).slice(0, 10);
  const opens_at_ms = readWall(`${day}T${OPENS_AT}`, offsetMinutes) ?? later_ms;
  return { opens_at_ms, closes_at_ms: opens_at_ms + SELLS_FOR_DAYS * DAY_MS };
}

type Draft = SaleTimes & { readonly created_at_ms: number; readonly last_starts_at_ms: number | null };

/** Where the sale is still as it was made, it ends an hour before the last showtime. */
export function suggestedSale(draft: Draft, offsetMinutes: OffsetMinutes): SaleTimes {
  const { opens_at_ms, closes_at_ms, created_at_ms, last_starts_at_ms } = draft;
  const first = firstSale(created_at_ms, offsetMinutes);
  const untouched = opens_at_ms === first.opens_at_ms && closes_at_ms === first.closes_at_ms;
  const last_ms = last_starts_at_ms === null ? null : last_starts_at_ms - HOUR_MS;
  return untouched && last_ms !== null && last_ms > opens_at_ms
    ? { opens_at_ms, closes_at_ms: last_ms }
    : { opens_at_ms, closes_at_ms };
}
