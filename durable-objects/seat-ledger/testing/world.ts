// A world around one ledger for property tests: fans, a provider, a queue that loses, repeats and reorders, a record with
// the second lock, a clock, and crashes between any two statements.
import { fingerprint } from "../../../domain/seat-ledger/checkpoint.ts";
import * as admin from "../../../domain/seat-ledger/decide-admin.ts";
import { decideRelease, type Wish } from "../../../domain/seat-ledger/decide-hold.ts";
import { DESTINATIONS, type PaymentJob } from "../../../domain/seat-ledger/outbox.ts";
import { configOf, seatId, smallHouse } from "../../../domain/seat-ledger/testing/halls.ts";
import type { OrderView } from "../../../domain/seat-ledger/views.ts";
import { cancelOrderTask, outcomeTask, payTask, refundOutcomeTask, refundTask } from "../commands.ts";
import type { Answer, Task } from "../engine.ts";
import { HoldModel } from "./hold-model.ts";
import { MapViewer } from "./map-viewer.ts";
import { checkInstant, checkMoney } from "./promises.ts";
import { type Mood, StandInProvider } from "./stand-in-provider.ts";
import type { Step } from "./steps.ts";
import { TestLedger } from "./test-ledger.ts";

const MINUTE_MS = 60_000;

export class World {
  readonly ledger = new TestLedger(smallHouse(), configOf({ limits: { seats_per_fan: 4 } }));
  readonly provider = new StandInProvider();
  readonly holds = new HoldModel();
  readonly viewer = new MapViewer(this.ledger);
  readonly #queue: PaymentJob[] = [];
  readonly #record = new Map<string, OrderView>();
  #config_version = 1;
  #clock_version = 0;
  commands = 0;

  play(one: Step): void {
    this.commands++;
    this.#do(one);
    this.check();
  }

  check(): void {
    this.ledger.engine.runAll([]);
    checkInstant(this.ledger);
    this.holds.check(this.ledger);
    this.#takeMessages();
  }

  cancelShow(): void {
    this.#run({ decide: (state, now_ms) => admin.decideCancelShow(state, "rain", now_ms) });
    this.holds.clear();
    this.check();
  }

  /** The world calms down: nothing is lost any more, the provider answers, time passes. */
  settle(): void {
    if (this.holds.paused_since_ms !== null) this.#pause();
    for (let round = 0; round < 200; round++) {
      const due_ms = this.ledger.engine.rest();
      this.check();
      if (due_ms === null && this.#queue.length === 0) break;
      while (this.#queue.length > 0) this.#job(0, "success", "once");
      const next_ms = this.ledger.engine.nextDueMs();
      if (next_ms !== null) this.ledger.now_ms = Math.max(this.ledger.now_ms, next_ms);
    }
    checkMoney(this.ledger, this.provider);
    for (const [id, recorded] of this.#record) {
      const order = this.ledger.state.orders.get(id);
      if (order !== undefined && order.status !== recorded.status)
        throw new Error(`${id} is recorded as ${recorded.status}`);
    }
    const before = fingerprint(this.ledger.state);
    this.ledger.reload();
    if (fingerprint(this.ledger.state) !== before) throw new Error("the ledger woke up another one");
  }

  #do(one: Step): void {
    const { ledger } = this;
    switch (one.do) {
      case "hold":
        this.#hold(one);
        return;
      case "together": {
        const tasks = one.holds.map((hold) => ledger.holdTask(`fan${hold.fan}`, hold.wish));
        const answers = ledger.engine.runAll(tasks);
        answers.forEach((answer, i) => {
          this.holds.held(ledger, `fan${one.holds[i]?.fan}`, answer);
        });
        return;
      }
      case "release": {
        const hold = this.#pick([...ledger.state.holds.values()], one.pick);
        if (hold === undefined) return;
        const fan_id = `fan${one.fan}`;
        const answer = this.#run({
          decide: (state, now_ms) => decideRelease(state, { hold_id: hold.id, fan_id }, now_ms),
        });
        if (answer.ok !== (hold.fan_id === fan_id)) throw new Error("released by another fan, or not by its own");
        if (answer.ok) this.holds.gone(hold.id);
        return;
      }
      case "order": {
        const hold = this.#pick([...ledger.state.holds.values()], one.pick);
        if (hold === undefined) return;
        const answer = ledger.order(hold.fan_id, hold.id);
        if (answer.ok) this.holds.gone(hold.id);
        return;
      }
      case "give_up": {
        const order = this.#order(one.pick);
        if (order !== undefined) this.#run(cancelOrderTask({ order_id: order.id, fan_id: order.fan_id }));
        return;
      }
      case "pay":
        this.#pay(one);
        return;
      case "job":
        this.#job(one.pick, one.mood, one.how);
        return;
      case "refund": {
        const order = this.#order(one.pick);
        if (order === undefined) return;
        const seats = one.part ? [ledger.state.map.ids[order.lines[0]?.place ?? 0] ?? ""] : null;
        const wish = {
          order_id: order.id,
          by: one.by,
          fan_id: order.fan_id,
          reason: "changed",
          seats,
        };
        this.#run(refundTask({ ...wish, asker_id: order.fan_id, key: null }, () => []));
        return;
      }
      case "block": {
        const seats = [seatId("B", 1, 1 + (one.pick % 5))];
        this.#run({ decide: (state, now_ms) => admin.decideBlock(state, { seats, blocked: one.blocked }, now_ms) });
        return;
      }
      case "pass":
        this.#endPass(`pass-fan${one.fan}`, one.cause);
        return;
      case "pause":
        this.#pause();
        return;
      case "wait":
        ledger.now_ms += one.ms;
        return;
      case "wait_due": {
        const due_ms = ledger.engine.nextDueMs();
        if (due_ms !== null) ledger.now_ms = Math.max(ledger.now_ms, one.before ? due_ms - 1 : due_ms);
        return;
      }
      case "reload": {
        const before = fingerprint(ledger.state);
        ledger.reload();
        if (fingerprint(ledger.state) !== before) throw new Error("the ledger woke up another one");
        return;
      }
      case "rest":
        this.#rest(one.k);
        return;
      case "crash":
        this.#crash(one);
        return;
      case "prices": {
        const version = ++this.#config_version;
        const krw = one.krw * 50_000;
        ledger.engine.publish(configOf({ version, prices_krw: { VIP: krw, R: krw, STANDING: krw } }), smallHouse());
        return;
      }
    }
  }

  #run<A>(task: Task<A>): Answer<A> {
    return this.ledger.run(task);
  }

  #hold({ fan: number, wish: wanted, key }: { fan: number; wish: Wish; key: number | null }): void {
    const fan_id = `fan${number}`;
    const answer = this.ledger.hold(fan_id, wanted, key === null ? {} : { key: `h${key}` });
    this.holds.held(this.ledger, fan_id, answer);
  }

  #pay({ pick: at, key }: { pick: number; key: number | null }): void {
    const order = this.#order(at);
    if (order === undefined) return;
    const { id: order_id, fan_id } = order;
    const wish = { amount_krw: order.total_krw, method: null, payment_key: null, simulate: null };
    this.#run(payTask({ order_id, fan_id, key: key === null ? null : `p${key}`, ...wish }));
  }

  #endPass(pass_id: string, cause: "left" | "expired"): void {
    const passes = [{ pass_id, expires_at_ms: this.ledger.now_ms + MINUTE_MS, cause, fan_id: null }];
    const inside = [...(this.ledger.state.claims_by_pass.get(pass_id) ?? [])];
    const answer = this.#run({ decide: (state, now_ms) => admin.decideEndPasses(state, passes, now_ms) });
    if (!answer.ok) return;
    if (cause === "left") for (const id of inside) this.holds.gone(id);
    // The line lets the fan in again, with the same pass, to keep the test's fans in play.
    this.ledger.now_ms += MINUTE_MS;
    this.ledger.state.ended_passes.delete(pass_id);
    this.ledger.run({
      decide: (_, now_ms) => ({
        ok: true,
        value: { events: [{ kind: "forgotten", at_ms: now_ms, order_ids: [], pass_ids: [pass_id] }], answer: null },
      }),
    });
  }

  #pause(): void {
    const { ledger, holds } = this;
    holds.turn(ledger.now_ms);
    const { paused_since_ms, paused_total_ms } = holds;
    const word = { version: ++this.#clock_version, paused_since_ms, paused_total_ms, closes_at_ms: null };
    this.#run({ decide: (state, now_ms) => admin.decideClock(state, word, now_ms) });
  }

  /** The process dies at the k-th statement; the fan, not knowing, asks again with the same key. */
  #crash({ k, fan: number, wish: wanted }: { k: number; fan: number; wish: Wish }): void {
    const { ledger } = this;
    const fan_id = `fan${number}`;
    const key = `crash${this.commands}`;
    ledger.sql.crashAt(k);
    try {
      const answer = ledger.hold(fan_id, wanted, { key });
      ledger.sql.crashAt(Number.POSITIVE_INFINITY);
      this.holds.held(ledger, fan_id, answer);
    } catch {
      ledger.sql.crashAt(Number.POSITIVE_INFINITY);
      if (k % 2 === 0) ledger.reload();
      const again = ledger.hold(fan_id, wanted, { key });
      this.holds.held(ledger, fan_id, again);
    }
  }

  /** The alarm's round: viewers are told, and a checkpoint may be written. Perhaps the process dies within it. */
  #rest(k: number | null): void {
    const { ledger } = this;
    if (k !== null) ledger.sql.crashAt(k);
    try {
      this.viewer.hear(ledger.engine.takeFrames());
      ledger.engine.rest();
    } catch {
      // Sockets sleep through a crash: the viewer hears nothing of it and must still end up right.
      ledger.sql.crashAt(Number.POSITIVE_INFINITY);
      ledger.reload();
    }
    ledger.sql.crashAt(Number.POSITIVE_INFINITY);
    this.viewer.hear(ledger.engine.takeFrames());
    this.viewer.check(ledger);
  }

  /** One message of the queue reaches the provider, and perhaps its answer the ledger. */
  #job(at: number, how_it_goes: Mood, how: string): void {
    const job = this.#queue.splice(this.#queue.length === 0 ? 0 : at % this.#queue.length, 1)[0];
    if (job === undefined) return;
    if (how === "lost") return;
    if (how === "twice") this.#queue.push(job);
    const { ledger, provider } = this;
    const task: Task<unknown> =
      job.kind === "cancel"
        ? refundOutcomeTask({ refund_id: job.refund_id, outcome: provider.cancel(job, how_it_goes) })
        : outcomeTask({ attempt_id: job.attempt_id, outcome: provider.confirm(job, how_it_goes, ledger.now_ms) });
    if (how === "crash") ledger.sql.crashAt(1 + (at % 8));
    try {
      ledger.run(task);
    } catch {
      ledger.sql.crashAt(Number.POSITIVE_INFINITY);
      ledger.reload();
      // The consumer's message comes again.
      this.#queue.push(job);
    }
    ledger.sql.crashAt(Number.POSITIVE_INFINITY);
  }

  #order(at: number) {
    // Lately made ones: most older ones are over.
    return this.#pick([...this.ledger.state.orders.values()].slice(-4), at);
  }

  #pick<T>(all: readonly T[], at: number): T | undefined {
    return all.length === 0 ? undefined : all[at % all.length];
  }

  /** Deliveries: jobs go into the queue; the record takes rows with its own lock on live seats. */
  #takeMessages(): void {
    for (const destination of DESTINATIONS) {
      const rows = this.ledger.store.waiting(destination, 1_000);
      for (const { body } of rows) {
        if (destination === "payments") this.#queue.push(body as PaymentJob);
        if (destination === "record") this.#takeRecord(body as OrderView);
      }
      if (rows.length > 0)
        this.ledger.store.delivered(
          destination,
          rows.map(({ id }) => id),
        );
    }
  }

  #takeRecord(order: OrderView): void {
    const known = this.#record.get(order.id);
    if (known !== undefined && known.rev > order.rev) throw new Error(`${order.id} is told out of order`);
    this.#record.set(order.id, order);
    const seats = new Set<string>();
    for (const { lines } of this.#record.values()) {
      for (const line of lines) {
        if (line.status !== "LIVE") continue;
        if (seats.has(line.seat_id)) throw new Error(`${line.seat_id} is in two live tickets`);
        seats.add(line.seat_id);
      }
    }
  }
}
