// What a pointer does with the tool that is in hand: choose by a band, move what is chosen, paint along a stroke, place.
// Fingers move the plan unless they begin on what is chosen; two fingers always do.

import type { Box } from "../../domain/layout/outline.ts";
import type { Target } from "../../domain/layout-editing/command.ts";
import { inBox } from "../../domain/layout-editing/finding.ts";
import { type Snapped, snap } from "../../domain/layout-editing/moving.ts";
import type { Point } from "../../schema/layout.ts";
import type { Gestures, Pointer, PointerTaker } from "../seat-map/gestures.ts";
import { type Editor, joined, NOTHING } from "./editor.ts";

export type Ground = {
  readonly toPlan: (at: Point) => Point;
  readonly seatAt: (at: Point, pointer: Pointer) => string | null;
  readonly sectionAt: (at: Point) => string | null;
  readonly seatsNear: (point: Point) => readonly string[];
  readonly scale: () => number;
  readonly anchors: () => { readonly moving: readonly Point[]; readonly peers: readonly Point[] };
  readonly sketch: (part: { moving?: Point; band?: Box | null; guides?: Snapped["guides"] }) => void;
  /** More under the brush; and that it was let go. */
  readonly brushing: (seats: readonly string[], zones: ReadonlySet<string>) => void;
  readonly brushed: () => void;
  readonly placed: (point: Point) => void;
};

type Drag =
  | { readonly kind: "band"; readonly from: Point; readonly add: boolean }
  | { readonly kind: "move"; readonly from: Point; by: Point; readonly anchors: ReturnType<Ground["anchors"]> }
  | { readonly kind: "stroke"; readonly seats: Set<string>; readonly zones: Set<string> }
  | { readonly kind: "gesture" };

const TREMBLE_PX = 4;
const SNAP_PX = 7;
const NO_GUIDES = { x: null, y: null };
const PAINTS: ReadonlySet<string> = new Set(["grade", "mark", "aisle"]);

export class Hand implements PointerTaker {
  readonly #editor: Editor;
  readonly #ground: Ground;
  readonly #gestures: Gestures;
  #drag: Drag | null = null;
  #down: Pointer | null = null;
  #moved = false;
  #fingers = 0;

  constructor(editor: Editor, ground: Ground, gestures: Gestures) {
    this.#editor = editor;
    this.#ground = ground;
    this.#gestures = gestures;
  }

  down = (pointer: Pointer): void => {
    this.#fingers += 1;
    if (this.#fingers > 1) {
      this.#letGo();
      this.#drag = { kind: "gesture" };
      if (this.#down !== null && this.#fingers === 2) this.#gestures.down(this.#down);
      this.#gestures.down(pointer);
      return;
    }
    this.#down = pointer;
    this.#moved = false;
    this.#drag = this.#begin(pointer);
    if (this.#drag.kind === "gesture") this.#gestures.down(pointer);
    if (this.#drag.kind === "stroke") this.#stroke(this.#drag, pointer);
  };

  move = (pointer: Pointer): void => {
    const drag = this.#drag;
    if (drag === null || this.#down === null) return;
    if (drag.kind === "gesture") {
      this.#gestures.move(pointer);
      return;
    }
    if (Math.hypot(pointer.x - this.#down.x, pointer.y - this.#down.y) > TREMBLE_PX) this.#moved = true;
    if (!this.#moved) return;
    const at = this.#ground.toPlan(pointer);
    if (drag.kind === "band") this.#ground.sketch({ band: boxBetween(drag.from, at) });
    else if (drag.kind === "stroke") this.#stroke(drag, pointer);
    else {
      const by = { x: at.x - drag.from.x, y: at.y - drag.from.y };
      const snapped = snap(by, { ...drag.anchors, reach: SNAP_PX / this.#ground.scale() });
      drag.by = snapped.by;
      this.#ground.sketch({ moving: snapped.by, guides: snapped.guides });
    }
  };

  up = (pointer: Pointer): void => {
    this.#fingers = Math.max(0, this.#fingers - 1);
    const drag = this.#drag;
    if (drag?.kind === "gesture") this.#gestures.up(pointer);
    else if (drag !== null) this.#finish(drag, pointer);
    if (this.#fingers === 0) this.#letGo();
  };

  cancel = (id: number): void => {
    this.#fingers = Math.max(0, this.#fingers - 1);
    this.#gestures.cancel(id);
    this.#letGo();
  };

  #letGo(): void {
    if (this.#drag?.kind === "stroke") this.#ground.brushed();
    this.#drag = null;
    this.#ground.sketch({ moving: { x: 0, y: 0 }, band: null, guides: NO_GUIDES });
  }

  #begin(pointer: Pointer): Drag {
    const { tool, chosen } = this.#editor.state;
    const from = this.#ground.toPlan(pointer);
    if (tool === "pan") return { kind: "gesture" };
    if (PAINTS.has(tool)) return { kind: "stroke", seats: new Set(), zones: new Set() };
    if (tool !== "choose") return { kind: "band", from, add: false };
    const seat = this.#ground.seatAt(pointer, pointer);
    const zone = this.#ground.sectionAt(pointer);
    const held = seat !== null ? chosen.seats.has(seat) : zone !== null && chosen.zones.has(zone);
    if (held && pointer.shift !== true) {
      return { kind: "move", from, by: { x: 0, y: 0 }, anchors: this.#ground.anchors() };
    }
    if (pointer.pointing === "finger") return { kind: "gesture" };
    return { kind: "band", from, add: pointer.shift === true };
  }

  #finish(drag: Drag, pointer: Pointer): void {
    const { chosen } = this.#editor.state;
    if (drag.kind === "stroke") {
      this.#paint(drag);
      return;
    }
    if (!this.#moved) {
      this.tap(pointer);
      return;
    }
    if (drag.kind === "move") {
      this.#editor.do({ kind: "move", by: drag.by, ...chosen });
      return;
    }
    if (drag.kind !== "band" || this.#editor.state.tool !== "choose") return;
    const found = inBox(this.#editor.draft, boxBetween(drag.from, this.#ground.toPlan(pointer)));
    this.#editor.set({ chosen: drag.add ? joined(chosen, found) : found });
  }

  /** A press without a drag: one seat, one zone, or what the tool puts down. */
  tap(pointer: Pointer): void {
    const { tool, chosen } = this.#editor.state;
    if (tool !== "choose" && tool !== "pan") {
      this.#ground.placed(this.#ground.toPlan(pointer));
      return;
    }
    const seat = this.#ground.seatAt(pointer, pointer);
    const section = this.#ground.sectionAt(pointer);
    if (seat === null && section === null) {
      if (pointer.shift !== true) this.#editor.set({ chosen: NOTHING });
      return;
    }
    if (seat === null) this.#editor.chooseSection(section ?? "", pointer.shift === true);
    else if (pointer.shift === true) this.#editor.set({ chosen: toggled(chosen, seat) });
    else this.#editor.set({ chosen: { seats: new Set([seat]), zones: new Set() } });
  }

  #stroke(drag: Extract<Drag, { kind: "stroke" }>, pointer: Pointer): void {
    const fresh = this.#ground.seatsNear(this.#ground.toPlan(pointer)).filter((seat) => !drag.seats.has(seat));
    for (const seat of fresh) drag.seats.add(seat);
    const section = this.#ground.sectionAt(pointer);
    const zone = this.#editor.draft.sections.find(({ id, kind }) => id === section && kind === "standing");
    if (zone !== undefined) drag.zones.add(zone.id);
    // What is under the brush is shown as chosen until it is let go: by the sheet alone, a stroke over a stadium has no time
    // to tell everybody.
    this.#ground.brushing(fresh, drag.zones);
  }

  #paint({ seats, zones }: Target): void {
    const { tool, brush } = this.#editor.state;
    const command =
      tool === "grade"
        ? ({ kind: "paint", grade: brush.grade, seats, zones } as const)
        : tool === "mark"
          ? ({ kind: "mark", tag: brush.tag, on: true, seats } as const)
          : ({ kind: "aisle", after: seats, open: true } as const);
    this.#editor.do(command);
    this.#editor.set({ chosen: NOTHING });
  }
}

const toggled = ({ seats, zones }: Target, seat: string): Target => {
  const next = new Set(seats);
  if (!next.delete(seat)) next.add(seat);
  return { seats: next, zones };
};

const boxBetween = (a: Point, b: Point): Box => ({
  left: Math.min(a.x, b.x),
  top: Math.min(a.y, b.y),
  right: Math.max(a.x, b.x),
  bottom: Math.max(a.y, b.y),
});
