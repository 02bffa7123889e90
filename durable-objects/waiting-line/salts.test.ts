// Salts of a line that goes back in time: what opened somebody's leaf opens nobody else's.
import { describe, expect, it } from "vitest";
import { leavesInText } from "../../domain/log/batch.ts";
import { checkReceipt, type Receipt } from "../../domain/log/receipt.ts";
import { LOCAL_CHAIN } from "../../domain/testing/local-chain.ts";
import { copyPage, finishCopy, takePage } from "../kit/copy.ts";
import { LINE_COPY } from "./copied.ts";
import { LineEngine } from "./engine.ts";
import { leavesOfArrivals } from "./frozen-list.ts";
import { LINE_STEPS } from "./migrations.ts";
import { LineStore } from "./store.ts";
import { joinAll, type LineBench, lineBench, OPENS_AT_MS, SHOW } from "./testing/line-bench.ts";
import { wholeLog } from "./testing/line-laws.ts";

type Random = (count: number) => Uint8Array;

/** One and the same sale, up to a moment, and the line made of that moment's copy again after `joins`. */
function backTo(bench: LineBench, joins: () => void): void {
  const page = copyPage(bench.sql, LINE_COPY, null);
  joins();
  takePage(bench.sql, { n: 0, of: "a return", body: page?.body ?? "" });
  const finish = { name: SHOW, of: "a return", pages: 1, steps: LINE_STEPS.length, replace: true };
  expect(finishCopy(bench.sql, LINE_COPY, finish)).toBe("restored");
  bench.reload();
}

function receiptOf({ engine }: LineBench, fan: string): Receipt {
  const receipt = engine.receipt(fan, engine.find(fan));
  if (!receipt.ok) throw new Error(`${fan} has no receipt`);
  return receipt.value;
}

const withRandom = (bench: LineBench, randomBytes: Random): void => {
  const { sql, clock } = bench;
  bench.engine = new LineEngine({ store: new LineStore(sql), now: () => clock.now_ms, randomBytes });
};

let drawn = 0;
/** No two of them alike. */
const everNew: Random = (count) => new Uint8Array(count).fill(++drawn);

/** Ann stood at this place before the line went back, and Bob stands there now. */
function twoAtOnePlace(random: Random): { ann: Receipt; bob: Receipt } {
  const bench = lineBench({ room_capacity: 0 });
  joinAll(bench.engine, "first");
  let ann: Receipt | null = null;
  backTo(bench, () => {
    withRandom(bench, random);
    joinAll(bench.engine, "ann");
    ann = receiptOf(bench, "ann");
  });
  withRandom(bench, random);
  joinAll(bench.engine, "bob");
  if (ann === null) throw new Error("ann did not join");
  return { ann, bob: receiptOf(bench, "bob") };
}

describe("L23: salts of a line that was taken back", () => {
  it("L23: a place that is given out again has another salt; both receipts hold by themselves", () => {
    const { ann, bob } = twoAtOnePlace(everNew);
    expect(bob.position).toBe(ann.position);
    expect(bob.salt).not.toBe(ann.salt);
    expect([ann, bob].map((receipt) => checkReceipt(receipt).ok)).toEqual([true, true]);
  });

  it("L23: control: of bytes that come again, or of none, it is the very same salt", () => {
    for (const random of [(count: number) => new Uint8Array(count), () => new Uint8Array()]) {
      const { ann, bob } = twoAtOnePlace(random);
      expect(bob.salt).toBe(ann.salt);
    }
  });

  it("L23: receipts of batches that had no bytes of their own are made as they were", () => {
    const bench = lineBench({ room_capacity: 0 });
    withRandom(bench, () => new Uint8Array());
    joinAll(bench.engine, "old", "older");
    const before = receiptOf(bench, "older");
    bench.sql.run("UPDATE log SET own = NULL");
    bench.reload();
    joinAll(bench.engine, "new");
    expect(receiptOf(bench, "older")).toEqual(before);
    expect(checkReceipt(before).ok).toBe(true);
  });

  it("L23: what makes them stands in no entry that is served", () => {
    const bench = lineBench({ room_capacity: 0 });
    joinAll(bench.engine, "a", "b");
    const own = bench.sql.all("SELECT own FROM log WHERE own IS NOT NULL").map((row) => String(row.own));
    expect(own.map(({ length }) => length)).toEqual([22]);
    expect(bench.engine.publicLogPage(1, 100).entries.join("\n")).not.toContain(own[0]);
  });

  it("L23: the list that a lobby freezes is its batches' leaves, also where pages end in the middle of a batch", () => {
    const plan = { lobby_closes_at_ms: OPENS_AT_MS - 30_000, chain: LOCAL_CHAIN };
    const bench = lineBench({ room_capacity: 0 }, {}, OPENS_AT_MS - 60_000, plan);
    const secret: Uint8Array = new LineStore(bench.sql).secret(() => new Uint8Array());
    let joined = 0;
    for (const count of [7_000, 1, 7_000, 1, 7_000, 300]) {
      bench.engine.join({ fans: Array.from({ length: count }, () => `fan_${++joined}`) });
    }
    const arrivals = Uint32Array.from({ length: joined }, (_, i) => i + 1);
    const list = leavesOfArrivals(new LineStore(bench.sql), secret.slice(0, 32), arrivals);
    expect(leavesInText(list)).toEqual(wholeLog(bench.engine).flatMap(({ leaves = [] }) => leaves));
  });
});
