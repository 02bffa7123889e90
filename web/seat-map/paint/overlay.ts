// What moves over the plan: names, row letters, seats that changed just now, the fan's own seats, a hint where to look.

import type { Camera, ViewSize } from "../camera.ts";
import { seenBox, toView } from "../camera.ts";
import { detailAt } from "../detail.ts";
import type { Plan } from "../plan.ts";
import type { Ink } from "./canvas.ts";
import type { Scene } from "./drawing.ts";
import type { Labels } from "./labels.ts";

export type Marked = {
  readonly chosen: readonly number[];
  /** Held by this fan. */
  readonly own: readonly number[];
  /** Offered instead of seats just lost. */
  readonly offered: readonly number[];
  /** A zone the fan is looking at, by section number. */
  readonly zone: number | null;
};

export type Flash = { readonly place: number; readonly from_ms: number; readonly freed: boolean };
export const FLASH_MS = 900;

/** Near, rows are what one reads, and the section's name stands in the corner of the map. */
const ROWS_FROM_PX = 12;

export type OverlayView = {
  readonly camera: Camera;
  readonly view: ViewSize;
  readonly density: number;
  readonly now_ms: number;
  /** Keys move the map: the middle is what Enter means. */
  readonly crosshair: boolean;
};

export function drawOverlay(
  ink: Ink,
  { scene, labels, marked, flashes, free_in, rows_of }: Over,
  on: OverlayView,
): void {
  const { plan, palette } = scene;
  const pitch_px = plan.pitch * on.camera.scale;
  if (marked.zone !== null) drawZone(ink, scene, marked.zone, on);
  drawFlashes(ink, scene, flashes, on);
  drawStageName(ink, scene, labels, on);
  if (pitch_px < ROWS_FROM_PX) drawNames(ink, { scene, labels, free_in }, on);
  else drawZoneNames(ink, { scene, labels, free_in }, on);
  if (pitch_px >= ROWS_FROM_PX) drawRows(ink, { scene, labels, rows_of }, on);
  for (const place of marked.offered) ring(ink, plan, place, on, palette.accent);
  for (const place of marked.chosen) seat(ink, scene, place, on, { fill: palette.accent, text: palette.on_accent });
  for (const place of marked.own) seat(ink, scene, place, on, { fill: palette.ink, text: palette.paper });
  if (on.crosshair) crosshair(ink, on, palette.ink);
}

export type Over = {
  readonly scene: Scene;
  readonly labels: Labels;
  readonly marked: Marked;
  readonly flashes: readonly Flash[];
  readonly free_in: Uint32Array;
  /** Row numbers of each section. */
  readonly rows_of: readonly (readonly number[])[];
};

function stampAt(ink: Ink, sheet: HTMLCanvasElement, x: number, y: number, density: number): void {
  ink.drawImage(sheet, Math.round(x * density - sheet.width / 2), Math.round(y * density - sheet.height / 2));
}

function inView({ x, y }: { x: number; y: number }, { width, height }: ViewSize, margin = 60): boolean {
  return x > -margin && y > -margin && x < width + margin && y < height + margin;
}

type Named = Pick<Over, "scene" | "labels" | "free_in">;

function drawNames(ink: Ink, { scene, labels, free_in }: Named, { camera, view, density }: OverlayView): void {
  for (const section of scene.plan.sections) {
    const at = toView(camera, section.anchor);
    if (!inView(at, view)) continue;
    const sheet = labels.section(section, {
      free: free_in[section.number] ?? 0,
      opening: { wide_px: section.reach * 2 * camera.scale, high_px: section.room * 2 * camera.scale },
      back: scene.sections_back[section.number] === 1,
    });
    if (sheet !== null) stampAt(ink, sheet, at.x, at.y, density);
  }
}

/** A zone has no seats to read instead, so it keeps its name at every nearness. */
function drawZoneNames(ink: Ink, named: Named, on: OverlayView): void {
  const standing = named.scene.plan.sections.filter(({ kind }) => kind === "standing");
  if (standing.length === 0) return;
  const plan = { ...named.scene.plan, sections: standing };
  drawNames(ink, { ...named, scene: { ...named.scene, plan } }, on);
}

function drawRows(
  ink: Ink,
  { scene, labels, rows_of }: Pick<Over, "scene" | "labels" | "rows_of">,
  { camera, view, density }: OverlayView,
): void {
  const { plan } = scene;
  const seen = seenBox(camera, view);
  for (const section of plan.sections) {
    const { box } = section;
    if (box.left > seen.right || box.right < seen.left || box.top > seen.bottom || box.bottom < seen.top) continue;
    for (const number of rows_of[section.number] ?? []) {
      const row = plan.map.rows[number];
      if (row === undefined || row.label === "") continue;
      const head = labels.rowHead(row);
      if (head === null) continue;
      const at = toView(camera, head);
      if (inView(at, view, 8)) stampAt(ink, labels.row(row.label), at.x, at.y, density);
    }
  }
}

function drawStageName(ink: Ink, { plan, stage_name }: Scene, labels: Labels, on: OverlayView): void {
  const { outline, kind } = plan.stage;
  if (outline.length < 3) return;
  const xs = outline.map(({ x }) => x);
  const ys = outline.map(({ y }) => y);
  const left = Math.min(...xs);
  const right = Math.max(...xs);
  const top = Math.min(...ys);
  const bottom = Math.max(...ys);
  const px = Math.min((right - left) / 5, bottom - top) * on.camera.scale;
  if (px < 14) return;
  // On a long thrust the broad end is at the back; the middle of its back half is always on it.
  const middle = { x: (left + right) / 2, y: kind === "field" ? (top + bottom) / 2 : top + (bottom - top) * 0.42 };
  const at = toView(on.camera, middle);
  if (inView(at, on.view)) stampAt(ink, labels.stage(stage_name, px > 40 ? 16 : 12), at.x, at.y, on.density);
}

function drawFlashes(ink: Ink, { plan, palette }: Scene, flashes: readonly Flash[], on: OverlayView): void {
  const radius = Math.max(4, plan.pitch * on.camera.scale * 0.5);
  for (const { place, from_ms, freed } of flashes) {
    const share = (on.now_ms - from_ms) / FLASH_MS;
    if (share < 0 || share >= 1) continue;
    const at = toView(on.camera, { x: plan.map.x[place] ?? 0, y: plan.map.y[place] ?? 0 });
    if (!inView(at, on.view, 20)) continue;
    ink.globalAlpha = (1 - share) * 0.8;
    ink.beginPath();
    ink.arc(at.x * on.density, at.y * on.density, radius * (0.8 + share * 0.7) * on.density, 0, Math.PI * 2);
    ink.lineWidth = 1.5 * on.density;
    ink.strokeStyle = freed ? palette.accent : palette.live;
    ink.stroke();
  }
  ink.globalAlpha = 1;
}

function drawZone(ink: Ink, { plan, palette }: Scene, number: number, { camera, density }: OverlayView): void {
  const outline = plan.sections[number]?.outline ?? [];
  ink.beginPath();
  outline.forEach((point, i) => {
    const { x, y } = toView(camera, point);
    if (i === 0) ink.moveTo(x * density, y * density);
    else ink.lineTo(x * density, y * density);
  });
  ink.closePath();
  ink.lineWidth = 3 * density;
  ink.strokeStyle = palette.accent;
  ink.stroke();
}

const placeAt = (plan: Plan, place: number, { camera, density }: OverlayView): { x: number; y: number } => {
  const { x, y } = toView(camera, { x: plan.map.x[place] ?? 0, y: plan.map.y[place] ?? 0 });
  return { x: x * density, y: y * density };
};

/** One's own seats are found from any distance: never smaller than a pinhead, with a line of paper around. */
function seat(ink: Ink, { plan, palette }: Scene, place: number, on: OverlayView, as: { fill: string; text: string }) {
  const { x, y } = placeAt(plan, place, on);
  const pitch_px = plan.pitch * on.camera.scale;
  const half = Math.max(5, pitch_px * 0.47) * on.density;
  ink.beginPath();
  ink.roundRect(x - half, y - half, half * 2, half * 2, half * 0.36);
  ink.fillStyle = as.fill;
  ink.fill();
  ink.lineWidth = 1.5 * on.density;
  ink.strokeStyle = palette.sheet;
  ink.stroke();
  ink.fillStyle = as.text;
  ink.strokeStyle = as.text;
  if (detailAt(pitch_px) === "numbers") {
    ink.font = `690 ${Math.round(half * 0.8)}px ${palette.face}`;
    ink.textAlign = "center";
    ink.textBaseline = "middle";
    ink.fillText(plan.map.labels[place] ?? "", x, y - half * 0.2);
  }
  const size = detailAt(pitch_px) === "numbers" ? half * 0.3 : half * 0.6;
  const low = detailAt(pitch_px) === "numbers" ? y + half * 0.5 : y;
  ink.beginPath();
  ink.moveTo(x - size * 0.8, low);
  ink.lineTo(x - size * 0.2, low + size * 0.6);
  ink.lineTo(x + size * 0.9, low - size * 0.7);
  ink.lineWidth = Math.max(1.5, half * 0.13);
  ink.stroke();
}

function ring(ink: Ink, plan: Plan, place: number, on: OverlayView, colour: string): void {
  const { x, y } = placeAt(plan, place, on);
  const half = Math.max(6, plan.pitch * on.camera.scale * 0.52) * on.density;
  ink.beginPath();
  ink.roundRect(x - half, y - half, half * 2, half * 2, half * 0.36);
  ink.setLineDash([4 * on.density, 3 * on.density]);
  ink.lineWidth = 2 * on.density;
  ink.strokeStyle = colour;
  ink.stroke();
  ink.setLineDash([]);
}

function crosshair(ink: Ink, { view, density }: OverlayView, colour: string): void {
  const x = Math.round((view.width / 2) * density) + 0.5;
  const y = Math.round((view.height / 2) * density) + 0.5;
  ink.beginPath();
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    ink.moveTo(x + dx * 7 * density, y + dy * 7 * density);
    ink.lineTo(x + dx * 18 * density, y + dy * 18 * density);
  }
  ink.lineWidth = 2 * density;
  ink.strokeStyle = colour;
  ink.stroke();
}
