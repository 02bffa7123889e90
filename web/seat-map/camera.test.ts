import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { between, fitScale, kept, lookAt, moved, scaleRange, toPlan, toView, zoomed } from "./camera.ts";
import { CameraMotion } from "./camera-motion.ts";

const SEED = 20_261_120;
const view = { width: 390, height: 560 };
const bounds = { left: -100, top: -50, right: 2_900, bottom: 2_950 };
const camera = fc.record({
  x: fc.double({ min: -1_000, max: 3_000, noNaN: true }),
  y: fc.double({ min: -1_000, max: 3_000, noNaN: true }),
  scale: fc.double({ min: 0.15, max: 4, noNaN: true }),
});
const at = fc.record({
  x: fc.double({ min: 0, max: 390, noNaN: true }),
  y: fc.double({ min: 0, max: 560, noNaN: true }),
});

describe("the camera", () => {
  test(`S1: what lies under the finger stays under it while zooming (seed ${SEED})`, () => {
    const range = scaleRange(bounds, view, 10);
    fc.assert(
      fc.property(camera, at, fc.double({ min: 0.2, max: 5, noNaN: true }), (from, finger, factor) => {
        const before = toPlan(from, finger);
        const after = toPlan(zoomed(from, factor, finger, range), finger);
        expect(after.x).toBeCloseTo(before.x, 6);
        expect(after.y).toBeCloseTo(before.y, 6);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test(`S1: a pull moves the plan by just as much (seed ${SEED})`, () => {
    fc.assert(
      fc.property(camera, at, at, (from, point, by) => {
        const seen = toView(moved(from, by), toPlan(from, point));
        expect(seen.x).toBeCloseTo(point.x + by.x, 6);
        expect(seen.y).toBeCloseTo(point.y + by.y, 6);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  test("S1: zoom ends at the whole plan and at a fingertip for each seat", () => {
    const range = scaleRange(bounds, view, 10);
    const whole = lookAt(bounds, view);
    expect(zoomed(whole, 0.01, { x: 0, y: 0 }, range).scale).toBe(range.min);
    expect(zoomed(whole, 1_000, { x: 0, y: 0 }, range).scale).toBe(range.max);
    expect(range.max * 10).toBeGreaterThanOrEqual(44);
  });

  test(`S1: the plan never leaves the view altogether (seed ${SEED})`, () => {
    fc.assert(
      fc.property(camera, (from) => {
        const safe = kept({ ...from, scale: Math.max(from.scale, fitScale(bounds, view)) }, bounds, view);
        const corner = toView(safe, { x: bounds.right, y: bounds.bottom });
        const origin = toView(safe, { x: bounds.left, y: bounds.top });
        expect(corner.x).toBeGreaterThan(0);
        expect(corner.y).toBeGreaterThan(0);
        expect(origin.x).toBeLessThan(view.width);
        expect(origin.y).toBeLessThan(view.height);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test("S1: a flight begins where it is and ends exactly at its goal", () => {
    const from = lookAt(bounds, view);
    const to = lookAt({ left: 200, top: 300, right: 300, bottom: 420 }, view);
    const start = between(from, to, 0, view);
    expect(start.scale).toBeCloseTo(from.scale, 9);
    expect(start.x).toBeCloseTo(from.x, 6);
    expect(between(from, to, 1, view)).toBe(to);
  });

  test("S1: a flight lasts its time and no longer; a fling dies down by itself", () => {
    const motion = new CameraMotion({ bounds, pitch: 10 });
    motion.resize(view);
    motion.fly(lookAt({ left: 200, top: 300, right: 300, bottom: 420 }, motion.view), 1_000);
    motion.advance(1_239);
    expect(motion.gliding).toBe(true);
    motion.advance(1_240);
    expect(motion.gliding).toBe(false);
    motion.fling({ x: 1, y: 0 }, 2_000);
    for (let now_ms = 2_016; now_ms < 5_000; now_ms += 16) motion.advance(now_ms);
    expect(motion.gliding).toBe(false);
  });

  test("S1: while the whole plan is shown, a resize shows it whole again; nearer, the corner stays", () => {
    const motion = new CameraMotion({ bounds, pitch: 10 });
    motion.resize(view);
    expect(motion.whole).toBe(true);
    motion.resize({ width: 390, height: 420 });
    expect(motion.whole).toBe(true);
    motion.jump({ x: 500, y: 500, scale: 2 }, 0);
    motion.resize({ width: 390, height: 500 });
    expect(motion.camera).toEqual({ x: 500, y: 500, scale: 2 });
  });
});
