// Many seats at once, for who sells them: those under a box drawn over the plan, those of a section, those of a grade.
import type { Box } from "../../domain/layout/outline.ts";
import { BLOCKED, FREE } from "../../domain/seat-ledger/seat-state.ts";
import type { LiveSeats } from "./live-seats.ts";
import type { Plan } from "./plan.ts";

export function placesInBox(plan: Plan, { left, top, right, bottom }: Box): number[] {
  const { x, y, seats_count } = plan.map;
  const found: number[] = [];
  for (let place = 0; place < seats_count; place++) {
    const at_x = x[place] ?? Number.NaN;
    const at_y = y[place] ?? Number.NaN;
    if (at_x >= left && at_x <= right && at_y >= top && at_y <= bottom) found.push(place);
  }
  return found;
}

/** As a form names them: "grade:R", "section:2". */
export const groupsOf = (plan: Plan): { readonly grades: readonly string[]; readonly sections: Plan["sections"] } => ({
  grades: [...new Set(seated(plan).map(({ grade }) => grade))],
  sections: seated(plan),
});

/** A standing zone has places and no seats: none of them is anywhere. */
const seated = (plan: Plan): Plan["sections"] => plan.sections.filter(({ kind }) => kind === "seated");

export function placesOfGroup(plan: Plan, group: string): number[] {
  const [kind, name] = group.split(/:(.*)/s);
  const meant = seated(plan).filter(({ grade, id }) =>
    kind === "grade" ? grade === name : kind === "section" && id === name,
  );
  return meant.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i));
}

/** What is held or sold is somebody's, and stays out of what many are done to. */
export const nobodys = (live: LiveSeats, places: readonly number[]): number[] =>
  places.filter((place) => live.seat_state[place] === FREE || live.seat_state[place] === BLOCKED);
