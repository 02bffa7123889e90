// Cached bitmaps of the plan: one of the whole, never above half scale, and square tiles at the nearness being looked
// at. A frame is made of a handful of stamps; drawing seats is spread over frames and done where the eye is first.
import type { Box } from "../../../domain/layout/outline.ts";
import { heightOf, widthOf } from "../camera.ts";
import { type Ink, inkOf, sheetOf } from "./canvas.ts";
import { drawPlan, type Scene, stampsFor } from "./drawing.ts";
import type { SeatStamps } from "./marks.ts";

/** Small enough to be drawn well within a frame, large enough that a screen needs two dozen. */
const TILE_PX = 256;
/** Phones give a page little memory for canvases; 96 tiles are 25 MB. */
const TILES_MAX = 96;
const WHOLE_SCALE_MAX = 0.5;
const WHOLE_PIXELS_MAX = 2_400_000;
/** Up to here the whole plan's bitmap is as sharp as tiles would be. */
const WHOLE_GOOD = 1.05;

type Tile = { readonly canvas: HTMLCanvasElement; stale: boolean };
type Level = { readonly scale: number; readonly stamps: SeatStamps; readonly tiles: Map<number, Tile> };

/** The view in device pixels. */
export type Frame = {
  readonly x: number;
  readonly y: number;
  /** Device pixels for each unit of the plan. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
};

export class Tiles {
  readonly #density: number;
  readonly #whole: HTMLCanvasElement;
  readonly #whole_ink: Ink;
  readonly #whole_scale: number;
  readonly #whole_stamps: SeatStamps;
  readonly #bounds: Box;
  #scene: Scene;
  #front: Level | null = null;
  #behind: Level | null = null;
  #spare: HTMLCanvasElement[] = [];
  /** Boxes of the whole plan's bitmap that are out of date, and larger ones by their number. */
  #patches: Box[] = [];
  readonly #cells = new Map<number, Box>();

  constructor(scene: Scene, density: number) {
    const { bounds } = scene.plan;
    this.#scene = scene;
    this.#density = density;
    this.#bounds = bounds;
    const by_area = Math.sqrt(WHOLE_PIXELS_MAX / (widthOf(bounds) * heightOf(bounds)));
    this.#whole_scale = Math.min(WHOLE_SCALE_MAX, by_area);
    this.#whole = sheetOf(widthOf(bounds) * this.#whole_scale, heightOf(bounds) * this.#whole_scale);
    this.#whole_ink = inkOf(this.#whole, true);
    this.#whole_stamps = stampsFor(scene, { scale: this.#whole_scale, density: 1 });
    this.#drawWhole();
  }

  get whole(): HTMLCanvasElement {
    return this.#whole;
  }

  /** Everything is drawn anew: other colours, other filters, another snapshot. */
  setScene(scene: Scene): void {
    this.#scene = scene;
    this.#retire(this.#front);
    this.#retire(this.#behind);
    this.#front = null;
    this.#behind = null;
    this.#patches = [];
    this.#cells.clear();
    this.#drawWhole();
  }

  /** The plan changed within these boxes and nowhere else. What was drawn is shown until that is drawn anew, over frames. */
  change(scene: Scene, boxes: readonly Box[]): void {
    this.#scene = scene;
    const side = TILE_PX / this.#whole_scale;
    for (const box of boxes) {
      this.#outdate(box);
      eachTile(box, this.#whole_scale, (key, column, row) => {
        const [left, top] = [column * side, row * side];
        this.#cells.set(key, within(this.#bounds, { left, top, right: left + side, bottom: top + side }));
      });
    }
  }

  /** Seats around a point changed. */
  touch(x: number, y: number): void {
    const reach = this.#scene.plan.pitch;
    const box = { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
    this.#patches.push(box);
    this.#outdate(box);
  }

  #outdate(box: Box): void {
    for (const level of [this.#front, this.#behind]) {
      if (level === null) continue;
      eachTile(box, level.scale, (key) => {
        const tile = level.tiles.get(key);
        if (tile !== undefined) tile.stale = true;
      });
    }
  }

  /** Chooses which nearness is drawn sharp. While the zoom still moves, a level nearly right is kept. */
  aim(scale: number, moving: boolean): void {
    if (scale <= this.#whole_scale * WHOLE_GOOD) return;
    const front = this.#front;
    if (front !== null) {
      const ratio = scale / front.scale;
      if (ratio === 1 || (moving && ratio > 0.55 && ratio < 1.8)) return;
    }
    this.#retire(this.#behind);
    this.#behind = front;
    const stamps = stampsFor(this.#scene, { scale, density: this.#density });
    this.#front = { scale, stamps, tiles: new Map() };
  }

  draw(ink: Ink, frame: Frame): void {
    if (frame.scale <= this.#whole_scale * WHOLE_GOOD) {
      this.#stampWhole(ink, frame);
      return;
    }
    // From the sharpest down to the first that leaves nothing open; then stamped from below upwards.
    const front = this.#front;
    if (front === null || !this.#covers(front, frame)) {
      const behind = this.#behind;
      if (behind === null || !this.#covers(behind, frame)) this.#stampWhole(ink, frame);
      if (behind !== null) stampLevel(ink, behind, frame);
    }
    if (front !== null) stampLevel(ink, front, frame);
  }

  /** Draws what is missing until `over()`, nearest the middle first. True while more is left to do. */
  work(frame: Frame, over: () => boolean): boolean {
    if (frame.scale > this.#whole_scale * WHOLE_GOOD && this.#front !== null) {
      if (this.#workLevel(this.#front, frame, over)) return true;
    }
    for (const [key, box] of this.#cells) {
      if (over()) return true;
      this.#cells.delete(key);
      this.#patchWhole(box);
    }
    while (this.#patches.length > 0) {
      if (over()) return true;
      const box = this.#patches.pop();
      if (box !== undefined) this.#patchWhole(box);
    }
    return false;
  }

  #workLevel(level: Level, frame: Frame, over: () => boolean): boolean {
    const missing: { readonly key: number; readonly column: number; readonly row: number; readonly far: number }[] = [];
    const box = seen(frame, this.#bounds);
    const middle_x = ((frame.x + frame.width / 2 / frame.scale) * level.scale) / TILE_PX - 0.5;
    const middle_y = ((frame.y + frame.height / 2 / frame.scale) * level.scale) / TILE_PX - 0.5;
    eachTile(box, level.scale, (key, column, row) => {
      const tile = level.tiles.get(key);
      if (tile !== undefined && !tile.stale) return;
      missing.push({ key, column, row, far: (column - middle_x) ** 2 + (row - middle_y) ** 2 });
    });
    missing.sort((a, b) => a.far - b.far);
    for (const { key, column, row } of missing) {
      if (over()) return true;
      this.#drawTile(level, key, column, row);
    }
    return false;
  }

  #drawTile(level: Level, key: number, column: number, row: number): void {
    const tile = level.tiles.get(key) ?? { canvas: this.#spare.pop() ?? sheetOf(TILE_PX, TILE_PX), stale: false };
    // Set again, so that the map's order stays that of use.
    level.tiles.delete(key);
    level.tiles.set(key, tile);
    tile.stale = false;
    const side = TILE_PX / level.scale;
    const left = column * side;
    const top = row * side;
    const box = { left, top, right: left + side, bottom: top + side };
    drawPlan(inkOf(tile.canvas, true), this.#scene, { box, scale: level.scale, density: this.#density }, level.stamps);
    this.#forgetOld(level);
  }

  #forgetOld(level: Level): void {
    const behind = this.#behind?.tiles.size ?? 0;
    if (level.tiles.size + behind <= TILES_MAX) return;
    if (behind > 0) {
      this.#retire(this.#behind);
      this.#behind = null;
      return;
    }
    const oldest = level.tiles.keys().next().value;
    if (oldest === undefined) return;
    const tile = level.tiles.get(oldest);
    level.tiles.delete(oldest);
    if (tile !== undefined) this.#spare.push(tile.canvas);
  }

  #retire(level: Level | null): void {
    if (level === null) return;
    for (const { canvas } of level.tiles.values()) if (this.#spare.length < TILES_MAX) this.#spare.push(canvas);
    level.tiles.clear();
  }

  #covers(level: Level, frame: Frame): boolean {
    let all = true;
    eachTile(seen(frame, this.#bounds), level.scale, (key) => {
      if (!level.tiles.has(key)) all = false;
    });
    return all;
  }

  #stampWhole(ink: Ink, frame: Frame): void {
    const { left, top } = this.#bounds;
    const ratio = frame.scale / this.#whole_scale;
    const x = Math.round((left - frame.x) * frame.scale);
    const y = Math.round((top - frame.y) * frame.scale);
    ink.drawImage(this.#whole, x, y, this.#whole.width * ratio, this.#whole.height * ratio);
  }

  #drawWhole(): void {
    const window = { box: this.#bounds, scale: this.#whole_scale, density: 1 };
    drawPlan(this.#whole_ink, this.#scene, window, this.#whole_stamps);
  }

  #patchWhole(box: Box): void {
    const ink = this.#whole_ink;
    const scale = this.#whole_scale;
    // Whole pixels, so that the patch meets what surrounds it.
    const x = Math.floor((box.left - this.#bounds.left) * scale);
    const y = Math.floor((box.top - this.#bounds.top) * scale);
    const width = Math.ceil((box.right - this.#bounds.left) * scale) - x;
    const height = Math.ceil((box.bottom - this.#bounds.top) * scale) - y;
    const left = this.#bounds.left + x / scale;
    const top = this.#bounds.top + y / scale;
    ink.save();
    ink.beginPath();
    ink.rect(x, y, width, height);
    ink.clip();
    ink.translate(x, y);
    const piece = { left, top, right: left + width / scale, bottom: top + height / scale };
    drawPlan(ink, this.#scene, { box: piece, scale, density: 1 }, this.#whole_stamps);
    ink.restore();
  }
}

const within = (bounds: Box, { left, top, right, bottom }: Box): Box => ({
  left: Math.max(left, bounds.left),
  top: Math.max(top, bounds.top),
  right: Math.min(right, bounds.right),
  bottom: Math.min(bottom, bounds.bottom),
});

const seen = ({ x, y, scale, width, height }: Frame, bounds: Box): Box =>
  within(bounds, { left: x, top: y, right: x + width / scale, bottom: y + height / scale });

/** Tiles are counted from the plan's origin, to both sides. */
const KEY_HALF = 1 << 20;

function eachTile(box: Box, scale: number, visit: (key: number, column: number, row: number) => void): void {
  const side = TILE_PX / scale;
  const last_column = Math.floor(box.right / side);
  const last_row = Math.floor(box.bottom / side);
  for (let row = Math.floor(box.top / side); row <= last_row; row++) {
    for (let column = Math.floor(box.left / side); column <= last_column; column++) {
      visit((row + KEY_HALF) * KEY_HALF * 2 + column + KEY_HALF, column, row);
    }
  }
}

function stampLevel(ink: Ink, level: Level, frame: Frame): void {
  const side = (TILE_PX * frame.scale) / level.scale;
  const from_x = frame.x * frame.scale;
  const from_y = frame.y * frame.scale;
  const box = {
    left: frame.x,
    top: frame.y,
    right: frame.x + frame.width / frame.scale,
    bottom: frame.y + frame.height / frame.scale,
  };
  eachTile(box, level.scale, (key, column, row) => {
    const tile = level.tiles.get(key);
    if (tile === undefined) return;
    // Edges rounded, not sizes: neighbours share them, and no seam shows.
    const x = Math.round(column * side - from_x);
    const y = Math.round(row * side - from_y);
    const right = Math.round((column + 1) * side - from_x);
    const bottom = Math.round((row + 1) * side - from_y);
    if (right - x === TILE_PX && bottom - y === TILE_PX) ink.drawImage(tile.canvas, x, y);
    else ink.drawImage(tile.canvas, x, y, right - x, bottom - y);
  });
}
