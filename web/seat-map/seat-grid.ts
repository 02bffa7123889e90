// Seats sorted into square cells: what stands within a rectangle, and which seat is under a finger, without a search
// through fifty thousand.
import type { Box } from "../../domain/layout/outline.ts";
import type { Point } from "../../schema/layout.ts";

type Seats = { readonly x: Float64Array; readonly y: Float64Array; readonly seats_count: number };

/** Four or five seats a side: cells stay few, and a finger's circle touches at most four of them. */
export const CELL_UNITS = 48;

export type SeatGrid = {
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
  /** Places of cell c are places[offsets[c] .. offsets[c + 1]). */
  readonly offsets: Uint32Array;
  readonly places: Uint32Array;
  readonly seats: Seats;
};

export function gridOf(seats: Seats, bounds: Box): SeatGrid {
  const columns = Math.max(1, Math.ceil((bounds.right - bounds.left) / CELL_UNITS));
  const rows = Math.max(1, Math.ceil((bounds.bottom - bounds.top) / CELL_UNITS));
  const offsets = new Uint32Array(columns * rows + 1);
  const places = new Uint32Array(seats.seats_count);
  const cell_of = new Uint32Array(seats.seats_count);
  const cells = { left: bounds.left, top: bounds.top, columns, rows };
  for (let place = 0; place < seats.seats_count; place++) {
    const cell = cellAt(cells, seats.x[place] ?? 0, seats.y[place] ?? 0);
    cell_of[place] = cell;
    offsets[cell + 1] = (offsets[cell + 1] ?? 0) + 1;
  }
  for (let cell = 0; cell + 1 < offsets.length; cell++)
    offsets[cell + 1] = (offsets[cell + 1] ?? 0) + (offsets[cell] ?? 0);
  const next = offsets.slice();
  for (let place = 0; place < seats.seats_count; place++) {
    const cell = cell_of[place] ?? 0;
    const at = next[cell] ?? 0;
    places[at] = place;
    next[cell] = at + 1;
  }
  return { ...cells, offsets, places, seats };
}

type Cells = Pick<SeatGrid, "left" | "top" | "columns" | "rows">;

const columnOf = ({ left, columns }: Cells, x: number): number =>
  Math.min(columns - 1, Math.max(0, Math.floor((x - left) / CELL_UNITS)));
const rowOf = ({ top, rows }: Cells, y: number): number =>
  Math.min(rows - 1, Math.max(0, Math.floor((y - top) / CELL_UNITS)));
const cellAt = (cells: Cells, x: number, y: number): number => rowOf(cells, y) * cells.columns + columnOf(cells, x);

/** Calls `visit` for every seat whose middle lies in the box, its edges included. */
export function eachSeatIn(grid: SeatGrid, box: Box, visit: (place: number, x: number, y: number) => void): void {
  const { offsets, places, seats, columns } = grid;
  const last_column = columnOf(grid, box.right);
  const last_row = rowOf(grid, box.bottom);
  for (let row = rowOf(grid, box.top); row <= last_row; row++) {
    for (let column = columnOf(grid, box.left); column <= last_column; column++) {
      const cell = row * columns + column;
      const end = offsets[cell + 1] ?? 0;
      for (let i = offsets[cell] ?? 0; i < end; i++) {
        const place = places[i] ?? 0;
        const x = seats.x[place] ?? 0;
        const y = seats.y[place] ?? 0;
        if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) visit(place, x, y);
      }
    }
  }
}

/** The seat nearest to a point and no farther than `reach` from it; of two as near, the one earlier in layout order. */
export function nearestSeat(grid: SeatGrid, point: Point, reach: number): number | null {
  let nearest: number | null = null;
  let nearest_squared = reach * reach;
  const box = { left: point.x - reach, top: point.y - reach, right: point.x + reach, bottom: point.y + reach };
  eachSeatIn(grid, box, (place, x, y) => {
    const squared = (x - point.x) ** 2 + (y - point.y) ** 2;
    if (squared > nearest_squared) return;
    if (squared === nearest_squared && nearest !== null && nearest < place) return;
    nearest = place;
    nearest_squared = squared;
  });
  return nearest;
}
