// Reading a layout: the one order in which seats are counted, who sits beside whom, and how many places there are.
import type { Grade, Layout, Row, Seat, SeatedSection } from "../../schema/layout.ts";

type Plan = Pick<Layout, "sections">;

export type SeatPlace = {
  /** Position in the order of sections, rows and seats; what a ledger's arrays are indexed by. */
  readonly index: number;
  readonly seat: Seat;
  readonly row: Row;
  readonly section: SeatedSection;
};

/** The order is part of the meaning of a layout version: compact seat states are sent in it. */
export const seatsInOrder = (layout: Plan): readonly SeatPlace[] => {
  const places: SeatPlace[] = [];
  for (const section of layout.sections) {
    if (section.kind === "standing") continue;
    for (const row of section.rows) {
      for (const seat of row.seats) places.push({ index: places.length, seat, row, section });
    }
  }
  return places;
};

export const indexBySeatId = (layout: Plan): ReadonlyMap<string, number> =>
  new Map(seatsInOrder(layout).map(({ seat, index }) => [seat.id, index]));

/** Stretches of a row in which each seat stands beside the next; `to` is the last seat's index within the row. */
export const runsOf = (row: Row): readonly { readonly from: number; readonly to: number }[] => {
  const runs: { from: number; to: number }[] = [];
  let from = 0;
  for (const at of row.breaks ?? []) {
    runs.push({ from, to: at });
    from = at + 1;
  }
  return [...runs, { from, to: row.seats.length - 1 }];
};

/**
 * For each seat in order whether the next one in order is its neighbour. One pass, one flag per seat: the shape a search
 * for seats together wants.
 */
export const neighboursNext = (layout: Plan): readonly boolean[] =>
  layout.sections.flatMap((section) =>
    section.kind === "standing"
      ? []
      : section.rows.flatMap((row) => {
          const breaks = new Set(row.breaks);
          return row.seats.map((_, index) => index < row.seats.length - 1 && !breaks.has(index));
        }),
  );

/** The ids of the seats directly beside a seat. */
export const neighbours = (layout: Plan, seat_id: string): readonly string[] => {
  const row = layout.sections
    .flatMap((section) => (section.kind === "standing" ? [] : section.rows))
    .find(({ seats }) => seats.some(({ id }) => id === seat_id));
  if (row === undefined) return [];
  const at = row.seats.findIndex(({ id }) => id === seat_id);
  const left = row.breaks?.includes(at - 1) ? undefined : at > 0 ? row.seats[at - 1] : undefined;
  const right = row.breaks?.includes(at) ? undefined : row.seats[at + 1];
  return [left, right].flatMap((seat) => (seat === undefined ? [] : [seat.id]));
};

export type Capacity = {
  readonly total: number;
  readonly by_grade: Readonly<Partial<Record<Grade, number>>>;
  readonly by_section: Readonly<Record<string, number>>;
};

export const capacityOf = (layout: Plan): Capacity => {
  const by_grade: Partial<Record<Grade, number>> = {};
  const by_section: Record<string, number> = {};
  let total = 0;
  for (const section of layout.sections) {
    const places =
      section.kind === "standing" ? section.capacity : section.rows.reduce((sum, row) => sum + row.seats.length, 0);
    by_section[section.id] = places;
    by_grade[section.grade] = (by_grade[section.grade] ?? 0) + places;
    total += places;
  }
  return { total, by_grade, by_section };
};
