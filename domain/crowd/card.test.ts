// The card says what cost the place, out of the ledger's own journal.
import { describe, expect, it } from "vitest";
import type { LedgerEvent } from "../seat-ledger/events.ts";
import { cardOf, type Practised } from "./card.ts";
import { readKeys } from "./keys.ts";

const OPENS = 1_000_000;
const ENTERED = OPENS + 10_000;

const held = (fan_id: string, at_ms: number, ...places: number[]): LedgerEvent => ({
  kind: "held",
  at_ms,
  hold: {
    id: `h-${fan_id}-${at_ms}`,
    seq: 1,
    fan_id,
    pass_id: null,
    places,
    prices_krw: places.map(() => 0),
    started_at_ms: at_ms,
    expires_sale_ms: at_ms + 300_000,
    turn_ends_sale_ms: null,
  },
});
const released = (fan_id: string, held_ms: number, at_ms: number): LedgerEvent => ({
  kind: "released",
  at_ms,
  hold_id: `h-${fan_id}-${held_ms}`,
  cause: "fan",
});

const seatId = (place: number): string => `A-${place}`;
const bought: Practised = {
  fan_id: "you",
  opens_ms: OPENS,
  joined_ms: OPENS + 400,
  position: 12,
  admitted_ms: OPENS + 8_000,
  entered_ms: ENTERED,
  tries: [{ at_ms: ENTERED + 3_000, seats: ["A-1"], held: true }],
  paid_ms: ENTERED + 8_000,
  declined: 0,
  refreshes: 0,
  keys: null,
  left: false,
};

describe("the card after a practice", () => {
  it("PR5: each step has its time, and a quick purchase at the first try is worth the best grade", () => {
    const card = cardOf(bought, { events: [], seatId });
    expect(card.steps).toEqual([
      { name: "click", ms: 400 },
      { name: "wait", ms: 7_600 },
      { name: "enter", ms: 2_000 },
      { name: "choose", ms: 3_000 },
      { name: "pay", ms: 5_000 },
    ]);
    expect([card.grade, card.place, card.why.map(({ code }) => code)]).toEqual(["S", 12, ["won"]]);
  });

  it("PR5: a seat that was lost is told with both times: chosen after 6.2 s, gone at 2.1 s", () => {
    const tries = [
      { at_ms: ENTERED + 6_200, seats: ["A-4", "A-5"], held: false },
      { at_ms: ENTERED + 9_000, seats: ["A-9"], held: true },
    ];
    const events = [
      held("bot", ENTERED - 500, 5),
      released("bot", ENTERED - 500, ENTERED),
      held("other", ENTERED + 2_100, 4),
    ];
    const card = cardOf({ ...bought, tries, paid_ms: ENTERED + 14_000 }, { events, seatId });
    // A-5 was free again when it was chosen: it was not what failed the try.
    expect(card.lost_seats).toEqual([{ seat: "A-4", chose_ms: 6_200, gone_ms: 2_100 }]);
    expect(card.why).toContainEqual({ code: "seats_lost", count: 1, worst_ms: 4_100, advice: "take_the_next_best" });
    expect(card.grade).toBe("B");
  });

  it("PR5: what was taken after the try, or held by the fan, is not what cost it", () => {
    const tries = [{ at_ms: ENTERED + 1_000, seats: ["A-1"], held: false }];
    const events = [held("you", ENTERED + 500, 1), held("bot", ENTERED + 1_001, 1)];
    expect(cardOf({ ...bought, tries, paid_ms: null }, { events, seatId }).lost_seats).toEqual([]);
  });

  it("PR5: a late click, a late entry, a declined card and leaving each have their reason; a reload cost nothing", () => {
    const lost: Practised = {
      ...bought,
      joined_ms: OPENS + 3_000,
      admitted_ms: null,
      entered_ms: null,
      tries: [],
      paid_ms: null,
      refreshes: 3,
    };
    expect(cardOf(lost, { events: [], seatId })).toMatchObject({
      grade: "F",
      why: [
        { code: "sold_out_before_turn", ahead: 11 },
        { code: "clicked_late", ms: 3_000 },
        { code: "refreshed", count: 3, advice: "no_need_to_refresh" },
      ],
    });
    const codes = (more: Partial<Practised>): string[] =>
      cardOf({ ...bought, ...more }, { events: [], seatId }).why.map(({ code }) => code);
    expect(codes({ left: true, paid_ms: null })).toEqual(["left"]);
    expect(codes({ paid_ms: null })).toEqual(["sold_out_inside"]);
    expect(codes({ paid_ms: null, entered_ms: null, tries: [] })).toEqual(["sold_out_before_entering"]);
    expect(codes({ paid_ms: null, joined_ms: null })).toEqual(["never_joined"]);
    expect(codes({ entered_ms: OPENS + 13_000 })).toContain("entered_late");
    expect(codes({ declined: 2 })).toContain("payment_declined");
    expect(codes({ paid_ms: ENTERED + 60_000 })).toContain("paid_late");
  });

  it("PR16: on the level of keys the card says what keys did, and what would do better; elsewhere nothing of it", () => {
    const codes = (keys: Parameters<typeof cardOf>[0]["keys"]) =>
      cardOf({ ...bought, keys }, { events: [], seatId: () => "" }).why.flatMap(({ code, advice }) =>
        code === "keys_alone" || code === "many_steps" || code === "pointer_used" ? [[code, advice]] : [],
      );
    expect(codes(null)).toEqual([]);
    expect(codes({ moves: 6, keyed: 2, pointed: 0 })).toEqual([["keys_alone", "keys_alone"]]);
    expect(codes({ moves: 40, keyed: 2, pointed: 0 })).toEqual([
      ["keys_alone", "keys_alone"],
      ["many_steps", "bigger_steps"],
    ]);
    expect(codes({ moves: 0, keyed: 1, pointed: 3 })).toEqual([["pointer_used", "keys_alone_next"]]);
    expect([readKeys("6.2.0"), readKeys("6.2"), readKeys("99999.1.1"), readKeys(undefined)]).toEqual([
      { moves: 6, keyed: 2, pointed: 0 },
      null,
      null,
      null,
    ]);
  });
});
