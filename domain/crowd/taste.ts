// Which seats a made-up fan wants: neighbours, rather near the stage, free as far as it looked.
import { mix } from "../chance.ts";

/** A hall as somebody in it sees it: seats by number, nearest the stage first. */
export type SeatsSeen = {
  readonly count: number;
  id(seat: number): string;
  isFree(seat: number): boolean;
  /** The neighbour at its right hand; null at the end of a row. */
  right(seat: number): number | null;
};

/** So many spots of the map are looked at before somebody takes any seats that are free. */
const GLANCES = 12;

type Wish = {
  readonly count: number;
  /** Does not look whether they are free. */
  readonly blind: boolean;
  /** Evenly in [0, 1), by glance. */
  readonly draw: (glance: number) => number;
};

/** Empty where the hall has nothing left for a party of this size. */
export function seatsFor(seats: SeatsSeen, { count, blind, draw }: Wish): readonly string[] {
  for (let glance = 0; glance < GLANCES; glance++) {
    const drawn = draw(glance);
    const group = groupAt(seats, Math.floor(drawn * drawn * seats.count), count);
    if (group !== null && (blind || group.every((seat) => seats.isFree(seat)))) return group.map(seats.id);
  }
  // Any, from some place on: a crowd that all began at the front would only meet there.
  const from = Math.floor(draw(GLANCES) * seats.count);
  for (let step = 0; step < seats.count; step++) {
    const group = groupAt(seats, (from + step) % seats.count, count);
    if (group?.every((seat) => seats.isFree(seat))) return group.map(seats.id);
  }
  return [];
}

function groupAt(seats: SeatsSeen, start: number, count: number): number[] | null {
  const group = [start];
  while (group.length < count) {
    const next = seats.right(group.at(-1) ?? start);
    if (next === null) return null;
    group.push(next);
  }
  return group;
}

/** The seats of a level that are for sale: rows of one part of the hall, chosen by the seed; the rest is shown as sold. */
export function seatsForSale(rows: readonly (readonly string[])[], wish: { seed: number; seats: number }): string[] {
  const chosen: string[] = [];
  if (rows.length === 0) return chosen;
  const from = mix(wish.seed, rows.length) % rows.length;
  for (let step = 0; step < rows.length && chosen.length < wish.seats; step++) {
    const row = rows[(from + step) % rows.length] ?? [];
    chosen.push(...row.slice(0, wish.seats - chosen.length));
  }
  return chosen;
}
