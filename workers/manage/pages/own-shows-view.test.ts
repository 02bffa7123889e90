// The console's fortnight: days as the reader counts them, zeros where nothing was sold.
import { expect, test } from "vitest";
import { DAYS_SHOWN, daysOf } from "./own-shows-view.ts";

const HOUR_MS = 3_600_000;
/** 09:30 on 28 November 2026 in Seoul, which is 00:30 in London. */
const NOW = Date.UTC(2026, 10, 28, 0, 30);

test("CN4: an hour counts for the day it had where the reader is", () => {
  const hours = [{ hour_ms: Date.UTC(2026, 10, 27, 16), krw: 100 }];
  expect(daysOf(hours, NOW, "Asia/Seoul").at(-1)).toEqual({ days_ago: 0, krw: 100 });
  expect(daysOf(hours, NOW, "Europe/London").at(-2)).toEqual({ days_ago: 1, krw: 100 });
});

test("CN4: every day of the fortnight is there, and none before it", () => {
  const days = daysOf([{ hour_ms: NOW - DAYS_SHOWN * 24 * HOUR_MS, krw: 5 }], NOW, "Asia/Seoul");
  expect(days).toHaveLength(DAYS_SHOWN);
  expect(days.every(({ krw }) => krw === 0)).toBe(true);
});
