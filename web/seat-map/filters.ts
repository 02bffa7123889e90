// Which seats stand out: by grade, which is to say by price, and by access (S11). What does not fit steps back, but stays.
import { FREE } from "../../domain/seat-ledger/seat-state.ts";
import type { Grade } from "../../schema/layout.ts";
import { gradeAt } from "./choice.ts";
import type { LiveSeats } from "./live-seats.ts";
import { COMPANION, type Plan, RESTRICTED_VIEW, STEP_FREE, WHEELCHAIR } from "./plan.ts";

export type AccessWish = "wheelchair" | "step_free" | "full_view";
export const ACCESS_WISHES: readonly AccessWish[] = ["wheelchair", "step_free", "full_view"];

export type Filters = {
  /** Empty: every grade. */
  readonly grades: readonly Grade[];
  readonly access: readonly AccessWish[];
};

export const NO_FILTERS: Filters = { grades: [], access: [] };

export const hasFilters = ({ grades, access }: Filters): boolean => grades.length + access.length > 0;

export const switched = <T>(list: readonly T[], item: T): readonly T[] =>
  list.includes(item) ? list.filter((one) => one !== item) : [...list, item];

export function fits(plan: Plan, { grades, access }: Filters, place: number): boolean {
  if (grades.length > 0 && !grades.includes(gradeAt(plan, place))) return false;
  const tags = plan.tags[place] ?? 0;
  return access.every((wish) => {
    if (wish === "wheelchair") return (tags & (WHEELCHAIR | COMPANION)) !== 0;
    if (wish === "step_free") return (tags & STEP_FREE) !== 0;
    return (tags & RESTRICTED_VIEW) === 0;
  });
}

/** 1 for every seat that steps back; null where none does, so that drawing need not ask. */
export function setBack(plan: Plan, filters: Filters): Uint8Array | null {
  if (!hasFilters(filters)) return null;
  const back = new Uint8Array(plan.map.seats_count);
  for (let place = 0; place < back.length; place++) if (!fits(plan, filters, place)) back[place] = 1;
  return back;
}

/** A section none of whose seats fits; a zone has a grade and a floor, but no seats to look at. */
export function sectionFits(plan: Plan, filters: Filters, number: number): boolean {
  const section = plan.sections[number];
  if (section === undefined) return false;
  if (filters.grades.length > 0 && !filters.grades.includes(section.grade)) return false;
  if (filters.access.length === 0) return true;
  if (section.kind === "standing") return !filters.access.includes("wheelchair");
  for (let place = section.start; place < section.end; place++) if (fits(plan, filters, place)) return true;
  return false;
}

/** Which access wishes this house can fulfil at all: the others are not offered. */
export function accessOffered(plan: Plan): readonly AccessWish[] {
  let seen = 0;
  for (const tags of plan.tags) seen |= tags;
  return ACCESS_WISHES.filter((wish) => {
    if (wish === "wheelchair") return (seen & WHEELCHAIR) !== 0;
    return (seen & (wish === "step_free" ? STEP_FREE : RESTRICTED_VIEW)) !== 0;
  });
}

/** Free seats of each section that do not step back. */
export function fittingIn(plan: Plan, live: LiveSeats, back: Uint8Array): Uint32Array {
  const fitting = live.free_in.slice();
  for (let place = 0; place < back.length; place++) {
    if (back[place] !== 1 || live.seat_state[place] !== FREE) continue;
    const section = plan.map.section_of[place] ?? 0;
    fitting[section] = (fitting[section] ?? 0) - 1;
  }
  return fitting;
}
