// Copies of objects that go on selling while they are read: what is made of the pages is the object as it was at the first.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fingerprint } from "../../domain/seat-ledger/checkpoint.ts";
import { configOf, smallHouse } from "../../domain/seat-ledger/testing/halls.ts";
import { NodeSql } from "../../domain/testing/node-sql.ts";
import { LEDGER_COPY } from "../seat-ledger/copied.ts";
import { type DoorPlace, LedgerDoors } from "../seat-ledger/door.ts";
import { LedgerEngine } from "../seat-ledger/engine.ts";
import { LEDGER_STEPS } from "../seat-ledger/migrations.ts";
import { LedgerStore } from "../seat-ledger/store.ts";
import { TestLedger } from "../seat-ledger/testing/test-ledger.ts";
import { LINE_COPY } from "../waiting-line/copied.ts";
import { LineEngine } from "../waiting-line/engine.ts";
import { LINE_STEPS } from "../waiting-line/migrations.ts";
import { LineStore } from "../waiting-line/store.ts";
import { joinAll, lineBench, SHOW } from "../waiting-line/testing/line-bench.ts";
import { type CopyPlan, copyPage, finishCopy, takePage } from "./copy.ts";
import { migrate, type Steps } from "./migrate.ts";
import type { Sql } from "./sql.ts";

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const RUNS = { seed: SEED, numRuns: 60 };
/** So few rows a page that something can happen between any two. */
const ROWS = 2;
/** Checkpoints of these ledgers come a thousand times as often as real ones. */
const TRIES = 50;

/** Null where the copy had to begin anew. */
function copyOnce(sql: Sql, plan: CopyPlan, between: () => void): string[] | null {
  const pages: string[] = [];
  let mark: string | null = null;
  for (let after: string | null = null; ; ) {
    const page = copyPage(sql, plan, after, ROWS);
    if (page === null) throw new Error("no page");
    mark ??= page.mark;
    if (page.mark !== mark) return null;
    pages.push(page.body);
    if (page.next === null) return pages;
    after = page.next;
    between();
  }
}

/** The pages, and what `look` saw when the first of them was read. */
function copied<T>(work: { sql: Sql; plan: CopyPlan; between: () => void; look: () => T }): {
  pages: string[];
  was: T;
} {
  for (let tries = 0; tries < TRIES; tries++) {
    const was = work.look();
    const pages = copyOnce(work.sql, work.plan, work.between);
    if (pages !== null) return { pages, was };
  }
  throw new Error("it never stood still for long enough");
}

function made(
  { steps, plan, name }: { steps: Steps; plan: CopyPlan; name: string },
  pages: readonly string[],
): NodeSql {
  const sql = new NodeSql();
  migrate(sql, steps);
  for (const [n, body] of pages.entries()) takePage(sql, { n, of: "ours", body });
  const finish = { name, of: "ours", pages: pages.length, steps: steps.length, replace: true };
  expect(finishCopy(sql, plan, finish)).toBe("restored");
  return sql;
}

const unguarded = (plan: CopyPlan): CopyPlan => ({
  ...plan,
  still: null,
  tables: plan.tables.map(({ name, key }) => ({ name, key })),
});

const DOOR: DoorPlace = { door_id: "North", door: "North", sections: null };
/** What fans, the organiser and a door do, by numbers. */
const acts = fc.array(fc.nat({ max: 999 }), { minLength: 20, maxLength: 60 });

function sellingLedger(numbers: readonly number[]) {
  const ledger = new TestLedger(smallHouse());
  const doors = new LedgerDoors({ sql: ledger.sql, state: () => ledger.engine.state, now: () => ledger.now_ms });
  const bought: string[] = [];
  let at = 0;
  const act = (): void => {
    const n = numbers[at++ % numbers.length] ?? 0;
    ledger.now_ms += n;
    const seat = ledger.state.map.ids[n % ledger.state.map.ids.length] ?? "";
    const fan = `fan${at}`;
    const order = ledger.state.orders.get(bought[n % Math.max(1, bought.length)] ?? "");
    const hold = n % 4 === 3 ? null : ledger.hold(fan, { kind: "seats", seats: [seat] }, { key: `k${at}` });
    if (hold?.ok && n % 4 !== 0) bought.push(paid(ledger, fan, hold.value.id));
    if (order !== undefined && n % 3 === 0) scan(order.lines[0]?.ticket_id ?? "", n);
    if (order !== undefined && n % 7 === 0) ledger.refund(order.id);
    ledger.engine.takeFrames();
    ledger.engine.rest();
  };
  /** The same scan again with a truer time: its row is written anew. */
  const scan = (ticket_id: string, n: number): void => {
    const told = { nonce: `scan/${ticket_id}`, ticket_id, generation: 0, shown: "entered", undoes: null } as const;
    doors.record({ device_id: "d1", place: DOOR, items: [{ ...told, at_ms: 1_000_000 - n, direction: "in" }] });
  };
  return { ledger, act };
}

function paid(ledger: TestLedger, fan: string, hold_id: string): string {
  const order = ledger.order(fan, hold_id);
  if (!order.ok) return "";
  const payment = ledger.pay(fan, order.value.id);
  if (payment.ok) ledger.captured(payment.value.request_id, order.value.total_krw);
  return order.value.id;
}

function copySellingLedger(numbers: readonly number[], plan: CopyPlan): void {
  const { ledger, act } = sellingLedger(numbers);
  for (let i = 0; i < 15; i++) act();
  const look = () => ({
    state: fingerprint(ledger.state),
    journal: ledger.sql.all("SELECT * FROM journal ORDER BY seq"),
    scans: ledger.sql.all("SELECT nonce FROM scan").map(({ nonce }) => nonce),
  });
  const { pages, was } = copied({ sql: ledger.sql, plan, between: act, look });
  const sql = made({ steps: LEDGER_STEPS, plan, name: configOf().code }, pages);
  expect(sql.all("SELECT * FROM journal ORDER BY seq")).toEqual(was.journal);
  const { now_ms, randomBytes } = ledger;
  const again = new LedgerEngine({ store: new LedgerStore(sql), now: () => now_ms, randomBytes });
  expect(again.state === null ? "" : fingerprint(again.state)).toBe(was.state);
  // No scan that there was at the beginning is lost, whatever was written anew meanwhile.
  const nonces = sql.all("SELECT nonce FROM scan").map(({ nonce }) => nonce);
  expect(nonces).toEqual(expect.arrayContaining([...was.scans]));
}

function copyMovingLine(numbers: readonly number[], plan: CopyPlan): void {
  const bench = lineBench({ room_capacity: 6, batch_size: 2 });
  let at = 0;
  const act = (): void => {
    const n = numbers[at++ % numbers.length] ?? 0;
    bench.clock.now_ms += n * 10;
    joinAll(bench.engine, ...Array.from({ length: n % 4 }, (_, i) => `fan${at}-${i}`), `fan${n % 9}`);
    bench.engine.sweep();
  };
  for (let i = 0; i < 8; i++) act();
  const tables = LINE_COPY.tables.map(({ name, key }) => `SELECT * FROM ${name} ORDER BY ${key.join(", ")}`);
  const rowsOf = (sql: Sql) => tables.map((query) => sql.all(query));
  const { pages, was } = copied({ sql: bench.sql, plan, between: act, look: () => rowsOf(bench.sql) });
  const sql = made({ steps: LINE_STEPS, plan, name: SHOW }, pages);
  expect(rowsOf(sql)).toEqual(was);
  const { now_ms } = bench.clock;
  const again = new LineEngine({ store: new LineStore(sql), now: () => now_ms, randomBytes: () => new Uint8Array(40) });
  expect(again.state.joined).toBe(was[tables.findIndex((query) => query.includes(" entry "))]?.length);
}

describe(`O5: copies during a sale (SEED=${SEED})`, () => {
  it("O5: a ledger that sells, refunds and scans while it is read is copied as it stood at the first page", () => {
    fc.assert(
      fc.property(acts, (numbers) => copySellingLedger(numbers, LEDGER_COPY)),
      RUNS,
    );
  });

  it("O5: a line that is joined and let in from while it is read is copied as it stood at the first page", () => {
    fc.assert(
      fc.property(acts, (numbers) => copyMovingLine(numbers, LINE_COPY)),
      RUNS,
    );
  });

  it("O5: control: without the bounds of the first page both copies are of no moment", () => {
    const every = { ...RUNS, numRuns: 5, endOnFailure: true };
    expect(() =>
      fc.assert(
        fc.property(acts, (n) => copySellingLedger(n, unguarded(LEDGER_COPY))),
        every,
      ),
    ).toThrow();
    expect(() =>
      fc.assert(
        fc.property(acts, (n) => copyMovingLine(n, unguarded(LINE_COPY))),
        every,
      ),
    ).toThrow();
  });

  it("O5: rows that are written anew all at once are never half before and half after", () => {
    const { ledger, act } = sellingLedger(Array.from({ length: 400 }, (_, i) => (i * 37) % 101));
    for (let i = 0; i < 15; i++) act();
    const torn = { ...LEDGER_COPY, still: null };
    const again = () => {
      act();
      ledger.store.saveCheckpoint(ledger.state);
    };
    expect(copyOnce(ledger.sql, LEDGER_COPY, again) === null).toBe(true);
    expect(copyOnce(ledger.sql, torn, again) === null).toBe(false);
  });

  it("O5: a page is asked for with what the page before it said, or not at all", () => {
    const { ledger } = sellingLedger([1]);
    const { next } = copyPage(ledger.sql, LEDGER_COPY, null, 1) ?? {};
    expect(copyPage(ledger.sql, LEDGER_COPY, next ?? "")).not.toBeNull();
    for (const bent of [
      '["journal",[]]',
      '["journal",[],{"mark":"1","still":"","upto":{}}]',
      '["journal",[1,2]]',
      "[]",
    ]) {
      expect(copyPage(ledger.sql, LEDGER_COPY, bent)).toBeNull();
    }
  });
});
