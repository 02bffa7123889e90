// What makes a layout refused before anything is placed: too many seats, labels used twice, breaks that lie outside a row.
import type { LayoutInput, SectionInput } from "../../schema/layout.ts";
import { LIMITS } from "../../schema/limits.ts";
import { seatCount } from "./arrange.ts";

export type LayoutFailure = {
  readonly code:
    | "too_many_seats"
    | "duplicate_section"
    | "duplicate_row"
    | "duplicate_seat"
    | "duplicate_id"
    | "bad_break";
  /** Where in the body, for example "sections.2.rows.0.label". */
  readonly path: string;
  readonly values: Readonly<Record<string, string | number>>;
};

type RowInput = Extract<SectionInput, { kind: "seated" }>["rows"][number];

const repeatedAt = (labels: readonly string[]): number => {
  const seen = new Set<string>();
  return labels.findIndex((label) => {
    if (seen.has(label)) return true;
    seen.add(label);
    return false;
  });
};

const checkRow = (row: RowInput, path: string): LayoutFailure | null => {
  const count = seatCount(row.seats);
  if (typeof row.seats !== "number") {
    const seat = repeatedAt(row.seats.map(({ label }) => label));
    if (seat >= 0) {
      const values = { row: row.label, name: row.seats[seat]?.label ?? "" };
      return { code: "duplicate_seat", path: `${path}.seats.${seat}.label`, values };
    }
  }
  const breaks = row.breaks ?? [];
  const bad = breaks.findIndex(
    (at, index) => !Number.isInteger(at) || at < 0 || at > count - 2 || breaks.indexOf(at) < index,
  );
  if (bad < 0) return null;
  return { code: "bad_break", path: `${path}.breaks.${bad}`, values: { max: count - 2 } };
};

const placesIn = (section: SectionInput): number =>
  section.kind === "standing" ? section.capacity : section.rows.reduce((sum, row) => sum + seatCount(row.seats), 0);

const checkSection = (section: SectionInput, path: string): LayoutFailure | null => {
  if (section.kind === "standing") return null;
  const repeated = repeatedAt(section.rows.map(({ label }) => label));
  if (repeated >= 0) {
    const values = { section: section.name, name: section.rows[repeated]?.label ?? "" };
    return { code: "duplicate_row", path: `${path}.rows.${repeated}.label`, values };
  }
  for (const [index, row] of section.rows.entries()) {
    const failure = checkRow(row, `${path}.rows.${index}`);
    if (failure !== null) return failure;
  }
  return null;
};

/** Ids are of the whole house: a section's and a seat's alike are given once. */
const checkIds = ({ sections }: LayoutInput): LayoutFailure | null => {
  const seen = { section: new Set<string>(), seat: new Set<string>() };
  const isNew = (kind: keyof typeof seen, id: string | undefined): boolean => {
    if (id === undefined) return true;
    if (seen[kind].has(id)) return false;
    seen[kind].add(id);
    return true;
  };
  const twice = (id: string | undefined, path: string): LayoutFailure => ({
    code: "duplicate_id",
    path: `${path}.id`,
    values: { name: id ?? "" },
  });
  for (const [s, section] of sections.entries()) {
    if (!isNew("section", section.id)) return twice(section.id, `sections.${s}`);
    if (section.kind === "standing") continue;
    for (const [r, row] of section.rows.entries()) {
      if (typeof row.seats === "number") continue;
      const at = row.seats.findIndex(({ id }) => !isNew("seat", id));
      if (at >= 0) return twice(row.seats[at]?.id, `sections.${s}.rows.${r}.seats.${at}`);
    }
  }
  return null;
};

/** The first fault in reading order; the size comes first, since nothing else is worth reading past it. */
export const checkLayout = (input: LayoutInput): LayoutFailure | null => {
  const places = input.sections.reduce((sum, section) => sum + placesIn(section), 0);
  if (places > LIMITS.seats_per_venue) {
    return { code: "too_many_seats", path: "sections", values: { max: LIMITS.seats_per_venue, count: places } };
  }
  const repeated = repeatedAt(input.sections.map(({ name }) => name));
  if (repeated >= 0) {
    const values = { name: input.sections[repeated]?.name ?? "" };
    return { code: "duplicate_section", path: `sections.${repeated}.name`, values };
  }
  for (const [index, section] of input.sections.entries()) {
    const failure = checkSection(section, `sections.${index}`);
    if (failure !== null) return failure;
  }
  return checkIds(input);
};
