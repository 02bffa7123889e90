// Everything an organiser can do to a draft, as data; and the one place where it is done.
import type { Grade, Point, SeatTag, Stage } from "../../schema/layout.ts";
import type { BlockShape } from "./block.ts";
import type { Draft, DraftSection } from "./draft.ts";
import { type Labelling, label } from "./labelling.ts";
import {
  addBlock,
  addRing,
  addZone,
  duplicate,
  extendRows,
  type NewBlock,
  type NewRing,
  type NewZone,
} from "./making.ts";
import { mirror, move, reshape, turn } from "./moving.ts";
import { mark, paintGrade } from "./painting.ts";
import { type SeatIds, without, withRows, withSections } from "./rows.ts";

export type Target = {
  readonly seats: SeatIds;
  /** Standing zones, by their section's id. */
  readonly zones: SeatIds;
};

export type SectionChange = {
  readonly name?: string;
  readonly side?: "HOME" | "AWAY" | null;
  readonly level?: number | null;
  readonly capacity?: number;
};

export type Command =
  | { readonly kind: "add_block"; readonly block: NewBlock }
  | { readonly kind: "add_ring"; readonly ring: NewRing }
  | { readonly kind: "add_zone"; readonly zone: NewZone }
  | ({ readonly kind: "move"; readonly by: Point } & Target)
  | ({ readonly kind: "turn"; readonly degrees: number } & Target)
  | ({ readonly kind: "mirror" } & Target)
  | { readonly kind: "reshape"; readonly seats: SeatIds; readonly shape: BlockShape }
  | { readonly kind: "extend"; readonly seats: SeatIds; readonly count: number; readonly at: "start" | "end" }
  | ({ readonly kind: "duplicate"; readonly by: Point } & Target)
  | ({ readonly kind: "remove" } & Target)
  | { readonly kind: "label"; readonly seats: SeatIds; readonly labelling: Labelling }
  | { readonly kind: "rename_seat"; readonly seat: string; readonly label: string }
  | { readonly kind: "rename_row"; readonly section: string; readonly row: number; readonly label: string }
  | ({ readonly kind: "paint"; readonly grade: Grade } & Target)
  | { readonly kind: "mark"; readonly seats: SeatIds; readonly tag: SeatTag; readonly on: boolean }
  | { readonly kind: "aisle"; readonly after: SeatIds; readonly open: boolean }
  | { readonly kind: "section"; readonly id: string; readonly change: SectionChange }
  | { readonly kind: "stage"; readonly stage: Stage | null }
  | { readonly kind: "focal_point"; readonly point: Point | null }
  | { readonly kind: "replace"; readonly draft: Draft };

/** A command that changes nothing answers with the very same draft. */
export function apply(draft: Draft, command: Command): Draft {
  switch (command.kind) {
    case "add_block":
      return addBlock(draft, command.block);
    case "add_ring":
      return addRing(draft, command.ring);
    case "add_zone":
      return addZone(draft, command.zone);
    case "move":
      return move(draft, command.seats, command.zones, command.by);
    case "turn":
      return turn(draft, command.seats, command.zones, command.degrees);
    case "mirror":
      return mirror(draft, command.seats, command.zones);
    case "reshape":
      return reshape(draft, command.seats, command.shape);
    case "extend":
      return extendRows(draft, command.seats, command);
    case "duplicate":
      return duplicate(draft, command.seats, command.zones, command.by);
    case "remove":
      return remove(draft, command);
    case "label":
      return label(draft, command.seats, command.labelling);
    case "rename_seat":
      return renameSeat(draft, command.seat, command.label);
    case "rename_row":
      return renameRow(draft, command);
    case "paint":
      return paintGrade(draft, command.seats, command.zones, command.grade);
    case "mark":
      return mark(draft, command.seats, command.tag, command.on);
    case "aisle":
      return aisle(draft, command.after, command.open);
    case "section":
      return changeSection(draft, command.id, command.change);
    case "stage":
      return { ...draft, stage: command.stage };
    case "focal_point":
      return { ...draft, focal_point: command.point };
    case "replace":
      return command.draft;
  }
}

const remove = (draft: Draft, { seats, zones }: Target): Draft =>
  withSections(draft, (section) => {
    if (section.kind === "standing") return zones.has(section.id) ? null : section;
    const next = withRows(section, (row) => without(row, ({ id }) => seats.has(id)));
    return next.rows.length === 0 && section.rows.length > 0 ? null : next;
  });

/** Only words change: a drawn outline stays. */
const renamed = (section: DraftSection, next: DraftSection): DraftSection =>
  next === section || next.kind === "standing" || section.kind === "standing"
    ? next
    : { ...next, outline: section.outline };

const renameSeat = (draft: Draft, id: string, text: string): Draft =>
  withSections(draft, (section) => {
    if (section.kind === "standing") return section;
    const next = withRows(section, (row) => {
      const seat = row.seats.find((one) => one.id === id);
      if (seat === undefined || seat.label === text) return row;
      return { ...row, seats: row.seats.map((one) => (one.id === id ? { ...one, label: text } : one)) };
    });
    return renamed(section, next);
  });

const renameRow = (
  draft: Draft,
  { section: id, row: at, label: text }: { section: string; row: number; label: string },
): Draft =>
  withSections(draft, (section) => {
    if (section.id !== id || section.kind === "standing") return section;
    const next = withRows(section, (row, index) =>
      index === at && row.label !== text ? { ...row, label: text } : row,
    );
    return renamed(section, next);
  });

/** After each of these seats an aisle runs, or runs no more. */
const aisle = (draft: Draft, after: SeatIds, open: boolean): Draft =>
  withSections(draft, (section) => {
    if (section.kind === "standing") return section;
    const next = withRows(section, (row) => {
      const parted = new Set(row.breaks);
      row.seats.forEach(({ id }, index) => {
        if (!after.has(id) || index === row.seats.length - 1) return;
        if (open) parted.add(index);
        else parted.delete(index);
      });
      const same = parted.size === row.breaks.length && row.breaks.every((index) => parted.has(index));
      return same ? row : { ...row, breaks: [...parted].sort((a, b) => a - b) };
    });
    return renamed(section, next);
  });

const changeSection = (draft: Draft, id: string, change: SectionChange): Draft =>
  withSections(draft, (section) => {
    if (section.id !== id) return section;
    const { side, level, ...bare } = section;
    const next_side = change.side === undefined ? side : (change.side ?? undefined);
    const next_level = change.level === undefined ? level : (change.level ?? undefined);
    const same =
      (change.name ?? section.name) === section.name &&
      next_side === side &&
      next_level === level &&
      (section.kind === "seated" || (change.capacity ?? section.capacity) === section.capacity);
    if (same) return section;
    const placed = {
      ...(next_side === undefined ? {} : { side: next_side }),
      ...(next_level === undefined ? {} : { level: next_level }),
      name: change.name ?? section.name,
    };
    if (bare.kind === "standing") return { ...bare, ...placed, capacity: change.capacity ?? bare.capacity };
    return { ...bare, ...placed };
  });

/** Everything there is: what "select all" means. */
export const everything = (draft: Draft): Target => ({
  seats: new Set(draft.sections.flatMap((section) => (section.kind === "standing" ? [] : idsIn(section)))),
  zones: new Set(draft.sections.flatMap((section) => (section.kind === "standing" ? [section.id] : []))),
});

const idsIn = (section: Extract<DraftSection, { kind: "seated" }>): string[] =>
  section.rows.flatMap((row) => row.seats.map(({ id }) => id));

export const sectionTarget = (section: DraftSection): Target =>
  section.kind === "standing"
    ? { seats: new Set(), zones: new Set([section.id]) }
    : { seats: new Set(idsIn(section)), zones: new Set() };
