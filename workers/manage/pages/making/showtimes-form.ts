// The forms of showtimes: one of them, and a run of them by days of the week.
import type { Series } from "../../../../domain/catalogue/series.ts";
import { type OffsetMinutes, readWall } from "../../../../domain/catalogue/wall-time.ts";
import { seriesInput } from "../../../../schema/http/catalogue.ts";
import { type Values, whole } from "./form-state.ts";

export const SERIES_FIELDS = ["from_day", "to_day", "times"] as const;
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;
export const dayName = (weekday: number): string => `weekday_${weekday}`;
export const SERIES_NAMES: readonly string[] = [...SERIES_FIELDS, ...WEEKDAYS.map(dayName)];
/** What most runs are: the weekend. */
export const FIRST_SERIES: Values = {
  from_day: "",
  to_day: "",
  times: "14:00, 19:00",
  weekday_5: "on",
  weekday_6: "on",
  weekday_0: "on",
};

type Read = { readonly ok: true; readonly series: Series } | { readonly ok: false; readonly wrong: readonly string[] };

export function readSeries(values: Values): Read {
  const read = seriesInput.safeParse({
    from_day: values.from_day ?? "",
    to_day: values.to_day ?? "",
    weekdays: WEEKDAYS.filter((weekday) => values[dayName(weekday)] === "on"),
    times: (values.times ?? "")
      .split(/[\s,;]+/)
      .filter((time) => time !== "")
      .map((time) => time.padStart(5, "0")),
  });
  if (read.success) return { ok: true, series: read.data };
  return { ok: false, wrong: read.error.issues.map(({ path }) => String(path[0])) };
}

export const MOMENT_FIELDS = ["starts_at", "round"] as const;

type Moment = { readonly starts_at_ms: number; readonly round: number | null };

/** The round may be left out: then it follows those of its day. */
export function readMoment(values: Values, offset: OffsetMinutes): Moment | { readonly wrong: readonly string[] } {
  const starts_at_ms = readWall(values.starts_at ?? "", offset);
  const round = (values.round ?? "").trim() === "" ? null : whole(values.round ?? "");
  const wrong = [
    ...(starts_at_ms === null ? ["starts_at"] : []),
    ...(round === null || (round >= 1 && round <= 400) ? [] : ["round"]),
  ];
  return starts_at_ms === null || wrong.length > 0 ? { wrong } : { starts_at_ms, round };
}

/** One more than the day has at that venue. */
export function nextRound(
  existing: readonly { readonly starts_at_ms: number }[],
  starts_at_ms: number,
  offset: OffsetMinutes,
): number {
  const dayOf = (at_ms: number): number => Math.floor((at_ms + offset(at_ms) * 60_000) / 86_400_000);
  return existing.filter((one) => dayOf(one.starts_at_ms) === dayOf(starts_at_ms)).length + 1;
}
