// Copies of objects: what a real line and a real ledger come to, made of their pages again.
import { describe, expect, it } from "vitest";
import { fingerprint } from "../../domain/seat-ledger/checkpoint.ts";
import { configOf, layoutOf, smallHouse } from "../../domain/seat-ledger/testing/halls.ts";
import { NodeSql } from "../../domain/testing/node-sql.ts";
import { LEDGER_COPY } from "../seat-ledger/copied.ts";
import { LEDGER_STEPS } from "../seat-ledger/migrations.ts";
import { TestLedger, value } from "../seat-ledger/testing/test-ledger.ts";
import { LINE_COPY } from "../waiting-line/copied.ts";
import { LINE_STEPS } from "../waiting-line/migrations.ts";
import { type CopyPlan, copyPage, finishCopy, laterThan, takePage } from "./copy.ts";
import { migrate, type Steps } from "./migrate.ts";
import type { Sql } from "./sql.ts";

function pagesOf(sql: Sql, plan: CopyPlan): string[] {
  const pages: string[] = [];
  for (let after: string | null = null; ; ) {
    const page = copyPage(sql, plan, after);
    if (page === null) throw new Error("no page");
    pages.push(page.body);
    if (page.next === null) return pages;
    after = page.next;
  }
}

function fresh(steps: Steps): NodeSql {
  const sql = new NodeSql();
  migrate(sql, steps);
  return sql;
}

const bring = (sql: Sql, pages: readonly string[]): void => {
  pages.forEach((body, n) => {
    takePage(sql, { n, of: OURS, body });
  });
};
const NAME = configOf().code;
const OURS = "ours";
const finish = (pages: number, steps: number, replace = false) => ({ name: NAME, of: OURS, pages, steps, replace });
const rowsOf = (sql: Sql, plan: CopyPlan) =>
  plan.tables.map(({ name, key }) => sql.all(`SELECT * FROM ${name} ORDER BY ${key.join(", ")}`));

function aSale(): TestLedger {
  const ledger = new TestLedger(smallHouse());
  const [first = "", second = "", third = ""] = ledger.state.map.ids;
  ledger.buy("ann", [first]);
  ledger.buy("bob", [second]);
  value(ledger.holdSeats("eve", [third]));
  return ledger;
}

describe("O5: an object's copy", () => {
  it.each([
    ["line", LINE_STEPS, LINE_COPY, ["migration", "snapshot"]],
    ["ledger", LEDGER_STEPS, LEDGER_COPY, ["migration"]],
  ] as const)("O5: a %s's copy names every table but those that are made again", (_, steps, plan, left_out) => {
    const tables = fresh(steps).all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    const copied = plan.tables.map(({ name }) => name);
    expect([...copied, ...left_out].sort()).toEqual(tables.map(({ name }) => String(name)).sort());
  });

  it("O5: a ledger made of its copy is the very same, and sells on", () => {
    const original = aSale();
    const other = new TestLedger(smallHouse());
    bring(other.sql, pagesOf(original.sql, LEDGER_COPY));
    expect(
      finishCopy(other.sql, LEDGER_COPY, finish(pagesOf(original.sql, LEDGER_COPY).length, LEDGER_STEPS.length)),
    ).toBe("restored");
    other.reload();
    expect(fingerprint(other.state)).toBe(fingerprint(original.state));
    expect(rowsOf(other.sql, LEDGER_COPY)).toEqual(rowsOf(original.sql, LEDGER_COPY));
    other.now_ms = original.now_ms;
    expect(other.buy("tom", [other.state.map.ids[4] ?? ""]).order_id).not.toBe("");
  });

  it("O5: pages are bounded, however many rows and however large; bytes come back as bytes", () => {
    const sql = fresh(LINE_STEPS);
    const bytes = Uint8Array.from({ length: 1024 * 1024 }, (_, i) => (i * 31) & 255);
    for (let n = 0; n < 3; n++) sql.run("INSERT INTO place (n, body) VALUES (?, ?)", n, bytes);
    for (let i = 1; i <= 1_203; i++) sql.run("INSERT INTO entry (position, fan) VALUES (?, ?)", i, `f${i}`);
    const pages = pagesOf(sql, LINE_COPY);
    expect(Math.max(...pages.map(({ length }) => length))).toBeLessThan(1_500_000);
    const other = fresh(LINE_STEPS);
    bring(other, pages);
    expect(finishCopy(other, LINE_COPY, finish(pages.length, LINE_STEPS.length))).toBe("restored");
    // Compared as text: mebibytes are looked at byte by byte otherwise.
    const text = (of: Sql) => pagesOf(of, LINE_COPY).join("\n") === pages.join("\n");
    expect([text(sql), text(other)]).toEqual([true, true]);
    expect(other.all("SELECT hex(substr(body, 1, 4)) AS head FROM place")[0]?.head).toBe("001F3E5D");
  });

  it("O5: a page missing, one that cannot be read, or another version's changes nothing", () => {
    const original = aSale();
    const pages = pagesOf(original.sql, LEDGER_COPY);
    const steps = LEDGER_STEPS.length;
    const refusals: [readonly string[], number, number][] = [
      [pages, pages.length + 1, steps],
      [pages, pages.length, steps + 1],
      [[...pages.slice(1), "half a pa"], pages.length, steps],
      [[...pages.slice(1), `[{"table":"migration","columns":["step"],"rows":[[99]]}]`], pages.length, steps],
      [[...pages.slice(1), `[{"table":"journal","columns":["seq"],"rows":[[1,2]]}]`], pages.length, steps],
      [[...pages.slice(1), `[{"table":"journal","columns":["no_such"],"rows":[[1]]}]`], pages.length, steps],
      [[...pages.slice(1), `[{"table":"journal","columns":[],"rows":[[]]}]`], pages.length, steps],
      [[...pages, pages[0] ?? ""], pages.length + 1, steps],
      [[...pages.slice(1), `[{"table":"journal","columns":["seq"],"rows":[[1]]}]`], pages.length, steps],
      [[...pages.slice(1), `[{"table":"layout","columns":["n"],"rows":[[{"base64":"?"}]]}]`], pages.length, steps],
      [[], 0, steps],
    ];
    for (const [brought, count, said] of refusals) {
      const other = new TestLedger(smallHouse());
      const before = rowsOf(other.sql, LEDGER_COPY);
      bring(other.sql, brought);
      expect(finishCopy(other.sql, LEDGER_COPY, finish(count, said))).toBe("copy_unfit");
      expect(rowsOf(other.sql, LEDGER_COPY)).toEqual(before);
    }
  });

  it("O5: what fans have used is replaced only when that is said", () => {
    const used = aSale();
    const pages = pagesOf(new TestLedger(layoutOf(smallHouse().sections, "v2"), configOf()).sql, LEDGER_COPY);
    const whole = finish(pages.length, LEDGER_STEPS.length);
    bring(used.sql, pages);
    expect(finishCopy(used.sql, LEDGER_COPY, whole)).toBe("object_in_use");
    expect(finishCopy(used.sql, LEDGER_COPY, { ...whole, replace: true })).toBe("restored");
  });

  it("O5: of two administrators who restore one object at once one is told to begin again, and nobody's pages are mixed", () => {
    const [earlier, later] = [aSale(), aSale()];
    later.buy("zoe", [later.state.map.ids[6] ?? ""]);
    const other = new TestLedger(smallHouse());
    const [first = "", second = ""] = [earlier, later].map(({ sql }) => pagesOf(sql, LEDGER_COPY)[0]);
    expect(takePage(other.sql, { n: 0, of: "theirs", body: first })).toBe(true);
    expect(takePage(other.sql, { n: 0, of: OURS, body: second })).toBe(true);
    const whole = { ...finish(1, LEDGER_STEPS.length), of: "theirs" };
    expect(finishCopy(other.sql, LEDGER_COPY, whole)).toBe("restoration_overtaken");
    expect(takePage(other.sql, { n: 1, of: "theirs", body: first })).toBe(false);
    expect(finishCopy(other.sql, LEDGER_COPY, finish(1, LEDGER_STEPS.length))).toBe("restored");
    expect(rowsOf(other.sql, LEDGER_COPY)).toEqual(rowsOf(later.sql, LEDGER_COPY));
    // What was brought is used once.
    expect(finishCopy(other.sql, LEDGER_COPY, finish(1, LEDGER_STEPS.length, true))).toBe("copy_unfit");
  });

  it("O5: wherever the process dies, it is the old object or the new one", () => {
    const original = aSale();
    const pages = pagesOf(original.sql, LEDGER_COPY);
    const wanted = JSON.stringify(rowsOf(original.sql, LEDGER_COPY));
    for (let k = 1; k < 60; k++) {
      const other = new TestLedger(smallHouse());
      const before = JSON.stringify(rowsOf(other.sql, LEDGER_COPY));
      bring(other.sql, pages);
      other.sql.crashAt(k);
      try {
        finishCopy(other.sql, LEDGER_COPY, finish(pages.length, LEDGER_STEPS.length));
      } catch {
        // It died there.
      }
      other.sql.crashAt(Number.POSITIVE_INFINITY);
      expect([before, wanted]).toContain(JSON.stringify(rowsOf(other.sql, LEDGER_COPY)));
    }
  });

  it("O5: a mark tells whether anything happened between two pages, and what would be lost is counted", () => {
    const ledger = aSale();
    const mark = () => copyPage(ledger.sql, LEDGER_COPY, null)?.mark;
    const before = mark();
    expect(mark()).toBe(before);
    ledger.now_ms += 1_000;
    ledger.buy("tom", [ledger.state.map.ids[5] ?? ""]);
    expect(mark()).not.toBe(before);
    expect(laterThan(ledger.sql, LEDGER_COPY, ledger.now_ms - 1)).toBeGreaterThan(0);
    expect(laterThan(ledger.sql, LEDGER_COPY, ledger.now_ms)).toBe(0);
    expect(copyPage(ledger.sql, LEDGER_COPY, '["migration",[]]')).toBeNull();
    expect(copyPage(ledger.sql, LEDGER_COPY, "nonsense")).toBeNull();
  });
});
