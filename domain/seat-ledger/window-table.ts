// Every window of n adjacent seats of a map, nearest first: what "best together" looks through. It depends on the map alone.
import type { SeatMap, WindowTable } from "./seat-map.ts";

/** Windows nearer than this to each other count as equally near: half the space of one seat on the plan. */
const EQUAL_UNITS = 5;

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
  const ranks = new Int32Array(map.seats_count).fill(-1);
  for (let i = 0; i < starts.length; i++) {
    const bucket = buckets[i] ?? 0;
    const at = next[bucket] ?? 0;
    sorted[at] = starts[i] ?? 0;
    ranks[starts[i] ?? 0] = at;
    next[bucket] = at + 1;
  }
  const table = { starts: sorted, offsets, ranks };
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

export function hasRestrictedView(map: SeatMap, start: number, count: number): boolean {
  for (let i = 0; i < count; i++) if (map.restricted_view[start + i] === 1) return true;
  return false;
}

/** Mean distance of its seats to the focal point. */
export function windowDistance(map: SeatMap, start: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += map.distance[start + i] ?? 0;
  return sum / count;
}
