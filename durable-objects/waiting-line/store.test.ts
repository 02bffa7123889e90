// What is written is what is read: waking from rows, from a copy, from an old copy and from none.
import { describe, expect, it } from "vitest";
import { receiptFrom, treeFromLeaves } from "../../domain/log/batch.ts";
import { checkReceipt } from "../../domain/log/receipt.ts";
import { verifyLog } from "../../domain/log/verify.ts";
import { NodeSql } from "../../domain/testing/node-sql.ts";
import { decideClaim, decideLeave } from "../../domain/waiting-line/decide-room.ts";
import { bytesOf } from "../../domain/waiting-line/state.ts";
import { LineStore } from "./store.ts";
import { joinAll, lineBench, SHOW } from "./testing/line-bench.ts";
import { portrait, wholeLog } from "./testing/line-laws.ts";

describe("the store of a line", () => {
  it("L2: wakes the same from rows alone, from a copy, and from a copy with rows behind it", () => {
    const bench = lineBench({ room_capacity: 2 });
    joinAll(bench.engine, ..."abcdef");
    bench.engine.run((state, at_ms) => decideLeave(state, 4, at_ms));
    joinAll(bench.engine, "d");
    bench.engine.run((state, at_ms) => decideClaim(state, { position: 1, by: "tap" }, at_ms));
    const rows = portrait(bench.engine.state);
    expect(portrait(bench.reload().state)).toBe(rows);
    bench.engine.snapshot();
    expect(portrait(bench.reload().state)).toBe(rows);
    joinAll(bench.engine, "g", "h");
    bench.engine.run((state, at_ms) => decideLeave(state, 7, at_ms));
    joinAll(bench.engine, "d");
    const later = portrait(bench.engine.state);
    expect(portrait(bench.reload().state)).toBe(later);
    expect(joinAll(bench.engine, "d", "g", "zz")).toEqual([10, 8, 11]);
  });

  it("L2: a copy of another shape is left aside and the rows are read", () => {
    const bench = lineBench({ room_capacity: 2 });
    joinAll(bench.engine, ..."abc");
    bench.engine.snapshot();
    const before = portrait(bench.engine.state);
    const other = new TextEncoder().encode('{"snapshot_version":0}');
    bench.sql.run("UPDATE snapshot SET body = ? WHERE part = 'facts'", other);
    expect(portrait(bench.reload().state)).toBe(before);
  });

  it("L2: in a quiet moment a long line is written down, and not while people join", () => {
    const bench = lineBench({ room_capacity: 0 });
    const copied = () => bench.sql.all("SELECT count(*) AS pieces FROM snapshot")[0]?.pieces !== 0;
    const crowd = Array.from({ length: 9000 }, (_, i) => `fan_${i}`);
    bench.engine.join({ fans: crowd });
    bench.engine.rest();
    joinAll(bench.engine, "one more");
    bench.engine.rest();
    expect(copied()).toBe(false);
    bench.engine.rest();
    expect(copied()).toBe(true);
    const before = portrait(bench.engine.state);
    expect(portrait(bench.reload().state)).toBe(before);
  });

  it("L2: migrations run once and the secret stays", () => {
    const sql = new NodeSql();
    const first = new LineStore(sql).secret(() => new Uint8Array([1, 2, 3]));
    const second = new LineStore(sql).secret(() => new Uint8Array([9]));
    expect([...second]).toEqual([...first]);
  });

  it("L22: a receipt made at the join, from the rows, and after waking is the same, and holds", () => {
    const bench = lineBench({ room_capacity: 0 });
    joinAll(bench.engine, ..."abc");
    joinAll(bench.engine, "d");
    const fresh = bench.engine.receipt("b", 2);
    bench.reload();
    expect(bench.engine.receipt("b", 2)).toEqual(fresh);
    expect(fresh.ok && checkReceipt(fresh.value).ok).toBe(true);
    expect(fresh.ok && fresh.value.hash).toBe(wholeLog(bench.engine)[1]?.hash);
    for (const [fan, position] of [
      ["a", 2],
      ["b", 0],
      ["b", 99],
      ["zz", 1],
    ] as const) {
      expect(bench.engine.receipt(fan, position).ok).toBe(false);
    }
  });

  it("L22: a relay makes the same receipts from its answer as the line does", () => {
    const bench = lineBench({ room_capacity: 0 });
    joinAll(bench.engine, "first");
    const fans = ["a", "b", "first", "c"];
    const { batch, positions } = bench.engine.join({ fans });
    if (batch === null) throw new Error("three were new");
    const tree = treeFromLeaves(batch.leaves);
    for (const [i, fan] of fans.entries()) {
      const position = positions[i] ?? 0;
      if (fan === "first") continue;
      const made = receiptFrom(SHOW, batch.entry, tree, { position, arrival: position, fan });
      expect(bench.engine.receipt(fan, position)).toEqual({ ok: true, value: made });
    }
  });

  it("L21: checkpoints are kept on the way and agree with the log", () => {
    const bench = lineBench({ room_capacity: 0 });
    for (let i = 0; i < 600; i++) joinAll(bench.engine, `fan_${i}`);
    const checkpoints = bench.reload().checkpoints(10);
    expect(checkpoints.map((checkpoint) => checkpoint.seq)).toEqual([601, 512, 256]);
    const verdict = verifyLog(SHOW, wholeLog(bench.engine), { checkpoints });
    expect(verdict).toMatchObject({ ok: true, checkpoints_checked: 3 });
  });

  it("L3: a hundred thousand entries stay small, and the pages of the log are whole and in order", () => {
    const bench = lineBench({ room_capacity: 10 });
    for (let i = 0; i < 140; i++) {
      bench.engine.join({ fans: Array.from({ length: 1000 }, (_, n) => `fan_${i}_${n}`) });
    }
    expect(bytesOf(bench.engine.state) / bench.engine.state.joined).toBeLessThan(64);
    const woken = bench.reload();
    expect(woken.state.joined).toBe(140_000);
    expect(woken.find("fan_139_999")).toBe(140_000);
    const pages = [woken.logPage(1, 50), woken.logPage(51, 50), woken.logPage(101, 50)].flat();
    expect(pages.map((text) => (JSON.parse(text) as { seq: number }).seq)).toEqual(pages.map((_, i) => i + 1));
  });
});
