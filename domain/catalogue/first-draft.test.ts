import { expect, it } from "vitest";
import { firstPrices, firstSale, suggestedSale } from "./first-draft.ts";
import { writeWall } from "./wall-time.ts";

const seoul = () => 540;
const made_at_ms = Date.parse("2026-11-28T04:12:33Z");

it("CN32: a new show opens at eight in the evening of its venue two weeks later, and has a price for each grade of the hall", () => {
  const sale = firstSale(made_at_ms, seoul);
  expect(writeWall(sale.opens_at_ms, seoul)).toBe("2026-12-12T20:00");
  expect(writeWall(sale.closes_at_ms, seoul)).toBe("2027-01-11T20:00");
  expect(firstPrices(["STANDING", "VIP"]).map(({ grade }) => grade)).toEqual(["VIP", "STANDING"]);
});

it("CN32: an untouched sale ends an hour before the last showtime; one that was set stays as it was set", () => {
  const sale = firstSale(made_at_ms, seoul);
  const last_starts_at_ms = Date.parse("2027-01-30T10:00:00Z");
  const draft = { ...sale, created_at_ms: made_at_ms, last_starts_at_ms };
  expect(suggestedSale(draft, seoul).closes_at_ms).toBe(last_starts_at_ms - 3_600_000);
  expect(suggestedSale({ ...draft, last_starts_at_ms: null }, seoul)).toEqual(sale);
  expect(suggestedSale({ ...draft, last_starts_at_ms: sale.opens_at_ms }, seoul)).toEqual(sale);
  const set = { ...draft, closes_at_ms: sale.closes_at_ms + 1 };
  expect(suggestedSale(set, seoul).closes_at_ms).toBe(set.closes_at_ms);
});
