import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CELL_UNITS, eachSeatIn, gridOf, nearestSeat } from "./seat-grid.ts";

const SEED = 20_261_120;
const spot = fc.record({ x: fc.integer({ min: -300, max: 300 }), y: fc.integer({ min: -300, max: 300 }) });
const bounds = { left: -300, top: -300, right: 300, bottom: 300 };

const gridFrom = (spots: readonly { x: number; y: number }[]) =>
  gridOf(
    {
      x: Float64Array.from(spots, ({ x }) => x),
      y: Float64Array.from(spots, ({ y }) => y),
      seats_count: spots.length,
    },
    bounds,
  );

describe("the grid of seats", () => {
  test(`S1: a box yields exactly the seats a search through all would (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 200 }), spot, spot, (spots, a, b) => {
        const box = {
          left: Math.min(a.x, b.x),
          top: Math.min(a.y, b.y),
          right: Math.max(a.x, b.x),
          bottom: Math.max(a.y, b.y),
        };
        const found: number[] = [];
        eachSeatIn(gridFrom(spots), box, (place) => found.push(place));
        const wanted = spots.flatMap(({ x, y }, place) =>
          x >= box.left && x <= box.right && y >= box.top && y <= box.bottom ? [place] : [],
        );
        expect(found.sort((one, two) => one - two)).toEqual(wanted);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test(`S1: the seat under a finger is the nearest of all, the earlier of two as near (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 120 }), spot, fc.integer({ min: 1, max: 90 }), (spots, at, reach) => {
        const squared = spots.map(({ x, y }) => (x - at.x) ** 2 + (y - at.y) ** 2);
        const least = Math.min(...squared, Number.POSITIVE_INFINITY);
        const wanted = least <= reach * reach ? squared.indexOf(least) : null;
        expect(nearestSeat(gridFrom(spots), at, reach)).toBe(wanted);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test("S1: reach ends where it says: at its edge a seat is meant, one unit past it is not", () => {
    const grid = gridFrom([{ x: 0, y: 0 }]);
    expect(nearestSeat(grid, { x: 12, y: 0 }, 12)).toBe(0);
    expect(nearestSeat(grid, { x: 13, y: 0 }, 12)).toBeNull();
  });

  test("S1: seats on and beyond the bounds are still found", () => {
    const grid = gridFrom([
      { x: 300, y: 300 },
      { x: -300, y: -300 },
    ]);
    expect(nearestSeat(grid, { x: 300, y: 300 }, 1)).toBe(0);
    expect(nearestSeat(grid, { x: -300, y: -300 }, 1)).toBe(1);
    expect(CELL_UNITS).toBeGreaterThan(0);
  });
});
