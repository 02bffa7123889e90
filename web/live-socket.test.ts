// Keeping a road open, over roads that die silently, and a clock that only moves when told.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jittered, LiveSocket } from "./live-socket.ts";
import type { RoadEar } from "./road.ts";

function world(random: () => number = () => 0.5) {
  let now_ms = 0;
  let timers: { readonly at_ms: number; readonly run: () => void }[] = [];
  const roads: { readonly ear: RoadEar; readonly sent: string[]; readonly opened_at_ms: number; closed: boolean }[] =
    [];
  const heard: string[] = [];
  const socket = new LiveSocket(
    (ear) => {
      const road = { ear, sent: [] as string[], opened_at_ms: now_ms, closed: false };
      roads.push(road);
      return {
        send: (text) => road.sent.push(text),
        close: () => {
          road.closed = true;
        },
      };
    },
    {
      after: (ms, run) => {
        const timer = { at_ms: now_ms + ms, run };
        timers.push(timer);
        return () => {
          timers = timers.filter((one) => one !== timer);
        };
      },
      random,
    },
    { opened: () => heard.push("opened"), said: (text) => heard.push(text), lost: () => heard.push("lost") },
  );
  const pass = (ms: number): void => {
    const until_ms = now_ms + ms;
    for (;;) {
      const due = timers.filter(({ at_ms }) => at_ms <= until_ms).sort((one, other) => one.at_ms - other.at_ms)[0];
      if (due === undefined) break;
      timers = timers.filter((one) => one !== due);
      now_ms = due.at_ms;
      due.run();
    }
    now_ms = until_ms;
  };
  const last = () => {
    const road = roads.at(-1);
    if (road === undefined) throw new Error("no road was opened");
    return road;
  };
  return { socket, roads, heard, pass, last, timers: () => timers.length };
}

describe("LS1 a silent road", () => {
  test("LS1: what is silent is pinged, and what does not answer is cut and opened again", () => {
    const at = world();
    at.socket.start();
    at.last().ear.opened();
    at.pass(24_999);
    expect(at.last().sent).toEqual([]);
    at.pass(1);
    expect(at.last().sent).toEqual(["ping"]);
    at.pass(7_999);
    expect(at.heard).toEqual(["opened"]);
    at.pass(1);
    expect([at.heard, at.roads[0]?.closed]).toEqual([["opened", "lost"], true]);
    at.pass(800);
    expect(at.roads).toHaveLength(2);
  });

  test("LS1: an answered ping keeps the road, and is nobody's news", () => {
    const at = world();
    at.socket.start();
    at.last().ear.opened();
    for (let round = 0; round < 5; round++) {
      at.pass(25_000);
      at.last().ear.said("pong");
    }
    expect([at.roads.length, at.heard]).toEqual([1, ["opened"]]);
  });

  test("LS1: a road that never opens is given up", () => {
    const at = world();
    at.socket.start();
    at.pass(10_000);
    expect([at.heard, at.last().closed]).toEqual([["lost"], true]);
  });
});

describe("LS2 coming back", () => {
  test("LS2: later and later, up to half a minute; a word heard starts it over", () => {
    const at = world();
    at.socket.start();
    const waits: number[] = [];
    for (let round = 0; round < 9; round++) {
      const before = at.roads.length;
      at.last().ear.closed(1_006);
      let waited_ms = 0;
      while (at.roads.length === before) {
        at.pass(100);
        waited_ms += 100;
      }
      waits.push(waited_ms);
    }
    expect(waits).toEqual([800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000, 30_000]);
    at.last().ear.opened();
    at.last().ear.said("{}");
    at.last().ear.closed(1_006);
    at.pass(800);
    expect(at.roads).toHaveLength(11);
  });

  test("LS2: nobody comes back in step", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (ms, dice) => {
        const wait_ms = jittered(ms, () => dice);
        return wait_ms >= ms * 0.5 && wait_ms <= ms * 1.5;
      }),
    );
  });

  test("LS2: a road given up is not heard any more, and one stopped leaves no timer", () => {
    const at = world();
    at.socket.start();
    const first = at.last().ear;
    first.opened();
    at.socket.cut();
    at.pass(800);
    first.said("late");
    first.closed(1_000);
    expect([at.heard, at.roads.length]).toEqual([["opened", "lost"], 2]);
    at.socket.stop();
    expect([at.timers(), at.last().closed]).toEqual([0, true]);
  });
});
