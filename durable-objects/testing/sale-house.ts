// A whole sale without its platform: one real line, real ledgers, the watch between them, and the edge's few checks of a
// pass. Fans act as they can over HTTP, with every pass they were ever given. Guards can be taken out one by one.
import { ok } from "../../domain/result.ts";
import {
  decideClock,
  decideEndPasses,
  decideForgetLine,
  decideFreeFan,
  decideMeetLine,
} from "../../domain/seat-ledger/decide-admin.ts";
import { decideRelease, type Wish } from "../../domain/seat-ledger/decide-hold.ts";
import type { LineNews } from "../../domain/seat-ledger/outbox.ts";
import { counts } from "../../domain/seat-ledger/status.ts";
import { configOf, hall, START_MS, seatId } from "../../domain/seat-ledger/testing/halls.ts";
import { decideClaim, decideFinish, decideRestore } from "../../domain/waiting-line/decide-room.ts";
import { decideCounts, decideStatus } from "../../domain/waiting-line/decide-sale.ts";
import { guestOf } from "../../domain/waiting-line/pass-id.ts";
import type { Layout } from "../../schema/layout.ts";
import { copyPage, finishCopy, takePage } from "../kit/copy.ts";
import { cancelOrderTask } from "../seat-ledger/commands.ts";
import { LEDGER_COPY } from "../seat-ledger/copied.ts";
import { LEDGER_STEPS } from "../seat-ledger/migrations.ts";
import { readFinished, readInside } from "../seat-ledger/reads.ts";
import { TestLedger, value } from "../seat-ledger/testing/test-ledger.ts";
import { LINE_COPY } from "../waiting-line/copied.ts";
import { LINE_STEPS } from "../waiting-line/migrations.ts";
import { expelFromLine, leaveLine, removeFromLine } from "../waiting-line/parting.ts";
import type { LedgerStub } from "../waiting-line/pass-ledgers.ts";
import { type PassFacts, passOf } from "../waiting-line/replies.ts";
import { joinAll, type LineBench, lineBench, SHOW } from "../waiting-line/testing/line-bench.ts";
import { readNews, trackAll } from "../waiting-line/tracking.ts";
import { LineWatch } from "../waiting-line/watch.ts";

export const TIMES = { claim_ms: 5_000, pass_ms: 20_000, hold_ms: 4_000, payment_ms: 6_000 };
export const TURN_MS = TIMES.pass_ms + TIMES.hold_ms + TIMES.payment_ms;
export const CLOSES_MS = START_MS + 240_000;
/** The first showtime begins while the sale still runs. */
export const BEGINS_MS = START_MS + 120_000;
const SEATS = 6;

export type Guard = "turn_end" | "standing" | "ask_before_leaving" | "closing" | "forgetting";

export type House = Awaited<ReturnType<typeof openHouse>>;

export async function openHouse({
  without = [],
  showtimes = 1,
  room_capacity = 2,
  layout = hall(1, SEATS),
}: {
  without?: readonly Guard[];
  showtimes?: number;
  room_capacity?: number;
  layout?: Layout;
} = {}) {
  const lacks = (guard: Guard) => without.includes(guard);
  const { claim_ms, pass_ms, hold_ms, payment_ms } = TIMES;
  const window = { lobby_opens_at_ms: null, opens_at_ms: START_MS, closes_at_ms: CLOSES_MS };
  const bench: LineBench = lineBench({ room_capacity, step_ms: 50, claim_ms, pass_ms }, window, START_MS);
  const ledgers = new Map<string, TestLedger>();
  const passes = new Map<string, PassFacts[]>();
  const behind: Promise<void>[] = [];

  const stubOf = (ledger: TestLedger): LedgerStub => ({
    endPasses: async (passes_ended) => {
      const ended = passes_ended.map((pass) => (lacks("ask_before_leaving") ? { ...pass, fan_id: null } : pass));
      return value(ledger.run({ decide: (state, now_ms) => decideEndPasses(state, ended, now_ms) }));
    },
    meetLine: async ({ at_ms, inside }) => {
      const standing = lacks("standing") ? { at_ms: 0, inside: [] } : { at_ms, inside: [...inside] };
      return value(ledger.run({ decide: (state, now_ms) => decideMeetLine(state, standing, now_ms) }));
    },
    freeFan: async (command) =>
      lacks("ask_before_leaving")
        ? { paying: false }
        : value(ledger.run({ decide: (state, now_ms) => decideFreeFan(state, command, now_ms) })),
    forgetLine: async () => value(ledger.run({ decide: decideForgetLine })),
    setClock: async (clock) => {
      const told = lacks("closing") ? { ...clock, closes_at_ms: null } : clock;
      return value(ledger.run({ decide: (state, now_ms) => decideClock(state, told, now_ms) }));
    },
    finishedPasses: async (ids) => value(ledger.run({ decide: (state) => readFinished(state, ids) })),
  });
  const ledgerOf = (code: string): LedgerStub | null => {
    const ledger = ledgers.get(code);
    return ledger === undefined ? null : stubOf(ledger);
  };
  const bell = {
    alarm: { ringBy: () => undefined, rung: () => undefined },
    behind: (work: Promise<void>) => void behind.push(work),
  };
  const watchOf = (): LineWatch => {
    const made: LineWatch = new LineWatch(bell, bench.engine, { ledgerOf, changed: () => made.arm() });
    return made;
  };
  let watch = watchOf();
  const settle = async (): Promise<void> => {
    bench.engine.sweep();
    watch.arm();
    while (behind.length > 0) await behind.shift();
  };
  /** A meeting is never in the very millisecond of what was before it. */
  const pass = (ms: number): void => {
    bench.clock.now_ms += ms;
    for (const ledger of ledgers.values()) ledger.now_ms = bench.clock.now_ms;
  };
  const line = () => ({ engine: bench.engine, ledgerOf });
  const ledgerAt = (n: number): TestLedger => {
    const ledger = [...ledgers.values()][n % ledgers.size];
    if (ledger === undefined) throw new Error("a house has a showtime");
    return ledger;
  };

  /** What GET …/queue/status gives: the pass of this moment, which the fan may keep. */
  const status = (fan: string): PassFacts | null => {
    const { engine } = bench;
    const now_ms = engine.sweep();
    const pass = passOf(engine.state, engine.view(engine.find(fan), now_ms), now_ms);
    if (pass !== null) passes.set(fan, [pass, ...(passes.get(fan) ?? [])]);
    return pass;
  };
  const claim = (fan: string): boolean => {
    const { engine } = bench;
    return engine.run((state, now_ms) => decideClaim(state, { position: engine.find(fan), by: "tap" }, now_ms)).ok;
  };

  const house = {
    bench,
    ledgers,
    passes,
    now: () => bench.clock.now_ms,
    addShowtime: async (): Promise<void> => {
      pass(1);
      const n = ledgers.size + 1;
      const code = `TESTA${"ABCDEFG".charAt(n)}`;
      const config = configOf({
        showtime_id: `st_${n}`,
        show_id: SHOW,
        code,
        starts_at_ms: n === 1 ? BEGINS_MS : START_MS + 90 * 86_400_000,
        limits: { hold_ms, payment_ms },
      });
      const ledger = new TestLedger(layout, config);
      ledger.now_ms = bench.clock.now_ms;
      ledgers.set(code, ledger);
      const { available, held } = counts(ledger.state);
      const told = { showtime_id: `st_${n}`, ledger: code, version: 1, on_sale: true, available, held, paying: 0 };
      bench.engine.run((state, now_ms) => ok(decideCounts(state, told, now_ms)));
      await settle();
    },
    wait: async (ms: number): Promise<void> => {
      pass(ms);
      for (const ledger of ledgers.values()) ledger.engine.rest();
      await settle();
    },
    join: async (fan: string): Promise<void> => {
      joinAll(bench.engine, fan);
      await settle();
    },
    status,
    claim: async (fan: string): Promise<boolean> => {
      const claimed = claim(fan);
      status(fan);
      await settle();
      return claimed;
    },
    /** With the pass of this moment (0), for which who is in no line may rejoin, or one of those kept from before. */
    hold: async (
      fan: string,
      at: { showtime?: number; pass?: number; seat?: number; best?: number; rejoin?: boolean } = {},
    ): Promise<string> => {
      if ((at.pass ?? 0) === 0 && status(fan) === null && at.rejoin === true) {
        joinAll(bench.engine, fan);
        status(fan);
      }
      const kept = passes.get(fan) ?? [];
      const pass = kept[(at.pass ?? 0) % Math.max(1, kept.length)];
      if (pass === undefined) return "pass_required";
      if (bench.clock.now_ms >= pass.expires_at_ms) return "pass_expired";
      let { stay_ends_ms } = pass;
      if (!pass.claimed) {
        if (!claim(fan)) return "claim_expired";
        const claimed = status(fan);
        if (claimed === null) return "pass_void";
        stay_ends_ms = claimed.stay_ends_ms;
      }
      const ledger = ledgerAt(at.showtime ?? 0);
      const wish: Wish =
        at.best === undefined
          ? { kind: "seats", seats: [seatId("A", 1, ((at.seat ?? 0) % SEATS) + 1)] }
          : { kind: "best", count: at.best };
      const turn = stay_ends_ms === null || lacks("turn_end") ? {} : { stay_ends_ms };
      const held = ledger.hold(fan, wish, { pass_id: pass.pass_id, ...turn });
      await settle();
      return held.ok ? "ok" : held.failure.code;
    },
    release: async (fan: string): Promise<void> => {
      for (const ledger of ledgers.values()) {
        for (const hold_id of ledger.state.fans.get(fan)?.holds ?? []) {
          ledger.run({ decide: (state, now_ms) => decideRelease(state, { hold_id, fan_id: fan }, now_ms) });
        }
      }
    },
    order: async (fan: string): Promise<string> => {
      const ledger = [...ledgers.values()].find(({ state }) => (state.fans.get(fan)?.holds.size ?? 0) > 0);
      const pass = passes.get(fan)?.[0];
      if (ledger === undefined || pass === undefined) return "nothing";
      const inside = value(ledger.run({ decide: (state, now) => readInside(state, [pass.pass_id], now) }))[0];
      if (Math.max(pass.expires_at_ms, inside?.until_ms ?? 0) <= bench.clock.now_ms) return "pass_expired";
      const [hold_id = ""] = ledger.state.fans.get(fan)?.holds ?? [];
      const ordered = ledger.order(fan, hold_id);
      return ordered.ok ? "ok" : ordered.failure.code;
    },
    /** Of the fan, not paid yet, wherever they are. */
    orders: (fan: string) =>
      [...ledgers.values()].flatMap((ledger) =>
        [...(ledger.state.fans.get(fan)?.orders ?? [])].flatMap((id) => {
          const order = ledger.state.orders.get(id);
          return order?.status === "PENDING" || order?.status === "PAYING" ? [{ ledger, order }] : [];
        }),
      ),
    cancel: async (fan: string): Promise<void> => {
      for (const { ledger, order } of house.orders(fan)) {
        ledger.run(cancelOrderTask({ order_id: order.id, fan_id: fan }));
      }
    },
    pay: async (fan: string): Promise<string> => {
      const due = house.orders(fan).find(({ order }) => order.status === "PENDING");
      if (due === undefined) return "nothing";
      const paid = due.ledger.pay(fan, due.order.id);
      return paid.ok ? "ok" : paid.failure.code;
    },
    outcome: async (fan: string, how: "captured" | "declined" | "unknown"): Promise<void> => {
      for (const { ledger, order } of house.orders(fan)) {
        const attempt = order.attempts.at(-1);
        if (attempt === undefined || order.status !== "PAYING") continue;
        if (how === "captured") ledger.captured(attempt.id, attempt.amount_krw);
        else ledger.outcome(attempt.id, how === "declined" ? { kind: "declined", code: "card" } : { kind: "unknown" });
      }
    },
    /** The ledgers' outboxes reach the line. */
    deliver: async (): Promise<void> => {
      for (const { store } of ledgers.values()) {
        const rows = store.waiting("line", 200);
        const { tracks, finished } = readNews(rows.map(({ body }) => body as LineNews));
        bench.engine.run((state, now_ms) => ok(trackAll(state, tracks, now_ms)));
        const positions = finished.map((id) => guestOf(bench.engine.state, id));
        bench.engine.run((state, now_ms) => ok(decideFinish(state, positions, now_ms)));
        store.delivered(
          "line",
          rows.map(({ id }) => id),
        );
      }
      await settle();
    },
    leave: async (fan: string): Promise<string> => {
      const left = await leaveLine(line(), fan);
      await settle();
      return left.ok ? "ok" : left.failure.code;
    },
    remove: async (fan: string): Promise<string> => {
      const removed = await removeFromLine(line(), { position: bench.engine.find(fan), reason: "test" });
      await settle();
      return removed.ok ? "ok" : removed.failure.code;
    },
    restore: async (fan: string): Promise<string> => {
      const command = { position: bench.engine.find(fan), reason: "test" };
      const restored = bench.engine.run((state, now_ms) => decideRestore(state, command, now_ms));
      await settle();
      return restored.ok ? "ok" : restored.failure.code;
    },
    expel: async (fan: string): Promise<void> => {
      await expelFromLine(line(), fan);
      await settle();
    },
    sale: async (to: "OPEN" | "PAUSED" | "ENDED"): Promise<void> => {
      bench.engine.run((state, now_ms) => decideStatus(state, to, now_ms));
      await settle();
    },
    /** An operator takes the line back to what `keep` kept: its ledgers forget it first, unless the guard is out. */
    keep: () => copyPage(bench.sql, LINE_COPY, null)?.body ?? "",
    takeBack: async (body: string): Promise<void> => {
      pass(1);
      if (!lacks("forgetting")) await watch.part();
      takePage(bench.sql, { n: 0, of: "test", body });
      finishCopy(bench.sql, LINE_COPY, {
        name: SHOW,
        of: "test",
        pages: 1,
        steps: LINE_STEPS.length,
        replace: true,
      });
      bench.reload();
      watch = watchOf();
      await settle();
    },
    /** The same of a showtime's ledger; the line goes on. */
    keepLedger: (n = 0) => copyPage(ledgerAt(n).sql, LEDGER_COPY, null)?.body ?? "",
    takeLedgerBack: async (body: string, n = 0): Promise<void> => {
      pass(1);
      const ledger = ledgerAt(n);
      const { code } = ledger.state.config;
      takePage(ledger.sql, { n: 0, of: "test", body });
      finishCopy(ledger.sql, LEDGER_COPY, {
        name: code,
        of: "test",
        pages: 1,
        steps: LEDGER_STEPS.length,
        replace: true,
      });
      ledger.reload();
      if (!lacks("forgetting")) {
        value(ledger.run({ decide: decideForgetLine }));
        watch.meetAgain(code);
      }
      await settle();
    },
    evict: async (): Promise<void> => {
      pass(1);
      bench.reload();
      watch = watchOf();
      for (const ledger of ledgers.values()) ledger.reload();
      await settle();
    },
    close: (): void => {
      bench.sql.close();
      for (const { sql } of ledgers.values()) sql.close();
    },
  };
  for (let n = 0; n < showtimes; n++) await house.addShowtime();
  return house;
}
