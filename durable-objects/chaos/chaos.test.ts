// A hundred sales under random faults keep the four truths; the rare meetings did happen; without a guard it turns red.
import { describe, expect, it } from "vitest";
import { playChaos } from "./testing/chaos-run.ts";
import { FAULTS, MEETINGS } from "./testing/faults.ts";
import { playMany } from "./testing/many.ts";

const SEEDS = { from: 20_261_128, runs: 100 };
const CONTROL_RUNS = 150;

describe("chaos", () => {
  it("CH1: a hundred seeds keep strict order, one owner for a seat, money that follows seats, and everyone's own", () => {
    const { broken, met, bought, runs } = playMany(SEEDS);
    console.log(
      `seeds ${SEEDS.from} to ${SEEDS.from + runs - 1}: ${bought} bought, ${JSON.stringify(Object.fromEntries(met))}`,
    );
    // A seed that breaks is replayed by: npm run chaos -- --from <seed> --seeds 1
    expect(broken).toEqual([]);
    expect(bought).toBeGreaterThan(100);
    // CH2: what never happened was never proved.
    for (const meeting of MEETINGS) expect(met.get(meeting) ?? 0, meeting).toBeGreaterThan(0);
  });

  it("CH3: a seed replays to the last event, and draws its own subset of the faults", () => {
    const subsets = new Set<string>();
    for (let seed = SEEDS.from; seed < SEEDS.from + 4; seed++) {
      const once = playChaos(seed);
      expect(playChaos(seed)).toEqual(once);
      expect(once.faults.length).toBeLessThan(FAULTS.length);
      subsets.add(once.faults.join());
    }
    expect(subsets.size).toBe(4);
  });

  // Each begins shortly before the first seed that it turns red: those before it need not be played at every run.
  it.each([
    ["outbox_until_heard", "rows leave the outbox when they are sent, not when they are heard", SEEDS.from + 20],
    ["answer_after_commit", "a place is told before it is written down", SEEDS.from],
    ["one_key_one_hold", "each try of one wish has a key of its own", SEEDS.from],
  ] as const)("CH4 D43 D44: red without a guard (control): %s, %s", (guard_out, _why, from) => {
    const { broken } = playMany({ from, runs: CONTROL_RUNS, guard_out, until_broken: true });
    expect(broken[0]?.why).toMatch(/broken|is told|never came to rest/);
  });
});
