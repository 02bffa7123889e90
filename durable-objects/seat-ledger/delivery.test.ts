import { describe, expect, test } from "vitest";
import { fingerprint } from "../../domain/seat-ledger/checkpoint.ts";
import { decideCancelShow } from "../../domain/seat-ledger/decide-admin.ts";
import { DESTINATIONS, type Destination } from "../../domain/seat-ledger/outbox.ts";
import { seatStateName } from "../../domain/seat-ledger/seat-state.ts";
import { configOf, hall, seatId } from "../../domain/seat-ledger/testing/halls.ts";
import type { OrderView } from "../../domain/seat-ledger/views.ts";
import { Gathered } from "../kit/gathered.ts";
import { outcomeTask, payTask } from "./commands.ts";
import type { Task } from "./engine.ts";
import { type Deliver, OutboxDrain } from "./outbox-drain.ts";
import { parkTasks } from "./park.ts";
import { codeOf, TestLedger, value } from "./testing/test-ledger.ts";

const A = (seat: number) => seatId("A", 1, seat);

function drainOf(ledger: TestLedger, deliver: Deliver, gather = async (_: Destination): Promise<void> => {}) {
  const park = (rows: Parameters<typeof parkTasks>[0]) => void ledger.engine.runAll(parkTasks(rows), rows);
  return new OutboxDrain({ store: ledger.store, deliver, park, now: () => ledger.now_ms, gather });
}

describe("delivery", () => {
  test("SL26: in order, each destination by itself; one that is down holds up nobody and is tried again", async () => {
    const ledger = new TestLedger(hall(1, 10));
    const told: [Destination, number][] = [];
    let line_down = true;
    const drain = drainOf(ledger, async (destination, rows) => {
      if (destination === "line" && line_down) throw new Error("down");
      told.push(...rows.map(({ id }): [Destination, number] => [destination, id]));
      return { parked: [] };
    });
    ledger.buy("a", [A(1)]);
    ledger.buy("b", [A(2)]);
    await drain.drain();
    const ids = (destination: Destination) => told.filter(([to]) => to === destination).map(([, id]) => id);
    expect(ids("record")).toHaveLength(2);
    expect(ids("fan")).toEqual([...ids("fan")].sort((a, b) => a - b));
    expect(ids("line")).toEqual([]);
    expect(drain.retryAtMs()).toBe(ledger.now_ms + 1_000);
    line_down = false;
    await drain.drain();
    expect(ids("line")).toEqual([]);
    ledger.now_ms += 1_000;
    await drain.drain();
    expect(ids("line")).toHaveLength(8);
    expect(drain.retryAtMs()).toBe(null);
    expect(ledger.store.outboxCounts()).toEqual({ waiting: 0, parked: 0, oldest_at_ms: null });
  });

  test("SL26 SL35: what comes while a delivery is under way or rests goes together, in order, and all of it goes", async () => {
    const ledger = new TestLedger(hall(1, 20));
    const sizes: number[] = [];
    const ids: number[] = [];
    let bought = 0;
    const buy = (): void => {
      bought++;
      ledger.buy(`fan${bought}`, [A(bought)]);
    };
    const deliver: Deliver = async (destination, rows) => {
      if (destination !== "line") return { parked: [] };
      if (bought < 3) buy();
      sizes.push(rows.length);
      ids.push(...rows.map(({ id }) => id));
      return { parked: [] };
    };
    // Two more buy while it rests after the first delivery.
    const drain = drainOf(ledger, deliver, async (destination) => {
      if (destination === "line" && sizes.length === 1) for (let i = 0; i < 2; i++) buy();
    });
    buy();
    await drain.drain();
    expect(sizes).toEqual([4, 12]);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(ledger.store.waiting("line", 10)).toEqual([]);
  });

  test("SL35: where nothing waits nothing is looked up; what is written, told again or taken back from the parked is", async () => {
    const ledger = new TestLedger(hall(1, 4));
    let looked = 0;
    const all = ledger.sql.all.bind(ledger.sql);
    ledger.sql.all = (query, ...binds) => {
      if (query.includes("FROM outbox")) looked++;
      return all(query, ...binds);
    };
    const told: Destination[] = [];
    const drain = drainOf(ledger, async (destination) => {
      told.push(destination);
      return { parked: [] };
    });
    await drain.drain();
    const first = looked;
    await drain.drain();
    expect([first, looked]).toEqual([DESTINATIONS.length, first]);
    value(ledger.holdSeats("a", [A(1)]));
    await drain.drain();
    expect([told, looked]).toEqual([["line"], first + 2]);
    const before = looked;
    ledger.store.unpark("nothing");
    await drain.drain();
    expect(looked).toBe(before + 1);
  });

  test("SL26: delivered, but the answer was lost: it is delivered again with the same number", async () => {
    const ledger = new TestLedger(hall(1, 4));
    ledger.buy("a", [A(1)]);
    const seen: number[] = [];
    const deliver: Deliver = async (destination, rows) => {
      if (destination !== "record") return { parked: [] };
      seen.push(...rows.map(({ id }) => id));
      if (seen.length === 1) throw new Error("connection lost");
      return { parked: [] };
    };
    await drainOf(ledger, deliver).drain();
    ledger.reload();
    await drainOf(ledger, deliver).drain();
    expect(seen).toHaveLength(2);
    expect(seen[0]).toBe(seen[1]);
  });

  test("D50: a row the record never takes is parked, its money goes back, its seat stays out of sale, the rest goes on", async () => {
    const ledger = new TestLedger(hall(1, 4));
    const bad = ledger.buy("a", [A(1)]);
    const good = ledger.buy("b", [A(2)]);
    const recorded: string[] = [];
    const drain = drainOf(ledger, async (destination, rows) => {
      if (destination !== "record") return { parked: [] };
      const parked = rows.flatMap(({ id, body }) => {
        const order = body as OrderView;
        if (order.id === bad.order_id && order.status === "CONFIRMED") return [{ id, reason: "two live tickets" }];
        recorded.push(`${order.id} ${order.status}`);
        return [];
      });
      return { parked };
    });
    await drain.drain();
    expect(recorded).toEqual([`${good.order_id} CONFIRMED`, `${bad.order_id} REFUNDING`]);
    expect(ledger.store.outboxCounts().parked).toBe(1);
    const [refund] = ledger.state.orders.get(bad.order_id)?.refunds ?? [];
    expect(refund).toMatchObject({ amount_krw: bad.total_krw, by: "system" });
    value(ledger.refunded(refund?.id ?? ""));
    expect(seatStateName(ledger.state.seat_state[0])).toBe("BLOCKED");
  });

  test("D50: without parking, the bad row is in front of every later one for ever (control)", async () => {
    const ledger = new TestLedger(hall(1, 4));
    const bad = ledger.buy("a", [A(1)]);
    ledger.buy("b", [A(2)]);
    const drain = drainOf(ledger, async (_, rows) => {
      if (rows.some(({ body }) => (body as OrderView).id === bad.order_id)) throw new Error("UNIQUE");
      return { parked: [] };
    });
    for (let i = 0; i < 5; i++) {
      await drain.drain();
      ledger.now_ms += 60_000;
    }
    expect(ledger.store.waiting("record", 10)).toHaveLength(2);
  });
});

describe("writing", () => {
  test("SL25: however much happens at once, no row and no bound value passes the platform's 2 MB", () => {
    const ledger = new TestLedger(hall(100, 200), configOf({ limits: { seats_per_fan: 20 } }));
    let largest_bytes = 0;
    const run = ledger.sql.run.bind(ledger.sql);
    ledger.sql.run = (query, ...binds) => {
      for (const bind of binds) largest_bytes = Math.max(largest_bytes, Buffer.byteLength(String(bind)));
      run(query, ...binds);
    };
    const best = (i: number, count: number) => ledger.holdTask(`fan-${i}`, { kind: "best", count });
    ledger.engine.runAll(Array.from({ length: 8_000 }, (_, i) => best(i, 1)));
    ledger.now_ms += 300_000;
    ledger.engine.takeFrames();
    ledger.engine.rest();
    expect(ledger.state.holds.size).toBe(0);
    const holds = ledger.engine.runAll(Array.from({ length: 500 }, (_, i) => best(i, 20))).map(value);
    const orders = ledger.engine.runAll(holds.map(({ id }, i) => ledger.orderTask(`fan-${i}`, id))).map(value);
    ledger.engine.runAll(
      orders.map(({ id }, i) =>
        payTask({
          fan_id: `fan-${i}`,
          order_id: id,
          key: null,
          amount_krw: null,
          method: null,
          payment_key: null,
          simulate: null,
        }),
      ),
    );
    ledger.engine.runAll(
      orders.map(({ id, total_krw }) =>
        outcomeTask({
          attempt_id: `${id}-1`,
          outcome: { kind: "captured", payment_key: null, captured_krw: total_krw, receipt_url: null },
        }),
      ),
    );
    value(ledger.run({ decide: (state, now_ms) => decideCancelShow(state, "rain", now_ms) }));
    for (let i = 0; i < 6; i++) {
      ledger.engine.takeFrames();
      ledger.engine.rest();
    }
    expect(ledger.state.to_refund).toEqual([]);
    expect(largest_bytes).toBeGreaterThan(400_000);
    expect(largest_bytes).toBeLessThan(2_000_000);
    const before = fingerprint(ledger.state);
    ledger.reload();
    expect(fingerprint(ledger.state)).toBe(before);
  });
});

describe("gathering", () => {
  test("SL27: calls that arrive together share one write and are decided one after the other", async () => {
    const ledger = new TestLedger(hall(1, 10));
    const runs: (() => void)[] = [];
    const inbox = new Gathered({
      write: (tasks: readonly Task<unknown>[]) => ledger.engine.runAll(tasks),
      soon: (run) => void runs.push(run),
      most: 256,
    });
    const answers = ["a", "b", "c"].map((fan) => inbox.add(ledger.holdTask(fan, { kind: "seats", seats: [A(1)] })));
    const before = ledger.sql.statements_run;
    expect(runs).toHaveLength(1);
    for (const run of runs) run();
    expect((await Promise.all(answers)).map(codeOf)).toEqual(["ok", "seat_held", "seat_held"]);
    // Begin, journal, outbox, commit, and the count after it: one write for the three.
    expect(ledger.sql.statements_run - before).toBe(5);
  });

  test("SL27: when the write fails nobody is told otherwise, and the next call finds the ledger as it was", async () => {
    const ledger = new TestLedger(hall(1, 10));
    const runs: (() => void)[] = [];
    const inbox = new Gathered({
      write: (tasks: readonly Task<unknown>[]) => ledger.engine.runAll(tasks),
      soon: (run) => void runs.push(run),
      most: 256,
    });
    const failed = inbox.add(ledger.holdTask("a", { kind: "seats", seats: [A(1)] }));
    ledger.sql.crashAt(2);
    for (const run of runs) run();
    await expect(failed).rejects.toThrow();
    expect(codeOf(ledger.holdSeats("b", [A(1)]))).toBe("ok");
  });

  test("SL27 D22: memory kept after a failed write holds what no row knows (control)", () => {
    const ledger = new TestLedger(hall(1, 10));
    const { state } = ledger;
    ledger.sql.crashAt(2);
    expect(() => ledger.holdSeats("a", [A(1)])).toThrow();
    expect(state.holds.size).toBe(1);
    expect(ledger.state.holds.size).toBe(0);
  });
});
