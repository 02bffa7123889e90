// The shapes of seats. A grade is told by its shape as well as by its colour; a shape is cut once for each size and then
// only stamped.
import { HELD, SOLD } from "../../../domain/seat-ledger/seat-state.ts";
import type { Grade } from "../../../schema/layout.ts";
import { GRADE_SHAPES, SHAPE_BOX } from "../../grade-shapes.ts";
import type { Detail } from "../detail.ts";
import { COMPANION, RESTRICTED_VIEW, WHEELCHAIR } from "../plan.ts";
import { type Ink, inkOf, sheetOf } from "./canvas.ts";
import type { Palette } from "./palette.ts";

export type SeatLook = {
  readonly grade: Grade;
  readonly state: number;
  readonly tags: number;
  /** Left out by the fan's filters. */
  readonly back: boolean;
  /** Its step, where seats are ranked. */
  readonly tone?: number | null;
};

/** Eight steps that the eye tells apart, the last still to be seen. */
export const toneAlpha = (step: number): number => Math.max(0.12, 1 - step * 0.125);

/** The square a seat may fill, as a share of the way to the next seat. */
export const SEAT_SHARE = 0.82;

const pathsByGrade = new Map<Grade, Path2D>();
const pathOf = (grade: Grade): Path2D => {
  const known = pathsByGrade.get(grade);
  if (known !== undefined) return known;
  const path = new Path2D(GRADE_SHAPES[grade]);
  pathsByGrade.set(grade, path);
  return path;
};

/** Stamps for one nearness. `pitch` is in device pixels. */
export class SeatStamps {
  readonly #palette: Palette;
  readonly #detail: Detail;
  readonly #size: number;
  readonly #stamps = new Map<string, HTMLCanvasElement>();

  constructor(palette: Palette, detail: Detail, pitch: number) {
    this.#palette = palette;
    this.#detail = detail;
    this.#size = Math.max(3, pitch * SEAT_SHARE);
  }

  get size(): number {
    return this.#size;
  }

  of(look: SeatLook): HTMLCanvasElement {
    const taken = look.state !== 0;
    const marks = look.tags & (WHEELCHAIR | COMPANION | RESTRICTED_VIEW);
    const key = taken ? `t${look.state}` : `${look.grade}${marks}${look.back ? "b" : ""}${look.tone ?? ""}`;
    const known = this.#stamps.get(key);
    if (known !== undefined) return known;
    const stamp = sheetOf(this.#size + 2, this.#size + 2);
    const ink = inkOf(stamp);
    ink.translate(stamp.width / 2, stamp.height / 2);
    if (taken) this.#cutTaken(ink, look.state);
    else this.#cutFree(ink, look, marks);
    this.#stamps.set(key, stamp);
    return stamp;
  }

  /** Taken seats fade: a held one is an empty ring, for it may come back; a sold one only a trace. */
  #cutTaken(ink: Ink, state: number): void {
    const size = this.#size;
    ink.beginPath();
    if (state === HELD) {
      ink.arc(0, 0, size * 0.3, 0, Math.PI * 2);
      ink.strokeStyle = this.#palette.ink_faint;
      ink.lineWidth = Math.max(1, size * 0.09);
      ink.stroke();
      return;
    }
    ink.arc(0, 0, size * (state === SOLD ? 0.17 : 0.1), 0, Math.PI * 2);
    ink.fillStyle = this.#palette.rule;
    ink.fill();
  }

  #cutFree(ink: Ink, { grade, back, tone = null }: SeatLook, marks: number): void {
    const size = this.#size;
    const colour = tone === null ? this.#palette.grades[grade] : this.#palette.accent;
    if (tone !== null) ink.globalAlpha = toneAlpha(tone);
    if (back) {
      ink.globalAlpha = 0.22;
      ink.fillStyle = colour;
      ink.fillRect(-size * 0.24, -size * 0.24, size * 0.48, size * 0.48);
      return;
    }
    if (this.#detail === "numbers") this.#cutChair(ink, colour, marks);
    else this.#cutShape(ink, grade, colour, marks);
  }

  #cutShape(ink: Ink, grade: Grade, colour: string, marks: number): void {
    const size = this.#size;
    const scale = size / SHAPE_BOX;
    ink.save();
    ink.scale(scale, scale);
    ink.translate(-SHAPE_BOX / 2, -SHAPE_BOX / 2);
    if ((marks & (WHEELCHAIR | COMPANION)) !== 0) {
      ink.lineWidth = 2.4;
      ink.strokeStyle = colour;
      ink.stroke(pathOf(grade));
    } else {
      ink.fillStyle = colour;
      ink.fill(pathOf(grade));
    }
    ink.restore();
    if ((marks & WHEELCHAIR) !== 0) dot(ink, size * 0.13, colour);
    if ((marks & RESTRICTED_VIEW) !== 0) this.#strike(ink, size);
  }

  /** Near, a seat is a chair with its number; its grade's shape stands in the legend line above and in its corner. */
  #cutChair(ink: Ink, colour: string, marks: number): void {
    const half = this.#size / 2;
    const open = (marks & (WHEELCHAIR | COMPANION)) !== 0;
    const round = half * 0.34;
    // A corner torn off: part of the view is.
    const torn = (marks & RESTRICTED_VIEW) !== 0 ? half * 0.75 : round;
    const out = half - 0.75;
    ink.beginPath();
    ink.moveTo(-out + round, -out);
    ink.lineTo(out - torn, -out);
    if (torn === round) ink.arcTo(out, -out, out, -out + round, round);
    else ink.lineTo(out, -out + torn);
    ink.arcTo(out, out, out - round, out, round);
    ink.arcTo(-out, out, -out, out - round, round);
    ink.arcTo(-out, -out, -out + round, -out, round);
    ink.closePath();
    if (open) {
      ink.lineWidth = Math.max(1.5, half * 0.12);
      ink.strokeStyle = colour;
      ink.stroke();
    } else {
      ink.fillStyle = colour;
      ink.fill();
    }
  }

  /** The same torn corner on a shape. */
  #strike(ink: Ink, size: number): void {
    const half = size / 2;
    ink.beginPath();
    ink.moveTo(half + 1, -half - 1);
    ink.lineTo(half + 1, -half + size * 0.42);
    ink.lineTo(half - size * 0.42, -half - 1);
    ink.closePath();
    ink.globalCompositeOperation = "destination-out";
    ink.fill();
    ink.globalCompositeOperation = "source-over";
  }
}

function dot(ink: Ink, radius: number, colour: string): void {
  ink.beginPath();
  ink.arc(0, 0, radius, 0, Math.PI * 2);
  ink.fillStyle = colour;
  ink.fill();
}

/** A grade's shape by itself, where a section or a chosen seat names it. */
export function drawGrade(ink: Ink, grade: Grade, { x, y, size }: { x: number; y: number; size: number }): void {
  ink.save();
  ink.translate(x - size / 2, y - size / 2);
  ink.scale(size / SHAPE_BOX, size / SHAPE_BOX);
  ink.fill(pathOf(grade));
  ink.restore();
}
