// The expected waiting time: nothing when nothing is known, and near the truth when the room has been watched.
import { describe, expect, it } from "vitest";
import { lineKit, OPENS } from "../testing/line-kit.ts";
import { decideClaim, decideFinish } from "./decide-room.ts";
import { decideStatus } from "./decide-sale.ts";
import { etaFor } from "./flow.ts";
import { aheadOf } from "./state.ts";

/** A pseudo-random stay between half and one and a half of the mean. */
const stay = (i: number, mean_ms: number): number =>
  mean_ms * (0.5 + ((Math.imul(i, 2654435761) >>> 16) % 1000) / 1000);

describe("expected waiting time", () => {
  it("L15: says nothing before any stay has ended, before the sale and while it is paused", () => {
    const kit = lineKit({ room_capacity: 2 }, {}, OPENS - 1000);
    expect(etaFor(kit.state, 0, kit.now_ms)).toBeNull();
    kit.now_ms = OPENS;
    kit.join("a", "b", "c");
    expect(etaFor(kit.state, 0, kit.now_ms)).toBeNull();
    kit.now_ms += 60_000;
    kit.act((line, now_ms) => decideFinish(line, [1], now_ms));
    expect(etaFor(kit.state, 3, kit.now_ms)).not.toBeNull();
    kit.act((line, now_ms) => decideStatus(line, "PAUSED", now_ms));
    expect(etaFor(kit.state, 3, kit.now_ms)).toBeNull();
  });

  it("L15: with slots free only the steps matter", () => {
    const kit = lineKit({ room_capacity: 100, batch_size: 10, step_ms: 1000 });
    kit.join(...Array.from({ length: 50 }, (_, i) => `f${i}`));
    expect(etaFor(kit.state, 35, kit.now_ms)).toEqual({ p10_ms: 3000, p50_ms: 4000, p90_ms: 5000 });
  });

  it("L15: from the stays and the no-shows seen so far, most true waits fall into the range", () => {
    const settings = { room_capacity: 20, batch_size: 50, step_ms: 1000, claim_ms: 60_000, pass_ms: 600_000 };
    const kit = lineKit(settings);
    kit.join(...Array.from({ length: 600 }, (_, i) => `f${i}`));
    const leaves = new Map<number, number>();
    const told: { position: number; at_ms: number; p10_ms: number; p90_ms: number }[] = [];
    const turn = new Map<number, number>();
    for (; kit.state.waiting > 0; kit.now_ms += 1000) {
      kit.sweep();
      for (const guest of [...kit.state.room.values()]) {
        const { position } = guest;
        if (!turn.has(position)) {
          turn.set(position, kit.now_ms);
          // Every fourth never comes; the others stay about two minutes.
          if (position % 4 === 0) continue;
          kit.act((line, now_ms) => decideClaim(line, { position, by: "tap" }, now_ms));
          leaves.set(position, kit.now_ms + stay(position, 120_000));
        } else if ((leaves.get(position) ?? Number.POSITIVE_INFINITY) <= kit.now_ms) {
          kit.act((line, now_ms) => decideFinish(line, [position], now_ms));
        }
      }
      if ((kit.now_ms - OPENS) % 120_000 !== 0) continue;
      for (const ahead of [30, 120, 300]) {
        const position = kit.state.head + 1 + ahead;
        const eta = position <= 600 ? etaFor(kit.state, aheadOf(kit.state, position), kit.now_ms) : null;
        if (eta !== null) told.push({ position, at_ms: kit.now_ms, ...eta });
      }
    }
    const right = told.filter(({ position, at_ms, p10_ms, p90_ms }) => {
      const waited_ms = (turn.get(position) ?? kit.now_ms) - at_ms;
      return waited_ms >= p10_ms * 0.97 && waited_ms <= p90_ms * 1.03;
    });
    expect(told.length).toBeGreaterThan(30);
    expect(right.length / told.length).toBeGreaterThan(0.7);
  });
});
