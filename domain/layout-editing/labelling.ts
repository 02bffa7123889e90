// One wizard for all labels: rows and seats of everything chosen, in one step.
import type { Point, Seat } from "../../schema/layout.ts";
import type { Draft, DraftRow, DraftSeated } from "./draft.ts";
import { type SeatIds, touches, withRows, withSeats, withSections } from "./rows.ts";
import { labelAt, type SequenceKind } from "./sequence.ts";

export type RowLabels = {
  readonly sequence: SequenceKind;
  /** The position of the first label, counted from 1. */
  readonly start: number;
  readonly from: "front" | "back";
  /** Where counting begins anew. */
  readonly restart: "section" | "never";
  /** {row} and {section} stand for what they say. */
  readonly template: string;
};

export type SeatLabels = {
  readonly sequence: SequenceKind;
  readonly start: number;
  /** `middle`: odd ones to the left and even ones to the right, counted outwards; the sequence is then of no account. */
  readonly from: "left" | "right" | "middle";
  readonly restart: "row" | "section" | "never";
  /** {n}, {nn} (two digits), {row} and {section}. */
  readonly template: string;
};

export type Labelling = { readonly rows: RowLabels | null; readonly seats: SeatLabels | null };

export const PLAIN_LABELLING: { readonly rows: RowLabels; readonly seats: SeatLabels } = {
  rows: { sequence: "letters", start: 1, from: "front", restart: "section", template: "{row}" },
  seats: { sequence: "numbers", start: 1, from: "left", restart: "row", template: "{n}" },
};

export function label(draft: Draft, chosen: SeatIds, { rows, seats }: Labelling): Draft {
  const counts = { row: 0, seat: 0 };
  return withSections(draft, (section) => {
    if (section.kind === "standing" || !section.rows.some((row) => touches(row, chosen))) return section;
    if (rows?.restart === "section") counts.row = 0;
    if (seats?.restart === "section") counts.seat = 0;
    return labelSection(section, { chosen, rows, seats, counts, front: draft.focal_point });
  });
}

type Work = Labelling & {
  readonly chosen: SeatIds;
  readonly counts: { row: number; seat: number };
  readonly front: Point | null;
};

function labelSection(section: DraftSeated, work: Work): DraftSeated {
  const { chosen, counts } = work;
  const order = section.rows.flatMap((row, index) => (touches(row, chosen) ? [index] : []));
  if (work.rows !== null && isReversed(section, order, work.rows, work.front)) order.reverse();
  const labelled = new Map<number, DraftRow>();
  for (const index of order) {
    const row = section.rows[index];
    if (row === undefined) continue;
    if (work.seats?.restart === "row") counts.seat = 0;
    const name = work.rows === null ? row.label : rowLabel(work.rows, counts.row, section.name);
    counts.row += 1;
    const named = name === row.label ? row : { ...row, label: name };
    labelled.set(index, work.seats === null ? named : labelSeats(named, section.name, { ...work, seats: work.seats }));
  }
  const next = withRows(section, (row, index) => labelled.get(index) ?? row);
  // No seat stands elsewhere than before: a drawn outline still holds.
  return next === section ? section : { ...next, outline: section.outline };
}

const rowLabel = ({ sequence, start, template }: RowLabels, count: number, section: string): string =>
  template.replaceAll("{row}", labelAt(sequence, start + count)).replaceAll("{section}", section);

/** The front is where the stage is; without a focal point, rows are taken in the order they were made. */
function isReversed(section: DraftSeated, order: readonly number[], rows: RowLabels, front: Point | null): boolean {
  const first = section.rows[order[0] ?? -1];
  const last = section.rows[order.at(-1) ?? -1];
  const nearFirst =
    front === null || first === undefined || last === undefined || far(first, front) <= far(last, front);
  return nearFirst === (rows.from === "back");
}

const far = ({ seats }: DraftRow, point: Point): number => {
  const middle = seats[seats.length >> 1];
  return middle === undefined ? 0 : Math.hypot(middle.x - point.x, middle.y - point.y);
};

function labelSeats(row: DraftRow, section: string, work: Work & { readonly seats: SeatLabels }): DraftRow {
  const { seats: plan, chosen, counts } = work;
  const places = row.seats.flatMap(({ id }, index) => (chosen.has(id) ? [index] : []));
  const texts = new Map<number, string>();
  const say = (index: number, n: string): void => {
    const text = plan.template
      .replaceAll("{nn}", n.padStart(2, "0"))
      .replaceAll("{n}", n)
      .replaceAll("{row}", row.label)
      .replaceAll("{section}", section);
    texts.set(index, text);
  };
  const fromLeft = runsRight(row.seats) ? places : [...places].reverse();
  if (plan.from === "middle") outwards(fromLeft).forEach(([index, n]) => void say(index, String(n)));
  else {
    const order = plan.from === "left" ? fromLeft : [...fromLeft].reverse();
    for (const index of order) {
      say(index, labelAt(plan.sequence, plan.start + counts.seat));
      counts.seat += 1;
    }
  }
  return withSeats(row, (seat, index) => {
    const text = texts.get(index);
    return text === undefined || text === seat.label ? seat : { ...seat, label: text };
  });
}

/** Odd numbers to the left and even ones to the right of the middle, the lowest beside it. */
const outwards = (fromLeft: readonly number[]): (readonly [index: number, n: number])[] => {
  const half = Math.ceil(fromLeft.length / 2);
  return fromLeft.map((index, i) => [index, i < half ? (half - i) * 2 - 1 : (i - half + 1) * 2]);
};

/** Whether the row's first seat is its left one; a row that runs down the plan begins at the top. */
export function runsRight(seats: readonly Seat[]): boolean {
  const first = seats[0];
  const last = seats.at(-1);
  if (first === undefined || last === undefined) return true;
  const across = last.x - first.x;
  const down = last.y - first.y;
  return Math.abs(across) >= Math.abs(down) ? across >= 0 : down >= 0;
}
