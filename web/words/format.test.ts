// Times, money and durations read as people say them, at each boundary of the calendar and of a unit.
import { describe, expect, test } from "vitest";
import {
  clockFace,
  dayRange,
  duration,
  fanTime,
  grouped,
  money,
  moneyRange,
  spokenDay,
  spokenTime,
  timeLeft,
  wallTime,
} from "./format.ts";
import { daysBetween, knownZone, zoneOffsetMinutes } from "./zones.ts";

const seoul = (text: string): number => Date.parse(`${text}+09:00`);
const nowMs = seoul("2026-11-20T10:00:00");
const ko = { nowMs, zone: "Asia/Seoul", language: "ko" } as const;
const en = { nowMs, zone: "Asia/Seoul", language: "en" } as const;

describe("C6 numbers and money", () => {
  test("C6: thousands are grouped at the boundary", () => {
    expect(grouped(999)).toBe("999");
    expect(grouped(1_000)).toBe("1,000");
    expect(grouped(50_000_000)).toBe("50,000,000");
    expect(grouped(-1_500)).toBe("-1,500");
  });
  test("C6: won stand after the number in Korean, before it in English", () => {
    expect(money(132_000, "ko")).toBe("132,000원");
    expect(money(132_000, "en")).toBe("₩132,000");
    expect(money(-5_000, "en")).toBe("-₩5,000");
  });
  test("C6: a range names the unit once, and one price stays one price", () => {
    expect(moneyRange([154_000, 99_000], "ko")).toBe("99,000 ~ 154,000원");
    expect(moneyRange([99_000, 154_000], "en")).toBe("₩99,000 – 154,000");
    expect(moneyRange([99_000, 99_000], "ko")).toBe("99,000원");
    expect(moneyRange([], "en")).toBe("");
  });
});

describe("C6 durations", () => {
  test("C6: two largest units, never more", () => {
    expect(duration(200_000, "ko")).toBe("3분 20초");
    expect(duration(2 * 86_400_000 + 4 * 3_600_000 + 59_000, "ko")).toBe("2일 4시간");
    expect(duration(200_000, "en")).toBe("3 min 20 s");
    expect(duration(86_400_000, "en")).toBe("1 day");
    expect(duration(2 * 86_400_000 + 3_600_000, "en")).toBe("2 days 1 h");
    expect(duration(3_600_000, "ko")).toBe("1시간");
    expect(duration(3_605_000, "ko")).toBe("1시간");
  });
  test("C6: a started second counts, so that zero means now", () => {
    expect(duration(1, "ko")).toBe("1초");
    expect(duration(0, "ko")).toBe("0초");
    expect(duration(-5_000, "ko")).toBe("0초");
    expect(duration(59_999, "ko")).toBe("1분");
    expect(timeLeft(59_000, "ko")).toBe("59초 남음");
    expect(timeLeft(59_000, "en")).toBe("59 s left");
  });
  test("C6: the ticking face keeps two digits", () => {
    expect(clockFace(200_000)).toBe("03:20");
    expect(clockFace(3_800_000)).toBe("1:03:20");
    expect(clockFace(3_599_999)).toBe("1:00:00");
    expect(clockFace(-1)).toBe("00:00");
  });
});

describe("C6 spoken times", () => {
  test("C6: near days have names", () => {
    expect(spokenTime(seoul("2026-11-20T20:00:00"), ko)).toBe("오늘 저녁 8시");
    expect(spokenTime(seoul("2026-11-21T14:30:00"), ko)).toBe("내일 오후 2시 30분");
    expect(spokenTime(seoul("2026-11-22T11:00:00"), ko)).toBe("모레 오전 11시");
    expect(spokenTime(seoul("2026-11-23T20:00:00"), ko)).toBe("11월 23일 (월) 저녁 8시");
    expect(spokenTime(seoul("2026-11-20T20:00:00"), en)).toBe("Tonight 8 pm");
    expect(spokenTime(seoul("2026-11-20T17:59:00"), en)).toBe("Today 5:59 pm");
    expect(spokenTime(seoul("2026-11-21T14:30:00"), en)).toBe("Tomorrow 2:30 pm");
    expect(spokenTime(seoul("2026-11-23T20:00:00"), en)).toBe("Mon 23 Nov, 8 pm");
  });
  test("C6: noon, midnight and the small hours are said as they are", () => {
    expect(spokenTime(seoul("2026-11-21T00:00:00"), ko)).toBe("내일 자정");
    expect(spokenTime(seoul("2026-11-20T23:59:00"), ko)).toBe("오늘 밤 11시 59분");
    expect(spokenTime(seoul("2026-11-21T00:30:00"), ko)).toBe("내일 밤 12시 30분");
    expect(spokenTime(seoul("2026-11-20T12:00:00"), ko)).toBe("오늘 낮 12시");
    expect(spokenTime(seoul("2026-11-20T12:00:00"), en)).toBe("Today noon");
    expect(spokenTime(seoul("2026-11-21T00:00:00"), en)).toBe("Tomorrow midnight");
  });
  test("C6: another year is named, this one is not", () => {
    expect(spokenDay(seoul("2027-01-03T20:00:00"), ko)).toBe("2027년 1월 3일 (일)");
    expect(spokenDay(seoul("2026-12-31T23:59:00"), ko)).toBe("12월 31일 (목)");
    expect(spokenDay(seoul("2027-01-03T20:00:00"), en)).toBe("Sun 3 Jan 2027");
  });
  test("C6: a run of one day is one day", () => {
    const first = seoul("2026-12-03T14:00:00");
    expect(dayRange(first, seoul("2026-12-03T19:00:00"), ko)).toBe("12월 3일 (목)");
    expect(dayRange(first, seoul("2026-12-20T19:00:00"), ko)).toBe("12월 3일 (목) ~ 12월 20일 (일)");
    expect(dayRange(first, seoul("2027-01-10T19:00:00"), en)).toBe("Thu 3 Dec – Sun 10 Jan 2027");
  });
});

describe("C6 two time zones", () => {
  test("C6: the fan's time is shown only where its clock reads otherwise", () => {
    const at = seoul("2026-11-20T20:00:00");
    expect(fanTime(at, { ...en, fanZone: "America/New_York" })).toBe("Tomorrow 6 am (Eastern Time)");
    expect(fanTime(at, { ...en, fanZone: "America/New_York", withoutZone: true })).toBe("Tomorrow 6 am");
    expect(fanTime(at, { ...ko, fanZone: "Asia/Tokyo" })).toBeNull();
    expect(fanTime(at, { ...ko, fanZone: null })).toBeNull();
    expect(fanTime(at, { ...ko, fanZone: "Not/AZone" })).toBeNull();
  });
  test("C6: days are counted in the zone, not in UTC", () => {
    expect(daysBetween(seoul("2026-11-20T23:59:00"), seoul("2026-11-21T00:00:00"), "Asia/Seoul")).toBe(1);
    expect(daysBetween(seoul("2026-11-20T23:59:00"), seoul("2026-11-21T00:00:00"), "UTC")).toBe(0);
  });
  test("C6: summer time moves the offset", () => {
    expect(zoneOffsetMinutes(Date.parse("2026-07-01T00:00:00Z"), "America/New_York")).toBe(-240);
    expect(zoneOffsetMinutes(Date.parse("2026-12-01T00:00:00Z"), "America/New_York")).toBe(-300);
    expect(wallTime(Date.parse("2026-12-01T00:05:00Z"), "Asia/Seoul")).toBe("09:05");
  });
  test("C6: an unknown zone from outside is refused, not thrown", () => {
    expect(knownZone("Asia/Seoul")).toBe("Asia/Seoul");
    expect(knownZone("../etc")).toBeNull();
    expect(knownZone(undefined)).toBeNull();
  });
});
