// Ledgers are told before a slot goes on, a lost message is found out, and the alarm is always set again.
import { describe, expect, it, vi } from "vitest";
import { ok } from "../../domain/result.ts";
import { decideClaim, decideLeave } from "../../domain/waiting-line/decide-room.ts";
import { decideCounts, decideStatus } from "../../domain/waiting-line/decide-sale.ts";
import { passId } from "../../domain/waiting-line/pass-id.ts";
import type { ClockFacts } from "../../domain/waiting-line/sale.ts";
import { viewOf } from "../../domain/waiting-line/view.ts";
import { Alarm } from "../kit/alarm.ts";
import type { LineEngine } from "./engine.ts";
import type { EndedPass, LedgerStub } from "./pass-ledgers.ts";
import { CLOSES_AT_MS, joinAll, lineBench, OPENS_AT_MS, SHOW } from "./testing/line-bench.ts";
import { LineWatch } from "./watch.ts";

type Ledger = LedgerStub & { told: EndedPass[][]; clocks: ClockFacts[]; finished: string[]; reachable: boolean };

function ledger(): Ledger {
  const own: Ledger = {
    told: [],
    clocks: [],
    setClock: async (clock) => {
      if (!own.reachable) throw new Error("the ledger is away");
      own.clocks.push(clock);
    },
    finished: [],
    reachable: true,
    endPasses: async (passes) => {
      if (!own.reachable) throw new Error("the ledger is away");
      own.told.push([...passes]);
    },
    meetLine: async () => {
      if (!own.reachable) throw new Error("the ledger is away");
      return { went_back: false };
    },
    freeFan: async () => ({ paying: false }),
    forgetLine: async () => {},
    finishedPasses: async (pass_ids) => pass_ids.filter((id) => own.finished.includes(id)),
  };
  return own;
}

/** Two ledgers, a room for one, and every promise in the test's hand. */
function scene() {
  const bench = lineBench({ room_capacity: 1, claim_ms: 100_000 });
  const ledgers = new Map([
    ["st_1", ledger()],
    ["st_2", ledger()],
  ]);
  for (const showtime_id of ledgers.keys()) {
    const counts = { showtime_id, ledger: showtime_id, version: 1, on_sale: true, available: 9, held: 0, paying: 0 };
    bench.engine.run((state, at_ms) => ok(decideCounts(state, counts, at_ms)));
  }
  const rung: number[] = [];
  const behind: Promise<void>[] = [];
  const alarm = new Alarm({
    setAlarm: async (at_ms) => void rung.push(at_ms),
    now: () => bench.clock.now_ms,
    failed: () => {},
  });
  const bell = { alarm, behind: (work: Promise<void>) => behind.push(work) };
  const watch: LineWatch = new LineWatch(bell, bench.engine, {
    ledgerOf: (id) => ledgers.get(id) ?? null,
    changed: () => watch.arm(),
  });
  const settle = async (): Promise<void> => {
    while (behind.length > 0) await behind.shift();
  };
  joinAll(bench.engine, "a", "b");
  return { ...bench, ledgers: [...ledgers.values()], watch, rung, settle };
}

async function ring({ watch, settle }: Pick<ReturnType<typeof scene>, "watch" | "settle">): Promise<void> {
  watch.ring();
  await settle();
}

const stateOf = (engine: LineEngine, position: number) => viewOf(engine.state, position, engine.now()).state;
const leave = (engine: LineEngine) => engine.run((state, at_ms) => decideLeave(state, 1, at_ms));

describe("the watch of the line", () => {
  it("L5: a slot whose pass ended early goes on once every ledger knows", async () => {
    const { engine, ledgers, watch, settle } = scene();
    leave(engine);
    watch.arm();
    expect(stateOf(engine, 2)).toBe("WAITING");
    await settle();
    for (const { told } of ledgers) {
      expect(told).toEqual([
        [
          {
            pass_id: passId(SHOW, { position: 1, admitted_at_ms: OPENS_AT_MS }),
            expires_at_ms: OPENS_AT_MS + 100_000,
            cause: "left",
            fan_id: "a",
          },
        ],
      ]);
    }
    expect(stateOf(engine, 2)).toBe("ADMITTED");
  });

  it("L5: a ledger that is away keeps the slot back, is told again, and not for longer than the pass", async () => {
    const { engine, ledgers, watch, rung, settle, clock } = scene();
    const [first, second] = ledgers;
    if (first === undefined || second === undefined) throw new Error("two ledgers");
    await ring({ watch, settle });
    second.reachable = false;
    leave(engine);
    watch.arm();
    await settle();
    expect([stateOf(engine, 2), rung.at(-1)]).toEqual(["WAITING", OPENS_AT_MS + 1000]);
    second.reachable = true;
    clock.now_ms += 1000;
    await ring({ watch, settle });
    expect([stateOf(engine, 2), first.told.length, second.told.length]).toEqual(["ADMITTED", 2, 1]);

    const away = scene();
    for (const own of away.ledgers) own.reachable = false;
    leave(away.engine);
    away.clock.now_ms += 100_000;
    await ring(away);
    expect(stateOf(away.engine, 2)).toBe("ADMITTED");
  });

  it("L5 D14: a finish that was lost on the way is found by comparing with the ledgers", async () => {
    const { engine, ledgers, watch, settle, clock } = scene();
    engine.run((state, at_ms) => decideClaim(state, { position: 1, by: "tap" }, at_ms));
    await ring({ watch, settle });
    ledgers[1]?.finished.push(passId(SHOW, { position: 1, admitted_at_ms: OPENS_AT_MS }));
    clock.now_ms += 29_999;
    await ring({ watch, settle });
    await settle();
    // Negative control: until they are compared the room is full of somebody who has gone.
    expect([stateOf(engine, 1), stateOf(engine, 2)]).toEqual(["CLAIMED", "WAITING"]);
    clock.now_ms += 1;
    await ring({ watch, settle });
    await settle();
    expect([stateOf(engine, 1), stateOf(engine, 2)]).toEqual(["FINISHED", "ADMITTED"]);
  });

  it("L9: every ledger hears of a pause and of its end, also one that was away or came later", async () => {
    const { engine, ledgers, watch, settle, clock } = scene();
    const [first, second] = ledgers;
    if (first === undefined || second === undefined) throw new Error("two ledgers");
    second.reachable = false;
    engine.run((state, at_ms) => decideStatus(state, "PAUSED", at_ms));
    watch.arm();
    await settle();
    expect(first.clocks).toEqual([
      { version: 2, paused_since_ms: OPENS_AT_MS, paused_total_ms: 0, closes_at_ms: CLOSES_AT_MS },
    ]);
    second.reachable = true;
    clock.now_ms += 1000;
    await ring({ watch, settle });
    await settle();
    expect([first.clocks.length, second.clocks.length]).toEqual([1, 1]);
    clock.now_ms += 4000;
    engine.run((state, at_ms) => decideStatus(state, "OPEN", at_ms));
    watch.arm();
    await settle();
    for (const { clocks } of ledgers) {
      expect(clocks.at(-1)).toEqual({
        version: 3,
        paused_since_ms: null,
        paused_total_ms: 5000,
        closes_at_ms: CLOSES_AT_MS,
      });
    }
    watch.arm();
    expect(first.clocks.length).toBe(2);
  });

  it("L9: the alarm is set for the next deadline, set again after it rang, and only moved when that is earlier", async () => {
    const { engine, watch, rung, clock, settle } = scene();
    await ring({ watch, settle });
    expect(rung).toEqual([OPENS_AT_MS + 30_000]);
    watch.arm();
    expect(rung.length).toBe(1);
    clock.now_ms += 90_000;
    await ring({ watch, settle });
    expect(rung.at(-1)).toBe(OPENS_AT_MS + 100_000);
    clock.now_ms += 10_000;
    await ring({ watch, settle });
    expect(stateOf(engine, 1)).toBe("EXPIRED");
    expect(rung.at(-1)).toBeGreaterThan(clock.now_ms);
  });

  it("L51: a ledger that never answers keeps no alarm from ringing, and is asked again", async () => {
    vi.useFakeTimers();
    try {
      const { engine, clock, ledgers, watch, rung, settle } = scene();
      const [hangs, answers] = ledgers;
      if (hangs === undefined || answers === undefined) throw new Error("two ledgers");
      hangs.endPasses = () => new Promise(() => {});
      leave(engine);
      clock.now_ms += 5_000;
      watch.ring();
      // It came back at once, with the next alarm set, though the ledger still hangs.
      expect(rung.length).toBeGreaterThan(0);
      const settled = settle();
      await vi.advanceTimersByTimeAsync(5_000);
      await settled;
      expect(answers.told).toHaveLength(1);
      expect(stateOf(engine, 2)).toBe("WAITING");
      hangs.endPasses = async (passes) => void hangs.told.push([...passes]);
      clock.now_ms += 5_000;
      await ring({ watch, settle });
      expect(stateOf(engine, 2)).toBe("ADMITTED");
    } finally {
      vi.useRealTimers();
    }
  });
});
