// Fingers and mouse turned into meanings: pull, pinch, fling, tap, double tap. Knows no canvas and no clock of its own.
import type { Point } from "../../schema/layout.ts";
import type { Pointing } from "./detail.ts";

export type Pointer = Point & {
  readonly id: number;
  readonly at_ms: number;
  readonly pointing: Pointing;
  readonly shift?: boolean;
};

/** Whoever makes sense of pointers: gestures on a fan's map, a hand that draws in the editor. */
export type PointerTaker = {
  readonly down: (pointer: Pointer) => void;
  readonly move: (pointer: Pointer) => void;
  readonly up: (pointer: Pointer) => void;
  readonly cancel: (id: number) => void;
};

export type GestureListener = {
  readonly pulled: (by: Point) => void;
  /** `by` is how far the middle of the fingers moved meanwhile. */
  readonly pinched: (factor: number, at: Point, by: Point) => void;
  /** Let go while moving: view pixels per ms. */
  readonly flung: (speed: Point) => void;
  /** True where the tap was of use by itself, so that a second one is not the half of a double tap. */
  readonly tapped: (at: Point, pointing: Pointing) => boolean;
  readonly doubleTapped: (at: Point) => void;
  readonly ended: () => void;
};

/** A resting finger trembles this much. */
const TAP_REACH_PX = 9;
const TAP_LONGEST_MS = 450;
const DOUBLE_TAP_MS = 300;
const DOUBLE_TAP_REACH_PX = 32;
/** Only the last stretch counts for a fling: who stops before letting go means to stop. */
const FLING_MS = 90;
const FLING_SLOWEST = 0.12;

type Trace = { readonly down: Pointer; last: Pointer; moved: boolean };

export class Gestures {
  readonly #listener: GestureListener;
  readonly #traces = new Map<number, Trace>();
  #recent: Pointer[] = [];
  #tap_before: Pointer | null = null;
  #pinching = false;

  constructor(listener: GestureListener) {
    this.#listener = listener;
  }

  down(pointer: Pointer): void {
    this.#traces.set(pointer.id, { down: pointer, last: pointer, moved: false });
    this.#recent = [pointer];
    if (this.#traces.size > 1) this.#pinching = true;
  }

  move(pointer: Pointer): void {
    const trace = this.#traces.get(pointer.id);
    if (trace === undefined) return;
    const before = this.#spread();
    const last = trace.last;
    if (distance(trace.down, pointer) > TAP_REACH_PX) trace.moved = true;
    if (this.#pinching) {
      trace.last = pointer;
      const after = this.#spread();
      if (before === null || after === null) return;
      this.#listener.pinched(after.length / Math.max(1, before.length), after.middle, {
        x: after.middle.x - before.middle.x,
        y: after.middle.y - before.middle.y,
      });
      return;
    }
    if (!trace.moved) return;
    trace.last = pointer;
    this.#recent.push(pointer);
    this.#listener.pulled({ x: pointer.x - last.x, y: pointer.y - last.y });
  }

  up(pointer: Pointer): void {
    const trace = this.#traces.get(pointer.id);
    if (trace === undefined) return;
    this.#traces.delete(pointer.id);
    if (this.#pinching) {
      // The finger left over after a pinch does not drag: it is about to leave, too.
      if (this.#traces.size === 0) {
        this.#pinching = false;
        this.#listener.ended();
      }
      return;
    }
    if (trace.moved) this.#letGo(pointer);
    else if (pointer.at_ms - trace.down.at_ms <= TAP_LONGEST_MS) this.#tap(pointer);
    this.#listener.ended();
  }

  cancel(id: number): void {
    this.#traces.delete(id);
    if (this.#traces.size === 0) this.#pinching = false;
    this.#listener.ended();
  }

  #tap(pointer: Pointer): void {
    const before = this.#tap_before;
    const again =
      before !== null &&
      pointer.at_ms - before.at_ms <= DOUBLE_TAP_MS &&
      distance(before, pointer) <= DOUBLE_TAP_REACH_PX;
    if (again) {
      this.#tap_before = null;
      this.#listener.doubleTapped(pointer);
      return;
    }
    this.#tap_before = this.#listener.tapped(pointer, pointer.pointing) ? null : pointer;
  }

  #letGo(pointer: Pointer): void {
    const from = this.#recent.find(({ at_ms }) => pointer.at_ms - at_ms <= FLING_MS);
    if (from === undefined || pointer.at_ms <= from.at_ms) return;
    const ms = pointer.at_ms - from.at_ms;
    const speed = { x: (pointer.x - from.x) / ms, y: (pointer.y - from.y) / ms };
    if (Math.hypot(speed.x, speed.y) >= FLING_SLOWEST) this.#listener.flung(speed);
  }

  #spread(): { readonly length: number; readonly middle: Point } | null {
    const [one, two] = [...this.#traces.values()];
    if (one === undefined || two === undefined) return null;
    const middle = { x: (one.last.x + two.last.x) / 2, y: (one.last.y + two.last.y) / 2 };
    return { length: distance(one.last, two.last), middle };
  }
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
