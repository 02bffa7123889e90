import { expect, test } from "vitest";
import { squareOf } from "./square.ts";

test("DR7: a door looks at the square in the middle, however the phone is held", () => {
  expect(squareOf({ width: 1_280, height: 720 })).toEqual({ left: 280, top: 0, side: 720 });
  expect(squareOf({ width: 721, height: 1_280 })).toEqual({ left: 0, top: 279, side: 721 });
});
