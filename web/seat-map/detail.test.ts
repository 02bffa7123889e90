import { describe, expect, test } from "vitest";
import {
  choosesAt,
  detailAt,
  FINGER_FROM_PX,
  MOUSE_FROM_PX,
  NUMBERS_FROM_PX,
  nameSize,
  reachAt,
  SEATS_FROM_PX,
} from "./detail.ts";

describe("nearness", () => {
  test("S1: sections from afar, seats when near, numbers when nearer: each from its very limit", () => {
    expect(detailAt(SEATS_FROM_PX - 0.01)).toBe("plan");
    expect(detailAt(SEATS_FROM_PX)).toBe("seats");
    expect(detailAt(NUMBERS_FROM_PX - 0.01)).toBe("seats");
    expect(detailAt(NUMBERS_FROM_PX)).toBe("numbers");
  });

  test("S3: a finger chooses only where it hits the seat it means; a mouse earlier", () => {
    expect(choosesAt(FINGER_FROM_PX - 0.01, "finger")).toBe(false);
    expect(choosesAt(FINGER_FROM_PX, "finger")).toBe(true);
    expect(choosesAt(MOUSE_FROM_PX - 0.01, "mouse")).toBe(false);
    expect(choosesAt(MOUSE_FROM_PX, "mouse")).toBe(true);
  });

  test("S3: a tap never reaches past the next seat's middle", () => {
    for (const pitch_px of [8, 12, 17, 26, 46]) {
      expect(reachAt(pitch_px, "finger")).toBeLessThan(pitch_px);
      expect(reachAt(pitch_px, "mouse")).toBeLessThan(Math.max(9, pitch_px));
    }
  });

  test("S1: a name is written as large as fits, or not at all", () => {
    expect(nameSize(3, { wide_px: 80, high_px: 80 })).toBe(13);
    expect(nameSize(3, { wide_px: 36, high_px: 80 })).toBe(11);
    expect(nameSize(3, { wide_px: 80, high_px: 11 })).toBe(9);
    expect(nameSize(3, { wide_px: 28, high_px: 80 })).toBeNull();
    expect(nameSize(3, { wide_px: 80, high_px: 10 })).toBeNull();
  });
});
