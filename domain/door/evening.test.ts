import { expect, test } from "vitest";
import { eveningBefore } from "./evening.ts";

test("DR8: the list is sent at eight in the evening before, whenever the show begins", () => {
  const midnight_ms = Date.UTC(2026, 10, 28);
  const evening_ms = Date.UTC(2026, 10, 27, 20);
  for (const [hour, minute] of [
    [0, 0],
    [14, 30],
    [23, 59],
  ] as const) {
    expect(eveningBefore(midnight_ms + hour * 3_600_000 + minute * 60_000, { hour, minute })).toBe(evening_ms);
  }
});
