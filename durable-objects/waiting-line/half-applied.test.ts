// Written and then not understood: what a fault of ours in `apply` leaves behind is never seen by anybody.
import { afterAll, expect, it, vi } from "vitest";
import type { LineEvent } from "../../domain/waiting-line/events.ts";
import type { LineState } from "../../domain/waiting-line/state.ts";

const fault = { next: false };

// The engine is read anew, so that it meets the bent rule whoever read it before.
vi.resetModules();
vi.doMock("../../domain/waiting-line/apply.ts", async (original) => {
  const whole = await original<typeof import("../../domain/waiting-line/apply.ts")>();
  return {
    ...whole,
    apply: (state: LineState, event: LineEvent) => {
      whole.apply(state, event);
      if (!fault.next) return;
      fault.next = false;
      // Half of what an event changes, twice.
      state.waiting += 7;
      throw new Error("a fault of ours");
    },
  };
});
const { joinAll, lineBench } = await import("./testing/line-bench.ts");
afterAll(() => {
  vi.doUnmock("../../domain/waiting-line/apply.ts");
  vi.resetModules();
});

it("L50 D22: an event that is written and then fails in memory is there once, whole, for whoever asks next", () => {
  const bench = lineBench({ room_capacity: 1 });
  const { engine } = bench;
  joinAll(engine, "a", "b");
  fault.next = true;
  expect(() => engine.join({ fans: ["c"] })).toThrow("a fault of ours");
  expect([engine.state.joined, engine.state.waiting]).toEqual([3, 2]);
  expect(joinAll(engine, "d", "c")).toEqual([4, 3]);
  const woken = bench.reload();
  expect([woken.state.joined, woken.state.waiting, woken.checkpoint()?.hash]).toEqual([
    engine.state.joined,
    engine.state.waiting,
    engine.checkpoint()?.hash,
  ]);
});
