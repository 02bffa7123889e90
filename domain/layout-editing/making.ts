// Making new seats: blocks of rows, seats at a row's end, standing zones, copies with the labels that follow.
import type { Grade, Point, Seat } from "../../schema/layout.ts";
import { boxOutline } from "../layout/outline.ts";
import { type BlockShape, placeBlock, type RowShape } from "./block.ts";
import type { Draft, DraftRow, DraftSeated, DraftSection, DraftStanding } from "./draft.ts";
import { isWhole, type SeatIds, touches, withSections } from "./rows.ts";
import { freeLabelAfter, labelAfter, labelAt } from "./sequence.ts";

export type NewBlock = {
  readonly name: string;
  readonly grade: Grade | null;
  readonly rows: number;
  /** In the front row. */
  readonly seats: number;
  /** So many more in each row behind. */
  readonly grow: number;
  /** After which seats an aisle runs, counted from 1 in the front row; in longer rows the aisle keeps to its middle. */
  readonly aisles: readonly number[];
  readonly shape: BlockShape;
  readonly at: Point;
};

/** Adds a section of new rows: A, B, C …, seats 1, 2, 3 … until a wizard labels them otherwise. */
export function addBlock(draft: Draft, block: NewBlock): Draft {
  const id = String(draft.next_section);
  const shapes = Array.from({ length: block.rows }, (_, index): RowShape => {
    const seats = Math.max(1, block.seats + block.grow * index);
    return { seats, breaks: aislesIn(block, seats) };
  });
  const places = placeBlock(shapes, block.shape, block.at);
  const rows = shapes.map(
    ({ breaks }, index): DraftRow => ({
      label: labelAt("letters", index + 1),
      breaks,
      seats: (places[index] ?? []).map((point, seat) =>
        newSeat(`${id}-${index + 1}-${seat + 1}`, String(seat + 1), point),
      ),
    }),
  );
  const name = freeName(draft, block.name);
  const section: DraftSeated = {
    id,
    name,
    kind: "seated",
    grade: block.grade,
    rows,
    outline: null,
    next_row: rows.length + 1,
  };
  return { ...draft, sections: [...draft.sections, section], next_section: draft.next_section + 1 };
}

export type NewRing = {
  readonly block: NewBlock;
  /** How many sections; each is named after the one before it. */
  readonly count: number;
  /** From the centre to the front rows, at least: it is as much as the sections and the ways between them need. */
  readonly radius: number;
  /** Where the first and the last section stand: 0 is straight behind the centre, angles grow clockwise. */
  readonly from_degrees: number;
  readonly to_degrees: number;
};

const WAY_BETWEEN = 34;

/** A stand around a field: sections side by side, whose rows are arcs about the one centre. `block.at` is that centre. */
export function addRing(draft: Draft, { block, count, radius: least, from_degrees, to_degrees }: NewRing): Draft {
  const length = Math.max(0, block.seats - 1) * block.shape.seat_gap + block.aisles.length * block.shape.aisle;
  const step = (Math.abs(to_degrees - from_degrees) / Math.max(1, count - 1) / 180) * Math.PI;
  const needed = count === 1 || step === 0 ? 1 : (length + WAY_BETWEEN) / step;
  const radius = Math.max(1, least, needed);
  const shape = { ...block.shape, arc_degrees: (length / radius / Math.PI) * 180 };
  let next = draft;
  let name = block.name;
  for (let i = 0; i < count; i++) {
    const turn_degrees = count === 1 ? from_degrees : from_degrees + ((to_degrees - from_degrees) * i) / (count - 1);
    const angle = (turn_degrees * Math.PI) / 180;
    const at = { x: block.at.x - Math.sin(angle) * radius, y: block.at.y + Math.cos(angle) * radius };
    next = addBlock(next, { ...block, name, at, shape: { ...shape, turn_degrees } });
    name = labelAfter(next.sections.at(-1)?.name ?? name);
  }
  return next;
}

const aislesIn = ({ aisles, seats: front }: NewBlock, seats: number): number[] => {
  const shift = Math.floor((seats - front) / 2);
  return aisles.map((after) => after - 1 + shift).filter((at) => at >= 0 && at < seats - 1);
};

const newSeat = (id: string, label: string, { x, y }: Point): Seat => ({ id, label, x, y });

const freeName = (draft: Draft, name: string): string => {
  const taken = new Set(draft.sections.map((section) => section.name));
  return taken.has(name) ? freeLabelAfter(name, taken) : name;
};

export type NewZone = {
  readonly name: string;
  readonly grade: Grade | null;
  readonly capacity: number;
  readonly outline: readonly Point[];
};

export function addZone(draft: Draft, { name, grade, capacity, outline }: NewZone): Draft {
  const zone: DraftStanding = {
    id: String(draft.next_section),
    name: freeName(draft, name),
    kind: "standing",
    grade,
    capacity,
    outline,
  };
  return { ...draft, sections: [...draft.sections, zone], next_section: draft.next_section + 1 };
}

export const zoneOutline = (middle: Point, width: number, height: number): Point[] =>
  boxOutline({
    left: Math.round(middle.x - width / 2),
    top: Math.round(middle.y - height / 2),
    right: Math.round(middle.x + width / 2),
    bottom: Math.round(middle.y + height / 2),
  });

/** More seats at the end (or the beginning) of every row that is touched, as far apart as the row's last two. */
export function extendRows(
  draft: Draft,
  chosen: SeatIds,
  { count, at }: { count: number; at: "end" | "start" },
): Draft {
  return withSections(draft, (section) => {
    if (section.kind === "standing" || !section.rows.some((row) => touches(row, chosen))) return section;
    let { next_row } = section;
    const rows = section.rows.map((row) => {
      if (!touches(row, chosen)) return row;
      const ids = Array.from({ length: count }, (_, i) => `${section.id}-${next_row}-${i + 1}`);
      next_row += 1;
      return extended(row, ids, at);
    });
    return { ...section, rows, next_row, outline: null };
  });
}

function extended(row: DraftRow, ids: readonly string[], at: "end" | "start"): DraftRow {
  const ordered = at === "end" ? row.seats : [...row.seats].reverse();
  const last = ordered.at(-1);
  if (last === undefined) return row;
  const before = ordered.at(-2) ?? { x: last.x + (at === "end" ? -10 : 10), y: last.y };
  const taken = new Set(row.seats.map((seat) => seat.label));
  let label = at === "end" ? last.label : (row.seats.at(-1)?.label ?? last.label);
  const added = ids.map((id, i) => {
    label = freeLabelAfter(label, taken);
    taken.add(label);
    const steps = i + 1;
    return newSeat(id, label, { x: last.x + (last.x - before.x) * steps, y: last.y + (last.y - before.y) * steps });
  });
  if (at === "end") return { ...row, seats: [...row.seats, ...added] };
  return { ...row, seats: [...added.reverse(), ...row.seats], breaks: row.breaks.map((index) => index + ids.length) };
}

/**
 * Copies what is chosen: a whole section becomes the section that follows it by name, chosen rows become the rows that
 * follow in their own section. Copies have ids of their own.
 */
export function duplicate(draft: Draft, chosen: SeatIds, zones: SeatIds, by: Point): Draft {
  const names = new Set(draft.sections.map(({ name }) => name));
  const copies: DraftSection[] = [];
  let next_section = draft.next_section;
  const copyWhole = (section: DraftSection): void => {
    const id = String(next_section);
    const name = freeLabelAfter(section.name, names);
    names.add(name);
    next_section += 1;
    copies.push(copyOf(section, { id, name, by }));
  };
  const sections = draft.sections.map((section): DraftSection => {
    if (section.kind === "standing") {
      if (zones.has(section.id)) copyWhole(section);
      return section;
    }
    if (isWhole(section, chosen)) {
      copyWhole(section);
      return section;
    }
    return section.rows.some((row) => touches(row, chosen)) ? withCopiedRows(section, chosen, by) : section;
  });
  return { ...draft, sections: [...sections, ...copies], next_section };
}

const shifted = <P extends Point>(point: P, by: Point): P => ({ ...point, x: point.x + by.x, y: point.y + by.y });

function copyOf(section: DraftSection, { id, name, by }: { id: string; name: string; by: Point }): DraftSection {
  const outline = section.outline?.map((point) => shifted(point, by)) ?? null;
  if (section.kind === "standing") return { ...section, id, name, outline: outline ?? [] };
  const rows = section.rows.map((row, r) => ({
    ...row,
    seats: row.seats.map((seat, s) => ({ ...shifted(seat, by), id: `${id}-${r + 1}-${s + 1}` })),
  }));
  return { ...section, id, name, rows, outline, next_row: rows.length + 1 };
}

function withCopiedRows(section: DraftSeated, chosen: SeatIds, by: Point): DraftSeated {
  const taken = new Set(section.rows.map((row) => row.label));
  let { next_row } = section;
  const copies = section.rows
    .filter((row) => touches(row, chosen))
    .map((row): DraftRow => {
      const kept = row.seats.flatMap((seat, index) => (chosen.has(seat.id) ? [{ seat, index }] : []));
      const label = freeLabelAfter(section.rows.at(-1)?.label ?? row.label, taken);
      taken.add(label);
      const number = next_row;
      next_row += 1;
      const parted = new Set(row.breaks);
      return {
        label,
        seats: kept.map(({ seat }, i) => ({ ...shifted(seat, by), id: `${section.id}-${number}-${i + 1}` })),
        // Neighbours stay neighbours; where a seat between was not chosen, or an aisle ran, there is a break.
        breaks: kept.flatMap(({ index }, i) => {
          const next = kept[i + 1];
          return next !== undefined && (next.index !== index + 1 || parted.has(index)) ? [i] : [];
        }),
      };
    });
  return { ...section, rows: [...section.rows, ...copies], next_row, outline: null };
}
