import { expect, it } from "vitest";
import { EMPTY_DRAFT } from "../../domain/layout-editing/draft.ts";
import { block } from "../../domain/layout-editing/testing/halls.ts";
import { Editor } from "./editor.ts";
import { changedBoxes, draftPlan } from "./plan.ts";

const drawn = ({ draft }: Editor) => ({ draft, plan: draftPlan(draft) });

function twoBlocks(): Editor {
  const editor = new Editor(EMPTY_DRAFT);
  editor.do({ kind: "add_block", block: block({ rows: 2, seats: 4 }) });
  editor.do({ kind: "duplicate", by: { x: 0, y: 400 }, ...editor.state.chosen });
  return editor;
}

it("LE13: what a step left alone is not drawn anew; what it moved is, where it was and where it is", () => {
  const editor = twoBlocks();
  const before = drawn(editor);
  // The copy is what is chosen.
  editor.nudge({ x: 300, y: 0 });
  const boxes = changedBoxes(before, drawn(editor)) ?? [];
  expect(boxes).toHaveLength(2);
  expect(boxes.every(({ top }) => top > 100)).toBe(true);
  const [was, is] = boxes;
  expect((is?.left ?? 0) - (was?.left ?? 0)).toBe(300);
  expect(changedBoxes(before, before)).toEqual([]);
});

it("LE13: a seat outside of the outline that its section was drawn with lies in the box; another stage changes everything", () => {
  const editor = twoBlocks();
  const { draft, plan } = drawn(editor);
  const tight = draft.sections.map((section) => ({
    ...section,
    outline: [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
    ],
  }));
  const after = { draft: { ...draft, sections: tight }, plan: draftPlan({ ...draft, sections: tight }) };
  const [, , first] = changedBoxes({ draft, plan }, after) ?? [];
  expect(first?.left).toBeLessThanOrEqual(Math.min(...after.plan.map.x));
  const staged = { ...draft, stage: { kind: "stage" as const, outline: [] } };
  expect(changedBoxes({ draft, plan }, { draft: staged, plan })).toBeNull();
});
