// A show's forecasts over Node's SQLite: in slices, one at a time, and through the death of the object that works them out.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scenarioOf } from "../../domain/forecast/question.ts";
import { roundsThatFit } from "../../domain/forecast/rounds.ts";
import { summaryOf } from "../../domain/forecast/summary.ts";
import { Simulation } from "../../domain/simulation/simulation.ts";
import { Crash, NodeSql } from "../../domain/testing/node-sql.ts";
import type { AuditEntry } from "../../schema/audit-acts.ts";
import { LIMITS } from "../../schema/limits.ts";
import { auditDrain } from "../kit/untold.ts";
import { questionOf, RehearsalDesk } from "./desk.ts";
import { RehearsalStore, type Wish } from "./store.ts";

const wish = (changes: Partial<Wish> = {}): Wish => ({
  id: "reh_1",
  kind: "forecast",
  asked: { fans: 300, arrive_within_ms: 300_000, no_show: 0.1, decide_ms: 45_000, decline: 0.05, seed: 4 },
  plays: {
    seats: { VIP: 20, R: 80 },
    prices_krw: { VIP: 150_000, R: 90_000 },
    settings: {
      room_capacity: 20,
      batch_size: 10,
      step_ms: 1_000,
      claim_ms: 120_000,
      pass_ms: 600_000,
      waiting_per_seat_max: null,
    },
    limits: {
      seats_per_fan: 4,
      hold_ms: 300_000,
      payment_ms: 420_000,
      payment_attempts: 3,
      release_on_decline: false,
      strand_check: false,
    },
    relays: 0,
    rounds: { played: 1, of: 1 },
    admission: "fifo",
  },
  copy: null,
  ...changes,
});

let lines = 0;
const line = (id: string): AuditEntry => ({
  id: `aud_${++lines}`,
  at_ms: 1_000,
  actor_id: "usr_1",
  action: "rehearsal.start",
  subject_kind: "show",
  subject_id: "show_1",
  details: { id },
  request_id: "req_1",
});
const at = (now_ms: number) => ({ now_ms, line: line("reh_1") });

const deskOn = (sql: NodeSql): RehearsalDesk => new RehearsalDesk(new RehearsalStore(sql));

function workedOut(desk: RehearsalDesk, events_max = 5_000) {
  while (desk.slice(2_000, events_max));
  const seen = desk.read("reh_1");
  if (seen?.report === null || seen === null) throw new Error("no report");
  return seen.report;
}

describe("RH1, RH2: a forecast in its object", () => {
  it("RH1: the report's sales are the simulation of the same show, crowd and seed, to the last figure", () => {
    const desk = deskOn(new NodeSql());
    expect(desk.start(wish(), at(1_000))).toEqual({ ok: true, value: { id: "reh_1" } });
    const report = workedOut(desk);
    const question = questionOf(wish());
    for (const sale of report.sales) {
      expect(sale).toEqual(summaryOf(new Simulation(scenarioOf(question, sale.seed)).outcome()));
    }
    expect(report.sales[0]?.seed).toBe(4);
    expect(desk.read("reh_1")).toMatchObject({ status: "DONE", progress: 1, finished_at_ms: 2_000 });
  });

  it("RH2: it comes to the same report in slices, whatever object goes on with it, and wherever the last one died", () => {
    const calm = deskOn(new NodeSql());
    calm.start(wish(), at(1_000));
    const whole = workedOut(calm);
    const sql = new NodeSql();
    let desk = deskOn(sql);
    desk.start(wish(), at(1_000));
    let deaths = 0;
    let progress = 0;
    for (let slice = 1; ; slice++) {
      // Dies before a statement, or with nothing written at all: a sale that was played through may be played again.
      if (deaths < 8 && slice % 3 === 0) sql.crashAt(1 + (slice % 5));
      try {
        if (!desk.slice(2_000, 2_000)) break;
        const seen = desk.read("reh_1");
        expect(seen?.report).toBeNull();
        expect(seen?.status).toBe("RUNNING");
        progress = Math.max(progress, seen?.progress ?? 0);
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        deaths++;
        sql.crashAt(Number.POSITIVE_INFINITY);
        desk = deskOn(sql);
      }
    }
    expect(deaths).toBeGreaterThan(1);
    expect(progress).toBeGreaterThan(0.5);
    expect(desk.read("reh_1")?.report).toEqual(whole);
    expect(deskOn(sql).read("reh_1")?.report).toEqual(whole);
  });

  it("RH2: a sale that ends its object each time is given up, and the next forecast can begin", () => {
    const sql = new NodeSql();
    deskOn(sql).start(wish(), at(1_000));
    let alive = true;
    for (let life = 0; life < 10 && alive; life++) alive = deskOn(sql).slice(2_000, 10);
    expect(alive).toBe(false);
    expect(deskOn(sql).read("reh_1")).toMatchObject({ status: "FAILED", progress: 0, report: null });
    expect(deskOn(sql).start(wish({ id: "reh_2" }), at(3_000)).ok).toBe(true);
  });
});

describe("RH3: one at a time, and so many are kept", () => {
  it("RH3: a second is refused with the first one's name until that is done or deleted", () => {
    const desk = deskOn(new NodeSql());
    desk.start(wish(), at(1_000));
    desk.slice(1_000, 100);
    const refusal = { ok: false, failure: { code: "rehearsal_running", extra: { id: "reh_1" } } };
    expect(desk.start(wish({ id: "reh_2" }), at(1_001))).toEqual(refusal);
    expect(desk.remove("reh_1", line("reh_1"))).toBe(true);
    expect([desk.read("reh_1"), desk.slice(1_002), desk.remove("reh_1", line("reh_1"))]).toEqual([null, false, false]);
    expect(desk.start(wish({ id: "reh_2" }), at(1_003)).ok).toBe(true);
    // What the first one left does not become part of the second.
    expect(desk.read("reh_2")?.progress).toBe(0);
  });

  it("RH3: the oldest makes room for one past the limit", () => {
    const sql = new NodeSql();
    const store = new RehearsalStore(sql);
    for (let n = 0; n <= LIMITS.rehearsals_per_show; n++) {
      store.insert(wish({ id: `reh_${n}` }), at(n));
      store.finish(`reh_${n}`, null, n);
    }
    const ids = store.list().map(({ id }) => id);
    expect(ids.length).toBe(LIMITS.rehearsals_per_show);
    expect([ids[0], ids.at(-1)]).toEqual([`reh_${LIMITS.rehearsals_per_show}`, "reh_1"]);
  });
});

describe("A7: the audit log's line of a rehearsal", () => {
  it("RH10 A7: whatever crashes, act and line both stand or neither does; a line goes out until it was taken", async () => {
    for (let k = 1; ; k++) {
      const sql = new NodeSql();
      const store = new RehearsalStore(sql);
      store.insert(wish(), at(1_000));
      store.finish("reh_1", null, 1_001);
      store.untold.told(store.untold.all());
      sql.crashAt(k);
      let crashed = false;
      try {
        store.insert(wish({ id: "reh_2" }), at(2_000));
        store.remove("reh_1", line("reh_1"));
      } catch (error) {
        expect(error).toBeInstanceOf(Crash);
        crashed = true;
      }
      sql.crashAt(Number.POSITIVE_INFINITY);
      const woken = new RehearsalStore(sql);
      const acts = (woken.read("reh_2") === null ? 0 : 1) + (woken.read("reh_1") === null ? 1 : 0);
      expect(woken.untold.all()).toHaveLength(acts);
      if (!crashed) break;
    }
  });

  it("RH10 A7: a log that is away, or whose answer is lost, is told again, with the same line", async () => {
    const store = new RehearsalStore(new NodeSql());
    store.insert(wish(), at(1_000));
    const kept: string[] = [];
    const answers = ["away", "lost", "there"];
    const drain = auditDrain(store.untold, async (told) => {
      const answer = answers.shift();
      if (answer === "away") throw new Error("away");
      kept.push(...told.map(({ id }) => id));
      if (answer === "lost") throw new Error("lost");
    });
    expect([await drain.drain(), await drain.drain(), await drain.drain()]).toEqual([false, false, true]);
    expect(new Set(kept).size).toBe(1);
    expect(kept).toHaveLength(2);
    expect(store.untold.all()).toEqual([]);
  });
});

describe("RH4: what is played", () => {
  it("RH4: rounds from the first on, as many as fit; none where the first is too large", () => {
    expect(roundsThatFit([{ R: 50, VIP: 10 }, { R: 40 }, { R: 1 }], 100)).toEqual({
      seats: { R: 90, VIP: 10 },
      played: 2,
    });
    expect(roundsThatFit([{ R: 100 }], 100)).toEqual({ seats: { R: 100 }, played: 1 });
    expect(roundsThatFit([{ R: 101 }], 100)).toBeNull();
  });

  it("RH4: never more seats than fit, and never a round less (property)", () => {
    const seed = 20_261_128;
    console.log(`seed ${seed}`);
    const round = fc.dictionary(fc.constantFrom("VIP", "R", "S"), fc.integer({ min: 1, max: 60 }), { minKeys: 1 });
    const sum = (of: Readonly<Record<string, number>>): number => Object.values(of).reduce((all, n) => all + n, 0);
    fc.assert(
      fc.property(fc.array(round, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 300 }), (rounds, most) => {
        const fit = roundsThatFit(rounds, most);
        const played = fit?.played ?? 0;
        const seats = sum(fit?.seats ?? {});
        expect(seats).toBe(rounds.slice(0, played).reduce((all, one) => all + sum(one), 0));
        expect(seats).toBeLessThanOrEqual(most);
        if (played < rounds.length) expect(seats + sum(rounds[played] ?? {})).toBeGreaterThan(most);
      }),
      { seed, numRuns: 200 },
    );
  });
});
