// The order of a line over relays: random interleavings, deaths with a batch under way, lost answers, and relays raised and
// lowered in the middle of it. The laws of the line are those that it has without relays.
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Pace } from "../../domain/relay/gathering.ts";
import { JOIN_PACE, WINDOW_MS } from "../../domain/relay/gathering.ts";
import { ok } from "../../domain/result.ts";
import { decideClaim, decideFinish, decideLeave, decideRemove } from "../../domain/waiting-line/decide-room.ts";
import { decideCounts, decideSettings, decideStatus } from "../../domain/waiting-line/decide-sale.ts";
import { checkLaws, newMemory } from "../waiting-line/testing/line-laws.ts";
import { RelayWorld, WAY_MS, worstOrderErrorMs } from "./testing/relay-world.ts";

const RUNS = Number(process.env.RELAY_RUNS ?? 120);
const SEED = Number(process.env.RELAY_SEED ?? 20261128);
const RELAYS = 4;
const FANS = 40;
/** A batch waits for the one before it, which may be sent three times, and then goes its own way. */
const BOUND_MS = WINDOW_MS + 8 * WAY_MS;

type Act =
  | { type: "join" | "leave" | "claim" | "finish" | "remove"; fan: number }
  | { type: "wait"; ms: number }
  | { type: "kill"; relay: number }
  | { type: "lose" }
  | { type: "wake"; life: string }
  | { type: "spread"; relays: number }
  | { type: "sale"; status: "OPEN" | "PAUSED" }
  | { type: "resize"; room_capacity: number; batch_size: number }
  | { type: "counts"; available: number };

const fan = fc.nat({ max: FANS - 1 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ type: fc.constant("join" as const), fan }) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constantFrom("leave", "claim", "finish", "remove"), fan }) as fc.Arbitrary<Act>,
  },
  { weight: 6, arbitrary: fc.record({ type: fc.constant("wait" as const), ms: fc.nat({ max: 300 }) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("kill" as const), relay: fc.nat({ max: RELAYS - 1 }) }) },
  { weight: 1, arbitrary: fc.constant({ type: "lose" as const }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("wake" as const), life: fc.uuid() }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("spread" as const), relays: fc.integer({ min: 1, max: RELAYS }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("sale" as const), status: fc.constantFrom("OPEN", "PAUSED") }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("resize" as const),
      room_capacity: fc.nat({ max: 4 }),
      batch_size: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("counts" as const), available: fc.nat({ max: 2 }) }) },
) as fc.Arbitrary<Act>;

const nameOf = (number: number): string => `fan_${number}`;
let counts_version = 0;

function perform(world: RelayWorld, act: Act): void {
  const { engine } = world.bench;
  const position = "fan" in act ? engine.find(nameOf(act.fan)) : 0;
  switch (act.type) {
    case "join":
      void world.join(nameOf(act.fan));
      return;
    case "leave":
      engine.run((state, at_ms) => decideLeave(state, position, at_ms));
      return;
    case "claim":
      engine.run((state, at_ms) => decideClaim(state, { position, by: "tap" }, at_ms));
      return;
    case "finish":
      engine.run((state, at_ms) => ok(decideFinish(state, [position], at_ms)));
      return;
    case "remove":
      if (position > 0) engine.run((state, at_ms) => decideRemove(state, { position, reason: "r" }, at_ms));
      return;
    case "kill":
      world.kill(act.relay);
      return;
    case "lose":
      world.lose = Math.min(2, world.lose + 1);
      return;
    case "wake":
      world.wakeLine(act.life);
      return;
    case "spread":
      world.relays = act.relays;
      return;
    case "sale":
      engine.run((state, at_ms) => decideStatus(state, act.status, at_ms));
      return;
    case "resize":
      engine.run((state, at_ms) => decideSettings(state, { settings: act }, at_ms));
      return;
    case "counts": {
      const counts = { showtime_id: "st", ledger: "st", on_sale: true, available: act.available, held: 1, paying: 0 };
      engine.run((state, at_ms) => ok(decideCounts(state, { ...counts, version: ++counts_version }, at_ms)));
      return;
    }
    case "wait":
  }
}

async function play(acts: readonly Act[], pace: Pace = JOIN_PACE): Promise<RelayWorld> {
  const world = new RelayWorld({ room_capacity: 2, batch_size: 1, step_ms: 100 }, pace);
  for (const act of acts) {
    perform(world, act);
    world.heard();
    await vi.advanceTimersByTimeAsync(act.type === "wait" ? act.ms : 1);
  }
  await vi.advanceTimersByTimeAsync(30_000);
  return world;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a line over relays", () => {
  it("RL2: gapless, one place a fan, kept whatever dies; nobody is overtaken by more than a batch", async () => {
    let worst_ms = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 80 }), async (acts) => {
        const world = await play(acts);
        expect(world.unanswered).toBe(0);
        const memory = newMemory();
        for (const { position, fan } of world.told) if (position > 0) memory.told.set(position, fan);
        world.bench.engine.sweep();
        checkLaws(world.bench.engine, world.bench.sql, memory);
        const error_ms = worstOrderErrorMs(world.told);
        expect(error_ms).toBeLessThanOrEqual(BOUND_MS);
        worst_ms = Math.max(worst_ms, error_ms);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    console.info(`worst order error over relays: ${worst_ms} ms of at most ${BOUND_MS}`);
    expect(worst_ms).toBeGreaterThan(0);
  });

  it("RL3: every relay tells everyone the very place that the line would tell", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 60 }), async (acts) => {
        const world = await play(acts);
        const { engine } = world.bench;
        for (let index = 0; index < RELAYS; index++) {
          const relay = world.relay(index);
          const caught_up = relay.catchUp();
          await vi.advanceTimersByTimeAsync(100);
          await caught_up.catch(() => relay.catchUp());
          await vi.advanceTimersByTimeAsync(100);
          for (let number = 0; number < FANS; number++) {
            const asked = relay.status(nameOf(number));
            await vi.advanceTimersByTimeAsync(400);
            const { place } = await asked;
            const own = engine.view(engine.find(nameOf(number)), place.now_ms);
            expect(place).toEqual(structuredClone(own));
          }
        }
      }),
      { numRuns: 12, seed: SEED },
    );
  });

  it("RL9: five times as many fans over the same relays are no more calls of the line than the relays may make", async () => {
    const callsOf = async (fans: number): Promise<{ relayed: number; alone: number }> => {
      const world = new RelayWorld({ room_capacity: 0, batch_size: 1, step_ms: 100 });
      world.relays = RELAYS;
      const names = Array.from({ length: fans }, (_, i) => nameOf(i));
      const spread = async (some: readonly string[], ask: (fan: string) => void): Promise<void> => {
        for (let tenth = 0; tenth < 10; tenth++) {
          for (const fan of some.filter((_, i) => i % 10 === tenth)) ask(fan);
          await vi.advanceTimersByTimeAsync(100);
        }
      };
      await spread(names, (fan) => void world.relayOfFan(fan).join({ fan }));
      await vi.advanceTimersByTimeAsync(1_000);
      // Those near the head ask the line themselves, with relays or without.
      const far = names.filter((name) => world.bench.engine.find(name) > 200);
      for (let turn = 0; turn < 4; turn++) {
        await spread(far, (fan) => void world.relayOfFan(fan).status(fan));
      }
      return { relayed: world.calls, alone: fans + 4 * (fans - 200) };
    };
    const [few, many] = [await callsOf(300), await callsOf(1_500)];
    console.info(`calls of the line within 6 s over ${RELAYS} relays:`, few, many);
    // Joins for one second and a bit, looks for four: four of each a second and relay.
    expect(many.relayed).toBeLessThanOrEqual(RELAYS * (2 * 4 + 5 * 4));
    expect(many.alone / many.relayed).toBeGreaterThan(40);
  });

  it("RL2: negative control: a relay that gathers for six windows lets the others overtake by more than a batch", async () => {
    const acts = Array.from({ length: 60 }, (_, i): Act[] => [
      { type: "join", fan: i % FANS },
      { type: "wait", ms: 60 },
    ]).flat();
    const slow = await play([{ type: "spread", relays: 4 }, ...acts], { ...JOIN_PACE, window_ms: 1_500 });
    expect(worstOrderErrorMs(slow.told)).toBeGreaterThan(BOUND_MS);
    const right = await play([{ type: "spread", relays: 4 }, ...acts]);
    expect(worstOrderErrorMs(right.told)).toBeLessThanOrEqual(BOUND_MS);
  });
});
