// The line of a chaos run: the real engine on a database that may fail at any statement. A crash is the end of the
// process: memory is gone, the answer never comes, and the next call wakes the line from its rows.

import { ok } from "../../../domain/result.ts";
import type { LineNews } from "../../../domain/seat-ledger/outbox.ts";
import { Crash } from "../../../domain/testing/node-sql.ts";
import { decideFinish, decideRelease } from "../../../domain/waiting-line/decide-room.ts";
import { decideCounts, decideStatus } from "../../../domain/waiting-line/decide-sale.ts";
import type { ShowtimeCounts } from "../../../domain/waiting-line/events.ts";
import { guestOf } from "../../../domain/waiting-line/pass-id.ts";
import type { ClockFacts } from "../../../domain/waiting-line/sale.ts";
import type { LineEngine } from "../../waiting-line/engine.ts";
import { type EndedPass, endedPositions, tellClock, tellLedgers } from "../../waiting-line/pass-ledgers.ts";
import { lineBench } from "../../waiting-line/testing/line-bench.ts";
import { checkLaws, newMemory } from "../../waiting-line/testing/line-laws.ts";
import { readNews, trackAll } from "../../waiting-line/tracking.ts";
import type { Chance } from "./faults.ts";

export const LEDGER = "st_1";

export class LineNode {
  readonly memory = newMemory();
  readonly #bench;
  readonly #chance: Chance;
  readonly #clock: () => number;

  constructor(chance: Chance, clock: () => number) {
    const settings = { room_capacity: 3, batch_size: 2, step_ms: 1_000, claim_ms: 30_000, pass_ms: 180_000 };
    const opens_at_ms = clock();
    this.#bench = lineBench(
      settings,
      { lobby_opens_at_ms: null, opens_at_ms, closes_at_ms: opens_at_ms + 86_400_000 },
      opens_at_ms,
    );
    this.#chance = chance;
    this.#clock = clock;
  }

  get engine(): LineEngine {
    return this.#bench.engine;
  }

  /** Undefined where the process died over it. */
  call<T>(work: (engine: LineEngine, now_ms: number) => T): T | undefined {
    const { sql, clock } = this.#bench;
    clock.now_ms = Math.max(clock.now_ms, this.#clock());
    if (this.#chance.happens("line_crash", 0.05)) sql.crashAt(this.#chance.between(1, 14));
    try {
      const answer = work(this.engine, clock.now_ms);
      sql.crashAt(Number.POSITIVE_INFINITY);
      this.engine.sweep();
      checkLaws(this.engine, sql, this.memory);
      return answer;
    } catch (error) {
      sql.crashAt(Number.POSITIVE_INFINITY);
      if (!(error instanceof Crash)) throw error;
      this.#chance.meet("line_crashed_in_a_write");
      this.#bench.reload();
      this.engine.sweep();
      checkLaws(this.engine, sql, this.memory);
      return undefined;
    }
  }

  /** As the object takes a delivery of a ledger's outbox. True once it is taken. */
  hear(news: readonly LineNews[]): boolean {
    const heard = this.call((engine) => {
      const { tracks, finished } = readNews(news);
      engine.run((state, now_ms) => ok(trackAll(state, tracks, now_ms)));
      const positions = finished.map((id) => guestOf(engine.state, id));
      engine.run((state, now_ms) => ok(decideFinish(state, positions, now_ms)));
      return true;
    });
    return heard === true;
  }

  counts(counts: ShowtimeCounts): void {
    this.call((engine) => engine.run((state, now_ms) => ok(decideCounts(state, counts, now_ms))));
  }

  pause(status: "PAUSED" | "OPEN"): void {
    this.call((engine) => engine.run((state, now_ms) => decideStatus(state, status, now_ms)));
  }

  /** The passes that the ledger has to hear of before their slots go on, in the object's own words. */
  ended(): { readonly positions: readonly number[]; readonly passes: readonly EndedPass[] } {
    const positions = endedPositions(this.engine.state);
    const said: EndedPass[] = [];
    const stub = { ...SILENT, endPasses: async (passes: readonly EndedPass[]) => said.push(...passes) };
    // Everything up to the call itself happens at once; the promise has nothing to add.
    void tellLedgers(this.engine.state, () => stub, { positions, fans: new Map(), now_ms: this.#clock() });
    return { positions, passes: said };
  }

  release(positions: readonly number[]): void {
    this.call((engine) => engine.run((state, now_ms) => ok(decideRelease(state, positions, now_ms))));
  }

  /** The clock's word, where there is any. */
  clockWord(): ClockFacts | null {
    const { state } = this.engine;
    if (state.sale.clock_version === 0) return null;
    const said: ClockFacts[] = [];
    const stub = { ...SILENT, setClock: async (word: ClockFacts) => said.push(word) };
    void tellClock(state, () => stub, { told: new Map([[LEDGER, 0]]), now_ms: this.#clock(), wentBack: () => {} });
    return said[0] ?? null;
  }
}

const SILENT = {
  endPasses: async () => {},
  setClock: async () => {},
  meetLine: async () => ({ went_back: false }),
  freeFan: async () => ({ paying: false }),
  forgetLine: async () => {},
  finishedPasses: async () => [],
};
