// How people call the seats that a card names: by section, row and number, from the hall's own plan.
import { type HallName, practiceLayout } from "../../domain/crowd/halls.ts";

/** Plans never change under their version; three of them are kept. */
const names = new Map<HallName, ReadonlyMap<string, string>>();

function namesOf(hall: HallName): ReadonlyMap<string, string> {
  const known = names.get(hall);
  if (known !== undefined) return known;
  const made = new Map<string, string>();
  for (const section of practiceLayout(hall).sections) {
    if (section.kind === "standing") continue;
    for (const row of section.rows)
      for (const seat of row.seats) made.set(seat.id, `${section.name} ${row.label}-${seat.label}`);
  }
  names.set(hall, made);
  return made;
}

export const seatName = (hall: HallName | null, seat_id: string): string =>
  hall === null ? seat_id : (namesOf(hall).get(seat_id) ?? seat_id);
