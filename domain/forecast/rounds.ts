// Which rounds of a show a forecast plays: from the first on, as many as its limits hold. One line serves them all, so
// their seats are played as one hall.
import type { Grade } from "../../schema/layout.ts";
import type { SeatsPerGrade } from "../simulation/hall-of.ts";

export type PlayedRounds = { readonly seats: SeatsPerGrade; readonly played: number };

/** Null where even the first is too large. */
export function roundsThatFit(
  rounds: readonly Readonly<Record<string, number>>[],
  seats_max: number,
): PlayedRounds | null {
  const seats: Partial<Record<Grade, number>> = {};
  let played = 0;
  let all = 0;
  for (const round of rounds) {
    all += Object.values(round).reduce((sum, count) => sum + count, 0);
    if (all > seats_max) break;
    for (const [grade, count] of Object.entries(round) as [Grade, number][]) seats[grade] = (seats[grade] ?? 0) + count;
    played++;
  }
  return played === 0 ? null : { seats, played };
}
