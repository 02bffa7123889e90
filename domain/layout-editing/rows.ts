// The ways every command goes through a draft: which rows are touched, what becomes of them, what is shared.
import type { Seat } from "../../schema/layout.ts";
import type { Draft, DraftRow, DraftSeated, DraftSection } from "./draft.ts";

export type SeatIds = ReadonlySet<string>;

export const touches = (row: DraftRow, seats: SeatIds): boolean => row.seats.some(({ id }) => seats.has(id));

/** Sections whose rows did not change are the very same objects as before; so is a draft none of whose sections did. */
export function withSections(draft: Draft, change: (section: DraftSection) => DraftSection | null): Draft {
  let changed = false;
  const sections: DraftSection[] = [];
  for (const section of draft.sections) {
    const next = change(section);
    if (next !== section) changed = true;
    if (next !== null) sections.push(next);
  }
  return changed ? { ...draft, sections } : draft;
}

export function withRows(section: DraftSeated, change: (row: DraftRow, index: number) => DraftRow | null): DraftSeated {
  let changed = false;
  const rows: DraftRow[] = [];
  section.rows.forEach((row, index) => {
    const next = change(row, index);
    if (next !== row) changed = true;
    if (next !== null) rows.push(next);
  });
  return changed ? { ...section, rows, outline: null } : section;
}

/** Changes single seats; a seat left as it is stays the same object. */
export const withSeats = (row: DraftRow, change: (seat: Seat, index: number) => Seat): DraftRow => {
  const seats = row.seats.map(change);
  return seats.every((seat, index) => seat === row.seats[index]) ? row : { ...row, seats };
};

/** Changes the chosen seats of the whole draft, one by one. */
export const changeSeats = (draft: Draft, seats: SeatIds, change: (seat: Seat) => Seat): Draft =>
  withSections(draft, (section) => {
    if (section.kind === "standing") return section;
    return withRows(section, (row) => withSeats(row, (seat) => (seats.has(seat.id) ? change(seat) : seat)));
  });

/** The row without some of its seats: where one is gone, those beside it are no neighbours. Null where none is left. */
export function without(row: DraftRow, gone: (seat: Seat) => boolean): DraftRow | null {
  if (!row.seats.some(gone)) return row;
  const seats: Seat[] = [];
  const breaks: number[] = [];
  const parted = new Set(row.breaks);
  let open = false;
  row.seats.forEach((seat, index) => {
    if (gone(seat)) open = true;
    else {
      if (open && seats.length > 0) breaks.push(seats.length - 1);
      open = false;
      seats.push(seat);
    }
    if (parted.has(index)) open = true;
  });
  return seats.length === 0 ? null : { ...row, seats, breaks };
}

export const isWhole = (section: DraftSection, seats: SeatIds): boolean =>
  section.kind === "seated" && section.rows.every((row) => row.seats.every(({ id }) => seats.has(id)));
