import { describe, expect, it } from "vitest";
import { EMPTY_DRAFT } from "../../domain/layout-editing/draft.ts";
import { eachSeat } from "../../domain/layout-editing/finding.ts";
import { block } from "../../domain/layout-editing/testing/halls.ts";
import type { Point } from "../../schema/layout.ts";
import { Gestures, type Pointer } from "../seat-map/gestures.ts";
import { Editor } from "./editor.ts";
import { type Ground, Hand } from "./hand.ts";

/** A sheet at one pixel a unit: what is pointed at is where it is. */
function atHand(editor: Editor) {
  const pulled: Point[] = [];
  const nearest = (at: Point): string | null =>
    [...eachSeat(editor.draft)].find(({ seat }) => Math.hypot(seat.x - at.x, seat.y - at.y) < 5)?.seat.id ?? null;
  const ground: Ground = {
    toPlan: ({ x, y }) => ({ x, y }),
    seatAt: nearest,
    sectionAt: () => null,
    seatsNear: (at) => [nearest(at)].flatMap((id) => id ?? []),
    scale: () => 1,
    anchors: () => ({ moving: [], peers: [] }),
    sketch: () => undefined,
    brushing: () => undefined,
    brushed: () => undefined,
    placed: () => undefined,
  };
  const nothing = (): void => undefined;
  const gestures = new Gestures({
    pulled: (by) => pulled.push(by),
    pinched: nothing,
    flung: nothing,
    tapped: () => true,
    doubleTapped: nothing,
    ended: nothing,
  });
  const hand = new Hand(editor, ground, gestures);
  let at_ms = 0;
  const drag = (points: readonly Point[], more: Partial<Pointer> = {}): void => {
    const pointers = points.map((point, index): Pointer => {
      return { ...point, id: 1, at_ms: at_ms + index * 20, pointing: "mouse", ...more };
    });
    at_ms += 1_000;
    const [first] = pointers;
    const last = pointers.at(-1);
    if (first === undefined || last === undefined) return;
    hand.down(first);
    for (const pointer of pointers.slice(1)) hand.move(pointer);
    hand.up(last);
  };
  return { drag, pulled };
}

function drawn() {
  const editor = new Editor(EMPTY_DRAFT);
  editor.do({ kind: "add_block", block: block({ rows: 2, seats: 4 }) });
  return { editor, ...atHand(editor) };
}

describe("the editor's state", () => {
  it("LE1: what was just made is chosen, and what an undo takes away is chosen no more", () => {
    const { editor } = drawn();
    expect(editor.state.chosen.seats.size).toBe(8);
    editor.do({ kind: "duplicate", by: { x: 0, y: 40 }, ...editor.state.chosen });
    expect([...editor.state.chosen.seats][0]).toBe("2-1-1");
    editor.undo();
    expect(editor.state.chosen.seats.size).toBe(0);
    editor.redo();
    editor.chooseAll();
    editor.nudge({ x: 1, y: 0 });
    editor.nudge({ x: 1, y: 0 });
    editor.undo();
    expect([...eachSeat(editor.draft)][0]?.seat.x).toBe(-15);
  });
});

describe("the hand on the sheet", () => {
  const empty = { seats: new Set<string>(), zones: new Set<string>() };

  it("LE6: a band chooses, Shift adds, a press chooses one, a press beside lets go", () => {
    const { editor, drag } = drawn();
    editor.set({ chosen: empty });
    drag([
      { x: -40, y: -6 },
      { x: 0, y: 5 },
    ]);
    expect([...editor.state.chosen.seats]).toEqual(["1-1-1", "1-1-2"]);
    drag(
      [
        { x: -40, y: 6 },
        { x: -10, y: 20 },
      ],
      { shift: true },
    );
    expect([...editor.state.chosen.seats]).toEqual(["1-1-1", "1-1-2", "1-2-1"]);
    drag([{ x: 5, y: 0 }]);
    expect([...editor.state.chosen.seats]).toEqual(["1-1-3"]);
    drag([{ x: 300, y: 300 }]);
    expect(editor.state.chosen.seats.size).toBe(0);
  });

  it("LE6: what is chosen is dragged along, onto the grid where that is near", () => {
    const { editor, drag } = drawn();
    drag([
      { x: -15, y: 0 },
      { x: 20, y: 3 },
      { x: 37, y: 28 },
    ]);
    expect([...eachSeat(editor.draft)][0]?.seat).toMatchObject({ x: 35, y: 30 });
    expect(editor.state.history.past).toHaveLength(2);
  });

  it("LE5: a stroke of the brush is one step; a finger beside what is chosen moves the plan instead", () => {
    const { editor, drag, pulled } = drawn();
    editor.set({ tool: "mark", chosen: empty });
    drag([
      { x: -15, y: 0 },
      { x: -5, y: 0 },
      { x: 5, y: 0 },
    ]);
    expect([...eachSeat(editor.draft)].filter(({ seat }) => seat.tags !== undefined)).toHaveLength(3);
    expect(editor.state.history.past).toHaveLength(2);
    editor.set({ tool: "choose", chosen: empty });
    drag(
      [
        { x: 100, y: 100 },
        { x: 140, y: 100 },
      ],
      { pointing: "finger" },
    );
    expect(pulled).toHaveLength(1);
    expect(editor.state.chosen.seats.size).toBe(0);
  });
});
