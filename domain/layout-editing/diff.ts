// What a new plan does to the seats of the old one. A seat is the same where its id is.
import type { Layout } from "../../schema/layout.ts";

type Plan = Pick<Layout, "sections">;

export type LayoutChanges = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly moved: readonly string[];
  readonly regraded: readonly string[];
  readonly relabelled: readonly string[];
};

type Place = { readonly x: number; readonly y: number; readonly grade: string; readonly name: string };

/** A standing zone's places count like seats: its id stands for those it keeps, and its name for those it gains or loses. */
function placesOf({ sections }: Plan): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const section of sections) {
    if (section.kind === "standing") {
      const { x, y } = section.outline[0] ?? { x: 0, y: 0 };
      for (let number = 1; number <= section.capacity; number++) {
        places.set(`${section.id}_p${number}`, { x, y, grade: section.grade, name: section.name });
      }
      continue;
    }
    for (const row of section.rows) {
      for (const { id, label, x, y } of row.seats) {
        places.set(id, { x, y, grade: section.grade, name: `${section.name}|${row.label}|${label}` });
      }
    }
  }
  return places;
}

export function changesBetween(before: Plan, after: Plan): LayoutChanges {
  const old = placesOf(before);
  const added: string[] = [];
  const moved: string[] = [];
  const regraded: string[] = [];
  const relabelled: string[] = [];
  for (const [id, now] of placesOf(after)) {
    const then = old.get(id);
    old.delete(id);
    if (then === undefined) {
      added.push(id);
      continue;
    }
    if (then.x !== now.x || then.y !== now.y) moved.push(id);
    if (then.grade !== now.grade) regraded.push(id);
    if (then.name !== now.name) relabelled.push(id);
  }
  return { added, removed: [...old.keys()], moved, regraded, relabelled };
}

export type ChangeCounts = { readonly [Kind in keyof LayoutChanges]: number };

export const countsOf = ({ added, removed, moved, regraded, relabelled }: LayoutChanges): ChangeCounts => ({
  added: added.length,
  removed: removed.length,
  moved: moved.length,
  regraded: regraded.length,
  relabelled: relabelled.length,
});
