// Where what is new goes on the sheet, and what it is called.
import { boxOf } from "../../../domain/layout/outline.ts";
import type { Draft } from "../../../domain/layout-editing/draft.ts";
import { eachSeat } from "../../../domain/layout-editing/finding.ts";
import { freeLabelAfter } from "../../../domain/layout-editing/sequence.ts";
import type { Point } from "../../../schema/layout.ts";

const STAND_OFF = 70;

/** Below everything that is there, in the middle; an empty sheet begins in front of where a stage will be. */
export function freeSpot(draft: Draft): Point {
  const seats = [...eachSeat(draft)].map(({ seat }) => seat);
  const zones = draft.sections.flatMap((section) => (section.kind === "standing" ? section.outline : []));
  const box = boxOf([...seats, ...zones, ...(draft.stage?.outline ?? [])]);
  if (box === null) return { x: 0, y: 0 };
  return { x: Math.round((box.left + box.right) / 2), y: box.bottom + STAND_OFF };
}

export const nextName = (draft: Draft, like: "seated" | "standing"): string => {
  const names = new Set(draft.sections.map(({ name }) => name));
  const last = draft.sections.findLast(({ kind }) => kind === like)?.name;
  if (last === undefined) return names.has("A") ? freeLabelAfter("A", names) : "A";
  return freeLabelAfter(last, names);
};

/** In front of the first row. */
export function stageSpot(draft: Draft, height: number): Point {
  const box = boxOf([...eachSeat(draft)].map(({ seat }) => seat));
  if (box === null) return { x: 0, y: -STAND_OFF - height / 2 };
  return { x: Math.round((box.left + box.right) / 2), y: Math.round(box.top - STAND_OFF / 1.4 - height / 2) };
}
