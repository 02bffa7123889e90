// What only an organiser may do to a line, and the audit log's line of it: one step, whatever crashes (L33).
import { describe, expect, it, vi } from "vitest";
import { Crash, NodeSql } from "../../domain/testing/node-sql.ts";
import { decideRemove, decideRestore } from "../../domain/waiting-line/decide-room.ts";
import { decideSettings, decideStatus } from "../../domain/waiting-line/decide-sale.ts";
import { ENTRY } from "../../domain/waiting-line/entry-status.ts";
import { statusAt } from "../../domain/waiting-line/state.ts";
import type { AuditAct, AuditEntry } from "../../schema/audit-acts.ts";
import { auditDrain, Bell } from "../kit/untold.ts";
import type { LineEngine } from "./engine.ts";
import { LineStore } from "./store.ts";
import { joinAll, type LineBench, lineBench, SHOW } from "./testing/line-bench.ts";

const line = (id: string, action: AuditAct = "sale.status"): AuditEntry => ({
  id,
  at_ms: 1,
  actor_id: "usr_organiser",
  action,
  subject_kind: "show",
  subject_id: SHOW,
  details: { reason: "bots" },
  request_id: "req_1",
});
const told = ({ sql }: LineBench): string[] => new LineStore(sql).untold.all().map(({ id }) => id);
const removal = { position: 2, reason: "bots" };

type Act = {
  readonly before?: (engine: LineEngine) => void;
  readonly run: (bench: LineBench, act: AuditEntry) => void;
};

const ACTS: Record<"sale.status" | "sale.settings" | "line.remove" | "line.restore" | "sale.notice", Act> = {
  "sale.status": {
    run: ({ engine }, act) => void engine.run((state, at_ms) => decideStatus(state, "PAUSED", at_ms), act),
  },
  "sale.settings": {
    run: ({ engine }, act) =>
      void engine.run((state, at_ms) => decideSettings(state, { settings: { room_capacity: 7 } }, at_ms), act),
  },
  "line.remove": {
    run: ({ engine }, act) => void engine.run((state, at_ms) => decideRemove(state, removal, at_ms), act),
  },
  "line.restore": {
    before: (engine) => void engine.run((state, at_ms) => decideRemove(state, removal, at_ms)),
    run: ({ engine }, act) => void engine.run((state, at_ms) => decideRestore(state, removal, at_ms), act),
  },
  "sale.notice": {
    run: ({ sql }, act) => void new LineStore(sql).notice(1, { text: "soon", text_en: null }, act),
  },
};

/** What of each act can be seen in the line that wakes. */
const done = (bench: LineBench, name: keyof typeof ACTS): boolean => {
  const { state } = bench.reload();
  if (name === "sale.status") return state.sale.paused_at_ms !== null;
  if (name === "sale.settings") return state.settings.room_capacity === 7;
  if (name === "sale.notice") return new LineStore(bench.sql).lastNotice() !== null;
  return (statusAt(state, 2) === ENTRY.REMOVED) === (name === "line.remove");
};

const prepared = ({ before }: Act): LineBench => {
  const bench = lineBench({ room_capacity: 0 });
  joinAll(bench.engine, "a", "b");
  before?.(bench.engine);
  return bench;
};

describe("acts on a line", () => {
  it.each(Object.keys(ACTS) as (keyof typeof ACTS)[])(
    "L33 A7: a crash at any statement of %s: act and line, or neither",
    (name) => {
      let crashes = 0;
      for (let k = 1; ; k++) {
        const bench = prepared(ACTS[name]);
        bench.sql.crashAt(k);
        try {
          ACTS[name].run(bench, line("aud_1", name));
        } catch (error) {
          expect(error).toBeInstanceOf(Crash);
          crashes++;
        }
        bench.sql.crashAt(Number.POSITIVE_INFINITY);
        expect(told(bench)).toEqual(done(bench, name) ? ["aud_1"] : []);
        if (crashes < k) break;
      }
      expect(crashes).toBeGreaterThan(2);
    },
  );

  it("L33 A7: without the one transaction a crash leaves a pause that no log knows of (control)", () => {
    const found = Array.from({ length: 6 }, (_, i) => {
      const bench = prepared(ACTS["sale.status"]);
      const { sql } = bench;
      sql.transaction = (work) => void work();
      // The road that was: the act first, its line in a step of its own.
      sql.crashAt(i + 1);
      try {
        bench.engine.run((state, at_ms) => decideStatus(state, "PAUSED", at_ms));
        new LineStore(sql).untold.add(line("aud_1"));
      } catch {
        // It died here.
      }
      sql.crashAt(Number.POSITIVE_INFINITY);
      return done(bench, "sale.status") && told(bench).length === 0;
    });
    expect(found).toContain(true);
  });

  it("L33 A7: a refusal leaves no line, an act that changes nothing does, and one that is decided anew has one", () => {
    const bench = prepared(ACTS["line.remove"]);
    const { engine } = bench;
    expect(
      engine.run((state, at_ms) => decideRemove(state, { ...removal, position: 9 }, at_ms), line("aud_1")).ok,
    ).toBe(false);
    expect(told(bench)).toEqual([]);
    for (const id of ["aud_2", "aud_2", "aud_3"]) {
      engine.run((state, at_ms) => decideStatus(state, "PAUSED", at_ms), line(id));
    }
    expect(told(bench)).toEqual(["aud_2", "aud_3"]);
  });
});

/** An alarm on the table, and a log that can be away or lose its answer. */
function desk(sql = new NodeSql()) {
  const store = new LineStore(sql);
  const kept: string[] = [];
  const world = { answers: [] as ("away" | "lost" | "there")[], rings_at_ms: null as number | null, now_ms: 0 };
  const work: Promise<void>[] = [];
  const bell = new Bell({
    drain: auditDrain(store.untold, async (lines) => {
      const answer = world.answers.shift() ?? "there";
      if (answer === "away") throw new Error("away");
      kept.push(...lines.map(({ id }) => id));
      if (answer === "lost") throw new Error("lost");
    }),
    alarm: {
      ringBy: (due_ms) => {
        world.rings_at_ms = Math.min(due_ms, world.rings_at_ms ?? due_ms);
      },
    },
    behind: (more) => void work.push(more),
    now: () => world.now_ms,
  });
  const ring = async (): Promise<void> => {
    world.now_ms = world.rings_at_ms ?? world.now_ms;
    world.rings_at_ms = null;
    bell.ring();
    await Promise.all(work.splice(0));
  };
  return { store, sql, bell, kept, world, ring };
}

describe("lines on their way", () => {
  it("L33 A7: the answer waits for its line to go out; nothing is waited for where nothing was done", async () => {
    const { store, bell, kept, world } = desk();
    expect(await bell.told("nothing")).toBe("nothing");
    expect(world.rings_at_ms).toBeNull();
    store.untold.add(line("aud_1"));
    const answer = bell.told("done");
    expect(world.rings_at_ms).not.toBeNull();
    expect(await answer).toBe("done");
    expect([kept, store.untold.all()]).toEqual([["aud_1"], []]);
  });

  it("L33 A7: a log that is away, or whose answer is lost, is told again by the alarm, ever more seldom", async () => {
    const { store, bell, kept, world, ring } = desk();
    store.untold.add(line("aud_1"));
    world.answers = ["away", "away", "away", "lost"];
    await bell.told(null);
    const waits: number[] = [];
    for (let i = 0; i < 4; i++) {
      const before_ms = world.now_ms;
      await ring();
      waits.push(world.now_ms - before_ms);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect([kept, store.untold.all()]).toEqual([["aud_1", "aud_1"], []]);
  });

  it("L33 A7: acts of many at once go out in two tellings, each line once", async () => {
    const store = new LineStore(new NodeSql());
    const tellings: string[][] = [];
    const drain = auditDrain(store.untold, async (lines) => {
      tellings.push(lines.map(({ id }) => id));
      await Promise.resolve();
    });
    const done = ["aud_1", "aud_2", "aud_3", "aud_4"].map((id) => {
      store.untold.add(line(id));
      return drain.drain();
    });
    expect(await Promise.all(done)).toEqual([true, true, true, true]);
    expect(tellings).toEqual([["aud_1"], ["aud_2", "aud_3", "aud_4"]]);
    expect(await drain.drain()).toBe(true);
    expect(tellings).toHaveLength(2);
  });

  it("L33 A7: an act is answered although the log hangs, and told again later", async () => {
    vi.useFakeTimers();
    const store = new LineStore(new NodeSql());
    store.untold.add(line("aud_1"));
    const rings: number[] = [];
    const bell = new Bell({
      drain: auditDrain(store.untold, () => new Promise(() => {})),
      alarm: { ringBy: (due_ms) => void rings.push(due_ms) },
      behind: () => {},
      now: () => 0,
    });
    const answer = bell.told("done");
    await vi.advanceTimersByTimeAsync(5_000);
    vi.useRealTimers();
    expect(await answer).toBe("done");
    expect([store.untold.all().length, rings.length > 0]).toEqual([1, true]);
  });

  it("L33 A7: an object that died between act and line sets its alarm when it wakes, and the line goes out once", async () => {
    const first = desk();
    first.store.untold.add(line("aud_1"));
    const woken = desk(first.sql);
    expect(woken.world.rings_at_ms).not.toBeNull();
    await woken.ring();
    await woken.ring();
    expect(woken.kept).toEqual(["aud_1"]);
  });

  it("L33 A7: an object that goes for good goes only once all is told", async () => {
    const { store, bell, world, kept } = desk();
    store.untold.add(line("aud_1"));
    world.answers = ["away"];
    await expect(bell.last()).rejects.toThrow("still to be told");
    await bell.last();
    expect(kept).toEqual(["aud_1"]);
  });
});
