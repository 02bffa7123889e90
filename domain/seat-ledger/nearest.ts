// The words "someone just took it" come with the nearest equal seats in the same breath (SL2): as many, adjacent, of the
// same grade, nearest to what was wanted; the same section first.

import { gradeOf, type SeatMap, sectionOf } from "./seat-map.ts";
import { FREE } from "./seat-state.ts";

type Seats = { readonly map: SeatMap; readonly seat_state: Uint8Array; readonly tally: Int32Array };

export function nearestEqual(seats: Seats, wanted: readonly number[]): number[] {
  const { map } = seats;
  const first = wanted[0];
  if (first === undefined || first >= map.seats_count) return [];
  const grade = gradeOf(map, first);
  if (wanted.some((place) => place >= map.seats_count || gradeOf(map, place) !== grade)) return [];
  const centre = { x: mean(wanted, map.x), y: mean(wanted, map.y) };
  const home = sectionOf(map, first);
  const inHome = nearestWindow(seats, { start: home.start, end: home.end, count: wanted.length, centre });
  if (inHome !== null) return inHome.places;
  let best: Found | null = null;
  for (const [i, section] of map.sections.entries()) {
    if (section.kind !== "seated" || section.grade !== grade || section === home) continue;
    // A crowd before a sold-out house is refused thousands of times a second: full sections are not looked through.
    if ((seats.tally[i * 4 + FREE] ?? 0) < wanted.length) continue;
    const found = nearestWindow(seats, { start: section.start, end: section.end, count: wanted.length, centre });
    if (found !== null && (best === null || found.distance < best.distance)) best = found;
  }
  return best?.places ?? [];
}

type Found = { readonly places: number[]; readonly distance: number };
type Search = {
  readonly start: number;
  readonly end: number;
  readonly count: number;
  readonly centre: { readonly x: number; readonly y: number };
};

function nearestWindow({ map, seat_state }: Seats, { start, end, count, centre }: Search): Found | null {
  let run = 0;
  let best_start = -1;
  let best_distance = Infinity;
  for (let place = start; place < end; place++) {
    if (seat_state[place] !== FREE || map.by_hand_only[place] === 1) {
      run = 0;
      continue;
    }
    run = run > 0 && map.joined_right[place - 1] === 1 ? run + 1 : 1;
    if (run < count) continue;
    const middle_x = ((map.x[place] ?? 0) + (map.x[place - count + 1] ?? 0)) / 2;
    const middle_y = ((map.y[place] ?? 0) + (map.y[place - count + 1] ?? 0)) / 2;
    const distance = (middle_x - centre.x) ** 2 + (middle_y - centre.y) ** 2;
    if (distance < best_distance) {
      best_distance = distance;
      best_start = place - count + 1;
    }
  }
  if (best_start < 0) return null;
  return { places: Array.from({ length: count }, (_, i) => best_start + i), distance: best_distance };
}

const mean = (places: readonly number[], values: Float64Array): number =>
  places.reduce((sum, place) => sum + (values[place] ?? 0), 0) / places.length;
