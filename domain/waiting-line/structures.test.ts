// The compact structures under the line, each against the obvious slow one.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashFan } from "./fan-hash.ts";
import { candidates, growFanTable, newFanTable, putFan } from "./fan-table.ts";
import { fillFenwick, growFenwick, markPosition, marksUpTo, newFenwick } from "./fenwick.ts";

const SEED = 20261120;

describe("structures", () => {
  it("L3: the tree counts like counting, also after it grew and after it was filled at once", () => {
    const marks = fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { maxLength: 60 });
    fc.assert(
      fc.property(marks, marks, (first, second) => {
        const tree = newFenwick(1000);
        growFenwick(tree, 1024);
        const early = first.filter((position) => position <= 1024);
        for (const position of early) markPosition(tree, position);
        growFenwick(tree, 5000);
        const late = second.filter((position) => !early.includes(position));
        for (const position of late) markPosition(tree, position);
        const all = new Set([...early, ...late]);
        const filled = fillFenwick(5000, (position) => all.has(position), 5000);
        for (const at of [0, 1, 7, 1023, 1024, 1025, 2048, 4999, 5000]) {
          const count = [...all].filter((position) => position <= at).length;
          expect([marksUpTo(tree, at), marksUpTo(filled, at)]).toEqual([count, count]);
        }
      }),
      { numRuns: 200, seed: SEED },
    );
  });

  it("L1: the table finds every fan's latest place, also among fans who share their whole hash", () => {
    // Three hashes for all: nearly everyone collides with everyone.
    const joins = fc.array(fc.record({ fan: fc.nat({ max: 40 }), low: fc.nat({ max: 2 }) }), { maxLength: 400 });
    fc.assert(
      fc.property(joins, (all) => {
        const table = newFanTable(8);
        const latest = new Map<string, number>();
        for (const [i, { fan, low }] of all.entries()) {
          const name = `${fan}/${low}`;
          growFanTable(table, 1);
          putFan(table, 7, low, i + 1, latest.get(name) ?? 0);
          latest.set(name, i + 1);
        }
        expect(table.used).toBe(latest.size);
        for (const [name, position] of latest) {
          const found: number[] = [];
          candidates(table, 7, Number(name.split("/")[1]), found);
          expect(found).toContain(position);
        }
      }),
      { numRuns: 100, seed: SEED },
    );
  });

  it("L1: the hash depends on the key and on every letter, and spreads a crowd of like names", () => {
    const hash = (key: { k0: number; k1: number }, fan: string): string => {
      const out = new Uint32Array(2);
      hashFan(key, fan, out, 0);
      return out.join();
    };
    const key = { k0: 1, k1: 2 };
    const names = [
      "",
      "a",
      "a\0",
      "ab",
      "ba",
      "abc",
      "ab\0",
      "팬",
      ...Array.from({ length: 100_000 }, (_, i) => `usr_${i}`),
    ];
    expect(new Set(names.map((name) => hash(key, name))).size).toBe(names.length);
    expect(hash({ k0: 1, k1: 3 }, "a")).not.toBe(hash(key, "a"));
    const out = new Uint32Array(2);
    const slots = new Uint32Array(256);
    for (const name of names) {
      hashFan(key, name, out, 0);
      const slot = (out[1] ?? 0) & 255;
      slots[slot] = (slots[slot] ?? 0) + 1;
    }
    expect(Math.max(...slots)).toBeLessThan((names.length / 256) * 1.3);
  });
});
