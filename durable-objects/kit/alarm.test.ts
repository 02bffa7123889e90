// The one alarm of an object: which of the moments asked for stands, and what a failed setting leaves behind.
import { expect, it } from "vitest";
import { Alarm } from "./alarm.ts";

function scene() {
  const clock = { now_ms: 1_000 };
  const set: number[] = [];
  const failures: unknown[] = [];
  const storage = { away: false };
  const alarm = new Alarm({
    setAlarm: async (at_ms) => {
      if (storage.away) throw new Error("the storage is away");
      set.push(at_ms);
    },
    now: () => clock.now_ms,
    failed: (error) => failures.push(error),
  });
  return { alarm, clock, set, failures, storage };
}

it("L51 SL27: the earliest moment stands, a moment that passed is now, and after it rang the next is set", () => {
  const { alarm, clock, set } = scene();
  for (const due_ms of [5_000, 9_000, 3_000, 4_000]) alarm.ringBy(due_ms);
  expect(set).toEqual([5_000, 3_000]);
  clock.now_ms = 3_000;
  alarm.rung();
  alarm.ringBy(9_000);
  alarm.ringBy(10);
  expect(set).toEqual([5_000, 3_000, 9_000, 3_001]);
});

it("L51 SL27: an alarm that could not be set counts as none, so the next who asks sets it", async () => {
  const { alarm, set, failures, storage } = scene();
  storage.away = true;
  alarm.ringBy(5_000);
  await Promise.resolve();
  expect(failures).toHaveLength(1);
  storage.away = false;
  alarm.ringBy(5_000);
  expect(set).toEqual([5_000]);
});

it("L51: one that is late, past its moment and not rung, does not keep the next from being set", () => {
  const { alarm, clock, set } = scene();
  alarm.ringBy(2_000);
  clock.now_ms = 60_000;
  alarm.ringBy(61_000);
  expect(set).toEqual([2_000, 61_000]);
});
