// What the fan has chosen but not yet held: which seats, how many more, what they cost.
import { ok, type Result, refused } from "../../domain/result.ts";
import { BLOCKED, FREE, HELD } from "../../domain/seat-ledger/seat-state.ts";
import type { Grade } from "../../schema/layout.ts";
import type { Change } from "./live-seats.ts";
import type { Plan } from "./plan.ts";

export type Choice = readonly number[];
export type ChoiceRefusal = "limit" | "held" | "sold" | "blocked";
export type Prices = ReadonlyMap<Grade, number>;

type Table = { readonly seat_state: Uint8Array; readonly seats_max: number };

/** Chooses a seat, or puts a chosen one back. Order is the order of choosing. */
export function toggled(
  choice: Choice,
  place: number,
  { seat_state, seats_max }: Table,
): Result<Choice, ChoiceRefusal> {
  if (choice.includes(place)) return ok(choice.filter((one) => one !== place));
  const state = seat_state[place];
  if (state !== FREE) return refused(state === BLOCKED ? "blocked" : state === HELD ? "held" : "sold");
  return choice.length >= seats_max ? refused("limit") : ok([...choice, place]);
}

/** Seats of the choice that somebody else has just taken. */
export function lostFrom(choice: Choice, changes: readonly Change[]): Choice {
  if (choice.length === 0) return [];
  const taken = new Set(changes.filter(({ to }) => to !== FREE).map(({ place }) => place));
  return choice.filter((place) => taken.has(place));
}

export const gradeAt = (plan: Plan, place: number): Grade =>
  plan.sections[plan.map.section_of[place] ?? 0]?.grade ?? "STANDING";

export const priceAt = (plan: Plan, prices: Prices, place: number): number => prices.get(gradeAt(plan, place)) ?? 0;

export const totalOf = (plan: Plan, prices: Prices, choice: Choice): number =>
  choice.reduce((sum, place) => sum + priceAt(plan, prices, place), 0);

/** How many this fan may still take: what is held or bought counts, and never below nothing (S4). */
export const seatsLeftFor = (limit: { readonly seats_max: number; readonly seats_bought: number }): number =>
  Math.max(0, limit.seats_max - limit.seats_bought);
