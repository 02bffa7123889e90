// The countdown's faces.
import { expect, it } from "vitest";
import { clockWithTenths, leftFace, middleOf } from "./clock.ts";

it("PR12: the countdown shows tenths in the last ten seconds, and never less than nought", () => {
  expect([12_345, 10_001, 10_000, 9_950, 101, 100, 1, 0, -5].map(leftFace)).toEqual([
    "13",
    "11",
    "10.0",
    "10.0",
    "0.2",
    "0.1",
    "0.1",
    "0",
    "0",
  ]);
  expect(clockWithTenths(Date.UTC(2026, 10, 28, 11, 59, 59, 987))).toBe("20:59:59.9");
});

it("PR12: what the connection costs is the middle of what was measured", () => {
  expect([middleOf([]), middleOf([12.4]), middleOf([900, 21.6, 20])]).toEqual([null, 12, 22]);
});
