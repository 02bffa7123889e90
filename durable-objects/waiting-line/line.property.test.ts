// The line against its laws: random days of a sale, with crashes between any two statements.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Checkpoint, Receipt } from "../../domain/log/receipt.ts";
import { verifyLog } from "../../domain/log/verify.ts";
import { ok } from "../../domain/result.ts";
import { Crash } from "../../domain/testing/node-sql.ts";
import {
  decideClaim,
  decideFinish,
  decideLeave,
  decideProlong,
  decideRelease,
  decideRemove,
  decideRestore,
  decideTrack,
} from "../../domain/waiting-line/decide-room.ts";
import { decideCounts, decideSettings, decideStatus } from "../../domain/waiting-line/decide-sale.ts";
import { ENTRY } from "../../domain/waiting-line/entry-status.ts";
import type { LineSettings, PurchasePhase } from "../../domain/waiting-line/events.ts";
import { markPosition } from "../../domain/waiting-line/fenwick.ts";
import type { LineEngine } from "./engine.ts";
import { CLOSES_AT_MS, type LineBench, lineBench, OPENS_AT_MS, SHOW } from "./testing/line-bench.ts";
import {
  checkAdmissions,
  checkLaws,
  type Memory,
  newMemory,
  newShadow,
  portrait,
  type Shadow,
  wholeLog,
} from "./testing/line-laws.ts";

const RUNS = Number(process.env.LINE_RUNS ?? 500);
const SEED = Number(process.env.LINE_SEED ?? 20261120);

type Command =
  | { type: "join"; fans: number[]; vip: boolean }
  | { type: "leave" | "claim" | "prolong" | "finish" | "remove" | "restore"; fan: number }
  | { type: "track"; fan: number; phase: PurchasePhase; for_ms: number }
  | { type: "wait"; ms: number }
  | { type: "deadline"; off_ms: number }
  | { type: "status"; status: "OPEN" | "PAUSED" | "ENDED" }
  | { type: "resize"; settings: Partial<LineSettings> }
  | { type: "reschedule"; by_ms: number }
  | { type: "counts"; showtime: number; available: number; held: number; on_sale: boolean }
  | { type: "told" }
  | { type: "evict"; snapshot: boolean };

const fan = fc.nat({ max: 14 });
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant("join" as const),
      fans: fc.array(fan, { minLength: 1, maxLength: 8 }),
      vip: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constantFrom(
        "leave" as const,
        "claim" as const,
        "prolong" as const,
        "finish" as const,
        "remove" as const,
        "restore" as const,
        "claim" as const,
      ),
      fan,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("track" as const),
      fan,
      phase: fc.constantFrom("hold" as const, "order" as const, "paying" as const),
      for_ms: fc.nat({ max: 20_000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("wait" as const),
      ms: fc.oneof(fc.integer({ min: -2000, max: 3000 }), fc.nat({ max: 40_000 })),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("deadline" as const), off_ms: fc.constantFrom(-1, 0) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("status" as const),
      status: fc.constantFrom(
        "OPEN" as const,
        "PAUSED" as const,
        "OPEN" as const,
        "PAUSED" as const,
        "OPEN" as const,
        "OPEN" as const,
        "OPEN" as const,
        "OPEN" as const,
        "ENDED" as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("resize" as const),
      settings: fc.record(
        {
          room_capacity: fc.nat({ max: 6 }),
          batch_size: fc.integer({ min: 1, max: 4 }),
          step_ms: fc.constantFrom(50, 1000),
          claim_ms: fc.constantFrom(1000, 5000),
        },
        { requiredKeys: [] },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("reschedule" as const),
      by_ms: fc.integer({ min: -20_000, max: 200_000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("counts" as const),
      showtime: fc.nat({ max: 1 }),
      available: fc.nat({ max: 3 }),
      held: fc.nat({ max: 1 }),
      on_sale: fc.constantFrom(true, true, true, false),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ type: "told" as const }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("evict" as const), snapshot: fc.boolean() }) },
);

type Day = {
  bench: LineBench;
  memory: Memory;
  shadow: Shadow;
  version: number;
  receipts: Receipt[];
  checkpoints: Checkpoint[];
};

const name = (n: number): string => `fan_${n}`;

function obey(day: Day, todo: Command): void {
  const { bench } = day;
  const { engine, clock } = bench;
  switch (todo.type) {
    case "join": {
      const fans = todo.fans.map(name);
      const { positions } = engine.join({ fans, ...(todo.vip ? { vips: new Set(fans) } : {}) });
      fans.forEach((fan, i) => {
        const position = positions[i] ?? 0;
        if (position !== 0) day.memory.told.set(position, fan);
      });
      return;
    }
    case "wait":
      clock.now_ms += todo.ms;
      engine.sweep();
      return;
    case "deadline":
      clock.now_ms = Math.max(clock.now_ms, (engine.nextDeadline() ?? clock.now_ms) + todo.off_ms);
      engine.sweep();
      return;
    case "evict":
      evict(day, todo.snapshot);
      return;
    case "told":
      engine.run((state, at_ms) => ok(decideRelease(state, [...state.room.keys()], at_ms)));
      return;
    case "status":
      engine.run((state, at_ms) => decideStatus(state, todo.status, at_ms));
      return;
    case "resize":
      engine.run((state, at_ms) => decideSettings(state, { settings: todo.settings }, at_ms));
      return;
    case "reschedule": {
      const closes_at_ms = clock.now_ms + 10_000 + todo.by_ms;
      engine.run((state, at_ms) => decideSettings(state, { window: { closes_at_ms } }, at_ms));
      return;
    }
    case "counts": {
      const { available, held, on_sale } = todo;
      const counts = {
        showtime_id: `st_${todo.showtime}`,
        ledger: `st_${todo.showtime}`,
        version: ++day.version,
        on_sale,
        available,
        held,
        paying: 0,
      };
      engine.run((state, at_ms) => ok(decideCounts(state, counts, at_ms)));
      return;
    }
    default:
      obeyFan(engine, todo);
  }
}

function obeyFan(engine: LineEngine, todo: Extract<Command, { fan: number }>): void {
  const position = engine.find(name(todo.fan));
  engine.run((state, at_ms) => {
    switch (todo.type) {
      case "leave":
        return decideLeave(state, position, at_ms);
      case "claim":
        return decideClaim(state, { position, by: "tap" }, at_ms);
      case "prolong":
        return decideProlong(state, position, at_ms);
      case "finish":
        return ok(decideFinish(state, [position, position], at_ms));
      case "remove":
        return decideRemove(state, { position, reason: "bot" }, at_ms);
      case "restore":
        return decideRestore(state, { position, reason: "no bot" }, at_ms);
      case "track":
        return decideTrack(
          state,
          { position, claim_id: `${position}`, phase: todo.phase, until_ms: at_ms + todo.for_ms },
          at_ms,
        );
    }
  });
}

/** The line that wakes is the line that slept. */
function evict(day: Day, snapshot: boolean): void {
  const { bench } = day;
  if (snapshot) bench.engine.snapshot();
  const before = portrait(bench.engine.state);
  bench.reload();
  expect(portrait(bench.engine.state)).toBe(before);
  bench.engine.sweep();
}

function live(day: Day, todo: Command, crash_at: number): void {
  const { bench } = day;
  if (crash_at > 0) bench.sql.crashAt(crash_at);
  try {
    obey(day, todo);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    bench.sql.crashAt(Number.POSITIVE_INFINITY);
    bench.reload();
    bench.engine.sweep();
  }
  bench.sql.crashAt(Number.POSITIVE_INFINITY);
  // Of all that happens this alone lengthens the line before somebody: a person is given back what was theirs.
  if (todo.type === "restore") day.memory.ahead.clear();
  checkAdmissions(bench.sql, day.shadow);
  checkLaws(bench.engine, bench.sql, day.memory);
}

function takeEvidence(day: Day): void {
  const { engine } = day.bench;
  const checkpoint = engine.checkpoint();
  if (checkpoint !== null) day.checkpoints.push(checkpoint);
  const told = [...day.memory.told].at(-1);
  if (told === undefined) return;
  const receipt = engine.receipt(told[1], told[0]);
  if (!receipt.ok) throw new Error("a fan who was told their place has a receipt");
  day.receipts.push(receipt.value);
}

describe("the laws of the line", () => {
  it("L1 L2 L3 L4 L5 L8 D1 D4 D5 D8 D14: hold over random days with crashes between any two statements", () => {
    let commands = 0;
    let crashes = 0;
    let admitted = 0;
    const day_of = fc.array(
      fc.tuple(
        command,
        fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 12 }) }),
      ),
      { minLength: 20, maxLength: 60, size: "max" },
    );
    const start = fc.constantFrom(OPENS_AT_MS, OPENS_AT_MS - 5000, OPENS_AT_MS - 700_000);
    fc.assert(
      fc.property(day_of, start, fc.boolean(), (todos, now_ms, vip) => {
        const window = vip ? { vip_opens_at_ms: OPENS_AT_MS - 710_000, closes_at_ms: CLOSES_AT_MS } : {};
        const bench = lineBench({ room_capacity: 3, batch_size: 2, claim_ms: 5000, pass_ms: 20_000 }, window, now_ms);
        const day: Day = { bench, memory: newMemory(), shadow: newShadow(), version: 0, receipts: [], checkpoints: [] };
        for (const [todo, crash_at] of todos) {
          live(day, todo, crash_at);
          commands++;
          if (crash_at > 0) crashes++;
          if (commands % 7 === 0) takeEvidence(day);
        }
        const evidence = { receipts: day.receipts, checkpoints: day.checkpoints };
        const verdict = verifyLog(SHOW, wholeLog(day.bench.engine), evidence);
        expect(verdict.faults).toEqual([]);
        expect(verdict.joined).toBe(day.bench.engine.state.joined);
        expect(verdict.admitted).toBe(day.bench.engine.state.totals.admitted);
        admitted += verdict.admitted;
        bench.sql.close();
      }),
      { numRuns: RUNS, seed: SEED },
    );
    console.log(
      `line: ${commands} commands in ${RUNS} sequences, ${crashes} asked to crash, ${admitted} let in, seed ${SEED}`,
    );
    expect(commands).toBeGreaterThanOrEqual(RUNS * 20);
    expect(admitted).toBeGreaterThan(RUNS);
  });

  it("L1 L3 L4 L5: the laws notice every kind of breach, so a guard that is lost turns the day red", () => {
    const breaches: [RegExp, (bench: LineBench) => void][] = [
      [/nobody before the head/, ({ engine }) => (engine.state.head += 1)],
      [/out of order/, ({ engine }) => (engine.state.entries[5] = ENTRY.ADMITTED)],
      [/has a slot/, ({ engine }) => engine.state.room.delete(1)],
      [/count of the waiting/, ({ engine }) => (engine.state.waiting += 1)],
      [/overstayed/, ({ clock }) => (clock.now_ms += 60_000)],
      [/ahead is exact/, ({ engine }) => markPosition(engine.state.gone, 3)],
      [/is in the line once/, ({ sql }) => sql.run("UPDATE entry SET fan = 'c' WHERE position = 5")],
      [/gapless/, ({ sql }) => sql.run("DELETE FROM entry WHERE position = 5")],
      [/no slot stays free/, ({ engine }) => (engine.state.settings = { ...engine.state.settings, room_capacity: 9 })],
    ];
    for (const [broken, breach] of breaches) {
      const bench = lineBench({ room_capacity: 2, claim_ms: 5000 });
      bench.engine.join({ fans: ["a", "b", "c", "d", "e"] });
      expect(() => checkLaws(bench.engine, bench.sql, newMemory())).not.toThrow();
      breach(bench);
      expect(() => checkLaws(bench.engine, bench.sql, newMemory())).toThrow(broken);
    }
    const bench = lineBench({ room_capacity: 2 });
    bench.engine.join({ fans: ["a", "b", "c"] });
    const told = { told: new Map([[3, "someone"]]), ahead: new Map() };
    expect(() => checkLaws(bench.engine, bench.sql, told)).toThrow("the place 3 told to someone is kept");
    const grown = { told: new Map(), ahead: new Map([[3, -1]]) };
    expect(() => checkLaws(bench.engine, bench.sql, grown)).toThrow("never grows");
    bench.engine.run((_, at_ms) => ok([{ kind: "admitted", at_ms, from: 3, to: 3, count: 1 }]));
    expect(() => checkAdmissions(bench.sql, newShadow())).toThrow("never over capacity");
  });
});
