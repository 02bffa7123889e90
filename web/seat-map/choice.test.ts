import { describe, expect, test } from "vitest";
import { BLOCKED, FREE, HELD, SOLD } from "../../domain/seat-ledger/seat-state.ts";
import { lostFrom, seatsLeftFor, toggled, totalOf } from "./choice.ts";
import { accessOffered, fits, NO_FILTERS, sectionFits, setBack } from "./filters.ts";
import { nearestEqualTo } from "./nearest-equal.ts";
import { smallHouse } from "./testing/small-house.ts";

const seat_state = new Uint8Array([FREE, FREE, FREE, HELD, SOLD, BLOCKED, FREE]);

describe("choice", () => {
  test("S4: the last allowed seat is taken, one past it refused, and putting one back makes room", () => {
    const table = { seat_state, seats_max: 2 };
    const two = toggled([0], 1, table);
    expect(two).toEqual({ ok: true, value: [0, 1] });
    expect(toggled([0, 1], 2, table)).toEqual({ ok: false, failure: "limit" });
    expect(toggled([0, 1], 0, table)).toEqual({ ok: true, value: [1] });
  });

  test("S3: held, sold and blocked are told apart", () => {
    const table = { seat_state, seats_max: 4 };
    expect([3, 4, 5].map((place) => toggled([], place, table))).toEqual([
      { ok: false, failure: "held" },
      { ok: false, failure: "sold" },
      { ok: false, failure: "blocked" },
    ]);
  });

  test("S4: what was bought counts, and nothing is ever less than none", () => {
    expect(seatsLeftFor({ seats_max: 4, seats_bought: 3 })).toBe(1);
    expect(seatsLeftFor({ seats_max: 4, seats_bought: 5 })).toBe(0);
  });

  test("S2: of the choice only seats that others took are lost, not those that came free", () => {
    const changes = [
      { place: 0, from: FREE, to: HELD },
      { place: 1, from: HELD, to: FREE },
      { place: 6, from: FREE, to: SOLD },
    ];
    expect(lostFrom([0, 1, 2], changes)).toEqual([0]);
  });

  test("B1: the running total is the sum of each seat's own price", () => {
    const plan = smallHouse();
    const prices = new Map([["R", 154_000] as const, ["S", 132_000] as const]);
    const balcony = plan.sections[2]?.start ?? 0;
    expect(totalOf(plan, prices, [0, 1, balcony])).toBe(440_000);
  });
});

describe("nearest equal seats", () => {
  const live = (taken: readonly number[]) => {
    const plan = smallHouse();
    const states = new Uint8Array(plan.map.seats_count);
    for (const place of taken) states[place] = SOLD;
    const free_in = Uint32Array.from(plan.sections, ({ start, end }) => {
      let free = 0;
      for (let place = start; place < end; place++) if ((states[place] ?? FREE) === FREE) free++;
      return free;
    });
    return { plan, live: { version: 1, seat_state: states, free_in } };
  };

  test("S2: as many, side by side, where they are nearest: here one row behind, not two seats along", () => {
    const { plan, live: seats } = live([3, 4]);
    expect(nearestEqualTo(plan, seats, [3, 4])).toEqual([10, 11]);
  });

  test("S2: never across an aisle", () => {
    // Of block A only the seats around the second row's aisle are free: 11 | 12.
    const taken = Array.from({ length: 16 }, (_, place) => place).filter((place) => place !== 11 && place !== 12);
    const { plan, live: seats } = live(taken);
    const offered = nearestEqualTo(plan, seats, [2, 3]);
    expect(offered).toHaveLength(2);
    expect(offered.every((place) => plan.sections[plan.map.section_of[place] ?? 0]?.name === "B")).toBe(true);
  });

  test("S2: never of another grade: rather nothing", () => {
    const { plan, live: seats } = live(Array.from({ length: 24 }, (_, place) => place));
    expect(nearestEqualTo(plan, seats, [2, 3])).toEqual([]);
  });
});

describe("filters", () => {
  const plan = smallHouse();
  const balcony = plan.sections[2]?.start ?? 0;

  test("S11: wheelchair shows companion places too; restricted view is taken out; step-free is kept", () => {
    const access = (...wishes: Parameters<typeof fits>[1]["access"]) => ({ grades: [], access: wishes });
    const shown = (filters: Parameters<typeof fits>[1]) =>
      Array.from({ length: 8 }, (_, i) => balcony + i).filter((place) => fits(plan, filters, place)).length;
    expect(shown(access("wheelchair"))).toBe(2);
    expect(shown(access("step_free"))).toBe(2);
    expect(shown(access("full_view"))).toBe(7);
    expect(accessOffered(plan)).toEqual(["wheelchair", "step_free", "full_view"]);
  });

  test("S1: one grade alone sets the others back; none chosen sets back nothing", () => {
    const back = setBack(plan, { grades: ["S"], access: [] });
    expect([back?.[0], back?.[balcony]]).toEqual([1, 0]);
    expect(setBack(plan, NO_FILTERS)).toBeNull();
    expect([0, 1, 2, 3].map((number) => sectionFits(plan, { grades: ["S"], access: [] }, number))).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });
});
