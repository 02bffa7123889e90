// A draft as the seat map draws it: the same plan a fan will see, on a sheet with room to draw on.

import { type Box, boxOf } from "../../domain/layout/outline.ts";
import { type Draft, outlineOf } from "../../domain/layout-editing/draft.ts";
import type { Layout, Section } from "../../schema/layout.ts";
import { type Plan, type PlanSection, planOf } from "../seat-map/plan.ts";

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

export type Drawn = { readonly draft: Draft; readonly plan: Plan };

/** Where two drafts are drawn differently; null where that may be anywhere. Sections that were left alone are the same objects. */
export function changedBoxes(before: Drawn, after: Drawn): readonly Box[] | null {
  if (before.draft.stage !== after.draft.stage || before.plan.pitch !== after.plan.pitch) return null;
  const was = new Map(before.draft.sections.map((section) => [section.id, section]));
  const same = new Set(after.draft.sections.filter((section) => was.get(section.id) === section).map(({ id }) => id));
  return [before.plan, after.plan].flatMap((plan) =>
    plan.sections.flatMap((one) => (same.has(one.id) ? [] : reachOf(plan, one))),
  );
}

/** A section's outline and seats: an outline that was drawn by hand may leave seats outside. */
function reachOf({ map, pitch }: Plan, { start, end, kind, outline }: PlanSection): Box[] {
  const box = boxOf(outline) ?? { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  let { left, top, right, bottom } = box;
  for (let place = start; kind === "seated" && place < end; place++) {
    const x = map.x[place] ?? 0;
    const y = map.y[place] ?? 0;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return left > right ? [] : [{ left: left - pitch, top: top - pitch, right: right + pitch, bottom: bottom + pitch }];
}

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
