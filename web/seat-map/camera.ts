// What part of the plan is on the screen: pure arithmetic of moving, zooming and flying.
import type { Box } from "../../domain/layout/outline.ts";
import type { Point } from "../../schema/layout.ts";

/** The plan's point at the view's top left corner, and CSS pixels for each unit of the plan. */
export type Camera = { readonly x: number; readonly y: number; readonly scale: number };
export type ViewSize = { readonly width: number; readonly height: number };
export type Range = { readonly min: number; readonly max: number };

/** A seat at its largest is as wide as a fingertip. */
const SEAT_PX_MAX = 46;
/** How far past its edges the plan may be pulled, as a share of the view. */
const LOOSE_SHARE = 0.35;

export const widthOf = (box: Box): number => Math.max(1, box.right - box.left);
export const heightOf = (box: Box): number => Math.max(1, box.bottom - box.top);

export const fitScale = (box: Box, view: ViewSize): number =>
  Math.min(view.width / widthOf(box), view.height / heightOf(box));

export function scaleRange(bounds: Box, view: ViewSize, pitch: number): Range {
  const fit = fitScale(bounds, view);
  return { min: fit, max: Math.max(fit, SEAT_PX_MAX / pitch) };
}

/** The camera that shows a box in the middle of the view, no nearer than `scale_max`. */
export function lookAt(box: Box, view: ViewSize, scale_max = Number.POSITIVE_INFINITY): Camera {
  const scale = Math.min(fitScale(box, view), scale_max);
  return centredOn({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, scale, view);
}

export const centredOn = (point: Point, scale: number, view: ViewSize): Camera => ({
  x: point.x - view.width / 2 / scale,
  y: point.y - view.height / 2 / scale,
  scale,
});

export const toPlan = (camera: Camera, at: Point): Point => ({
  x: camera.x + at.x / camera.scale,
  y: camera.y + at.y / camera.scale,
});

export const toView = (camera: Camera, point: Point): Point => ({
  x: (point.x - camera.x) * camera.scale,
  y: (point.y - camera.y) * camera.scale,
});

/** The plan under a finger stays under it: `by` is in view pixels. */
export const moved = (camera: Camera, by: Point): Camera => ({
  x: camera.x - by.x / camera.scale,
  y: camera.y - by.y / camera.scale,
  scale: camera.scale,
});

export function zoomed(camera: Camera, factor: number, at: Point, range: Range): Camera {
  const scale = Math.min(range.max, Math.max(range.min, camera.scale * factor));
  const fixed = toPlan(camera, at);
  return { x: fixed.x - at.x / scale, y: fixed.y - at.y / scale, scale };
}

/** A plan smaller than the view is centred; a larger one never leaves it altogether. */
export function kept(camera: Camera, bounds: Box, view: ViewSize): Camera {
  return {
    scale: camera.scale,
    x: keptAxis(camera.x, { from: bounds.left, to: bounds.right, seen: view.width / camera.scale }),
    y: keptAxis(camera.y, { from: bounds.top, to: bounds.bottom, seen: view.height / camera.scale }),
  };
}

function keptAxis(at: number, { from, to, seen }: { from: number; to: number; seen: number }): number {
  // Half a thousandth: a fit computed twice must not tell the two cases apart by rounding.
  if (seen * 1.0005 >= to - from) return (from + to - seen) / 2;
  const loose = seen * LOOSE_SHARE;
  return Math.min(to - seen + loose, Math.max(from - loose, at));
}

export const seenBox = (camera: Camera, view: ViewSize): Box => ({
  left: camera.x,
  top: camera.y,
  right: camera.x + view.width / camera.scale,
  bottom: camera.y + view.height / camera.scale,
});

/** Between two cameras: zoom changes evenly to the eye, and the middle moves along. */
export function between(from: Camera, to: Camera, share: number, view: ViewSize): Camera {
  if (share >= 1) return to;
  const eased = 1 - (1 - share) ** 3;
  const scale = from.scale * (to.scale / from.scale) ** eased;
  // Where the zoom changes, the middle moves with it, so that the goal never swims out of view on the way.
  const grown = to.scale === from.scale ? eased : (scale - from.scale) / (to.scale - from.scale);
  const weight = to.scale === from.scale ? eased : (grown * to.scale) / scale;
  const a = toPlan(from, { x: view.width / 2, y: view.height / 2 });
  const b = toPlan(to, { x: view.width / 2, y: view.height / 2 });
  return centredOn({ x: a.x + (b.x - a.x) * weight, y: a.y + (b.y - a.y) * weight }, scale, view);
}
