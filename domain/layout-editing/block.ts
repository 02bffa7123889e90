// Where the seats of a block of rows stand: straight, or on arcs about one centre, evenly spaced along each row's own arc.
import type { Point } from "../../schema/layout.ts";

export type BlockShape = {
  /** From one seat to the next, along the row. */
  readonly seat_gap: number;
  readonly row_gap: number;
  /** The angle that the front row spans; 0 is straight, more than 0 brings the row's ends forward. */
  readonly arc_degrees: number;
  /** The whole block turned about the middle of its front row, clockwise on the plan. */
  readonly turn_degrees: number;
  /** How much wider an aisle is than the gap between two seats. */
  readonly aisle: number;
  /** Every second row is half a seat to the right, so that one looks between two heads. */
  readonly staggered: boolean;
};

export const PLAIN_SHAPE: BlockShape = {
  seat_gap: 10,
  row_gap: 12,
  arc_degrees: 0,
  turn_degrees: 0,
  aisle: 10,
  staggered: false,
};

export type RowShape = { readonly seats: number; readonly breaks: readonly number[] };

/** Half a turn and more would let the front row meet itself. */
const ARC_MOST = 340;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** `at` is the middle of the front row; rows go backwards from it. */
export function placeBlock(rows: readonly RowShape[], shape: BlockShape, at: Point): Point[][] {
  const front = offsetsOf(rows[0] ?? { seats: 1, breaks: [] }, shape);
  const length = (front.at(-1) ?? 0) - (front[0] ?? 0);
  const arc = radians(Math.max(-ARC_MOST, Math.min(ARC_MOST, shape.arc_degrees)));
  const radius = arc === 0 || length === 0 ? 0 : length / arc;
  const turn = radians(shape.turn_degrees);
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  return rows.map((row, index) => {
    const shift = shape.staggered && index % 2 === 1 ? shape.seat_gap / 2 : 0;
    const depth = index * shape.row_gap;
    return offsetsOf(row, shape).map((offset) => {
      const { x, y } = onRow(offset + shift, depth, radius);
      // Plus nought: "-0" is another number to whoever compares.
      return { x: Math.round(at.x + x * cos - y * sin) + 0, y: Math.round(at.y + x * sin + y * cos) + 0 };
    });
  });
}

/** A point on a row `depth` behind the front row, `along` its own arc from the middle. */
function onRow(along: number, depth: number, radius: number): Point {
  if (radius === 0) return { x: along, y: depth };
  // Bent the other way, rows behind are on smaller circles: none may be so small that it turns inside out.
  const own = radius > 0 ? radius + depth : Math.min(-20, radius + depth);
  const angle = along / own;
  return { x: own * Math.sin(angle), y: own * Math.cos(angle) - radius };
}

/** Distances along a row from its middle, aisles included. */
function offsetsOf({ seats, breaks }: RowShape, { seat_gap, aisle }: BlockShape): number[] {
  const parted = new Set(breaks);
  const offsets: number[] = [];
  let at = 0;
  for (let seat = 0; seat < seats; seat += 1) {
    offsets.push(at);
    at += seat_gap + (parted.has(seat) ? aisle : 0);
  }
  const middle = (offsets.at(-1) ?? 0) / 2;
  return offsets.map((offset) => offset - middle);
}
