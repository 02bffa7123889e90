// What the editor draws over the plan: what is chosen, what is being moved, bands, guides, aisles and the focal point.
import type { Box } from "../../domain/layout/outline.ts";
import type { Point } from "../../schema/layout.ts";
import { type Camera, seenBox, toView, type ViewSize } from "../seat-map/camera.ts";
import { type Ink, inkOf, sheetOf } from "../seat-map/paint/canvas.ts";
import type { Palette } from "../seat-map/paint/palette.ts";
import type { Plan } from "../seat-map/plan.ts";
import { eachSeatIn, type SeatGrid } from "../seat-map/seat-grid.ts";

export type FarPicture = { readonly canvas: HTMLCanvasElement; readonly scale: number };

export type Sketch = {
  /** 1 for each seat that is chosen. */
  readonly chosen: Uint8Array;
  /** The same seats as one picture, where they are so many that a frame could not draw them one by one. */
  readonly far: FarPicture | null;
  readonly zones: ReadonlySet<string>;
  /** Seats that a choice would leave alone. */
  readonly stranded: readonly number[];
  /** How far what is chosen is being moved. */
  readonly moving: Point;
  readonly band: Box | null;
  readonly guides: { readonly x: number | null; readonly y: number | null };
  readonly focal_point: Point | null;
  readonly aisles: boolean;
  readonly crosshair: boolean;
  readonly trace: { readonly picture: ImageBitmap; readonly opacity: number; readonly width: number } | null;
};

export type Sheet = {
  readonly plan: Plan;
  readonly grid: SeatGrid;
  readonly palette: Palette;
  readonly camera: Camera;
  readonly view: ViewSize;
  readonly density: number;
  /** The plan moves under the eye: the next frame matters more than the edge of a mark. */
  readonly hurried: boolean;
};

/** Laid over the plan, not under it: the plan is drawn on sheets that let nothing through. */
export function drawTrace(ink: Ink, { trace }: Sketch, { camera, density }: Sheet): void {
  if (trace === null) return;
  const { picture, opacity, width } = trace;
  const height = (width * picture.height) / picture.width;
  const { x, y } = toView(camera, { x: -width / 2, y: -height / 2 });
  const scale = camera.scale * density;
  ink.globalAlpha = opacity;
  ink.drawImage(picture, x * density, y * density, width * scale, height * scale);
  ink.globalAlpha = 1;
}

export function drawSketch(ink: Ink, sketch: Sketch, sheet: Sheet): void {
  if (sketch.aisles) drawAisles(ink, sheet);
  drawChosenZones(ink, sketch, sheet);
  drawChosen(ink, sketch, sheet);
  drawStranded(ink, sketch, sheet);
  drawGuides(ink, sketch, sheet);
  if (sketch.focal_point !== null) drawFocal(ink, sketch.focal_point, sheet);
  if (sketch.band !== null) drawBand(ink, sketch.band, sheet);
  if (sketch.crosshair) drawCrosshair(ink, sheet);
}

/** From here on a seat is large enough to be outlined by itself, and few enough are in view. */
const NEAR_FROM_PX = 7;
/** While the plan moves: at 7 pixels a stadium has twenty thousand of them in view. */
const NEAR_FROM_HURRIED_PX = 14;
const FAR_PIXELS_MAX = 1_600_000;

export function farPicture(plan: Plan, chosen: Uint8Array, palette: Palette): FarPicture {
  const { bounds, map, pitch } = plan;
  const width = bounds.right - bounds.left;
  const height = bounds.bottom - bounds.top;
  const scale = Math.min(1, Math.sqrt(FAR_PIXELS_MAX / (width * height)));
  const canvas = sheetOf(width * scale, height * scale);
  const ink = inkOf(canvas);
  const colour = pixelOf(palette.accent);
  const pixels = new Uint32Array(canvas.width * canvas.height);
  const side = Math.max(2, Math.round(pitch * scale * 0.85));
  for (let place = 0; place < chosen.length; place++) {
    if (chosen[place] !== 1) continue;
    const x = Math.round(((map.x[place] ?? 0) - bounds.left) * scale - side / 2);
    const y = Math.round(((map.y[place] ?? 0) - bounds.top) * scale - side / 2);
    for (let row = y; row < y + side; row++) {
      for (let at = row * canvas.width + x; at < row * canvas.width + x + side; at++) pixels[at] = colour;
    }
  }
  // Pixel by pixel: twenty-five thousand rectangles would cost as much as three frames may.
  ink.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), canvas.width, canvas.height), 0, 0);
  return { canvas, scale };
}

/** Some seats more in a picture that is there, as under a brush. */
export function addToFar({ canvas, scale }: FarPicture, { map, bounds, pitch }: Plan, added: Added): void {
  const ink = inkOf(canvas);
  ink.fillStyle = added.palette.accent;
  const side = Math.max(2, Math.round(pitch * scale * 0.85));
  for (const place of added.places) {
    const x = ((map.x[place] ?? 0) - bounds.left) * scale - side / 2;
    const y = ((map.y[place] ?? 0) - bounds.top) * scale - side / 2;
    ink.fillRect(Math.round(x), Math.round(y), side, side);
  }
}

type Added = { readonly places: readonly number[]; readonly palette: Palette };

/** A colour as four bytes of a picture. */
function pixelOf(colour: string): number {
  const ink = inkOf(sheetOf(1, 1));
  ink.fillStyle = colour;
  ink.fillRect(0, 0, 1, 1);
  return new Uint32Array(ink.getImageData(0, 0, 1, 1).data.buffer)[0] ?? 0;
}

const roomy = ({ left, top, right, bottom }: Box, by: number): Box => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

function drawChosen(
  ink: Ink,
  { chosen, far, moving }: Sketch,
  { plan, grid, palette, camera, view, density, hurried }: Sheet,
): void {
  const near_from_px = hurried ? NEAR_FROM_HURRIED_PX : NEAR_FROM_PX;
  const half = Math.max(2.5, plan.pitch * camera.scale * 0.5) * density;
  const moved = moving.x !== 0 || moving.y !== 0;
  if (far !== null && plan.pitch * camera.scale < near_from_px) {
    const { left, top } = plan.bounds;
    const at = toView(camera, { x: left + moving.x, y: top + moving.y });
    const grown = (camera.scale / far.scale) * density;
    ink.globalAlpha = moved ? 0.75 : 1;
    ink.imageSmoothingEnabled = !hurried;
    ink.drawImage(far.canvas, at.x * density, at.y * density, far.canvas.width * grown, far.canvas.height * grown);
    ink.globalAlpha = 1;
    ink.imageSmoothingEnabled = true;
    return;
  }
  const seen = seenBox(camera, view);
  // What is moved into view may come from outside of it.
  const box = roomy(seen, plan.pitch + Math.abs(moving.x) + Math.abs(moving.y));
  const small = half < 5 * density;
  ink.lineWidth = Math.max(1.5, Math.min(2.5, half * 0.24)) * Math.min(1.4, density);
  ink.strokeStyle = palette.accent;
  ink.fillStyle = palette.accent;
  ink.globalAlpha = moved ? 0.75 : 1;
  const filled = small || moved;
  const reach = filled ? half * 0.8 : half;
  const scale = camera.scale * density;
  const from_x = (camera.x - moving.x) * scale + reach;
  const from_y = (camera.y - moving.y) * scale + reach;
  // Nothing is set within: of fifty thousand seats each costs a look-up and one rectangle.
  eachSeatIn(grid, box, (place, x, y) => {
    if (chosen[place] !== 1) return;
    if (filled) ink.fillRect(x * scale - from_x, y * scale - from_y, reach * 2, reach * 2);
    else ink.strokeRect(x * scale - from_x, y * scale - from_y, reach * 2, reach * 2);
  });
  ink.globalAlpha = 1;
}

function drawChosenZones(ink: Ink, { zones, moving }: Sketch, { plan, palette, camera, density }: Sheet): void {
  if (zones.size === 0) return;
  ink.lineWidth = 2.5 * density;
  ink.strokeStyle = palette.accent;
  for (const section of plan.sections) {
    if (section.kind !== "standing" || !zones.has(section.id)) continue;
    ink.beginPath();
    section.outline.forEach((point, i) => {
      const { x, y } = toView(camera, { x: point.x + moving.x, y: point.y + moving.y });
      if (i === 0) ink.moveTo(x * density, y * density);
      else ink.lineTo(x * density, y * density);
    });
    ink.closePath();
    ink.stroke();
  }
}

function drawStranded(ink: Ink, { stranded }: Sketch, { plan, palette, camera, density }: Sheet): void {
  const radius = Math.max(5, plan.pitch * camera.scale * 0.6) * density;
  ink.lineWidth = 2 * density;
  ink.strokeStyle = palette.live;
  for (const place of stranded) {
    const { x, y } = toView(camera, { x: plan.map.x[place] ?? 0, y: plan.map.y[place] ?? 0 });
    ink.beginPath();
    ink.arc(x * density, y * density, radius, 0, Math.PI * 2);
    ink.stroke();
  }
}

/** A bar wherever a row is parted. */
function drawAisles(ink: Ink, { plan, grid, palette, camera, view, density }: Sheet): void {
  const { map } = plan;
  const half = plan.pitch * camera.scale * 0.55 * density;
  if (half < 2) return;
  ink.lineWidth = Math.max(2, half * 0.3);
  ink.strokeStyle = palette.live;
  ink.beginPath();
  eachSeatIn(grid, roomy(seenBox(camera, view), plan.pitch), (place, x, y) => {
    const next = place + 1;
    if (map.joined_right[place] === 1 || map.row_of[next] !== map.row_of[place] || next >= map.seats_count) return;
    const to = { x: map.x[next] ?? 0, y: map.y[next] ?? 0 };
    const length = Math.hypot(to.x - x, to.y - y) || 1;
    const across = { x: -((to.y - y) / length) * half, y: ((to.x - x) / length) * half };
    const middle = toView(camera, { x: (x + to.x) / 2, y: (y + to.y) / 2 });
    ink.moveTo(middle.x * density - across.x, middle.y * density - across.y);
    ink.lineTo(middle.x * density + across.x, middle.y * density + across.y);
  });
  ink.stroke();
}

function drawGuides(ink: Ink, { guides }: Sketch, { palette, camera, view, density }: Sheet): void {
  ink.lineWidth = density;
  ink.strokeStyle = palette.live;
  ink.beginPath();
  if (guides.x !== null) {
    const x = Math.round((guides.x - camera.x) * camera.scale * density) + 0.5;
    ink.moveTo(x, 0);
    ink.lineTo(x, view.height * density);
  }
  if (guides.y !== null) {
    const y = Math.round((guides.y - camera.y) * camera.scale * density) + 0.5;
    ink.moveTo(0, y);
    ink.lineTo(view.width * density, y);
  }
  ink.stroke();
}

/** An eye's mark: where the best seats look, told apart from seats by being open. */
function drawFocal(ink: Ink, point: Point, { palette, camera, density }: Sheet): void {
  const { x, y } = toView(camera, point);
  const radius = 9 * density;
  ink.beginPath();
  ink.arc(x * density, y * density, radius, 0, Math.PI * 2);
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    ink.moveTo(x * density + dx * radius * 0.5, y * density + dy * radius * 0.5);
    ink.lineTo(x * density + dx * radius * 1.7, y * density + dy * radius * 1.7);
  }
  ink.lineWidth = 4 * density;
  ink.strokeStyle = palette.sheet;
  ink.stroke();
  ink.lineWidth = 2 * density;
  ink.strokeStyle = palette.live;
  ink.stroke();
}

function drawBand(ink: Ink, box: Box, { palette, camera, density }: Sheet): void {
  const from = toView(camera, { x: box.left, y: box.top });
  const to = toView(camera, { x: box.right, y: box.bottom });
  const rect = [from.x * density, from.y * density, (to.x - from.x) * density, (to.y - from.y) * density] as const;
  ink.globalAlpha = 0.1;
  ink.fillStyle = palette.accent;
  ink.fillRect(...rect);
  ink.globalAlpha = 1;
  ink.lineWidth = density;
  ink.strokeStyle = palette.accent;
  ink.strokeRect(...rect);
}

function drawCrosshair(ink: Ink, { palette, view, density }: Sheet): void {
  const x = Math.round((view.width / 2) * density) + 0.5;
  const y = Math.round((view.height / 2) * density) + 0.5;
  ink.beginPath();
  ink.moveTo(x - 16 * density, y);
  ink.lineTo(x + 16 * density, y);
  ink.moveTo(x, y - 16 * density);
  ink.lineTo(x, y + 16 * density);
  ink.lineWidth = 2 * density;
  ink.strokeStyle = palette.ink;
  ink.stroke();
}
