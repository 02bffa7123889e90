// What an organiser is told first, at each boundary.
import { expect, test } from "vitest";
import { attentionOf, type MatterCode, type ShowFacts, SOON_MS } from "./attention.ts";

const NOW = 1_000_000_000_000;
const show = (more: Partial<ShowFacts> = {}): ShowFacts => ({
  show_id: "s",
  status: "PUBLISHED",
  sale: "OPEN",
  opens_at_ms: NOW - 1,
  closes_at_ms: NOW + SOON_MS + 1,
  next_starts_at_ms: NOW + SOON_MS + 1,
  seats_left: 10,
  refunds_stuck: 0,
  ...more,
});
const codes = (more: Partial<ShowFacts>): MatterCode[] => attentionOf([show(more)], NOW).map(({ code }) => code);

test("CN1: a sale that runs well needs nothing", () => {
  expect(codes({})).toEqual([]);
});

test("CN1: what comes within a day is told, one millisecond later is not yet", () => {
  const ahead = { sale: "SCHEDULED" } as const;
  expect(codes({ ...ahead, opens_at_ms: NOW + SOON_MS })).toEqual(["opens_soon"]);
  expect(codes({ ...ahead, opens_at_ms: NOW + SOON_MS + 1 })).toEqual([]);
  expect(attentionOf([show({ closes_at_ms: NOW + SOON_MS })], NOW)[0]).toMatchObject({
    code: "closes_soon",
    count: 10,
  });
  expect(codes({ next_starts_at_ms: NOW + SOON_MS })).toEqual(["plays_soon"]);
});

test("CN1: a sale with nothing to sell is told before it opens and while it runs", () => {
  expect(codes({ next_starts_at_ms: null })).toEqual(["no_rounds"]);
  expect(codes({ next_starts_at_ms: null, closes_at_ms: NOW + SOON_MS })).toEqual(["no_rounds"]);
  expect(codes({ next_starts_at_ms: null, sale: "LOBBY", opens_at_ms: NOW + 1 })).toEqual(["no_rounds", "opens_soon"]);
  expect(codes({ next_starts_at_ms: null, sale: "SCHEDULED", opens_at_ms: NOW + SOON_MS + 1 })).toEqual([]);
});

test("CN1: money that is stuck is told of a show in any state; nothing else of one that is not on offer", () => {
  for (const status of ["CANCELLED", "TAKEN_DOWN", "DRAFT"] as const) {
    const told = codes({ status, sale: "ENDED", refunds_stuck: 2, closes_at_ms: NOW, next_starts_at_ms: NOW + 1 });
    expect(told[0]).toBe("refund_stuck");
    expect(told).not.toContain("plays_soon");
  }
  expect(codes({ status: "DRAFT", sale: "ENDED" })).toEqual(["draft_late"]);
});

test("CN1: the heaviest stands first, among equals the soonest", () => {
  const told = attentionOf(
    [
      show({ show_id: "a", sale: "SOLD_OUT" }),
      show({ show_id: "b", sale: "SCHEDULED", opens_at_ms: NOW + 2 }),
      show({ show_id: "c", sale: "SCHEDULED", opens_at_ms: NOW + 1 }),
      show({ show_id: "d", sale: "PAUSED" }),
    ],
    NOW,
  );
  expect(told.map(({ show_id, weight }) => `${show_id} ${weight}`)).toEqual(["d now", "c soon", "b soon", "a news"]);
});
