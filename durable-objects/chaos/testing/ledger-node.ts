// The ledger of a chaos run: the real engine on a database that may fail at any statement, with its outbox, its provider
// and the record that takes its word.

import { decideCancelShow, decideClock, decideEndPasses } from "../../../domain/seat-ledger/decide-admin.ts";
import type { Destination, LineNews, PaymentJob } from "../../../domain/seat-ledger/outbox.ts";
import { counts } from "../../../domain/seat-ledger/status.ts";
import { configOf, smallHouse } from "../../../domain/seat-ledger/testing/halls.ts";
import type { OrderView } from "../../../domain/seat-ledger/views.ts";
import { Crash } from "../../../domain/testing/node-sql.ts";
import type { ShowtimeCounts } from "../../../domain/waiting-line/events.ts";
import type { ClockFacts } from "../../../domain/waiting-line/sale.ts";
import { outcomeTask, refundOutcomeTask } from "../../seat-ledger/commands.ts";
import { checkInstant, checkMoney } from "../../seat-ledger/testing/promises.ts";
import { type Mood, StandInProvider } from "../../seat-ledger/testing/stand-in-provider.ts";
import { TestLedger } from "../../seat-ledger/testing/test-ledger.ts";
import type { EndedPass } from "../../waiting-line/pass-ledgers.ts";
import type { Chance } from "./faults.ts";
import { LEDGER } from "./line-node.ts";

export class LedgerNode {
  readonly ledger: TestLedger;
  readonly provider = new StandInProvider();
  readonly record = new Map<string, OrderView>();
  readonly #chance: Chance;
  readonly #clock: () => number;

  constructor(chance: Chance, clock: () => number) {
    this.ledger = new TestLedger(smallHouse(), configOf({ limits: { hold_ms: 60_000, payment_ms: 120_000 } }));
    this.#chance = chance;
    this.#clock = clock;
  }

  /** Undefined where the process died over it. */
  call<T>(work: (ledger: TestLedger) => T): T | undefined {
    const { ledger } = this;
    ledger.now_ms = this.#clock();
    if (this.#chance.happens("ledger_crash", 0.05)) ledger.sql.crashAt(this.#chance.between(1, 12));
    try {
      const answer = work(ledger);
      ledger.sql.crashAt(Number.POSITIVE_INFINITY);
      ledger.engine.runAll([]);
      checkInstant(ledger);
      return answer;
    } catch (error) {
      ledger.sql.crashAt(Number.POSITIVE_INFINITY);
      if (!(error instanceof Crash)) throw error;
      this.#chance.meet("ledger_crashed_in_a_write");
      ledger.reload();
      const untold = ledger.store.waiting("line", 1_000).some(({ body }) => (body as LineNews).kind === "finished");
      if (untold) this.#chance.meet("crash_between_sell_and_outbox");
      ledger.engine.runAll([]);
      checkInstant(ledger);
      return undefined;
    }
  }

  counts(): ShowtimeCounts {
    const { version, on_sale, available, held } = counts(this.ledger.state);
    return { showtime_id: LEDGER, ledger: LEDGER, version, on_sale, available, held, paying: 0 };
  }

  /** True once it is written down. */
  cancelShow(): boolean {
    const answer = this.call((ledger) =>
      ledger.run({ decide: (state, now_ms) => decideCancelShow(state, "rain", now_ms) }),
    );
    return answer?.ok === true;
  }

  /** True once it is known here. */
  endPasses(passes: readonly EndedPass[]): boolean {
    const answer = this.call((ledger) =>
      ledger.run({ decide: (state, now_ms) => decideEndPasses(state, passes, now_ms) }),
    );
    return answer?.ok === true;
  }

  setClock(word: ClockFacts): void {
    const holds = this.ledger.state.holds.size;
    const answer = this.call((ledger) => ledger.run({ decide: (state, now_ms) => decideClock(state, word, now_ms) }));
    if (answer?.ok === true && word.paused_since_ms !== null && holds > 0) this.#chance.meet("paused_with_holds");
  }

  waiting(destination: Destination) {
    return this.ledger.store.waiting(destination, 50);
  }

  delivered(destination: Destination, ids: readonly number[]): void {
    this.call((ledger) => ledger.store.delivered(destination, ids));
  }

  /** The record's own lock: a seat is in one live ticket, and an older word never overwrites a newer one. */
  takeRecord(order: OrderView): void {
    const known = this.record.get(order.id);
    if (known !== undefined && known.rev >= order.rev) return;
    this.record.set(order.id, order);
    const seats = new Set<string>();
    for (const { lines } of this.record.values()) {
      for (const { status, seat_id } of lines) {
        if (status !== "LIVE") continue;
        if (seats.has(seat_id)) throw new Error(`broken: ${seat_id} is in two live tickets`);
        seats.add(seat_id);
      }
    }
  }

  /** The provider does the job; its answer is told to the ledger by whoever is handed back. */
  serve(job: PaymentJob): () => void {
    const mood = this.#mood();
    if (job.kind === "cancel") {
      this.#chance.meet("charge_sent_back");
      const outcome = this.provider.cancel(job, mood);
      return () => void this.call((ledger) => ledger.run(refundOutcomeTask({ refund_id: job.refund_id, outcome })));
    }
    const outcome = this.provider.confirm(job, mood, this.#clock());
    if (outcome.kind === "unknown" && this.provider.payments.has(job.attempt_id)) {
      this.#chance.meet("charge_without_an_answer");
    }
    return () => void this.call((ledger) => ledger.run(outcomeTask({ attempt_id: job.attempt_id, outcome })));
  }

  checkMoney(): void {
    checkMoney(this.ledger, this.provider);
    for (const [id, recorded] of this.record) {
      const order = this.ledger.state.orders.get(id);
      if (order !== undefined && order.status !== recorded.status) {
        throw new Error(`broken: ${id} is ${order.status} and recorded as ${recorded.status}`);
      }
    }
  }

  #mood(): Mood {
    if (this.#chance.happens("provider_down", 0.2)) return "down";
    if (this.#chance.happens("silent_charge", 0.3)) return "silent_charge";
    return this.#chance.happens("decline", 0.3) ? "decline" : "success";
  }
}
