// The plan in the corner, with a frame around what is on the screen.
import { type Camera, heightOf, seenBox, type ViewSize, widthOf } from "../camera.ts";
import type { Plan } from "../plan.ts";
import { inkOf } from "./canvas.ts";

export type MinimapView = {
  readonly plan: Plan;
  readonly whole: HTMLCanvasElement;
  readonly camera: Camera;
  readonly view: ViewSize;
  readonly density: number;
  readonly colour: string;
};

export function drawMinimap(canvas: HTMLCanvasElement, on: MinimapView): void {
  const { bounds } = on.plan;
  const shown_px = canvas.clientWidth;
  if (shown_px === 0) return;
  const width = Math.round(shown_px * on.density);
  const height = Math.round((width * heightOf(bounds)) / widthOf(bounds));
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const ink = inkOf(canvas);
  ink.drawImage(on.whole, 0, 0, width, height);
  const scale = width / widthOf(bounds);
  const seen = seenBox(on.camera, on.view);
  const x = Math.max(1, (seen.left - bounds.left) * scale);
  const y = Math.max(1, (seen.top - bounds.top) * scale);
  const right = Math.min(width - 1, (seen.right - bounds.left) * scale);
  const bottom = Math.min(height - 1, (seen.bottom - bounds.top) * scale);
  ink.lineWidth = 2 * on.density;
  ink.strokeStyle = on.colour;
  ink.strokeRect(x, y, Math.max(4, right - x), Math.max(4, bottom - y));
}
