// What is added piece by piece is what was there: the copy read again is the line as it stood when it was last written down.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Crash, NodeSql } from "../../domain/testing/node-sql.ts";
import { apply } from "../../domain/waiting-line/apply.ts";
import type { LineEvent } from "../../domain/waiting-line/events.ts";
import { type LineState, newLineState } from "../../domain/waiting-line/state.ts";
import { LineCopy, type PieceSizes } from "./line-copy.ts";
import { LineStore } from "./store.ts";
import { lineBench } from "./testing/line-bench.ts";
import { portrait } from "./testing/line-laws.ts";

const SMALL: PieceSizes = { statuses: 8, fans: 4 };
const NO_PLACES = new Uint32Array();

/** Fans by number; who is asked for a second time joins again. */
function joins(state: LineState, fans: readonly number[], latest: Map<number, number>): LineEvent {
  const from = state.joined + 1;
  const hashes = new Uint32Array(fans.flatMap((fan) => [fan * 7, fan]));
  const previous: [number, number][] = [];
  for (const [i, fan] of fans.entries()) {
    const before = latest.get(fan);
    if (before !== undefined) previous.push([i, before]);
    latest.set(fan, from + i);
  }
  return { kind: "joined", at_ms: from, from, count: fans.length, presale: false, fans: { hashes, previous } };
}

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("join" as const),
      fans: fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 9 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("go" as const), at: fc.nat(60) }) },
  { weight: 3, arbitrary: fc.constant({ type: "write" as const }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("crash" as const), at: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 2, arbitrary: fc.constant({ type: "wake" as const }) },
);

describe("the copy of a line", () => {
  it("L2: read again it is the line as it was last written down, whatever was added, failed or woke in between", () => {
    const run = fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const sql = new NodeSql();
      new LineStore(sql);
      let copy = new LineCopy(sql, SMALL);
      let state = newLineState();
      let latest = new Map<number, number>();
      let written: { text: string; seq: number; latest: Map<number, number> } | null = null;
      let seq = 0;
      const now = () => ({ text: portrait(state), seq, latest: new Map(latest) });
      const wake = (): void => {
        copy = new LineCopy(sql, SMALL);
        const read = copy.read(NO_PLACES);
        expect(read === null ? null : { text: portrait(read.state), seq: read.seq }).toEqual(
          written === null ? null : { text: written.text, seq: written.seq },
        );
        // What came after the copy is lost with this memory: the store would read it from its rows.
        state = read?.state ?? newLineState();
        latest = new Map(written?.latest);
      };
      /** A write that fails leaves the rows as they were, and the same memory tries again; unless it died behind it. */
      const writeUntil = (statement: number): void => {
        sql.crashAt(statement);
        try {
          copy.write(state, ++seq);
          written = now();
        } catch (error) {
          if (!(error instanceof Crash)) throw error;
          const stands = sql.all("SELECT max(seq) AS seq FROM snapshot")[0]?.seq === seq;
          if (!stands) return;
          written = now();
          wake();
        } finally {
          sql.crashAt(Number.POSITIVE_INFINITY);
        }
      };
      for (const todo of steps) {
        if (todo.type === "join") {
          const event = joins(state, todo.fans, latest);
          apply(state, event);
          if (event.kind === "joined") copy.joined(event);
        } else if (todo.type === "go" && todo.at > 0 && todo.at <= state.joined) state.entries[todo.at] = 3;
        else if (todo.type === "write") writeUntil(Number.POSITIVE_INFINITY);
        else if (todo.type === "crash") writeUntil(todo.at);
        else if (todo.type === "wake") wake();
      }
      wake();
    });
    fc.assert(run, { numRuns: 150 });
  });

  it("L2: a long line is brought up to date by what is new, not written whole again", () => {
    const bench = lineBench({ room_capacity: 0 });
    const crowd = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}_${i}`);
    for (let i = 0; i < 100; i++) bench.engine.join({ fans: crowd(`fan_${i}`, 1_000) });
    bench.engine.snapshot();
    bench.engine.join({ fans: crowd("late", 100) });
    bench.engine.snapshot();
    const [row] = bench.sql.all(
      "SELECT sum(length(body)) AS bytes FROM snapshot WHERE seq = (SELECT max(seq) FROM snapshot)",
    );
    const [all] = bench.sql.all("SELECT sum(length(body)) AS bytes FROM snapshot");
    expect(Number(all?.bytes)).toBeGreaterThan(900_000);
    expect(Number(row?.bytes)).toBeLessThan(150_000);
    const before = portrait(bench.engine.state);
    expect(portrait(bench.reload().state)).toBe(before);
  });
});
