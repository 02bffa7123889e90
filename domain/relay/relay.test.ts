// Spreading fans over relays, gathering their joins, and moving them.
import { describe, expect, it } from "vitest";
import { BATCH_MAX, Gathering, JOIN_PACE, WINDOW_MS } from "./gathering.ts";
import { MOVE_STEP_MS, moveAgainAt, movingNow, SETTLE_MS } from "./moving.ts";
import { relayName, relayNamed, relayOf } from "./spread.ts";

const fans = Array.from({ length: 20_000 }, (_, i) => `usr_${(i * 7_919).toString(36)}`);

const KEY = { k0: 0x1234_5678, k1: 0x9abc_def0 };

describe("spreading", () => {
  it("RL10: accounts chosen to crowd one relay are spread evenly by another deployment's, or another show's, key", () => {
    const chosen = fans.filter((fan) => relayOf(fan, 8, KEY) === 3);
    expect(chosen.length).toBeGreaterThan(2_000);
    for (const key of [
      { ...KEY, k0: 1 },
      { ...KEY, k1: 2 },
    ]) {
      const counts = new Array<number>(8).fill(0);
      for (const fan of chosen) {
        const relay = relayOf(fan, 8, key) ?? -1;
        counts[relay] = (counts[relay] ?? 0) + 1;
      }
      expect(Math.max(...counts)).toBeLessThan((chosen.length / 8) * 1.3);
    }
    // Control: by the very key they were chosen with they are all in one place.
    expect(new Set(chosen.map((fan) => relayOf(fan, 8, KEY)))).toEqual(new Set([3]));
  });

  it("RL1: evenly, by the name and the key alone; without relays nobody", () => {
    for (const relays of [2, 3, 7, 20, 64]) {
      const counts = new Array<number>(relays).fill(0);
      for (const fan of fans) {
        const relay = relayOf(fan, relays, KEY) ?? -1;
        counts[relay] = (counts[relay] ?? 0) + 1;
      }
      const share = fans.length / relays;
      expect(Math.min(...counts)).toBeGreaterThan(share * 0.75);
      expect(Math.max(...counts)).toBeLessThan(share * 1.25);
    }
    expect(relayOf("usr_1", 0, KEY)).toBeNull();
    expect(relayNamed(relayName("show_a", 12))).toEqual({ show_id: "show_a", index: 12 });
  });

  it("RL1: with one relay more only those move who belong to the new one", () => {
    for (let relays = 1; relays < 30; relays++) {
      for (const fan of fans.slice(0, 2_000)) {
        const [before, after] = [relayOf(fan, relays, KEY), relayOf(fan, relays + 1, KEY)];
        expect(after === before || after === relays).toBe(true);
      }
    }
  });
});

describe("gathering", () => {
  it("RL8: who comes alone goes at once; what comes within the window after goes together, one batch at a time", () => {
    const joins = new Gathering<string>(JOIN_PACE);
    expect(joins.add("a", 1_000)).toBe(1_000);
    expect(joins.send(1_000)).toEqual(["a"]);
    expect([joins.add("b", 1_010), joins.add("c", 1_020)]).toEqual([null, null]);
    expect(joins.answered(1_040)).toBe(1_000 + WINDOW_MS);
    expect(joins.add("d", 1_100)).toBeNull();
    expect(joins.send(1_250)).toEqual(["b", "c", "d"]);
    expect(joins.send(1_250)).toBeNull();
    expect([joins.answered(1_400), joins.isEmpty]).toEqual([null, true]);
    expect(joins.add("e", 9_000)).toBe(9_000);
  });

  it("RL8: a full batch need not wait, and holds no more than one write", () => {
    const joins = new Gathering<number>(JOIN_PACE);
    joins.add(0, 0);
    joins.send(0);
    joins.answered(5);
    const due = Array.from({ length: BATCH_MAX + 1 }, (_, i) => joins.add(i, 10));
    expect([due[0], due[BATCH_MAX - 1], due[BATCH_MAX]]).toEqual([WINDOW_MS, 10, null]);
    expect(joins.send(10)).toHaveLength(BATCH_MAX);
    expect(joins.answered(20)).toBe(10 + WINDOW_MS);
  });
});

describe("moving", () => {
  it("RL7: nobody before the edges know, then evenly, and all within half a minute", () => {
    const since_ms = 5_000;
    expect(movingNow(4_000, since_ms, since_ms + SETTLE_MS - 1)).toBe(0);
    expect(moveAgainAt(4_000, since_ms, since_ms)).toBe(since_ms + SETTLE_MS);
    let misplaced = 4_000;
    let most = 0;
    let now_ms = since_ms + SETTLE_MS;
    while (misplaced > 0) {
      const moved = movingNow(misplaced, since_ms, now_ms);
      most = Math.max(most, moved);
      misplaced -= moved;
      now_ms = moveAgainAt(misplaced, since_ms, now_ms) ?? now_ms;
    }
    expect(now_ms - since_ms).toBeLessThanOrEqual(30_000);
    expect(most).toBeLessThanOrEqual(60);
    expect(moveAgainAt(0, since_ms, now_ms)).toBeNull();
    // Who comes to the wrong place later is sent on with the next step.
    expect([movingNow(3, since_ms, now_ms + 60_000), moveAgainAt(3, since_ms, 90_000)]).toEqual([
      3,
      90_000 + MOVE_STEP_MS,
    ]);
  });
});
