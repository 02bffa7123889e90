// Dates as a programme prints them: so many days from today, at an hour of the venue's own clock.
import type { Grade } from "../../schema/layout.ts";
import type { SeedShowtime } from "./types.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
type Weekday = (typeof WEEKDAYS)[number];

type Wall = { readonly year: number; readonly month: number; readonly day: number; readonly minutes: number };

/** What the clock on a venue's wall shows at an instant. */
const wallAt = (at_ms: number, time_zone: string): Wall => {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: time_zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(at_ms);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((found) => found.type === type)?.value ?? 0);
  return { year: part("year"), month: part("month"), day: part("day"), minutes: part("hour") * 60 + part("minute") };
};

const asUtcMs = ({ year, month, day, minutes }: Wall): number => Date.UTC(year, month - 1, day) + minutes * MINUTE_MS;

type Week = Partial<Record<Weekday, readonly string[]>>;

export type Calendar = {
  readonly now_ms: number;
  readonly time_zone: string;
  /** `at(0, "19:30")` is this evening. */
  readonly at: (days: number, time: string) => number;
  /** All performances of a weekly pattern from a day on, in order of time. */
  readonly weekly: (run: { readonly from_days: number; readonly days: number; readonly week: Week }) => number[];
  /** The first such weekday from a day on, as days from today. */
  readonly next: (weekday: Weekday, from_days: number) => number;
};

export const calendar = (now_ms: number, time_zone: string): Calendar => {
  const today = wallAt(now_ms, time_zone);
  const noon = (days: number) => Date.UTC(today.year, today.month - 1, today.day + days, 12);
  const weekdayOf = (days: number) => WEEKDAYS[new Date(noon(days)).getUTCDay()] ?? "sun";
  const at = (days: number, time: string): number => {
    const [hours, minutes] = time.split(":").map(Number);
    const wanted_ms = noon(days) + ((hours ?? 0) - 12) * HOUR_MS + (minutes ?? 0) * MINUTE_MS;
    // The zone's offset is asked at the place it will be used; a second look settles days on which the clocks change.
    const guess_ms = wanted_ms - (asUtcMs(wallAt(wanted_ms, time_zone)) - wanted_ms);
    return guess_ms - (asUtcMs(wallAt(guess_ms, time_zone)) - wanted_ms);
  };
  return {
    now_ms,
    time_zone,
    at,
    weekly: ({ from_days, days, week }) =>
      Array.from({ length: days }, (_, index) => from_days + index).flatMap((day) =>
        (week[weekdayOf(day)] ?? []).map((time) => at(day, time)),
      ),
    next: (weekday, from_days) => {
      for (let day = from_days; day < from_days + 7; day += 1) if (weekdayOf(day) === weekday) return day;
      return from_days;
    },
  };
};

/** Numbers a run: keys over the whole of it, rounds within each day of the venue. */
export const rounds = (show_key: string, { time_zone }: Calendar, times: readonly number[]): SeedShowtime[] => {
  const perDay = new Map<string, number>();
  return [...times]
    .sort((a, b) => a - b)
    .map((starts_at_ms, index) => {
      const { year, month, day } = wallAt(starts_at_ms, time_zone);
      const date = `${year}-${month}-${day}`;
      const round = (perDay.get(date) ?? 0) + 1;
      perDay.set(date, round);
      return { key: `${show_key}_${index + 1}`, starts_at_ms, round };
    });
};

/** Sales end an hour before the last performance. */
export const untilTheLast = (times: readonly number[]): number => Math.max(...times) - HOUR_MS;

export const prices = (list: Partial<Record<Grade, number>>): { grade: Grade; price_krw: number }[] =>
  (Object.entries(list) as [Grade, number][]).map(([grade, price_krw]) => ({ grade, price_krw }));
