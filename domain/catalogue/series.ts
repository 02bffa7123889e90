// Showtimes by a weekly pattern: days and times as the venue's clock shows them become instants, all of them or none.
import type { Fault } from "../../schema/faults.ts";
import { ok, type Result, refused } from "../result.ts";
import { instantOf, type OffsetMinutes } from "./wall-time.ts";

export type Series = {
  /** "2026-12-24" */
  readonly from_day: string;
  readonly to_day: string;
  /** 0 is Sunday. */
  readonly weekdays: readonly number[];
  /** "14:00": the first of a day is its round 1. */
  readonly times: readonly string[];
};

export type Round = { readonly starts_at_ms: number; readonly round: number };
export type SeriesFault = Fault & {
  readonly path: "from_day" | "to_day" | "weekdays" | "times";
  /** "2026-12-24 19:30": the day and time that does not fit, where it is one. */
  readonly at?: string;
};

type About = {
  /** How far the venue's clock is ahead of UTC at an instant. */
  readonly offsetMinutes: OffsetMinutes;
  /** Instants at which the show already plays. */
  readonly taken: ReadonlySet<number>;
  /** So many more may be made. */
  readonly count_max: number;
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Longer than any run is announced. */
const DAYS_MAX = 800;

export function seriesRounds(series: Series, about: About): Result<readonly Round[], SeriesFault> {
  const from_ms = dayMs(series.from_day);
  const to_ms = dayMs(series.to_day);
  if (from_ms === null) return refused({ path: "from_day", fault: "day_unknown", values: { day: series.from_day } });
  if (to_ms === null) return refused({ path: "to_day", fault: "day_unknown", values: { day: series.to_day } });
  if (to_ms < from_ms) return refused({ path: "to_day", fault: "last_before_first" });
  if (to_ms - from_ms > DAYS_MAX * DAY_MS)
    return refused({ path: "to_day", fault: "days_too_many", values: { max: DAYS_MAX } });
  const times = [...new Set(series.times)].sort();
  const rounds: Round[] = [];
  for (let day_ms = from_ms; day_ms <= to_ms; day_ms += DAY_MS) {
    if (!series.weekdays.includes(new Date(day_ms).getUTCDay())) continue;
    for (const [i, time] of times.entries()) {
      const named = `${new Date(day_ms).toISOString().slice(0, 10)} ${time}`;
      const starts_at_ms = instantOf(day_ms + minutesOf(time) * MINUTE_MS, about.offsetMinutes);
      if (starts_at_ms === null)
        return refused({ path: "times", fault: "clock_skips", values: { at: named }, at: named });
      if (about.taken.has(starts_at_ms))
        return refused({ path: "times", fault: "showtime_there", values: { at: named }, at: named });
      if (rounds.length >= about.count_max) {
        return refused({
          path: "to_day",
          fault: "series_too_long",
          values: { at: named, max: about.count_max },
          at: named,
        });
      }
      rounds.push({ starts_at_ms, round: i + 1 });
    }
  }
  if (rounds.length === 0) return refused({ path: "weekdays", fault: "weekday_absent" });
  return ok(rounds);
}

/** The day's midnight as if it were in UTC; null where the calendar has no such day. */
function dayMs(day: string): number | null {
  const at_ms = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at_ms) || new Date(at_ms).toISOString().slice(0, 10) !== day ? null : at_ms;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
