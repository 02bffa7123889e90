// The faults that real waiting lines have, each shown to be impossible here, and each beside a negative control: the
// same scene with the guard taken out, in which the fault does happen.
import { describe, expect, it } from "vitest";
import { genesisHash, type LogEntry } from "../../domain/log/entry.ts";
import { verifyLog } from "../../domain/log/verify.ts";
import { ok } from "../../domain/result.ts";
import { Crash } from "../../domain/testing/node-sql.ts";
import { processorMs } from "../../domain/testing/processor.ts";
import { apply } from "../../domain/waiting-line/apply.ts";
import { decideJoin } from "../../domain/waiting-line/decide-join.ts";
import {
  decideAdmit,
  decideClaim,
  decideDue,
  decideFinish,
  decideLeave,
  decideTrack,
} from "../../domain/waiting-line/decide-room.ts";
import type { LineEvent } from "../../domain/waiting-line/events.ts";
import { guestOf, passId, passOf } from "../../domain/waiting-line/pass-id.ts";
import { saleStatus } from "../../domain/waiting-line/sale.ts";
import { aheadOf, type LineState } from "../../domain/waiting-line/state.ts";
import { viewOf } from "../../domain/waiting-line/view.ts";
import { Audience } from "./audience.ts";
import type { LineEngine } from "./engine.ts";
import { joinAll, type LineBench, lineBench, OPENS_AT_MS, SHOW } from "./testing/line-bench.ts";
import { checkLaws, newMemory, portrait, wholeLog } from "./testing/line-laws.ts";

const stateOf = (engine: LineEngine, position: number) => viewOf(engine.state, position, engine.now()).state;
const lawsOf =
  ({ engine, sql }: LineBench) =>
  () =>
    checkLaws(engine, sql, newMemory());
const force = (state: LineState, ...events: LineEvent[]): void => {
  for (const event of events) apply(state, event);
};

describe("faults of waiting lines", () => {
  it("D1 L1: a second request, tab or reload keeps the place, also after the object was evicted", () => {
    const bench = lineBench({ room_capacity: 0 });
    expect(joinAll(bench.engine, "a", "b", "c")).toEqual([1, 2, 3]);
    expect(joinAll(bench.engine, "a")).toEqual([1]);
    bench.reload();
    expect(joinAll(bench.engine, "b", "a")).toEqual([2, 1]);
    // Control: without the stored row to compare with, the fan is taken for a new one and sent to the back.
    const forgetful = decideJoin(
      bench.engine.state,
      { fans: ["a"], hashes: new Uint32Array([9, 9]), found: new Map(), stored: new Map() },
      bench.engine.now(),
    );
    expect([...forgetful.positions]).toEqual([4]);
  });

  it("D2 L4: the slot that falls free is the next waiting fan's before any newcomer is looked at", () => {
    const bench = lineBench({ room_capacity: 1, claim_ms: 5000 });
    joinAll(bench.engine, "inside", "next");
    bench.clock.now_ms += 5000;
    expect(joinAll(bench.engine, "newcomer")).toEqual([3]);
    expect([stateOf(bench.engine, 2), stateOf(bench.engine, 3)]).toEqual(["ADMITTED", "WAITING"]);
    // Control: a line that lets in whoever asks when a slot is free. The public log shows it.
    const unfair = lineBench({ room_capacity: 1, claim_ms: 5000 });
    joinAll(unfair.engine, "inside", "next", "newcomer");
    const { engine } = unfair;
    engine.run((_, at_ms) =>
      ok([
        { kind: "finished", at_ms, position: 1, draining: false },
        { kind: "admitted", at_ms, from: 3, to: 3, count: 1 },
      ]),
    );
    expect(verifyLog(SHOW, wholeLog(engine)).faults[0]?.code).toBe("admitted_out_of_order");
    expect(lawsOf(unfair)).toThrow(/waits|served|slot/);
  });

  it("D3 L6: a fan who was not connected when their turn came has the claim time, and finds their turn by asking", () => {
    const bench = lineBench({ room_capacity: 1, claim_ms: 5000 });
    joinAll(bench.engine, "a", "b");
    bench.engine.run((state, at_ms) => ok(decideFinish(state, [1], at_ms)));
    // No frame was heard: the fact is in the line and stays there, also over a restart.
    bench.engine.takeEvents();
    bench.reload();
    expect(stateOf(bench.engine, bench.engine.find("b"))).toBe("ADMITTED");
    expect(viewOf(bench.engine.state, 2, bench.engine.now()).expires_at_ms).toBe(OPENS_AT_MS + 5000);
    // Control: to one who relies on frames alone and missed this one, nothing is ever said again.
    const audience = new Audience();
    const heard: string[] = [];
    const voice = { send: (text: string) => heard.push(text) > 0, keep: () => undefined };
    audience.add(voice, { arrival: 2, position: 2, version: 1, sale: "OPEN", notice_id: 0 }, true);
    audience.slice(bench.engine.state, bench.engine.now());
    expect(heard).toEqual([]);
  });

  it("D4 L2: a crash at any statement of an admission leaves the fan in the line or with their pass", () => {
    let crashes = 0;
    for (let k = 1; k <= 20; k++) {
      const bench = lineBench({ room_capacity: 1 });
      joinAll(bench.engine, "a", "b");
      bench.sql.crashAt(k);
      try {
        bench.engine.run((state, at_ms) => ok(decideFinish(state, [1], at_ms)));
      } catch (error) {
        expect(error).toBeInstanceOf(Crash);
        crashes++;
      }
      bench.sql.crashAt(Number.POSITIVE_INFINITY);
      bench.reload().sweep();
      expect(["WAITING", "ADMITTED"]).toContain(stateOf(bench.engine, 2));
      expect(lawsOf(bench)).not.toThrow();
    }
    expect(crashes).toBeGreaterThan(5);
    // Control: out of the line and into the room as two writes. A crash between them loses the fan.
    const bench = lineBench({ room_capacity: 1 });
    joinAll(bench.engine, "a", "b");
    force(bench.engine.state, { kind: "finished", at_ms: OPENS_AT_MS, position: 1, draining: false });
    bench.engine.state.head = 2;
    expect(lawsOf(bench)).toThrow("nobody before the head still waits");
  });

  it("D5 L6: nobody is let in twice, and an absent fan at the head does not stall those behind", () => {
    const bench = lineBench({ room_capacity: 1, claim_ms: 5000 });
    const { engine, clock } = bench;
    joinAll(engine, "ghost", "b", "c");
    for (let i = 0; i < 3; i++) {
      clock.now_ms += 5000;
      engine.sweep();
      engine.sweep();
    }
    expect([1, 2, 3].map((position) => stateOf(engine, position))).toEqual(["EXPIRED", "EXPIRED", "EXPIRED"]);
    const admitted = wholeLog(engine).filter((entry) => entry.kind === "admit");
    expect(admitted.map((entry) => [entry.from, entry.to])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    // Control: without the sweep the ghost keeps the only slot for ever.
    const stalled = lineBench({ room_capacity: 1, claim_ms: 5000 });
    joinAll(stalled.engine, "ghost", "b");
    expect(decideAdmit(stalled.engine.state, OPENS_AT_MS + 9_000_000)).toEqual([]);
    expect(decideDue(stalled.engine.state, OPENS_AT_MS + 9_000_000)).not.toEqual([]);
  });

  it("D6 L3: a place costs no statement, and hardly more with 100,000 waiting than with 100", () => {
    const cost = (waiting: number): number => {
      const bench = lineBench({ room_capacity: 0 });
      for (let i = 0; i < waiting; i += 1000) {
        bench.engine.join({ fans: Array.from({ length: Math.min(1000, waiting) }, (_, n) => `f${i + n}`) });
      }
      const before = bench.sql.statements_run;
      const began = processorMs();
      for (let i = 0; i < 20_000; i++) aheadOf(bench.engine.state, 1 + (i % waiting));
      const took = processorMs() - began;
      expect(bench.sql.statements_run).toBe(before);
      return took;
    };
    cost(100);
    // Counting those ahead one by one would be a thousand times as much.
    expect(cost(100_000) / Math.max(cost(100), 0.5)).toBeLessThan(50);
  });

  it("D7 L2: who was told a place has it after a crash at any statement; who was not told is told nothing false", () => {
    for (let k = 1; k <= 14; k++) {
      const bench = lineBench({ room_capacity: 1 });
      joinAll(bench.engine, "a");
      bench.sql.crashAt(k);
      let told: number[] | null = null;
      try {
        told = joinAll(bench.engine, "b", "c");
      } catch (error) {
        expect(error).toBeInstanceOf(Crash);
      }
      bench.sql.crashAt(Number.POSITIVE_INFINITY);
      bench.reload();
      if (told !== null) expect([bench.engine.find("b"), bench.engine.find("c")]).toEqual(told);
      expect(joinAll(bench.engine, "b", "c")).toEqual([2, 3]);
    }
    // Control: an answer given before the write is a promise that the crash breaks.
    const bench = lineBench();
    const early = decideJoin(
      bench.engine.state,
      { fans: ["x"], hashes: new Uint32Array([1, 1]), found: new Map(), stored: new Map() },
      bench.engine.now(),
    );
    bench.reload();
    expect([early.positions[0], bench.engine.find("x")]).toEqual([1, 0]);
  });

  it("D8 L3: people ahead only falls, whoever leaves, joins, joins again or is let in", () => {
    const bench = lineBench({ room_capacity: 2 });
    const { engine } = bench;
    joinAll(engine, ..."abcdefghij");
    const seen: number[] = [];
    const look = () => seen.push(aheadOf(engine.state, 9));
    look();
    for (const position of [5, 3, 8]) {
      engine.run((state, at_ms) => decideLeave(state, position, at_ms));
      joinAll(engine, "e", "c", "z");
      look();
    }
    engine.run((state, at_ms) => ok(decideFinish(state, [1, 2], at_ms)));
    look();
    expect(seen).toEqual([6, 5, 4, 3, 1]);
    // Control: the place counted as "joined minus served", without those who left, is wrong and jumps.
    expect(9 - 1 - engine.state.head).not.toBe(aheadOf(engine.state, 9));
  });

  it("D9 L8: the pass of one show, fan or day is nothing to another", () => {
    const bench = lineBench({ room_capacity: 2 });
    joinAll(bench.engine, "a", "b");
    const own = passOf(bench.engine.state, 2) ?? "";
    expect(guestOf(bench.engine.state, own)).toBe(2);
    const other = passId("show_other", { position: 2, admitted_at_ms: bench.clock.now_ms });
    for (const pass of [other, "2", `${SHOW}~0`, `${SHOW}~2x`, `${SHOW}~-1`, `x${own}`, `${own}~1`, `${own}1`, ""]) {
      expect(guestOf(bench.engine.state, pass)).toBe(0);
    }
    const before = passOf(bench.engine.state, 1);
    // The same fan's next entry has a pass of its own; the old one finishes nothing.
    bench.engine.run((state, at_ms) => decideLeave(state, 1, at_ms));
    const [again = 0] = joinAll(bench.engine, "a");
    expect(passOf(bench.engine.state, again)).not.toBe(before);
    bench.engine.run((state, at_ms) => ok(decideFinish(state, [1], at_ms)));
    expect(stateOf(bench.engine, again)).toBe("ADMITTED");
  });

  it("D10 L8: nothing a waiting fan can send starts a purchase", () => {
    const bench = lineBench({ room_capacity: 1 });
    const { engine } = bench;
    joinAll(engine, "a", "b");
    const track = (position: number) =>
      engine.run((state, at_ms) =>
        decideTrack(state, { position, claim_id: "c", phase: "hold", until_ms: at_ms + 9 }, at_ms),
      );
    const claim = (position: number) =>
      engine.run((state, at_ms) => decideClaim(state, { position, by: "hold" }, at_ms));
    for (const position of [2, 3, 0]) expect([track(position).ok, claim(position).ok]).toEqual([false, false]);
    expect(track(1).ok).toBe(true);
  });

  it("D11 L3: losing the connection, coming back and asking a thousand times moves nobody", () => {
    const bench = lineBench({ room_capacity: 1 });
    joinAll(bench.engine, "a", "b", "c");
    const before = portrait(bench.engine.state);
    for (let i = 0; i < 1000; i++) {
      bench.engine.sweep();
      viewOf(bench.engine.state, bench.engine.find("c"), bench.engine.now());
      bench.engine.receipt("c", 3);
    }
    joinAll(bench.engine, "c", "c");
    expect(portrait(bench.engine.state)).toBe(before);
    expect(bench.engine.receipt("b", 3).ok).toBe(false);
    // Control: a line that took a reload for a new entry would have another portrait.
    force(bench.engine.state, { kind: "joined", at_ms: OPENS_AT_MS, from: 4, count: 1, presale: false });
    expect(portrait(bench.engine.state)).not.toBe(before);
  });

  it("D12 L14: two shows opening in the same minute share nothing", () => {
    const one = lineBench({ room_capacity: 1 });
    const two = lineBench({ room_capacity: 1 });
    const alone = portrait(two.engine.state);
    joinAll(one.engine, ..."abcdef");
    one.engine.run((state, at_ms) => ok(decideFinish(state, [1], at_ms)));
    expect(portrait(two.engine.state)).toBe(alone);
    expect(genesisHash("show_one")).not.toBe(genesisHash("show_two"));
  });

  it("D14 L5: a lost expiry or a lost finish costs the slot no longer than the deadline", () => {
    const bench = lineBench({ room_capacity: 2, claim_ms: 5000, pass_ms: 20_000 });
    const { engine, clock } = bench;
    joinAll(engine, "a", "b", "c", "d");
    engine.run((state, at_ms) => decideClaim(state, { position: 1, by: "tap" }, at_ms));
    engine.run((state, at_ms) =>
      decideTrack(state, { position: 1, claim_id: "c", phase: "paying", until_ms: at_ms + 60_000 }, at_ms),
    );
    // Nothing more is ever heard of 1 and 2, no alarm rings, and the object is thrown out in between.
    clock.now_ms += 60_000;
    bench.reload().sweep();
    expect([...bench.engine.state.room.keys()]).toEqual([3, 4]);
    // Control: without deadlines at use the room stays full of nobody.
    const leaky = lineBench({ room_capacity: 2, claim_ms: 5000 });
    joinAll(leaky.engine, "a", "b", "c");
    expect(decideAdmit(leaky.engine.state, OPENS_AT_MS + 99_000_000)).toEqual([]);
  });

  it("D15 L6: asking, listening and the passing of time claim nothing: a tab nobody looks at loses its turn", () => {
    const bench = lineBench({ room_capacity: 1, claim_ms: 5000 });
    const { engine, clock } = bench;
    joinAll(engine, "asleep", "next");
    for (let i = 0; i < 5; i++) {
      viewOf(engine.state, 1, engine.now());
      joinAll(engine, "asleep");
      expect(stateOf(engine, 1)).toBe("ADMITTED");
      clock.now_ms += 1000;
    }
    engine.sweep();
    expect([stateOf(engine, 1), stateOf(engine, 2)]).toEqual(["EXPIRED", "ADMITTED"]);
    expect(engine.state.totals.claimed).toBe(0);
    // Control: had the page claimed by itself, the slot would be gone for the length of a pass.
    const eager = lineBench({ room_capacity: 1, claim_ms: 5000 });
    joinAll(eager.engine, "asleep", "next");
    eager.engine.run((state, at_ms) => decideClaim(state, { position: 1, by: "focus" }, at_ms));
    eager.clock.now_ms += 5000;
    eager.engine.sweep();
    expect(stateOf(eager.engine, 2)).toBe("WAITING");
  });

  it("D16 L9: an alarm that never rings opens no sale late, and a clock that steps back closes none again", () => {
    const bench = lineBench({}, {}, OPENS_AT_MS - 5000);
    joinAll(bench.engine, "a");
    bench.clock.now_ms = OPENS_AT_MS;
    expect(saleStatus(bench.engine.state, bench.engine.now())).toBe("OPEN");
    bench.engine.sweep();
    expect(stateOf(bench.engine, 1)).toBe("ADMITTED");
    bench.clock.now_ms = OPENS_AT_MS - 3000;
    expect(saleStatus(bench.engine.state, bench.engine.now())).toBe("OPEN");
    bench.reload();
    expect(saleStatus(bench.engine.state, bench.engine.now())).toBe("OPEN");
    // Control: a status that is remembered until an alarm changes it is still the old one at this moment.
    const remembered = saleStatus(bench.engine.state, OPENS_AT_MS - 1);
    expect(remembered).not.toBe(saleStatus(bench.engine.state, OPENS_AT_MS));
  });

  it("D17 L21: the log proves the serving too: an admission that jumps the order is in it and is found", () => {
    const bench = lineBench({ room_capacity: 2 });
    joinAll(bench.engine, ..."abcde");
    expect(verifyLog(SHOW, wholeLog(bench.engine)).ok).toBe(true);
    bench.engine.run((_, at_ms) =>
      ok([
        { kind: "finished", at_ms, position: 1, draining: false },
        { kind: "admitted", at_ms, from: 5, to: 5, count: 1 },
      ]),
    );
    const log = wholeLog(bench.engine);
    expect(verifyLog(SHOW, log).ok).toBe(false);
    // Control: a log of joins alone, as other lines keep it, says nothing of it.
    const joins_only = (entry: LogEntry): boolean => entry.kind === "join" || entry.kind === "create";
    expect(
      verifyLog(SHOW, log.filter(joins_only)).faults.every((fault) => fault.code !== "admitted_out_of_order"),
    ).toBe(true);
  });
});
