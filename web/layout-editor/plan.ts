// A draft as the seat map draws it: the same plan a fan will see, on a sheet with room to draw on.

import { type Box, boxOf } from "../../domain/layout/outline.ts";
import { type Draft, outlineOf } from "../../domain/layout-editing/draft.ts";
import type { Layout, Section } from "../../schema/layout.ts";
import { type Plan, planOf } from "../seat-map/plan.ts";

/** What stands in for a grade that is not chosen yet; such seats are drawn set back. */
const UNGRADED = "B";
/** The sheet grows in such steps, so that it does not change with every seat. */
const SHEET_STEP = 400;
const SHEET_MARGIN = 240;

export function layoutOf(draft: Draft): Layout {
  return {
    layout_version: "draft",
    sections: draft.sections.map((section): Section => {
      const grade = section.grade ?? UNGRADED;
      const outline = outlineOf(section);
      return section.kind === "standing" ? { ...section, grade } : { ...section, grade, outline };
    }),
    stage: draft.stage ?? { kind: "stage", outline: [] },
    focal_point: draft.focal_point ?? { x: 0, y: 0 },
  };
}

export function draftPlan(draft: Draft): Plan {
  const plan = planOf(layoutOf(draft));
  const points = draft.focal_point === null ? [] : [draft.focal_point];
  const content = boxOf([...plan.sections.flatMap(({ outline }) => outline), ...plan.stage.outline, ...points]);
  return { ...plan, bounds: sheetAround(content ?? { left: 0, top: 0, right: 0, bottom: 0 }) };
}

export const sheetAround = ({ left, top, right, bottom }: Box): Box => ({
  left: Math.floor((left - SHEET_MARGIN) / SHEET_STEP) * SHEET_STEP,
  top: Math.floor((top - SHEET_MARGIN) / SHEET_STEP) * SHEET_STEP,
  right: Math.ceil((right + SHEET_MARGIN) / SHEET_STEP) * SHEET_STEP,
  bottom: Math.ceil((bottom + SHEET_MARGIN) / SHEET_STEP) * SHEET_STEP,
});

/** 1 for seats whose section has no grade yet. */
export function ungraded(draft: Draft, plan: Plan): Uint8Array | null {
  const missing = new Set(draft.sections.flatMap(({ grade, id }) => (grade === null ? [id] : [])));
  if (missing.size === 0) return null;
  const back = new Uint8Array(plan.map.seats_count);
  for (const section of plan.map.sections) {
    if (section.kind === "seated" && missing.has(section.id)) back.fill(1, section.start, section.end);
  }
  return back;
}
