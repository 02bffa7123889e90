// The seats that a crowd looks at: those that are for sale, by number, each with its place in the ledger's bits.

import type { SeatMap } from "../seat-ledger/seat-map.ts";
import { FREE } from "../seat-ledger/seat-state.ts";
import type { SeatsSeen } from "./taste.ts";

export type CrowdSeat = {
  readonly id: string;
  readonly place: number;
  /** The next of the list is its neighbour at the right hand. */
  readonly joined: boolean;
};

/** Standing places are nobody's taste here: a crowd chooses on the map. */
export function crowdSeats(map: SeatMap, for_sale: readonly string[]): CrowdSeat[] {
  const places = for_sale.flatMap((id) => {
    const place = map.place_by_id.get(id);
    return place === undefined || place >= map.seats_count ? [] : [place];
  });
  return places.map((place, at) => ({
    id: map.ids[place] ?? "",
    place,
    joined: map.joined_right[place] === 1 && places[at + 1] === place + 1,
  }));
}

/** As the hall's bits show them. */
export const seatsSeen = (seats: readonly CrowdSeat[], states: ArrayLike<number>): SeatsSeen => ({
  count: seats.length,
  id: (seat) => seats[seat]?.id ?? "",
  isFree: (seat) => states[seats[seat]?.place ?? -1] === FREE,
  right: (seat) => (seats[seat]?.joined === true ? seat + 1 : null),
});

/** The rows of a hall, as lists of seats, in the layout's order. */
export const rowsOf = ({ rows, ids }: SeatMap): string[][] => rows.map(({ start, end }) => ids.slice(start, end));
