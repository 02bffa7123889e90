// Draws a piece of the plan onto a sheet: stage, sections, seats. Everything that stays where it is, at any nearness.
import type { Box } from "../../../domain/layout/outline.ts";
import { FREE } from "../../../domain/seat-ledger/seat-state.ts";
import type { Point } from "../../../schema/layout.ts";
import { type Detail, detailAt } from "../detail.ts";
import { COMPANION, type Plan, type PlanSection, STEP_FREE, WHEELCHAIR } from "../plan.ts";
import { eachSeatIn, type SeatGrid } from "../seat-grid.ts";
import type { Ink } from "./canvas.ts";
import { SeatStamps, toneAlpha } from "./marks.ts";
import type { Palette } from "./palette.ts";

export type Scene = {
  readonly plan: Plan;
  readonly grid: SeatGrid;
  readonly palette: Palette;
  readonly seat_state: Uint8Array;
  /** 1 for seats that the filters leave out. */
  readonly back: Uint8Array | null;
  /** Sections that the filters leave out, by number. */
  readonly sections_back: Uint8Array;
  readonly stage_name: string;
  /** Steps from dark to faint, for a view that ranks seats; null where seats wear their grades. */
  readonly tone?: Uint8Array | null;
};

export type Window = {
  readonly box: Box;
  /** Device pixels for each unit of the plan. */
  readonly scale: number;
  /** Device pixels for each CSS pixel. */
  readonly density: number;
};

/** The sheet's left top corner is the box's. */
export function drawPlan(ink: Ink, scene: Scene, window: Window, stamps: SeatStamps): void {
  const { box, scale } = window;
  ink.fillStyle = scene.palette.paper;
  ink.fillRect(0, 0, (box.right - box.left) * scale + 1, (box.bottom - box.top) * scale + 1);
  drawStage(ink, scene, window);
  for (const section of scene.plan.sections) {
    if (meets(section.box, box, 2)) drawSection(ink, scene, section, window);
  }
  drawSeats(ink, scene, window, stamps);
}

export const detailOf = (plan: Plan, { scale, density }: Pick<Window, "scale" | "density">): Detail =>
  detailAt((plan.pitch * scale) / density);

export const stampsFor = (scene: Scene, window: Pick<Window, "scale" | "density">): SeatStamps =>
  new SeatStamps(scene.palette, detailOf(scene.plan, window), scene.plan.pitch * window.scale);

const meets = (a: Box, b: Box, margin: number): boolean =>
  a.left - margin <= b.right && a.right + margin >= b.left && a.top - margin <= b.bottom && a.bottom + margin >= b.top;

export function trace(ink: Ink, outline: readonly Point[], { box, scale }: Pick<Window, "box" | "scale">): void {
  ink.beginPath();
  outline.forEach(({ x, y }, i) => {
    if (i === 0) ink.moveTo((x - box.left) * scale, (y - box.top) * scale);
    else ink.lineTo((x - box.left) * scale, (y - box.top) * scale);
  });
  ink.closePath();
}

function drawStage(ink: Ink, { plan, palette }: Scene, window: Window): void {
  const { outline, kind } = plan.stage;
  if (outline.length < 3) return;
  trace(ink, outline, window);
  ink.fillStyle = palette.sunk;
  ink.fill();
  const grass = kind === "field" || kind === "diamond";
  ink.strokeStyle = grass ? palette.rule : palette.ink;
  ink.lineWidth = Math.max(1, window.density * (grass ? 1 : 1.5));
  ink.stroke();
}

function drawSection(ink: Ink, scene: Scene, section: PlanSection, window: Window): void {
  const { palette } = scene;
  const colour = palette.grades[section.grade];
  const back = scene.sections_back[section.number] === 1;
  trace(ink, section.outline, window);
  ink.fillStyle = palette.sheet;
  ink.fill();
  ink.save();
  ink.globalAlpha = back ? 0.03 : 0.09;
  ink.fillStyle = colour;
  ink.fill();
  if (section.kind === "standing") hatch(ink, section, window, { colour, back });
  ink.restore();
  ink.globalAlpha = back ? 0.25 : 0.55;
  ink.strokeStyle = colour;
  ink.lineWidth = Math.max(1, window.density * 0.75);
  trace(ink, section.outline, window);
  ink.stroke();
  ink.globalAlpha = 1;
}

/** A crowd that stands has no chairs to draw: upright bars, as its grade's mark has. */
function hatch(
  ink: Ink,
  section: PlanSection,
  { box, scale }: Window,
  { colour, back }: { readonly colour: string; readonly back: boolean },
): void {
  ink.clip();
  ink.globalAlpha = back ? 0.05 : 0.16;
  ink.fillStyle = colour;
  const step = 12;
  const from = Math.floor(Math.max(section.box.left, box.left - step) / step) * step;
  const to = Math.min(section.box.right, box.right + step);
  const height = (section.box.bottom - section.box.top) * scale;
  for (let x = from; x < to; x += step) {
    ink.fillRect((x - box.left) * scale, (section.box.top - box.top) * scale, 4 * scale, height);
  }
  ink.globalAlpha = 1;
}

function drawSeats(ink: Ink, scene: Scene, window: Window, stamps: SeatStamps): void {
  const { plan, grid } = scene;
  const { box, scale } = window;
  const reach = plan.pitch;
  const near = { left: box.left - reach, top: box.top - reach, right: box.right + reach, bottom: box.bottom + reach };
  const detail = detailOf(plan, window);
  if (detail === "plan") {
    drawSpecks(ink, scene, window, near);
    return;
  }
  eachSeatIn(grid, near, (place, x, y) => {
    const section = plan.sections[plan.map.section_of[place] ?? 0];
    if (section === undefined) return;
    const stamp = stamps.of({
      grade: section.grade,
      state: scene.seat_state[place] ?? FREE,
      tags: plan.tags[place] ?? 0,
      back: scene.back?.[place] === 1,
      tone: scene.tone?.[place] ?? null,
    });
    // Whole pixels: a stamp set between two of them would blur.
    const half = stamp.width / 2;
    ink.drawImage(stamp, Math.round((x - box.left) * scale - half), Math.round((y - box.top) * scale - half));
  });
  if (detail === "numbers") drawNumbers(ink, scene, window, near);
}

/** From afar seats are specks: one rectangle each, batched by colour, because a change of colour costs more than it. */
function drawSpecks(ink: Ink, { plan, grid, palette, seat_state, back, tone }: Scene, window: Window, near: Box): void {
  const { box, scale } = window;
  const usual = Math.max(1, plan.pitch * scale * 0.66);
  // The few that a filter leaves must be seen from afar.
  const size = back === null ? usual : Math.max(usual, 2.5 * window.density);
  const small = Math.max(1, usual * 0.4);
  let colour_now = "";
  eachSeatIn(grid, near, (place, x, y) => {
    const free = seat_state[place] === FREE && back?.[place] !== 1;
    const section = plan.sections[plan.map.section_of[place] ?? 0];
    if (section === undefined) return;
    const colour = !free ? palette.rule : tone ? palette.accent : palette.grades[section.grade];
    if (tone) ink.globalAlpha = toneAlpha(tone[place] ?? 0);
    if (colour !== colour_now) {
      ink.fillStyle = colour;
      colour_now = colour;
    }
    const side = free ? size : small;
    ink.fillRect((x - box.left) * scale - side / 2, (y - box.top) * scale - side / 2, side, side);
  });
  ink.globalAlpha = 1;
}

/** From this step on, a ranked seat is too faint for a number in the paper's colour. */
const FAINT_FROM = 3;

function drawNumbers(ink: Ink, scene: Scene, window: Window, near: Box): void {
  const { plan, grid, palette, seat_state, back } = scene;
  const { box, scale } = window;
  const size = plan.pitch * scale;
  ink.textAlign = "center";
  ink.textBaseline = "middle";
  ink.font = `650 ${Math.round(size * 0.42)}px ${palette.face}`;
  eachSeatIn(grid, near, (place, x, y) => {
    if (seat_state[place] !== FREE || back?.[place] === 1) return;
    const tags = plan.tags[place] ?? 0;
    const section = plan.sections[plan.map.section_of[place] ?? 0];
    const open = (tags & (WHEELCHAIR | COMPANION)) !== 0;
    const faint = (scene.tone?.[place] ?? 0) > FAINT_FROM;
    ink.fillStyle = open ? palette.grades[section?.grade ?? "B"] : faint ? palette.ink_soft : palette.sheet;
    const at_x = (x - box.left) * scale;
    const at_y = (y - box.top) * scale;
    ink.fillText(plan.map.labels[place] ?? "", at_x, at_y + (tags === 0 ? size * 0.02 : -size * 0.08));
    if (tags !== 0) drawAccess(ink, tags, { x: at_x, y: at_y, size });
  });
}

/** Under the number: a wheel for wheelchair places, a second person beside it, a level line where there is no step. */
function drawAccess(ink: Ink, tags: number, { x, y, size }: { x: number; y: number; size: number }): void {
  const low = y + size * 0.27;
  ink.lineWidth = Math.max(1, size * 0.05);
  ink.strokeStyle = ink.fillStyle;
  ink.beginPath();
  if ((tags & WHEELCHAIR) !== 0) ink.arc(x, low, size * 0.065, 0, Math.PI * 2);
  else if ((tags & COMPANION) !== 0) {
    ink.moveTo(x - size * 0.08, low);
    ink.lineTo(x + size * 0.08, low);
    ink.moveTo(x, low - size * 0.08);
    ink.lineTo(x, low + size * 0.08);
  } else if ((tags & STEP_FREE) !== 0) {
    ink.moveTo(x - size * 0.18, low);
    ink.lineTo(x + size * 0.18, low);
  }
  ink.stroke();
}
