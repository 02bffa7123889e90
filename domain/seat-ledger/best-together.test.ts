import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseBest } from "./best-together.ts";
import { FreeWindows } from "./free-windows.ts";
import { compileMap, type SeatMap, sectionsWanted } from "./seat-map.ts";
import { FREE, SOLD } from "./seat-state.ts";
import { strandedBy } from "./stranding.ts";
import { hall, layoutOf, seatedSection, stadium } from "./testing/halls.ts";

const houseOf = (map: SeatMap, seat_state = new Uint8Array(map.places_count)) => ({ map, seat_state });
const everywhere = (map: SeatMap) => sectionsWanted(map, {});
const idsOf = (map: SeatMap, places: readonly number[]) => places.map((place) => map.ids[place]);

/** As whoever comes to a house finds it. */
const fresh = ({ map, seat_state }: ReturnType<typeof houseOf>) => ({
  map,
  seat_state,
  free_windows: new FreeWindows(map, seat_state),
});

function choose(house: ReturnType<typeof houseOf>, count: number, wanted = everywhere(house.map)) {
  const choice = chooseBest(fresh(house), count, wanted);
  return choice.kind === "none"
    ? { kind: choice.kind, ids: [] }
    : { kind: choice.kind, ids: idsOf(house.map, choice.places) };
}

/** Seats adjacent by the layout's own data. */
function isTogether(map: SeatMap, places: readonly number[]): boolean {
  const sorted = [...places].sort((a, b) => a - b);
  return sorted.every((place, i) => i === 0 || (sorted[i - 1] === place - 1 && map.joined_right[place - 1] === 1));
}

describe("best together", () => {
  test("SL5: the middle of the first row on an empty house", () => {
    expect(choose(houseOf(compileMap(hall(3, 10))), 2)).toEqual({ kind: "together", ids: ["A-1-5", "A-1-6"] });
  });

  test("SL5: an aisle is not adjacency, whatever the labels say", () => {
    const map = compileMap(layoutOf([seatedSection({ id: "A", grade: "R", rows: 1, seats: 6, breaks: [2] })]));
    const choice = chooseBest(fresh(houseOf(map)), 2, everywhere(map));
    expect(choice.kind).toBe("together");
    if (choice.kind !== "none") expect(isTogether(map, choice.places)).toBe(true);
    expect(choose(houseOf(map), 4).kind).toBe("split_row");
  });

  test("SL5: no n adjacent: the same row split, then the nearest rows, then a refusal", () => {
    const house = houseOf(compileMap(hall(2, 5)));
    house.seat_state.fill(SOLD);
    for (const place of [0, 2, 6]) house.seat_state[place] = FREE;
    expect(choose(house, 2)).toEqual({ kind: "split_row", ids: ["A-1-1", "A-1-3"] });
    expect(choose(house, 3)).toEqual({ kind: "near_rows", ids: ["A-1-1", "A-1-3", "A-2-2"] });
    expect(choose(house, 4).kind).toBe("none");
  });

  test("SL5: people of one party are never put into different sections", () => {
    const blocks = ["A", "B"].map((id) => seatedSection({ id, grade: "R", rows: 1, seats: 1 }));
    expect(choose(houseOf(compileMap(layoutOf(blocks))), 2).kind).toBe("none");
  });

  test("SL5: only the wanted grade or section", () => {
    const near = seatedSection({ id: "A", grade: "VIP", rows: 1, seats: 4 });
    const far = seatedSection({ id: "B", grade: "R", rows: 1, seats: 4, y: 900 });
    const map = compileMap(layoutOf([near, far]));
    // The middle pair of four would leave a single seat on either side.
    expect(choose(houseOf(map), 2, sectionsWanted(map, { grade: "R" })).ids).toEqual(["B-1-1", "B-1-2"]);
    expect(choose(houseOf(map), 2, sectionsWanted(map, { section: "B" })).ids).toEqual(["B-1-1", "B-1-2"]);
    expect(choose(houseOf(map), 2, sectionsWanted(map, { grade: "S" })).kind).toBe("none");
  });

  test("SL5: wheelchair places are only chosen by hand, a restricted view comes last", () => {
    const tags = { 4: ["wheelchair"], 5: ["companion"], 2: ["restricted_view"], 3: ["restricted_view"] } as const;
    const map = compileMap(layoutOf([seatedSection({ id: "A", grade: "R", rows: 1, seats: 10, tags })]));
    const house = houseOf(map);
    expect(choose(house, 2).ids).toEqual(["A-1-7", "A-1-8"]);
    house.seat_state.fill(SOLD, 6);
    expect(choose(house, 2).ids).toEqual(["A-1-1", "A-1-2"]);
    house.seat_state.fill(SOLD, 0, 2);
    expect(choose(house, 2).ids).toEqual(["A-1-3", "A-1-4"]);
    house.seat_state.fill(SOLD, 2, 4);
    expect(choose(house, 2).kind).toBe("none");
  });

  test("SL6: a single seat is not stranded where an equal choice strands none", () => {
    // Three and three around a sold middle: the pair beside the middle leaves the end alone, and so does the other way.
    const house = houseOf(compileMap(hall(1, 9)));
    house.seat_state[4] = SOLD;
    const choice = chooseBest(fresh(house), 2, everywhere(house.map));
    expect(choice.kind === "none" ? [0] : strandedBy(house, choice.places)).toEqual([]);
  });

  test("SL5 SL6: what is chosen is free, real, near, and strands no one needlessly, on any house", () => {
    const seed = 20_261_120;
    const house = fc.record({
      rows: fc.integer({ min: 1, max: 5 }),
      seats: fc.integer({ min: 1, max: 12 }),
      aisle: fc.integer({ min: 0, max: 10 }),
      sold: fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
      count: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(house, ({ rows, seats, aisle, sold, count }) => {
        const map = compileMap(layoutOf([seatedSection({ id: "A", grade: "R", rows, seats, breaks: [aisle] })]));
        const seat_state = Uint8Array.from({ length: map.seats_count }, (_, i) => (sold[i] ? SOLD : FREE));
        const choice = chooseBest(fresh({ map, seat_state }), count, everywhere(map));
        const free = seat_state.filter((seat) => seat === FREE).length;
        if (choice.kind === "none") {
          expect(free).toBeLessThan(count);
          return;
        }
        expect(new Set(choice.places).size).toBe(count);
        expect(choice.places.every((place) => seat_state[place] === FREE)).toBe(true);
        const windows = allWindows(map, seat_state, count);
        expect(choice.kind === "together").toBe(windows.length > 0);
        if (choice.kind !== "together") return;
        expect(isTogether(map, choice.places)).toBe(true);
        const nearest = Math.min(...windows.map((places) => mean(map, places)));
        // Half a seat for "equally near", and less than the party's own width for the seat left alone.
        expect(mean(map, choice.places)).toBeLessThanOrEqual(nearest + 5 + 10 * Math.max(1, count - 1));
        const equal = windows.filter((places) => Math.floor(mean(map, places) / 5) === Math.floor(nearest / 5));
        const fewest = Math.min(...equal.map((places) => strandedBy({ map, seat_state }, places).length));
        expect(strandedBy({ map, seat_state }, choice.places).length).toBeLessThanOrEqual(fewest);
      }),
      { seed, numRuns: 1_000 },
    );
  });

  test("D21 SL5: 5,000 requests for two in 1,000 seats: 500 pairs, every one truly adjacent", () => {
    const map = compileMap(hall(50, 20));
    const house = fresh(houseOf(map));
    let pairs = 0;
    for (let request = 0; request < 5_000; request++) {
      const choice = chooseBest(house, 2, everywhere(map));
      if (choice.kind === "none") continue;
      expect(choice.kind).toBe("together");
      expect(isTogether(map, choice.places)).toBe(true);
      for (const place of choice.places) {
        expect(house.seat_state[place]).toBe(FREE);
        house.seat_state[place] = SOLD;
        house.free_windows.changed(place);
      }
      pairs++;
    }
    expect(pairs).toBe(500);
  });

  test("SL5: a stadium of 50,000 seats has a choice too", () => {
    const map = compileMap(stadium());
    expect(map.seats_count).toBe(50_000);
    expect(choose(houseOf(map), 4).kind).toBe("together");
  });
});

function allWindows(map: SeatMap, seat_state: Uint8Array, count: number): number[][] {
  const windows: number[][] = [];
  for (let start = 0; start + count <= map.seats_count; start++) {
    const places = Array.from({ length: count }, (_, i) => start + i);
    if (isTogether(map, places) && places.every((place) => seat_state[place] === FREE)) windows.push(places);
  }
  return windows;
}

const mean = (map: SeatMap, places: readonly number[]): number =>
  places.reduce((sum, place) => sum + (map.distance[place] ?? 0), 0) / places.length;
