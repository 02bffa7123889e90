// What is wrong with a draft, each with where it is: errors keep it from being published, warnings do not.
import type { Point } from "../../schema/layout.ts";
import { LIMITS } from "../../schema/limits.ts";
import { boxOf } from "../layout/outline.ts";
import { type Draft, type DraftRow, type DraftSeated, outlineOf, placesCount } from "./draft.ts";
import { crowded } from "./overlaps.ts";

export const PROBLEM_CODES = [
  "empty",
  "too_many_places",
  "too_many_sections",
  "too_many_rows",
  "too_many_seats",
  "double_section",
  "double_row",
  "double_seat",
  "bad_label",
  "no_grade",
  "off_plan",
  "overlap",
  "lone_seat",
  "no_stage",
  "no_focal_point",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export type Problem = {
  readonly code: ProblemCode;
  readonly severity: "error" | "warning";
  /** The name of what is meant, as people read it. */
  readonly name: string;
  readonly at: Point | null;
  /** The seats concerned, the first of them where there are many. */
  readonly seats: readonly string[];
  readonly section: string | null;
};

const WARNINGS: ReadonlySet<ProblemCode> = new Set(["overlap", "lone_seat", "no_stage", "no_focal_point"]);
export const SEATS_SHOWN = 50;
const PROBLEMS_MAX = 300;

type Found = { code: ProblemCode; name?: string; at?: Point | null; seats?: readonly string[]; section?: string };

export function problemsOf(draft: Draft): Problem[] {
  const found: Problem[] = [];
  const tell = ({ code, name = "", at = null, seats = [], section }: Found): void => {
    if (found.length >= PROBLEMS_MAX) return;
    const severity = WARNINGS.has(code) ? "warning" : "error";
    const point = at === null ? null : { x: at.x, y: at.y };
    found.push({ code, severity, name, at: point, seats: seats.slice(0, SEATS_SHOWN), section: section ?? null });
  };
  wholeHouse(draft, tell);
  const names = new Set<string>();
  for (const section of draft.sections) {
    const at = middle(outlineOf(section));
    const here = { name: section.name, at, section: section.id };
    if (names.has(section.name)) tell({ code: "double_section", ...here });
    names.add(section.name);
    if (isBadText(section.name, LIMITS.section_name_chars)) tell({ code: "bad_label", ...here });
    if (section.grade === null) tell({ code: "no_grade", ...here });
    if (section.kind === "seated") inSection(section, tell);
  }
  for (const pair of crowded(draft)) {
    const { section, row } = pair.first;
    tell({
      code: "overlap",
      name: `${section.name} ${row.label}`,
      at: pair.first.seat,
      seats: pair.ids,
      section: section.id,
    });
  }
  return found.sort((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
}

function wholeHouse(draft: Draft, tell: (found: Found) => void): void {
  const places = placesCount(draft);
  if (places === 0) tell({ code: "empty" });
  if (places > LIMITS.seats_per_venue) tell({ code: "too_many_places", name: String(places) });
  if (draft.sections.length > LIMITS.sections_per_venue)
    tell({ code: "too_many_sections", name: String(draft.sections.length) });
  if (draft.stage === null) tell({ code: "no_stage" });
  if (draft.focal_point === null) tell({ code: "no_focal_point" });
}

function inSection(section: DraftSeated, tell: (found: Found) => void): void {
  if (section.rows.length > LIMITS.rows_per_section) {
    tell({ code: "too_many_rows", name: section.name, at: middle(outlineOf(section)), section: section.id });
  }
  const labels = new Set<string>();
  for (const row of section.rows) {
    const name = `${section.name} ${row.label}`;
    const here = { name, at: row.seats[0] ?? null, section: section.id, seats: row.seats.map(({ id }) => id) };
    if (labels.has(row.label)) tell({ code: "double_row", ...here });
    labels.add(row.label);
    if (isBadText(row.label, LIMITS.seat_label_chars)) tell({ code: "bad_label", ...here });
    if (row.seats.length > LIMITS.seats_per_row) tell({ code: "too_many_seats", ...here });
    inRow(row, { name, section: section.id }, tell);
  }
}

function inRow(
  row: DraftRow,
  { name, section }: { name: string; section: string },
  tell: (found: Found) => void,
): void {
  const labels = new Map<string, string>();
  const parted = new Set(row.breaks);
  row.seats.forEach((seat, index) => {
    const here = { name: `${name} ${seat.label}`, at: seat, section, seats: [seat.id] };
    const first = labels.get(seat.label);
    if (first !== undefined) tell({ code: "double_seat", ...here, seats: [first, seat.id] });
    else labels.set(seat.label, seat.id);
    if (isBadText(seat.label, LIMITS.seat_label_chars)) tell({ code: "bad_label", ...here });
    if (Math.max(Math.abs(seat.x), Math.abs(seat.y)) > LIMITS.coordinate_max) tell({ code: "off_plan", ...here });
    const alone = (index === 0 || parted.has(index - 1)) && (index === row.seats.length - 1 || parted.has(index));
    // A wheelchair place stands by itself on purpose.
    if (alone && row.seats.length > 1 && seat.tags?.includes("wheelchair") !== true)
      tell({ code: "lone_seat", ...here });
  });
}

const middle = (outline: readonly Point[]): Point | null => {
  const box = boxOf(outline);
  return box === null ? null : { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
};

/** The same that the wire asks of every line of text: short, and something to read. */
const isBadText = (text: string, chars_max: number): boolean =>
  text.trim() === "" ||
  text.trim() !== text ||
  text.length > chars_max ||
  /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text);

export const canPublish = (problems: readonly Problem[]): boolean =>
  problems.every(({ severity }) => severity !== "error");
