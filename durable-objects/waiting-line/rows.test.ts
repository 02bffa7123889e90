// What a line writes fits its rows whatever its size, and what it cannot understand it does not believe.
import { describe, expect, it } from "vitest";
import { decideStatus } from "../../domain/waiting-line/decide-sale.ts";
import { isPaused } from "../../domain/waiting-line/sale.ts";
import { PIECE_CHARS } from "../kit/sql.ts";
import { joinAll, lineBench } from "./testing/line-bench.ts";
import { portrait } from "./testing/line-laws.ts";

const BINDS_MAX = 2_000_000;

describe("the rows of a line", () => {
  it("L50: a room of tens of thousands empties in one sweep, no bind passes the platform's limit, and the line goes on", () => {
    const bench = lineBench({ room_capacity: 30_000, batch_size: 30_000, claim_ms: 1_000 });
    const fans = Array.from({ length: 30_000 }, (_, i) => `fan_${i}`);
    bench.engine.join({ fans });
    const run = bench.sql.run.bind(bench.sql);
    let longest = 0;
    bench.sql.run = (query, ...binds) => {
      for (const bind of binds) if (typeof bind === "string") longest = Math.max(longest, bind.length);
      run(query, ...binds);
    };
    bench.clock.now_ms += 1_000;
    bench.engine.sweep();
    expect(bench.engine.state.totals.no_shows).toBe(30_000);
    expect(longest).toBeGreaterThan(PIECE_CHARS / 2);
    expect(longest * 3).toBeLessThan(BINDS_MAX);
    joinAll(bench.engine, "late");
    const before = portrait(bench.engine.state);
    expect(portrait(bench.reload().state)).toEqual(before);
  });

  it("L50: an event that memory could not take leaves the line as its rows say", () => {
    const bench = lineBench({ room_capacity: 2 });
    joinAll(bench.engine, ..."abc");
    const { counts } = bench.engine.state;
    counts.set = () => {
      throw new Error("memory failed");
    };
    const one = { showtime_id: "s1", ledger: "AAAAAA", version: 1, on_sale: true, available: 3, held: 0, paying: 0 };
    const count = () =>
      bench.engine.run((_, at_ms) => ({ ok: true, value: [{ kind: "counted", at_ms, counts: one, flip: null }] }));
    expect(count).toThrow("memory failed");
    expect(bench.engine.state.counts.get("s1")).toEqual(one);
    const before = portrait(bench.engine.state);
    expect(portrait(bench.reload().state)).toEqual(before);
  });

  it("L50: while the rows cannot be read either, nobody works with what is left in memory", () => {
    const bench = lineBench({ room_capacity: 2 });
    joinAll(bench.engine, ..."abc");
    bench.engine.state.counts.set = () => {
      throw new Error("memory failed");
    };
    const one = { showtime_id: "s1", ledger: "AAAAAA", version: 1, on_sale: true, available: 3, held: 0, paying: 0 };
    const count = () =>
      bench.engine.run((_, at_ms) => ({ ok: true, value: [{ kind: "counted", at_ms, counts: one, flip: null }] }));
    expect(count).toThrow("memory failed");
    bench.sql.crashAt(1);
    expect(() => bench.engine.state).toThrow();
    bench.sql.crashAt(1);
    expect(() => joinAll(bench.engine, "d")).toThrow();
    bench.sql.crashAt(Number.POSITIVE_INFINITY);
    expect(joinAll(bench.engine, "d")).toEqual([4]);
  });

  it("D82: a paused sale whose rows a newer version wrote does not wake as one that goes on", () => {
    const bench = lineBench();
    bench.engine.run((state, at_ms) => decideStatus(state, "PAUSED", at_ms));
    expect(isPaused(bench.engine.state, bench.engine.now())).toBe(true);
    bench.sql.run("INSERT INTO event (seq, body) VALUES (1000, ?)", JSON.stringify({ kind: "halved", at_ms: 1 }));
    expect(() => bench.reload()).toThrow();
    bench.sql.run(
      "UPDATE event SET body = ? WHERE seq = 1000",
      JSON.stringify({ kind: "resumed", at_ms: 1, half: true }),
    );
    expect(() => bench.reload()).toThrow();
    bench.sql.run("UPDATE event SET body = ? WHERE seq = 1000", "not json");
    expect(() => bench.reload()).toThrow();
    bench.sql.run("DELETE FROM event WHERE seq = 1000");
    expect(isPaused(bench.reload().state, bench.clock.now_ms)).toBe(true);
  });
});
