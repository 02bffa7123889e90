import { expect, it } from "vitest";
import { FAN_TRIES_MAX, FAN_WINDOW_MS, SHOW_TRIES_MAX, SHOW_WINDOW_MS, VipBrake } from "./vip-brake.ts";

const wrong = { show_id: "s", right: false, now_ms: 0 };

it("L11: a fan's sixth guess waits, also when it is right, until the window is over", () => {
  const brake = new VipBrake();
  for (let i = 0; i < FAN_TRIES_MAX; i += 1) expect(brake.try({ ...wrong, fan: "f" })).toEqual({ right: false });
  const right = { ...wrong, fan: "f", right: true };
  expect(brake.try(right)).toEqual({ wait_ms: FAN_WINDOW_MS });
  expect(brake.try({ ...right, now_ms: FAN_WINDOW_MS - 1 })).toEqual({ wait_ms: 1 });
  expect(brake.try({ ...right, now_ms: FAN_WINDOW_MS })).toEqual({ right: true });
});

it("L11: a thousand fans together guess no faster, and another show's fans are not felt", () => {
  const brake = new VipBrake();
  const tries = Array.from({ length: 1_000 }, (_, i) => brake.try({ ...wrong, fan: `f${i}` }));
  expect(tries.filter((answer) => "right" in answer)).toHaveLength(SHOW_TRIES_MAX);
  expect(brake.try({ ...wrong, fan: "new", right: true })).toEqual({ wait_ms: SHOW_WINDOW_MS });
  expect(brake.try({ ...wrong, fan: "new", show_id: "other", right: true })).toEqual({ right: true });
  expect(brake.try({ ...wrong, fan: "new", right: true, now_ms: SHOW_WINDOW_MS })).toEqual({ right: true });
});

it("L11: right codes cost nothing", () => {
  const brake = new VipBrake();
  for (let i = 0; i < 500; i += 1) {
    expect(brake.try({ ...wrong, fan: `f${i % 3}`, right: true })).toEqual({ right: true });
  }
});
