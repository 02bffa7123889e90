import fc from "fast-check";
import { expect, test } from "vitest";
import { faultWords } from "../../schema/faults.ts";
import { wallClock, zoneOffsetMinutes } from "../../web/words/zones.ts";
import { type Series, seriesRounds } from "./series.ts";

const about = (zone: string, taken: readonly number[] = [], count_max = 400) => ({
  offsetMinutes: (at_ms: number) => zoneOffsetMinutes(at_ms, zone),
  taken: new Set(taken),
  count_max,
});
const WEEK: Series = { from_day: "2026-12-21", to_day: "2027-01-03", weekdays: [3, 6], times: ["19:30", "14:00"] };
const roundsOf = (series: Series, how = about("Asia/Seoul")) => {
  const made = seriesRounds(series, how);
  if (!made.ok) throw new Error(made.failure.fault);
  return made.value;
};
const faultOf = (series: Series, how = about("Asia/Seoul")) => {
  const made = seriesRounds(series, how);
  return made.ok ? null : [made.failure.path, faultWords(made.failure, "en")];
};

test("C11: Wednesdays and Saturdays, twice a day, over the turn of the year, in the venue's zone", () => {
  expect(roundsOf(WEEK).map(({ starts_at_ms, round }) => [new Date(starts_at_ms).toISOString(), round])).toEqual([
    ["2026-12-23T05:00:00.000Z", 1],
    ["2026-12-23T10:30:00.000Z", 2],
    ["2026-12-26T05:00:00.000Z", 1],
    ["2026-12-26T10:30:00.000Z", 2],
    ["2026-12-30T05:00:00.000Z", 1],
    ["2026-12-30T10:30:00.000Z", 2],
    ["2027-01-02T05:00:00.000Z", 1],
    ["2027-01-02T10:30:00.000Z", 2],
  ]);
});

test("C11: what does not fit is named by day and time, and then there is nothing at all", () => {
  const taken = about("Asia/Seoul", [Date.parse("2026-12-26T05:00:00Z")]);
  expect(faultOf(WEEK, taken)).toEqual(["times", "2026-12-26 14:00: there is a showtime already"]);
  const spring: Series = { from_day: "2027-03-28", to_day: "2027-03-28", weekdays: [0], times: ["02:30"] };
  expect(faultOf(spring, about("Europe/Berlin"))).toEqual([
    "times",
    "2027-03-28 02:30: the venue's clock skips this time",
  ]);
  expect(faultOf(WEEK, about("Asia/Seoul", [], 3))?.[1]).toContain("2026-12-26 19:30");
  expect(faultOf({ ...WEEK, to_day: "2026-12-20" })?.[0]).toBe("to_day");
  expect(faultOf({ ...WEEK, to_day: "2030-01-01" })?.[0]).toBe("to_day");
  expect(faultOf({ ...WEEK, from_day: "2026-02-30" })).toEqual(["from_day", "The calendar has no 2026-02-30"]);
  expect(faultOf({ ...WEEK, to_day: "2026-12-22" })?.[0]).toBe("weekdays");
});

test("C11: an hour that an autumn clock shows twice is its first", () => {
  const autumn: Series = { from_day: "2026-10-25", to_day: "2026-10-25", weekdays: [0], times: ["02:30"] };
  expect(roundsOf(autumn, about("Europe/Berlin"))[0]?.starts_at_ms).toBe(Date.parse("2026-10-25T00:30:00Z"));
});

test("C11: each instant shows, on the venue's wall, a weekday and a time that were asked for", () => {
  const zones = fc.constantFrom(
    "Asia/Seoul",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
  );
  const times = fc.uniqueArray(
    fc.tuple(fc.nat(23), fc.nat(59)).map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`),
    { minLength: 1, maxLength: 3 },
  );
  const weekdays = fc.uniqueArray(fc.nat(6), { minLength: 1 });
  fc.assert(
    fc.property(zones, fc.nat(700), fc.nat(60), weekdays, times, (zone, start, length, days, at) => {
      const dayAfter = (count: number) => new Date(Date.UTC(2026, 0, 1 + count)).toISOString().slice(0, 10);
      const series = { from_day: dayAfter(start), to_day: dayAfter(start + length), weekdays: days, times: at };
      const made = seriesRounds(series, about(zone));
      if (!made.ok) return;
      for (const { starts_at_ms, round } of made.value) {
        const { weekday, hour, minute } = wallClock(starts_at_ms, zone);
        const shown = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
        expect(days).toContain(weekday);
        expect([...at].sort()[round - 1]).toBe(shown);
      }
    }),
  );
});
