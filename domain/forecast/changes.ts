// Settings an organiser could turn instead, each alone, so that the report can say what each would bring.
import type { Question } from "./question.ts";

export type ChangeName = "room_capacity" | "batch_size" | "step_ms" | "claim_ms" | "hold_ms" | "seats_per_fan";
export type Change = { readonly setting: ChangeName; readonly from: number; readonly to: number };

const ROOM_MAX = 100_000;
/** People must still be able to choose and to pay. */
const CLAIM_LEAST_MS = 30_000;
const HOLD_LEAST_MS = 180_000;
const STEP_LEAST_MS = 500;

export function changesOf({ settings, limits }: Question): Change[] {
  const { room_capacity, batch_size, step_ms, claim_ms } = settings;
  const wishes: readonly Change[] = [
    { setting: "room_capacity", from: room_capacity, to: Math.min(ROOM_MAX, Math.ceil(room_capacity * 1.5)) },
    { setting: "room_capacity", from: room_capacity, to: Math.min(ROOM_MAX, room_capacity * 2) },
    { setting: "batch_size", from: batch_size, to: batch_size * 2 },
    { setting: "step_ms", from: step_ms, to: Math.max(STEP_LEAST_MS, Math.floor(step_ms / 2)) },
    { setting: "claim_ms", from: claim_ms, to: Math.max(CLAIM_LEAST_MS, Math.floor(claim_ms / 2)) },
    { setting: "hold_ms", from: limits.hold_ms, to: Math.max(HOLD_LEAST_MS, Math.floor(limits.hold_ms / 2)) },
    { setting: "seats_per_fan", from: limits.seats_per_fan, to: Math.max(1, limits.seats_per_fan - 1) },
  ];
  // Where the bound is reached already there is nothing to turn, and a bound never turns it the wrong way.
  return wishes.filter(({ setting, from, to }) => (GROWS.includes(setting) ? to > from : to < from));
}

const GROWS: readonly ChangeName[] = ["room_capacity", "batch_size"];

export const changed = (question: Question, { setting, to }: Change): Question =>
  setting === "hold_ms" || setting === "seats_per_fan"
    ? { ...question, limits: { ...question.limits, [setting]: to } }
    : { ...question, settings: { ...question.settings, [setting]: to } };
