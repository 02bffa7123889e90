import { expect, it } from "vitest";
import { zoneOffsetMinutes } from "../../web/words/zones.ts";
import { readWall, writeWall } from "./wall-time.ts";

const at = (zone: string) => (at_ms: number) => zoneOffsetMinutes(at_ms, zone);

it("CN31: a time in a form is read by the venue's clock and written back as it was", () => {
  for (const [zone, instant] of [
    ["Asia/Seoul", "2026-12-24T10:30:00Z"],
    ["America/New_York", "2026-12-25T00:30:00Z"],
  ] as const) {
    const text = "2026-12-24T19:30";
    const at_ms = readWall(text, at(zone));
    expect([zone, at_ms]).toEqual([zone, Date.parse(instant)]);
    expect(writeWall(at_ms ?? 0, at(zone))).toBe(text);
  }
});

it("CN31: what no clock shows is nothing: the thirtieth of February, the hour that is left out, half a time", () => {
  const seoul = at("Asia/Seoul");
  for (const text of ["2026-02-30T10:00", "2026-12-24T24:00", "2026-12-24", "", "2026-12-24T10:60", "tomorrow"]) {
    expect([text, readWall(text, seoul)]).toEqual([text, null]);
  }
  // New York's clock goes from 01:59 to 03:00 that night.
  expect(readWall("2026-03-08T02:30", at("America/New_York"))).toBe(null);
  expect(readWall("2026-03-08T03:30", at("America/New_York"))).toBe(Date.parse("2026-03-08T07:30:00Z"));
});
