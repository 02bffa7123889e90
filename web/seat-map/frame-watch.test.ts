import { describe, expect, test } from "vitest";
import { DENSITY_LEAST, FrameWatch, lowerDensity } from "./frame-watch.ts";

const fed = (gap_ms: number, frames: number): boolean => {
  const watch = new FrameWatch();
  let slow = false;
  for (let i = 0; i <= frames; i++) slow = watch.isSlow(i * gap_ms) || slow;
  return slow;
};

describe("frames watched", () => {
  test("S1: a smooth map is left as it is, a slow one asks for fewer dots, a pause is neither", () => {
    expect(fed(16.7, 60)).toBe(false);
    expect(fed(33.4, 14)).toBe(true);
    expect(fed(33.4, 13)).toBe(false);
    expect(fed(500, 60)).toBe(false);
  });

  test("S1: dots are never fewer than the screen's own pixels", () => {
    expect(lowerDensity(2)).toBe(1.5);
    expect(lowerDensity(1.1)).toBe(DENSITY_LEAST);
  });
});
