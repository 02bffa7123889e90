// The kept windows against a look at every one of them: the same choice, whatever was taken and given back before.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseBest } from "./best-together.ts";
import { FreeWindows } from "./free-windows.ts";
import { compileMap, type SeatMap, sectionsWanted } from "./seat-map.ts";
import { BLOCKED, FREE, HELD, SOLD } from "./seat-state.ts";
import { layoutOf, seatedSection, zone } from "./testing/halls.ts";
import { windowTable } from "./window-table.ts";

const SEED = 20_261_128;

/** Two grades, aisles, places that only a person chooses, seats behind a pillar, and a standing zone. */
const houseMap = (aisle: number): SeatMap => {
  const tags = { 1: ["wheelchair"], 7: ["restricted_view"] } as const;
  return compileMap(
    layoutOf([
      seatedSection({ id: "A", grade: "VIP", rows: 4, seats: 19, breaks: [aisle], tags }),
      seatedSection({ id: "B", grade: "R", rows: 5, seats: 23, y: 160 }),
      zone("Z", 40),
    ]),
  );
};

const freeRanks = (map: SeatMap, seat_state: Uint8Array, count: number): number[] =>
  [...windowTable(map, count).starts].flatMap((start, rank) =>
    seat_state.subarray(start, start + count).every((seat) => seat === FREE) ? [rank] : [],
  );

function keptRanks(kept: FreeWindows, count: number): number[] {
  const ranks: number[] = [];
  for (let rank = kept.first(count, 0); rank >= 0; rank = kept.first(count, rank + 1)) ranks.push(rank);
  return ranks;
}

const steps = fc.array(
  fc.record({
    place: fc.nat({ max: 230 }),
    length: fc.integer({ min: 1, max: 40 }),
    state: fc.constantFrom(FREE, HELD, SOLD, BLOCKED),
    count: fc.integer({ min: 1, max: 8 }),
    grade: fc.constantFrom("VIP" as const, "R" as const, undefined),
  }),
  { maxLength: 60 },
);

describe("free windows", () => {
  test("SL5: what is kept is what a look at every window finds, and the choice is the one made anew", () => {
    fc.assert(
      fc.property(fc.nat({ max: 18 }), steps, (aisle, changes) => {
        const map = houseMap(aisle);
        const seat_state = new Uint8Array(map.places_count);
        const kept = new FreeWindows(map, seat_state);
        for (const { place, length, state, count, grade } of changes) {
          for (let at = place; at < Math.min(map.places_count, place + length); at++) {
            seat_state[at] = state;
            kept.changed(at);
          }
          expect(keptRanks(kept, count)).toEqual(freeRanks(map, seat_state, count));
          const wanted = sectionsWanted(map, { grade });
          const anew = chooseBest({ map, seat_state, free_windows: new FreeWindows(map, seat_state) }, count, wanted);
          expect(chooseBest({ map, seat_state, free_windows: kept }, count, wanted)).toEqual(anew);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test("SL5: a change that nobody tells of is not seen (control)", () => {
    const map = houseMap(5);
    const seat_state = new Uint8Array(map.places_count);
    const kept = new FreeWindows(map, seat_state);
    expect(keptRanks(kept, 2)).toEqual(freeRanks(map, seat_state, 2));
    seat_state[3] = SOLD;
    expect(keptRanks(kept, 2)).not.toEqual(freeRanks(map, seat_state, 2));
  });
});
