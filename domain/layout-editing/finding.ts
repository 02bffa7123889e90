// Finding seats in a draft: by what is written on a ticket, by a rectangle, by where they belong.
import type { Point, Seat } from "../../schema/layout.ts";
import type { Box } from "../layout/outline.ts";
import { type Draft, type DraftRow, type DraftSeated, outlineOf } from "./draft.ts";
import type { SeatIds } from "./rows.ts";

export type FoundSeat = {
  readonly seat: Seat;
  readonly row: DraftRow;
  readonly row_index: number;
  readonly seat_index: number;
  readonly section: DraftSeated;
};

export function* eachSeat(draft: Draft): Iterable<FoundSeat> {
  for (const section of draft.sections) {
    if (section.kind === "standing") continue;
    for (const [row_index, row] of section.rows.entries()) {
      for (const [seat_index, seat] of row.seats.entries()) yield { seat, row, row_index, seat_index, section };
    }
  }
}

const FOUND_MAX = 50;
const folded = (text: string): string => text.toLocaleLowerCase("en").replace(/\s+/g, "");

/**
 * "B 12" and "1층 B 12" alike: the words, without their spaces, end in row and seat; what stands before must be how the
 * section's name begins.
 */
export function findByLabel(draft: Draft, query: string): FoundSeat[] {
  const wanted = folded(query);
  if (wanted === "") return [];
  const found: FoundSeat[] = [];
  for (const one of eachSeat(draft)) {
    const row = folded(one.row.label);
    const seat = folded(one.seat.label);
    // A label that has its row in it ("A7") is found by itself.
    const ends = seat.startsWith(row) ? [seat, row + seat] : [row + seat];
    const section = folded(one.section.name);
    if (
      !ends.some((end) => wanted === end || (wanted.endsWith(end) && section.startsWith(wanted.slice(0, -end.length))))
    ) {
      continue;
    }
    found.push(one);
    if (found.length === FOUND_MAX) break;
  }
  return found;
}

/** Seats whose middle lies in a rectangle, and zones that lie wholly in it. */
export function inBox(draft: Draft, box: Box): { readonly seats: Set<string>; readonly zones: Set<string> } {
  const holds = ({ x, y }: Point): boolean => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  const seats = new Set<string>();
  const zones = new Set<string>();
  for (const section of draft.sections) {
    if (section.kind === "standing") {
      if (outlineOf(section).every(holds)) zones.add(section.id);
      continue;
    }
    for (const row of section.rows) for (const seat of row.seats) if (holds(seat)) seats.add(seat.id);
  }
  return { seats, zones };
}

/** What is chosen, widened to the whole rows or sections it touches. */
export function widened(draft: Draft, seats: SeatIds, to: "row" | "section"): Set<string> {
  const wide = new Set<string>();
  for (const section of draft.sections) {
    if (section.kind === "standing") continue;
    const rows = section.rows.filter((row) => row.seats.some(({ id }) => seats.has(id)));
    for (const row of rows.length > 0 && to === "section" ? section.rows : rows) {
      for (const { id } of row.seats) wide.add(id);
    }
  }
  return wide;
}
