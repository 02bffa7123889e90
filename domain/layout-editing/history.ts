// Undo and redo over the whole session. Each step keeps the draft before it; drafts share what did not change, so that
// a thousand small steps in a large hall cost little more than the hall.
import { apply, type Command } from "./command.ts";
import type { Draft } from "./draft.ts";

type Step = {
  readonly before: Draft;
  readonly kind: Command["kind"];
  /** How many seats the step holds that no other step shares, at most. */
  readonly weight: number;
};

export type History = {
  readonly present: Draft;
  readonly past: readonly Step[];
  readonly future: readonly (Omit<Step, "before"> & { readonly after: Draft })[];
  /** Steps with the same mark become one: a key that is held down is one move. */
  readonly merging: string | null;
};

/** About 250 MB of seats, the bound of what a tab may hold; a session of ordinary steps never comes near it. */
const WEIGHT_MAX = 3_000_000;

export const begin = (draft: Draft): History => ({ present: draft, past: [], future: [], merging: null });

export function act(history: History, command: Command, merging: string | null = null): History {
  const { present, past } = history;
  const next = apply(present, command);
  if (next === present) return history;
  if (merging !== null && merging === history.merging && past.length > 0) {
    return { present: next, past, future: [], merging };
  }
  const step = { before: present, kind: command.kind, weight: weightOf(command, present) };
  return { present: next, past: bounded([...past, step]), future: [], merging };
}

export function undo(history: History): History {
  const step = history.past.at(-1);
  if (step === undefined) return history;
  return {
    present: step.before,
    past: history.past.slice(0, -1),
    future: [...history.future, { after: history.present, kind: step.kind, weight: step.weight }],
    merging: null,
  };
}

export function redo(history: History): History {
  const step = history.future.at(-1);
  if (step === undefined) return history;
  return {
    present: step.after,
    past: [...history.past, { before: history.present, kind: step.kind, weight: step.weight }],
    future: history.future.slice(0, -1),
    merging: null,
  };
}

function weightOf(command: Command, draft: Draft): number {
  if ("seats" in command) return command.seats.size + 1;
  return command.kind === "replace"
    ? draft.sections.reduce((sum, { kind }) => sum + (kind === "seated" ? 500 : 1), 1)
    : 1;
}

/** The oldest steps go first, and only where memory would. */
function bounded(past: readonly Step[]): readonly Step[] {
  let weight = 0;
  for (let i = past.length - 1; i >= 0; i--) {
    weight += past[i]?.weight ?? 0;
    if (weight > WEIGHT_MAX && i < past.length - 1) return past.slice(i + 1);
  }
  return past;
}
