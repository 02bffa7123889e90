import { describe, expect, it } from "vitest";
import { calendar, rounds } from "./calendar.ts";

describe("dates of a programme", () => {
  it("C6: an hour is the venue's own, on the venue's own date", () => {
    const late = Date.UTC(2026, 6, 15, 20, 0);
    expect(calendar(late, "Asia/Seoul").at(0, "19:30")).toBe(Date.UTC(2026, 6, 16, 10, 30));
    expect(calendar(late, "America/New_York").at(0, "19:30")).toBe(Date.UTC(2026, 6, 15, 23, 30));
  });

  it("C6: an hour stays what it is over a change of clocks, in both directions", () => {
    const fall = calendar(Date.UTC(2026, 9, 31, 16), "America/New_York");
    expect([fall.at(0, "20:00"), fall.at(1, "20:00")]).toEqual([Date.UTC(2026, 10, 1, 0), Date.UTC(2026, 10, 2, 1)]);
    const spring = calendar(Date.UTC(2026, 2, 7, 17), "America/New_York");
    expect([spring.at(0, "20:00"), spring.at(1, "20:00")]).toEqual([Date.UTC(2026, 2, 8, 1), Date.UTC(2026, 2, 9, 0)]);
  });

  it("C3: a weekly pattern falls on its weekdays, and rounds count within a day", () => {
    const seoul = calendar(Date.UTC(2026, 6, 15, 3), "Asia/Seoul");
    expect(seoul.next("wed", 0)).toBe(0);
    expect(seoul.next("tue", 0)).toBe(6);
    const times = seoul.weekly({ from_days: 0, days: 7, week: { wed: ["19:30"], sat: ["14:00", "18:30"] } });
    expect(rounds("show_x", seoul, [...times].reverse())).toEqual([
      { key: "show_x_1", starts_at_ms: Date.UTC(2026, 6, 15, 10, 30), round: 1 },
      { key: "show_x_2", starts_at_ms: Date.UTC(2026, 6, 18, 5), round: 1 },
      { key: "show_x_3", starts_at_ms: Date.UTC(2026, 6, 18, 9, 30), round: 2 },
    ]);
  });
});
