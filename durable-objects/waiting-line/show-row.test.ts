// The line and its show's row come to one truth, whatever crashes, is late, or is taken back (L56).
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Crash } from "../../domain/testing/node-sql.ts";
import { decideSettings, decideStatus } from "../../domain/waiting-line/decide-sale.ts";
import type { Stand } from "../../domain/waiting-line/decide-stand.ts";
import { statusChange } from "../../domain/waiting-line/sale-change.ts";
import type { LineState } from "../../domain/waiting-line/state.ts";
import { SETTINGS_DEFAULT } from "../../domain/waiting-line/state.ts";
import type { AuditEntry } from "../../schema/audit-acts.ts";
import { copyPage, finishCopy, takePage } from "../kit/copy.ts";
import { LINE_COPY } from "./copied.ts";
import { LINE_STEPS } from "./migrations.ts";
import { type RowSays, ShowRow } from "./show-row.ts";
import { LineStore } from "./store.ts";
import { CLOSES_AT_MS, lineBench, OPENS_AT_MS, SHOW, WINDOW } from "./testing/line-bench.ts";
import type { SaleChange } from "./untold-changes.ts";

vi.spyOn(console, "error").mockImplementation(() => {});

type Override = "PAUSED" | "ENDED" | null;
type Row = { override: Override; capacity: number; opens_at_ms: number; line_told_at_ms: number; rev: number };

const ACT: AuditEntry = {
  id: "aud_1",
  at_ms: 1,
  actor_id: "usr_organiser",
  action: "sale.status",
  subject_kind: "show",
  subject_id: SHOW,
  details: {},
  request_id: "req_1",
};

const standOf = (override: Override): Stand => (override === "ENDED" ? "OVER" : override === "PAUSED" ? "STILL" : "ON");

const overrideIn = ({ sale }: LineState): Override =>
  sale.ended_at_ms !== null ? "ENDED" : sale.paused_at_ms !== null ? "PAUSED" : null;

/** The row keeps changes as D1 does: in order, each once, and only what it changed. */
function keep(row: Row, { at_ms, room, sale_override, window }: SaleChange): void {
  if (at_ms <= row.line_told_at_ms) return;
  if (room !== undefined && "room_capacity" in room) row.capacity = Number(room.room_capacity);
  if (sale_override !== undefined) row.override = sale_override;
  if (window !== undefined) row.opens_at_ms = window.opens_at_ms;
  row.line_told_at_ms = at_ms;
  row.rev++;
}

/** `told_after`: the road that was, for the control: the act in the line, and then the row by whoever asked. */
function world({ told_after = false } = {}) {
  const bench = lineBench();
  const row: Row = {
    override: null,
    capacity: SETTINGS_DEFAULT.room_capacity,
    opens_at_ms: OPENS_AT_MS,
    line_told_at_ms: 0,
    rev: 1,
  };
  const road = { answers: [] as ("away" | "lost" | "there")[], rings: false, looks_again: true };
  const late: Promise<void>[] = [];
  const wake = (): ShowRow =>
    new ShowRow({
      engine: bench.reload(),
      changes: new LineStore(bench.sql).changes,
      alarm: {
        ringBy: () => {
          road.rings = true;
        },
      },
      behind: (work) => void late.push(work),
      now: () => bench.clock.now_ms,
      row: {
        keep: async (_show_id, changes) => {
          const answer = road.answers.shift() ?? "there";
          if (answer === "away") throw new Error("away");
          for (const change of changes) keep(row, change);
          if (answer === "lost") throw new Error("lost");
        },
        toldUpTo: async () => (road.looks_again ? row.line_told_at_ms : 0),
        follow: () => settle(),
      },
    });
  let beside = wake();

  const read = (): RowSays => ({
    show_id: SHOW,
    window: { ...WINDOW, opens_at_ms: row.opens_at_ms },
    settings: { ...SETTINGS_DEFAULT, room_capacity: row.capacity },
    stand: standOf(row.override),
    line_told_at_ms: row.line_told_at_ms,
  });

  /** As whoever changed the row has the line follow it. */
  async function settle(): Promise<void> {
    for (let turns = 0; turns < 20; turns++) {
      const { rev } = row;
      const followed = await beside.follow(read());
      if (followed !== "BEHIND" && rev === row.rev) return;
    }
  }

  const status = (to: "OPEN" | "PAUSED" | "ENDED") =>
    bench.engine.run(
      (state, now_ms) => decideStatus(state, to, now_ms),
      ACT,
      told_after ? null : (events) => statusChange(to, events),
    );
  const settings = (room_capacity: number) =>
    bench.engine.run(
      (state, now_ms) => decideSettings(state, { settings: { room_capacity } }, now_ms),
      ACT,
      told_after ? null : () => ({ room: { room_capacity } }),
    );

  return {
    bench,
    row,
    road,
    settle,
    read,
    follow: (says: RowSays) => beside.follow(says),
    status,
    settings,
    tell: () => beside.bell.told(null),
    wake: () => {
      road.rings = false;
      bench.sql.crashAt(Number.POSITIVE_INFINITY);
      beside = wake();
    },
    ring: async () => {
      beside.bell.ring();
      while (late.length > 0) await Promise.all(late.splice(0));
    },
    kept: () => copyPage(bench.sql, LINE_COPY, null)?.body ?? "",
    takeBack: (body: string) => {
      bench.clock.now_ms += 1;
      takePage(bench.sql, { n: 0, of: "test", body });
      finishCopy(bench.sql, LINE_COPY, { name: SHOW, of: "test", pages: 1, steps: LINE_STEPS.length, replace: true });
      beside = wake();
    },
    both: () => ({
      row: [row.override, row.capacity, row.opens_at_ms],
      line: [
        overrideIn(bench.engine.state),
        bench.engine.state.settings.room_capacity,
        bench.engine.state.sale.window.opens_at_ms,
      ],
    }),
  };
}

const agree = ({ both }: ReturnType<typeof world>) => {
  const { row, line } = both();
  expect(line).toEqual(row);
};

describe("the line and its show's row", () => {
  it("L56: a crash at any statement of a change, and the row has it as soon as the line wakes, or nothing happened", async () => {
    for (const change of ["status", "settings"] as const) {
      let crashes = 0;
      for (let k = 1; ; k++) {
        const one = world();
        one.bench.sql.crashAt(k);
        try {
          if (change === "status") one.status("PAUSED");
          else one.settings(7);
        } catch (error) {
          expect(error).toBeInstanceOf(Crash);
          crashes++;
        }
        one.wake();
        // Whoever asked is gone as well: nothing but the alarm goes on from here.
        const done = one.both().line.some((value, i) => value !== one.both().row[i]);
        expect(one.road.rings).toBe(done);
        await one.ring();
        agree(one);
        if (crashes < k) {
          expect(one.both().row[change === "status" ? 0 : 1]).toBe(change === "status" ? "PAUSED" : 7);
          break;
        }
      }
      expect(crashes).toBeGreaterThan(2);
    }
  });

  it("L56: without the change in the act's own step a crash leaves a row that says on sale of a line that stands (control)", async () => {
    const one = world({ told_after: true });
    one.status("PAUSED");
    one.wake();
    await one.ring();
    expect([one.road.rings, one.both().row[0], one.both().line[0]]).toEqual([false, null, "PAUSED"]);
    // And the next edit of the show takes the organiser's pause back.
    one.row.rev++;
    await one.settle();
    expect(one.both().line[0]).toBeNull();
  });

  it("L56: an edit of the show while the row has not heard of a pause does not take the pause back", async () => {
    const one = world();
    one.road.answers = ["away"];
    one.status("PAUSED");
    await one.tell();
    expect(one.both().row[0]).toBeNull();
    one.row.capacity = 9;
    one.row.rev++;
    await one.settle();
    expect(one.both().line).toEqual(["PAUSED", 9, OPENS_AT_MS]);
    agree(one);
  });

  it.each([true, false])(
    "L56 D74: whoever read the row before it was told takes no edit of it back (looked at again: %s)",
    async (looks_again) => {
      const one = world();
      one.road.looks_again = looks_again;
      one.status("PAUSED");
      const before = one.read();
      await one.tell();
      Object.assign(one.row, { capacity: 9, rev: one.row.rev + 1 });
      expect(await one.follow(before)).toBe("BEHIND");
      // The control: believed as it was read, the whole line is told over the edit.
      expect(one.row.capacity).toBe(looks_again ? 9 : SETTINGS_DEFAULT.room_capacity);
      await one.settle();
      expect(one.both().row[0]).toBe("PAUSED");
      agree(one);
    },
  );

  it("L56: opened before its time, the row hears the new time; ended before its time, nobody takes that back", async () => {
    const one = world();
    one.row.opens_at_ms = OPENS_AT_MS + 60_000;
    one.row.rev++;
    await one.settle();
    one.status("OPEN");
    await one.tell();
    expect(one.row.opens_at_ms).toBe(one.bench.clock.now_ms);
    one.status("ENDED");
    await one.tell();
    one.row.override = null;
    await one.settle();
    expect(one.both().row[0]).toBe("ENDED");
    agree(one);
  });

  it("L56: whichever of both is taken back hears from the other what it has lost", async () => {
    const one = world();
    const kept = one.kept();
    const row = { ...one.row };
    one.status("PAUSED");
    one.settings(7);
    await one.tell();
    await one.settle();
    one.takeBack(kept);
    expect(one.both().line[0]).toBeNull();
    await one.settle();
    expect(one.both().line).toEqual(["PAUSED", 7, OPENS_AT_MS]);
    Object.assign(one.row, row, { rev: one.row.rev + 1 });
    await one.settle();
    expect(one.both().row).toEqual(["PAUSED", 7, OPENS_AT_MS]);
    agree(one);
    one.status("OPEN");
    await one.tell();
    expect(one.both().row[0]).toBeNull();
  });

  it("L56: over random changes, edits, crashes, lost answers and lines taken back both come to the same", async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("status" as const), to: fc.constantFrom("OPEN" as const, "PAUSED" as const) }),
      fc.record({ kind: fc.constant("settings" as const), capacity: fc.integer({ min: 1, max: 50 }) }),
      fc.record({ kind: fc.constant("edit" as const), capacity: fc.integer({ min: 51, max: 99 }) }),
      fc.record({ kind: fc.constant("tell" as const), answer: fc.constantFrom("away", "lost", "there") }),
      fc.record({ kind: fc.constantFrom("settle" as const, "wake" as const, "keep" as const, "back" as const) }),
      fc.record({ kind: fc.constant("crash" as const), at: fc.integer({ min: 1, max: 12 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const one = world();
        let kept = one.kept();
        for (const step of steps) {
          one.bench.clock.now_ms += 7;
          try {
            if (step.kind === "status") one.status(step.to);
            if (step.kind === "settings") one.settings(step.capacity);
            if (step.kind === "edit") Object.assign(one.row, { capacity: step.capacity, rev: one.row.rev + 1 });
            if (step.kind === "tell") {
              one.road.answers = [step.answer as "away"];
              await one.tell();
            }
            if (step.kind === "settle") await one.settle();
            if (step.kind === "wake") one.wake();
            if (step.kind === "keep") kept = one.kept();
            if (step.kind === "back") one.takeBack(kept);
            if (step.kind === "crash") one.bench.sql.crashAt(step.at);
          } catch (error) {
            expect(error).toBeInstanceOf(Crash);
            one.wake();
          }
        }
        one.road.answers = [];
        one.wake();
        await one.ring();
        await one.settle();
        agree(one);
        expect(one.bench.engine.state.sale.window.closes_at_ms).toBe(CLOSES_AT_MS);
      }),
      { numRuns: 150 },
    );
  });
});
