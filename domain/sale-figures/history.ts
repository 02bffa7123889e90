// A moment of a sale as it is remembered for the curves, and what may be read off a row of them.
import type { SaleFigures } from "./figures.ts";
import type { Forecast } from "./pace.ts";

export type Moment = {
  readonly at_ms: number;
  readonly waiting: number;
  readonly inside: number;
  readonly joined: number;
  readonly admitted: number;
  /** Seats in hands: held, ordered, being paid for. */
  readonly holds: number;
  readonly sold: number;
  readonly available: number;
  readonly declined: number;
  readonly revenue_krw: number;
  readonly sold_by_grade: Readonly<Record<string, number>>;
  /** When the sale was said to sell out, as it was said then. */
  readonly forecast: Forecast | null;
};

/** The ring of seconds, and what a page of minutes may be. */
export const SECONDS_KEPT_MS = 600_000;

export const momentOf = (figures: SaleFigures, forecast: Forecast | null): Moment => ({
  at_ms: figures.as_of_ms,
  waiting: figures.waiting,
  inside: figures.inside,
  joined: figures.joined,
  admitted: figures.admitted,
  holds: figures.held,
  sold: figures.sold,
  available: figures.available,
  declined: figures.payments.declined,
  revenue_krw: figures.revenue_krw,
  sold_by_grade: Object.fromEntries(Object.entries(figures.by_grade).map(([grade, count]) => [grade, count.sold])),
  forecast,
});

/** Whether anything that a watcher sees has moved between two readings; their age alone is no movement. */
export function hasMoved(before: SaleFigures | null, now: SaleFigures): boolean {
  if (before === null) return true;
  const still = { as_of_ms: 0, wait: null };
  return JSON.stringify({ ...before, ...still }) !== JSON.stringify({ ...now, ...still });
}

export type Rates = { readonly joins_per_s: number; readonly admitted_per_min: number; readonly sold_per_min: number };

const RATE_MS = 60_000;

/** Over the last minute of what is remembered; shorter where the memory is. */
export function ratesOf(moments: readonly Moment[]): Rates {
  const last = moments.at(-1);
  const first = moments.find(({ at_ms }) => last !== undefined && at_ms >= last.at_ms - RATE_MS);
  const passed_ms = last === undefined || first === undefined ? 0 : last.at_ms - first.at_ms;
  if (last === undefined || first === undefined || passed_ms < 1_000) {
    return { joins_per_s: 0, admitted_per_min: 0, sold_per_min: 0 };
  }
  const perMs = (n: number): number => Math.max(0, n) / passed_ms;
  return {
    joins_per_s: perMs(last.joined - first.joined) * 1_000,
    admitted_per_min: perMs(last.admitted - first.admitted) * 60_000,
    sold_per_min: perMs(last.sold - first.sold) * 60_000,
  };
}
