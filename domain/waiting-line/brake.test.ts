import { expect, test } from "vitest";
import { lineKit } from "../testing/line-kit.ts";
import { nextDeadline } from "./decide-room.ts";
import { lineFigures } from "./figures.ts";

test("O9: a braked line lets nobody in, keeps its order and its joins, and goes on by itself to the millisecond", () => {
  const kit = lineKit();
  kit.state.braked_until_ms = kit.now_ms + 1_000;
  kit.join("a");
  kit.join("b");
  kit.sweep();
  expect([kit.state.room.size, kit.state.waiting, lineFigures(kit.state, kit.now_ms).braked]).toEqual([0, 2, true]);
  expect(nextDeadline(kit.state, kit.now_ms)).toBe(kit.state.braked_until_ms);
  kit.now_ms += 999;
  kit.sweep();
  expect(kit.state.room.size).toBe(0);
  kit.now_ms += 1;
  kit.sweep();
  expect([...kit.state.room.keys()]).toEqual([1, 2]);
});

test("O9: who is inside keeps their time and may leave while the line is braked", () => {
  const kit = lineKit();
  kit.join("a");
  kit.sweep();
  const deadline_ms = kit.state.room.get(1)?.deadline_ms;
  kit.state.braked_until_ms = kit.now_ms + 1_000;
  kit.join("b");
  expect([kit.state.room.size, kit.state.room.get(1)?.deadline_ms]).toEqual([1, deadline_ms]);
});
