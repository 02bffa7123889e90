// How long an offer is open by day and by night.
import { expect, test } from "vitest";
import { DEFAULT_RETURNS, offerMs } from "./terms.ts";

const HOUR_MS = 3_600_000;
const terms = { ...DEFAULT_RETURNS, night_offer_ms: 9 * HOUR_MS };
/** 2027-01-15, 00:00 UTC: nine in the morning in Seoul. */
const MIDNIGHT_UTC_MS = 1_799_971_200_000;
const at = (hour_utc: number): number => MIDNIGHT_UTC_MS + hour_utc * HOUR_MS;

test("RT10: an offer made between 22:00 and 8:00 at the venue is open as long as the organiser set for the night", () => {
  const seoul = [13, 22.9].map((hour) => offerMs(terms, "Asia/Seoul", at(hour)));
  expect(seoul).toEqual([9 * HOUR_MS, 9 * HOUR_MS]);
  expect([12.9, 23].map((hour) => offerMs(terms, "Asia/Seoul", at(hour)))).toEqual([1_800_000, 1_800_000]);
  // The same moments elsewhere are other hours.
  expect(offerMs(terms, "America/New_York", at(13))).toBe(1_800_000);
  expect(offerMs(terms, "America/New_York", at(4))).toBe(9 * HOUR_MS);
});

test("RT10: without a setting, without a zone, or with a shorter night, an offer is open as by day", () => {
  expect(offerMs(DEFAULT_RETURNS, "Asia/Seoul", at(15))).toBe(1_800_000);
  expect(offerMs(terms, undefined, at(15))).toBe(1_800_000);
  expect(offerMs({ ...terms, night_offer_ms: 60_000 }, "Asia/Seoul", at(15))).toBe(1_800_000);
});
