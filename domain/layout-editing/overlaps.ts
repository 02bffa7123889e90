// Seats that stand on each other, found through a lattice of cells: 50,000 seats in some milliseconds.
import type { Draft } from "./draft.ts";
import { eachSeat, type FoundSeat } from "./finding.ts";

/** Nearer than this, half of the usual way to the next seat, two chairs cannot both be there. */
const APART_LEAST = 5;
const CELL = APART_LEAST;

export type Crowd = { readonly first: FoundSeat; readonly ids: readonly string[] };

/** One crowd for each row that stands on another: a block laid on a block is a few problems, not a thousand. */
export function crowded(draft: Draft): Crowd[] {
  const cells = new Map<number, FoundSeat[]>();
  const crowds = new Map<unknown, { first: FoundSeat; ids: Set<string> }>();
  for (const one of eachSeat(draft)) {
    const column = Math.floor(one.seat.x / CELL);
    const line = Math.floor(one.seat.y / CELL);
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const other of cells.get(keyOf(column + dx, line + dy)) ?? []) {
          if (Math.hypot(other.seat.x - one.seat.x, other.seat.y - one.seat.y) >= APART_LEAST) continue;
          const crowd = crowds.get(one.row) ?? { first: one, ids: new Set<string>() };
          crowd.ids.add(one.seat.id).add(other.seat.id);
          crowds.set(one.row, crowd);
        }
      }
    }
    const key = keyOf(column, line);
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [one]);
    else cell.push(one);
  }
  return [...crowds.values()].map(({ first, ids }) => ({ first, ids: [...ids] }));
}

const HALF = 1 << 20;
const keyOf = (column: number, line: number): number => (line + HALF) * HALF * 2 + column + HALF;
