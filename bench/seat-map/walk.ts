// What the measured page hands back, under which name it can be asked for, and the walk itself.
import type { Box } from "../../domain/layout/outline.ts";
import type { Camera } from "../../web/seat-map/camera.ts";

export type Walk = {
  /** From each animation frame to the next. */
  readonly frames_ms: readonly number[];
  /** From the script's start to the first whole plan on the screen, the plan's own making included. */
  readonly first_drawn_ms: number;
};

declare global {
  /** Walks once; there when the map is drawn. */
  var walkMap: (() => Promise<Walk>) | undefined;
}

export const WALK_MS = 5_000;
const PAN_UNITS = 420;

type Walked = { readonly camera: Camera; readonly lookFrom: (camera: Camera) => void };

/** Out, in to single seats, across the house, and out again: every level of detail, and every crossing between them. */
export function cameraAt(
  share: number,
  start: Camera,
  { bounds, host }: { bounds: Box; host: Element | null },
): Camera {
  const depth = Math.sin(share * Math.PI) ** 2;
  const scale = start.scale * 14 ** depth;
  const middle_x = (bounds.left + bounds.right) / 2 + Math.sin(share * Math.PI * 4) * PAN_UNITS * depth;
  const middle_y = (bounds.top + bounds.bottom) / 2 + Math.cos(share * Math.PI * 3) * PAN_UNITS * depth;
  const width = host?.clientWidth ?? 1;
  const height = host?.clientHeight ?? 1;
  return { x: middle_x - width / 2 / scale, y: middle_y - height / 2 / scale, scale };
}

export function walkWith(
  map: Walked,
  at: (share: number, start: Camera) => Camera,
  first_drawn_ms: number,
): Promise<Walk> {
  const start = map.camera;
  const frames_ms: number[] = [];
  let began_ms = 0;
  let last_ms = 0;
  return new Promise((done) => {
    const step = (now_ms: number): void => {
      if (began_ms === 0) began_ms = now_ms;
      else frames_ms.push(now_ms - last_ms);
      last_ms = now_ms;
      const share = (now_ms - began_ms) / WALK_MS;
      if (share >= 1) {
        done({ frames_ms, first_drawn_ms });
        return;
      }
      map.lookFrom(at(share, start));
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}
