// A person's own time in a practice, to stand among others': every step was made on its page, and none of them faster than
// pages open, eyes read and hands press. What a script slows down to is not told apart.
import type { Card, StepName } from "./card.ts";

const STEPS: readonly StepName[] = ["click", "wait", "enter", "choose", "pay"];
/** Four pages and four presses; the quickest people need twice as long. */
export const OWN_LEAST_MS = 1_000;

export type OwnTime = { readonly kind: "own"; readonly own_ms: number } | { readonly kind: "not_won" | "not_by_hand" };

/** Without the wait, which is the line's. */
export function ownTimeOf({ grade, steps }: Pick<Card, "grade" | "steps">): OwnTime {
  if (grade === "F") return { kind: "not_won" };
  const own_ms = steps.filter(({ name }) => name !== "wait").reduce((sum, { ms }) => sum + ms, 0);
  // Whoever went around a page has no time there.
  const whole = STEPS.every((name) => steps.some((step) => step.name === name));
  return whole && own_ms >= OWN_LEAST_MS ? { kind: "own", own_ms } : { kind: "not_by_hand" };
}
