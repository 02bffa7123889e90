// "n together" (SL5): adjacent seats in one row nearest the focal point; else one row split; else the nearest rows of one
// section. A choice depends on the state alone, never on chance, and is decided under the ledger's single thread.

import type { SeatMap, WindowTable } from "./seat-map.ts";
import { FREE, SOLD } from "./seat-state.ts";

/** Windows nearer than this to each other count as equally near: half the space of one seat on the plan. */
const EQUAL_UNITS = 5;

export type BestChoice =
  | { readonly kind: "together" | "split_row" | "near_rows"; readonly places: readonly number[] }
  | { readonly kind: "none"; readonly free_count: number };

type Seats = { readonly map: SeatMap; readonly seat_state: Uint8Array };

export function chooseBest(seats: Seats, count: number, sections_wanted: Uint8Array): BestChoice {
  const { start } = bestWindow(seats, count, sections_wanted);
  if (start >= 0) return { kind: "together", places: Array.from({ length: count }, (_, i) => start + i) };
  return chooseSplit(seats, count, sections_wanted);
}

/** The first seats of each party, were an empty house sold to parties of one size until none finds seats together. */
export function* sellInOrder(map: SeatMap, count: number, sections_wanted: Uint8Array): Iterable<number> {
  const seats = { map, seat_state: new Uint8Array(map.places_count) };
  // Nothing comes back here, so that a bucket once sold is never looked through again.
  for (let from = 0; ; ) {
    const { start, bucket } = bestWindow(seats, count, sections_wanted, from);
    if (start < 0) return;
    seats.seat_state.fill(SOLD, start, start + count);
    from = bucket;
    yield start;
  }
}

/** Built once for a map and a count by a counting sort: 50,000 windows in a few milliseconds. */
export function windowTable(map: SeatMap, count: number): WindowTable {
  const known = map.windows.get(count);
  if (known !== undefined) return known;
  const starts: number[] = [];
  const buckets: number[] = [];
  let bucket_max = 0;
  for (let start = 0; start + count <= map.seats_count; start++) {
    if (!isWindow(map, start, count)) continue;
    const bucket = Math.floor(windowDistance(map, start, count) / EQUAL_UNITS);
    if (bucket > bucket_max) bucket_max = bucket;
    starts.push(start);
    buckets.push(bucket);
  }
  // A window with a restricted view comes after every window without.
  const tier = bucket_max + 1;
  for (let i = 0; i < starts.length; i++) {
    if (hasRestrictedView(map, starts[i] ?? 0, count)) buckets[i] = (buckets[i] ?? 0) + tier;
  }
  const offsets = new Uint32Array(tier * 2 + 1);
  for (const bucket of buckets) offsets[bucket + 1] = (offsets[bucket + 1] ?? 0) + 1;
  for (let b = 0; b + 1 < offsets.length; b++) offsets[b + 1] = (offsets[b + 1] ?? 0) + (offsets[b] ?? 0);
  const next = offsets.slice();
  const sorted = new Uint32Array(starts.length);
  for (let i = 0; i < starts.length; i++) {
    const bucket = buckets[i] ?? 0;
    const at = next[bucket] ?? 0;
    sorted[at] = starts[i] ?? 0;
    next[bucket] = at + 1;
  }
  const table = { starts: sorted, offsets };
  map.windows.set(count, table);
  return table;
}

function isWindow(map: SeatMap, start: number, count: number): boolean {
  for (let i = 0; i < count; i++) {
    if (map.by_hand_only[start + i] === 1) return false;
    if (i + 1 < count && map.joined_right[start + i] !== 1) return false;
  }
  return true;
}

function hasRestrictedView(map: SeatMap, start: number, count: number): boolean {
  for (let i = 0; i < count; i++) if (map.restricted_view[start + i] === 1) return true;
  return false;
}

/** Mean distance of its seats to the focal point. */
function windowDistance(map: SeatMap, start: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += map.distance[start + i] ?? 0;
  return sum / count;
}

function isFree(seats: Seats, start: number, count: number): boolean {
  for (let i = 0; i < count; i++) if (seats.seat_state[start + i] !== FREE) return false;
  return true;
}

type Windowed = { readonly start: number; readonly bucket: number };

function bestWindow(seats: Seats, count: number, sections_wanted: Uint8Array, from = 0): Windowed {
  const { map, seat_state } = seats;
  const { starts, offsets } = windowTable(map, count);
  for (let bucket = from; bucket + 1 < offsets.length; bucket++) {
    let best: Window | null = null;
    const end = offsets[bucket + 1] ?? 0;
    for (let i = offsets[bucket] ?? 0; i < end; i++) {
      const start = starts[i] ?? 0;
      // Late in a sale nearly all of a hall is passed over here: the seat itself says so soonest.
      if (seat_state[start] !== FREE || sections_wanted[map.section_of[start] ?? 0] !== 1) continue;
      if (!isFree(seats, start, count)) continue;
      best = better(best, slide(seats, start, count));
    }
    if (best !== null) return { start: best.start, bucket };
  }
  return { start: -1, bucket: offsets.length };
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
  const { map, seat_state } = seats;
  let free_count = 0;
  let row_choice: Group | null = null;
  let rows_choice: Group | null = null;
  map.sections.forEach((section, number) => {
    if (sections_wanted[number] !== 1) return;
    // Free seats of the section in row order: the last `count` of them form a sliding group.
    const group: number[] = [];
    for (let place = section.start; place < section.end; place++) {
      if (seat_state[place] !== FREE || map.by_hand_only[place] === 1) continue;
      free_count++;
      group.push(place);
      if (group.length > count) group.shift();
      if (group.length < count) continue;
      const candidate = measure(map, group);
      if (map.row_of[group[0] ?? 0] === map.row_of[place]) {
        if (row_choice === null || candidate.score < row_choice.score) row_choice = candidate;
      } else if (rows_choice === null || candidate.score < rows_choice.score) rows_choice = candidate;
    }
  });
  const in_row: Group | null = row_choice;
  const in_rows: Group | null = rows_choice;
  if (in_row !== null) return { kind: "split_row", places: (in_row as Group).places };
  if (in_rows !== null) return { kind: "near_rows", places: (in_rows as Group).places };
  return { kind: "none", free_count };
}

type Group = { readonly places: readonly number[]; readonly score: number };

/** Near the focal point and near each other, weighed alike. */
function measure(map: SeatMap, group: readonly number[]): Group {
  let sum = 0;
  let x_min = Infinity;
  let x_max = -Infinity;
  let y_min = Infinity;
  let y_max = -Infinity;
  for (const place of group) {
    sum += map.distance[place] ?? 0;
    const x = map.x[place] ?? 0;
    const y = map.y[place] ?? 0;
    if (x < x_min) x_min = x;
    if (x > x_max) x_max = x;
    if (y < y_min) y_min = y;
    if (y > y_max) y_max = y;
  }
  const score = sum / group.length + (x_max - x_min) + (y_max - y_min);
  return { places: [...group], score };
}
