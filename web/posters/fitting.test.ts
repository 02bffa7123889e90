import { expect, it } from "vitest";
import { fittingSize } from "./fitting.ts";

it("CN37: a picture is made no larger than a screen shows it, and keeps its shape", () => {
  expect(fittingSize({ width: 4_000, height: 6_000 })).toEqual({ width: 1_600, height: 2_400 });
  expect(fittingSize({ width: 6_000, height: 600 })).toEqual({ width: 1_600, height: 160 });
  expect(fittingSize({ width: 1_600, height: 2_400 })).toEqual({ width: 1_600, height: 2_400 });
  expect(fittingSize({ width: 1_601, height: 10 }).width).toBe(1_600);
  expect(fittingSize({ width: 1, height: 90_000 })).toEqual({ width: 1, height: 2_400 });
});
