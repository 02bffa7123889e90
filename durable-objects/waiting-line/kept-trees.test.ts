// What is kept of batches: found by any arrival in them, bounded, the oldest gone first.
import { describe, expect, it } from "vitest";
import { type KeptTree, KeptTrees } from "./kept-trees.ts";

const treeOf = (from: number, to: number): KeptTree => ({
  entry: { seq: from, at_ms: 0, from, to, presale: false, previous: "", hash: String(from) },
  tree: { salts: new Int32Array(), levels: [] },
});

describe("kept trees", () => {
  it("L22: a batch is found by each of its arrivals, in whatever order batches came, and by none beside them", () => {
    const trees = new KeptTrees();
    for (const [from, to] of [
      [11, 20],
      [1, 3],
      [30, 30],
      [4, 10],
    ] as const) {
      trees.keep(treeOf(from, to));
    }
    const found = (arrival: number): number | null => trees.of(arrival)?.entry.from ?? null;
    expect([1, 3, 4, 10, 11, 20, 21, 29, 30, 31].map(found)).toEqual([1, 1, 4, 4, 11, 11, null, null, 30, null]);
    trees.clear();
    expect(found(1)).toBeNull();
  });

  it("L22: both bounds hold: of leaves, and of batches; what was kept first goes first, and the last is always there", () => {
    const large = new KeptTrees();
    for (let i = 0; i < 5; i++) large.keep(treeOf(1 + i * 20_000, (i + 1) * 20_000));
    expect([1, 20_001, 40_001, 60_001, 80_001].map((arrival) => large.of(arrival) !== null)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    large.keep(treeOf(200_001, 300_000));
    expect([large.of(80_001), large.of(200_001)?.entry.to]).toEqual([null, 300_000]);
    const small = new KeptTrees();
    for (let i = 1; i <= 5_000; i++) small.keep(treeOf(i, i));
    expect([small.of(904), small.of(905)?.entry.from, small.of(5_000)?.entry.from]).toEqual([null, 905, 5_000]);
  });
});
