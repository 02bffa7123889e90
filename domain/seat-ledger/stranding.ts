// Lone seats (SL6): would a choice leave a free seat with no free neighbour that had one before?
import type { SeatMap } from "./seat-map.ts";
import { FREE } from "./seat-state.ts";

/** The seats that `places`, once taken, would leave alone. */
export function strandedBy(seats: { map: SeatMap; seat_state: Uint8Array }, places: readonly number[]): number[] {
  const { map, seat_state } = seats;
  const chosen = new Set(places);
  const free = (place: number) => seat_state[place] === FREE && !chosen.has(place);
  const freeLeft = (place: number) => place > 0 && map.joined_right[place - 1] === 1 && free(place - 1);
  const freeRight = (place: number) => map.joined_right[place] === 1 && free(place + 1);
  const stranded = new Set<number>();
  for (const place of places) {
    if (freeLeft(place) && !freeLeft(place - 1)) stranded.add(place - 1);
    if (freeRight(place) && !freeRight(place + 1)) stranded.add(place + 1);
  }
  return [...stranded].sort((a, b) => a - b);
}
