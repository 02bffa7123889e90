// Painting grades and marks. A grade is a section's: seats painted in another one go to a section of that grade beside
// their own, with their ids and labels, and come back to it when they are painted back.
import { GRADES, type Grade, type Seat, type SeatTag } from "../../schema/layout.ts";
import type { Draft, DraftRow, DraftSeated, DraftSection } from "./draft.ts";
import { changeSeats, isWhole, type SeatIds, touches, without, withSections } from "./rows.ts";

/** Between the hall's own name for a section and the grade of a part of it: "1층 · S". */
const PART = " · ";
const AISLE_RATIO = 1.75;

const baseName = (name: string): string => {
  const grade = GRADES.find((one) => name.endsWith(PART + one));
  return grade === undefined ? name : name.slice(0, -(PART + grade).length);
};

export function paintGrade(draft: Draft, seats: SeatIds, zones: SeatIds, grade: Grade): Draft {
  let next = draft;
  for (const section of draft.sections) {
    if (section.kind === "standing") {
      if (zones.has(section.id) && section.grade !== grade) next = regraded(next, section.id, grade);
      continue;
    }
    if (section.grade === grade || !section.rows.some((row) => touches(row, seats))) continue;
    next = isWhole(section, seats) ? paintWhole(next, section, grade) : paintPart(next, section, { seats, grade });
  }
  return next;
}

const regraded = (draft: Draft, id: string, grade: Grade): Draft =>
  withSections(draft, (section) => (section.id === id ? { ...section, grade } : section));

/** A part painted back to what the rest of it is, goes home; everything else just changes its grade. */
function paintWhole(draft: Draft, section: DraftSeated, grade: Grade): Draft {
  const home = partOf(draft, section, grade);
  if (home === null || home.id === section.id) return regraded(draft, section.id, grade);
  return moveSeats(draft, { from: section.id, to: home.id, seats: new Set(idsOf(section)) });
}

function paintPart(draft: Draft, section: DraftSeated, { seats, grade }: { seats: SeatIds; grade: Grade }): Draft {
  const home = partOf(draft, section, grade);
  if (home !== null) return moveSeats(draft, { from: section.id, to: home.id, seats });
  const names = new Set(draft.sections.map(({ name }) => name));
  let name = baseName(section.name) + PART + grade;
  while (names.has(name)) name = `${name} 2`;
  const id = String(draft.next_section);
  const part: DraftSeated = { ...section, id, name, grade, rows: [], outline: null, next_row: 1 };
  const at = draft.sections.findIndex((one) => one.id === section.id) + 1;
  const sections = [...draft.sections.slice(0, at), part, ...draft.sections.slice(at)];
  const opened = { ...draft, sections, next_section: draft.next_section + 1 };
  return moveSeats(opened, { from: section.id, to: id, seats });
}

/** The section of a grade that is a part of the same whole. */
const partOf = (draft: Draft, section: DraftSeated, grade: Grade): DraftSeated | null => {
  const base = baseName(section.name);
  const found = draft.sections.find(
    (one) => one.kind === "seated" && one.grade === grade && one.id !== section.id && baseName(one.name) === base,
  );
  return found?.kind === "seated" ? found : null;
};

const idsOf = (section: DraftSeated): string[] => section.rows.flatMap((row) => row.seats.map(({ id }) => id));

type Moving = { readonly from: string; readonly to: string; readonly seats: SeatIds };

/** Seats go to the row of the same label in the other section, or bring their row along. */
export function moveSeats(draft: Draft, { from, to, seats }: Moving): Draft {
  const source = draft.sections.find((section) => section.id === from);
  if (source === undefined || source.kind === "standing" || from === to) return draft;
  const coming = source.rows.flatMap((row) => {
    const kept = without(row, (seat) => !seats.has(seat.id));
    return kept === null || !touches(row, seats) ? [] : [kept];
  });
  return withSections(draft, (section): DraftSection | null => {
    if (section.kind === "standing") return section;
    if (section.id === to) return { ...section, rows: joined(section.rows, coming), outline: null };
    if (section.id !== from) return section;
    const rows = section.rows.flatMap((row) => without(row, (seat) => seats.has(seat.id)) ?? []);
    return rows.length === 0 ? null : { ...section, rows, outline: null };
  });
}

function joined(rows: readonly DraftRow[], coming: readonly DraftRow[]): DraftRow[] {
  const next = [...rows];
  for (const row of coming) {
    const at = next.findIndex(({ label }) => label === row.label);
    const there = next[at];
    if (there === undefined) next.push(row);
    else next[at] = merged(there, row);
  }
  return next;
}

/** Two pieces of one row, in the order in which they stand on the plan; who stood beside whom still does. */
export function merged(a: DraftRow, b: DraftRow): DraftRow {
  const all = [...a.seats, ...b.seats];
  const from = all[0];
  if (from === undefined) return a;
  const to = all.reduce((best, seat) => (far(from, seat) > far(from, best) ? seat : best));
  const along = ({ x, y }: Seat): number => (x - from.x) * (to.x - from.x) + (y - from.y) * (to.y - from.y);
  const forward = along(a.seats.at(-1) ?? from) >= along(a.seats[0] ?? from) ? 1 : -1;
  const seats = [...all].sort((one, other) => (along(one) - along(other)) * forward);
  const parted = new Set([...partings(a), ...partings(b)]);
  const gaps = seats.slice(1).map((seat, i) => far(seats[i] ?? seat, seat));
  const usual = [...gaps].sort((x, y) => x - y)[gaps.length >> 1] ?? 0;
  const breaks = gaps.flatMap((gap, i) => {
    const wide = gap > usual * AISLE_RATIO;
    return wide || parted.has(`${seats[i]?.id} ${seats[i + 1]?.id}`) ? [i] : [];
  });
  return { label: a.label, seats, breaks };
}

const far = (a: Seat, b: Seat): number => Math.hypot(a.x - b.x, a.y - b.y);

const partings = ({ seats, breaks }: DraftRow): string[] =>
  breaks.map((index) => `${seats[index]?.id} ${seats[index + 1]?.id}`);

/** Sets or clears a mark; a seat without marks has no list of them. */
export const mark = (draft: Draft, seats: SeatIds, tag: SeatTag, on: boolean): Draft =>
  changeSeats(draft, seats, (seat) => {
    const tags = seat.tags ?? [];
    if (tags.includes(tag) === on) return seat;
    const next = on ? [...tags, tag] : tags.filter((one) => one !== tag);
    const { tags: _, ...bare } = seat;
    return next.length === 0 ? bare : { ...bare, tags: next };
  });
