// "n together" (SL5): adjacent seats in one row nearest the focal point; else one row split; else the nearest rows of one
// section. A choice depends on the state alone, never on chance, and is decided under the ledger's single thread.

import { FreeWindows } from "./free-windows.ts";
import type { SeatMap } from "./seat-map.ts";
import { FREE, SOLD } from "./seat-state.ts";
import { hasRestrictedView, windowDistance, windowTable } from "./window-table.ts";

export type BestChoice =
  | { readonly kind: "together" | "split_row" | "near_rows"; readonly places: readonly number[] }
  | { readonly kind: "none"; readonly free_count: number };

type Seats = { readonly map: SeatMap; readonly seat_state: Uint8Array; readonly free_windows: FreeWindows };

export function chooseBest(seats: Seats, count: number, sections_wanted: Uint8Array): BestChoice {
  const start = bestWindow(seats, count, sections_wanted);
  if (start >= 0) return { kind: "together", places: Array.from({ length: count }, (_, i) => start + i) };
  return chooseSplit(seats, count, sections_wanted);
}

/** The first seats of each party, were an empty house sold to parties of one size until none finds seats together. */
export function* sellInOrder(map: SeatMap, count: number, sections_wanted: Uint8Array): Iterable<number> {
  const seat_state = new Uint8Array(map.places_count);
  const seats = { map, seat_state, free_windows: new FreeWindows(map, seat_state) };
  for (;;) {
    const start = bestWindow(seats, count, sections_wanted);
    if (start < 0) return;
    for (let place = start; place < start + count; place++) {
      seat_state[place] = SOLD;
      seats.free_windows.changed(place);
    }
    yield start;
  }
}

/** Where the best of them begins; -1 where none is free. */
function bestWindow(seats: Seats, count: number, sections_wanted: Uint8Array): number {
  const { map, free_windows } = seats;
  const { starts, offsets } = windowTable(map, count);
  let best: Window | null = null;
  let bucket_end = 0;
  for (let rank = free_windows.first(count, 0); rank >= 0; rank = free_windows.first(count, rank + 1)) {
    if (best !== null && rank >= bucket_end) break;
    const start = starts[rank] ?? 0;
    if (sections_wanted[map.section_of[start] ?? 0] !== 1) continue;
    if (best === null) bucket_end = endOfBucket(offsets, rank);
    best = better(best, slide(seats, start, count));
  }
  return best === null ? -1 : best.start;
}

/** Those that are equally near stand in one bucket. */
function endOfBucket(offsets: Uint32Array, rank: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) > rank) high = middle;
    else low = middle + 1;
  }
  return offsets[low] ?? 0;
}

type Window = { readonly start: number; readonly stranded: number; readonly waste: number; readonly distance: number };

function better(a: Window | null, b: Window): Window {
  if (a === null) return b;
  const order = a.stranded - b.stranded || a.waste - b.waste || a.distance - b.distance || a.start - b.start;
  return order <= 0 ? a : b;
}

/**
 * Among windows of the same free run that begin less than the party's own width away, the one that strands no single
 * seat and keeps what is left fit for the next party of this size (SL6). Without it, pairs taken from the middle leave
 * odd ends, and the last fans find nothing but single seats.
 */
function slide(seats: Seats, start: number, count: number): Window {
  const { map, seat_state } = seats;
  let run_start = start;
  let run_end = start + count;
  while (run_start > 0 && map.joined_right[run_start - 1] === 1 && isChoosable(seats, run_start - 1)) run_start--;
  while (map.joined_right[run_end - 1] === 1 && isChoosable(seats, run_end)) run_end++;
  const reach = Math.max(1, count - 1);
  const restricted = hasRestrictedView(map, start, count);
  let best: Window | null = null;
  for (let at = Math.max(run_start, start - reach); at <= start + reach && at + count <= run_end; at++) {
    if (at !== start && hasRestrictedView(map, at, count) && !restricted) continue;
    const left = at - run_start;
    const right = run_end - at - count;
    const stranded = (left === 1 ? 1 : 0) + (right === 1 ? 1 : 0);
    const waste = (left % count) + (right % count);
    best = better(best, { start: at, stranded, waste, distance: windowDistance(map, at, count) });
  }
  if (best === null || seat_state[best.start] !== FREE) throw new Error("a free window slid onto a taken one");
  return best;
}

const isChoosable = ({ map, seat_state }: Seats, place: number): boolean =>
  place < map.seats_count && seat_state[place] === FREE && map.by_hand_only[place] !== 1;

/** No n adjacent are left: the tightest group in one row, else in the rows of one section. */
function chooseSplit(seats: Seats, count: number, sections_wanted: Uint8Array): BestChoice {
  const { map } = seats;
  let row_choice: Group | null = null;
  let rows_choice: Group | null = null;
  const free = freePlaces(seats, sections_wanted);
  // In row order, section by section: the last `count` of a section form a sliding group.
  for (let at = 0; at + count <= free.length; at++) {
    const first = free[at] ?? 0;
    const last = free[at + count - 1] ?? 0;
    if (map.section_of[first] !== map.section_of[last]) continue;
    const score = scoreOf(map, { free, at, count });
    if (map.row_of[first] === map.row_of[last]) {
      if (row_choice === null || score < row_choice.score) row_choice = { at, score };
    } else if (rows_choice === null || score < rows_choice.score) rows_choice = { at, score };
  }
  const group = row_choice ?? rows_choice;
  if (group === null) return { kind: "none", free_count: free.length };
  const places = [...free.subarray(group.at, group.at + count)];
  return { kind: row_choice === null ? "near_rows" : "split_row", places };
}

/** Of the sections wanted, in the order of the plan; a place that only a person chooses begins no window. */
function freePlaces({ map, free_windows }: Seats, sections_wanted: Uint8Array): Uint32Array {
  const { starts } = windowTable(map, 1);
  const free: number[] = [];
  for (let rank = free_windows.first(1, 0); rank >= 0; rank = free_windows.first(1, rank + 1)) {
    const place = starts[rank] ?? 0;
    if (sections_wanted[map.section_of[place] ?? 0] === 1) free.push(place);
  }
  return Uint32Array.from(free).sort();
}

/** Some of the free places, side by side in their list. */
type Group = { readonly at: number; readonly score: number };
type Places = { readonly free: Uint32Array; readonly at: number; readonly count: number };

/** Near the focal point and near each other, weighed alike. */
function scoreOf(map: SeatMap, { free, at, count }: Places): number {
  let sum = 0;
  let x_min = Infinity;
  let x_max = -Infinity;
  let y_min = Infinity;
  let y_max = -Infinity;
  for (let n = at; n < at + count; n++) {
    const place = free[n] ?? 0;
    sum += map.distance[place] ?? 0;
    const x = map.x[place] ?? 0;
    const y = map.y[place] ?? 0;
    if (x < x_min) x_min = x;
    if (x > x_max) x_max = x;
    if (y < y_min) y_min = y;
    if (y > y_max) y_max = y;
  }
  return sum / count + (x_max - x_min) + (y_max - y_min);
}
