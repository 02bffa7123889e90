// One small hall through everything that can be done to it: bought, paid late, refunded by anybody, refused, offered back, lent,
// handed over, used, listed, blocked, taken down, moved, cancelled, crashed. What must hold is looked at after every act.
import { chance, mix } from "../../../domain/chance.ts";
import {
  decideAcceptHandover,
  decideHandover,
  decideKeepUsed,
  decideWithdrawHandover,
} from "../../../domain/returns/decide-ticket.ts";
import { fingerprint } from "../../../domain/seat-ledger/checkpoint.ts";
import * as admin from "../../../domain/seat-ledger/decide-admin.ts";
import { decideRelease } from "../../../domain/seat-ledger/decide-hold.ts";
import { decided } from "../../../domain/seat-ledger/decided.ts";
import type { LedgerEvent } from "../../../domain/seat-ledger/events.ts";
import { DESTINATIONS, type PaymentJob } from "../../../domain/seat-ledger/outbox.ts";
import { configOf, hall } from "../../../domain/seat-ledger/testing/halls.ts";
import type { OrderView } from "../../../domain/seat-ledger/views.ts";
import { cancelOrderTask, outcomeTask, refundOutcomeTask } from "../commands.ts";
import type { Task } from "../engine.ts";
import { dyingAt } from "./played.ts";
import { checkInstant, checkMoney } from "./promises.ts";
import { type Mood, StandInProvider } from "./stand-in-provider.ts";
import { TestLedger, value } from "./test-ledger.ts";
import { checkTickets, isOpenYet, RecordedTickets } from "./ticket-laws.ts";

const MINUTE_MS = 60_000;
const SEATS = 6;
const MOODS: readonly Mood[] = ["success", "success", "success", "decline", "silent_charge", "silent_nothing", "down"];

export class WholeLife {
  readonly ledger: TestLedger;
  readonly provider = new StandInProvider();
  readonly seen = new Map<LedgerEvent["kind"], number>();
  /** Off where memory is damaged on purpose: the rows know better. */
  compares_sleep = true;
  readonly #seed: number;
  readonly #queue: PaymentJob[] = [];
  readonly #recorded = new RecordedTickets();
  readonly #handovers: { readonly id: string; readonly to: string }[] = [];
  readonly #used = new Set<string>();
  #draws = 0;
  #clock_version = 0;
  #paused_since_ms: number | null = null;
  #paused_total_ms = 0;
  #journal_seq = 1;

  constructor(seed: number) {
    this.#seed = seed;
    const returns = { gather_ms: 5 * MINUTE_MS, offer_ms: 20 * MINUTE_MS, tickets: true };
    this.ledger = new TestLedger(hall(1, SEATS), configOf({ returns, limits: { seats_per_fan: 3 } }));
    // Some halls stand in the days in which a refund costs a fee, and some are sold out already.
    if (seed % 3 === 0) this.ledger.now_ms += 22 * 24 * 60 * MINUTE_MS;
    if (seed % 2 === 0) for (let n = 0; n < SEATS / 2; n++) this.#sellPair(`fan${n}`);
  }

  #sellPair(fan_id: string): void {
    const hold = value(this.ledger.hold(fan_id, { kind: "best", count: 2 }));
    value(this.ledger.pay(fan_id, value(this.ledger.order(fan_id, hold.id)).id));
    this.check();
    while (this.#queue.length > 0) this.#job(0, "success");
  }

  step(): void {
    const crash_at = this.#odds(0.05) ? 1 + this.#draw(12) : Number.POSITIVE_INFINITY;
    dyingAt(this.ledger, crash_at, () => this.#pick(this.#acts)?.());
    this.check();
  }

  check(): void {
    this.ledger.engine.runAll([]);
    checkInstant(this.ledger);
    checkTickets(this.ledger.state, this.#used);
    this.#hear();
  }

  /** Time passes until nothing is under way; then every won must be where it belongs. */
  settle(): void {
    if (this.#paused_since_ms !== null) this.#pause();
    for (let round = 0; round < 600; round++) {
      if (this.#queue.length === 0 && !this.#orders.some(isOpenYet)) break;
      this.ledger.engine.rest();
      while (this.#queue.length > 0) this.#job(0, "success");
      this.check();
      const due_ms = this.ledger.engine.nextDueMs();
      if (due_ms !== null) this.ledger.now_ms = Math.max(this.ledger.now_ms, due_ms);
    }
    checkMoney(this.ledger, this.provider);
    this.#wake();
  }

  readonly #acts: readonly (() => void)[] = [
    ...times(4, () => this.#hold()),
    ...times(4, () => this.#order()),
    ...times(2, () => this.#pay()),
    ...times(8, () => this.#job(this.#draw(8), MOODS[this.#draw(MOODS.length)] ?? "success")),
    ...times(3, () => this.#refund()),
    ...times(3, () =>
      this.#ofTicket((fan_id, ticket_id) => this.ledger.offerBack(fan_id, ticket_id, this.#usedOnes())),
    ),
    ...times(2, () => this.#ofTicket((fan_id, ticket_id) => this.ledger.takeBack(fan_id, ticket_id))),
    () => this.#enter(),
    ...times(2, () => this.#handOver()),
    ...times(2, () => this.#accept()),
    ...times(3, () => this.ledger.listUp(this.#fan(), 1 + this.#draw(2), { together: this.#odds(0.5) })),
    () => this.ledger.leaveList(this.#fan()),
    () => this.#giveUp(),
    () => this.#block(),
    () => this.#endPasses(),
    () => this.#publish(),
    () => this.#pause(),
    () => this.#wake(),
    ...times(2, () => this.#wait()),
  ];

  #draw(below: number): number {
    return mix(this.#seed, ++this.#draws) % below;
  }
  #odds(share: number): boolean {
    return chance(this.#seed, ++this.#draws) < share;
  }
  #pick<T>(all: readonly T[]): T | undefined {
    return all[this.#draw(Math.max(1, all.length))];
  }
  #fan = (): string => `fan${this.#draw(5)}`;
  #usedOnes = (): string[] => [...this.#used];
  #seat = (): string => this.ledger.state.map.ids[this.#draw(SEATS)] ?? "";
  #run<A>(decide: Task<A>["decide"]) {
    return this.ledger.run({ decide });
  }
  get #orders() {
    return [...this.ledger.state.orders.values()];
  }

  #ofTicket(act: (holder_id: string, ticket_id: string) => unknown): void {
    const live = this.#orders.flatMap((order) =>
      order.lines.flatMap(({ status, holder_id = order.fan_id, ticket_id }) =>
        status === "LIVE" ? [{ holder_id, ticket_id }] : [],
      ),
    );
    const one = this.#pick(live);
    if (one !== undefined) act(one.holder_id, one.ticket_id);
  }

  #hold(): void {
    const fan_id = this.#fan();
    const best = { kind: "best", count: 1 + this.#draw(2) } as const;
    const wish = this.#odds(0.6) ? best : ({ kind: "seats", seats: [this.#seat()] } as const);
    this.ledger.hold(fan_id, wish, { pass_id: `${fan_id}-${this.#draw(2)}` });
  }

  #order(): void {
    const hold = this.#pick([...this.ledger.state.holds.values()]);
    if (hold === undefined) return;
    const order = this.ledger.order(hold.fan_id, hold.id);
    if (order.ok && this.#odds(0.7)) this.ledger.pay(hold.fan_id, order.value.id);
  }

  #pay(): void {
    const order = this.#pick(this.#orders.filter(({ status }) => status === "PENDING"));
    if (order !== undefined) this.ledger.pay(order.fan_id, order.id);
  }

  #giveUp(): void {
    const hold = this.#pick([...this.ledger.state.holds.values()]);
    const fan_id = this.#odds(0.8) ? (hold?.fan_id ?? "") : null;
    if (hold !== undefined) this.#run((state, now_ms) => decideRelease(state, { hold_id: hold.id, fan_id }, now_ms));
    const order = this.#pick(this.#orders);
    if (order !== undefined) this.ledger.run(cancelOrderTask({ order_id: order.id, fan_id: order.fan_id }));
  }

  /** Also of what was refused before: a person has looked into it. */
  #refund(): void {
    const order = this.#pick(this.#orders);
    if (order === undefined) return;
    const by = this.#pick(["fan", "organiser", "system"] as const) ?? "fan";
    const seats = this.#odds(0.6) ? [this.ledger.state.map.ids[order.lines[0]?.place ?? 0] ?? ""] : null;
    const fan_id = by === "fan" ? order.fan_id : null;
    if (order.paid_by !== null) this.ledger.refund(order.id, { by, fan_id, seats, used_tickets: this.#usedOnes() });
  }

  #enter(): void {
    this.#ofTicket((_, ticket_id) => {
      this.#run((state, now_ms) => decideKeepUsed(state, ticket_id, now_ms));
      this.#used.add(ticket_id);
    });
  }

  #handOver(): void {
    this.#ofTicket((fan_id, ticket_id) => {
      const to = this.#fan();
      const command = { fan_id, ticket_id, to_hash: `of ${to}`, used_tickets: this.#usedOnes() };
      const asked = this.#run((state, now_ms) => decideHandover(state, command, now_ms));
      if (asked.ok) this.#handovers.push({ id: asked.value.id, to });
    });
  }

  #accept(): void {
    const one = this.#pick(this.#handovers);
    if (one === undefined) return;
    const { id: handover_id, to: fan_id } = one;
    const used_tickets = this.#usedOnes();
    const command = { handover_id, fan_id, own_hash: `of ${fan_id}`, used_tickets };
    if (this.#odds(0.8)) this.#run((state, now_ms) => decideAcceptHandover(state, command, now_ms));
    else this.#run((state, now_ms) => decideWithdrawHandover(state, { handover_id, fan_id: this.#fan() }, now_ms));
  }

  #block(): void {
    const wish = { seats: [this.#seat()], blocked: this.#odds(0.4) };
    this.#run((state, now_ms) => admin.decideBlock(state, wish, now_ms));
  }

  #endPasses(): void {
    const fan_id = this.#fan();
    const cause = this.#pick(["left", "removed", "expired", "finished"] as const) ?? "left";
    const ended = { expires_at_ms: this.ledger.now_ms + MINUTE_MS, cause, fan_id };
    const passes = [0, 1].map((n) => ({ pass_id: `${fan_id}-${n}`, ...ended }));
    this.#run((state, now_ms) => admin.decideEndPasses(state, passes, now_ms));
    this.ledger.now_ms += MINUTE_MS;
    // Let in again with the same names, so that fans stay in play.
    const pass_ids = passes.map(({ pass_id }) => pass_id);
    this.#run((_, at_ms) => decided([{ kind: "forgotten", at_ms, order_ids: [], pass_ids }], null));
  }

  /** Taken down and back, moved by an hour, and once in a long while cancelled. */
  #publish(): void {
    const { config } = this.ledger.state;
    const starts_at_ms = config.starts_at_ms + (this.#draw(3) - 1) * 60 * MINUTE_MS;
    const suspended = config.suspended !== true && this.#odds(0.4);
    this.ledger.engine.publish({ ...config, version: config.version + 1, starts_at_ms, suspended }, null);
    if (this.#odds(0.01)) this.#run((state, now_ms) => admin.decideCancelShow(state, "rain", now_ms));
  }

  #pause(): void {
    const now_ms = this.ledger.engine.now();
    if (this.#paused_since_ms === null) this.#paused_since_ms = now_ms;
    else {
      this.#paused_total_ms += now_ms - this.#paused_since_ms;
      this.#paused_since_ms = null;
    }
    const pauses = { paused_since_ms: this.#paused_since_ms, paused_total_ms: this.#paused_total_ms };
    const word = { version: ++this.#clock_version, ...pauses, closes_at_ms: null };
    this.#run((state, at_ms) => admin.decideClock(state, word, at_ms));
  }

  #wake(): void {
    if (!this.compares_sleep) return;
    const before = fingerprint(this.ledger.state);
    this.ledger.reload();
    if (fingerprint(this.ledger.state) !== before) throw new Error("the ledger woke up another one");
  }

  #wait(): void {
    const due_ms = this.ledger.engine.nextDueMs();
    if (due_ms !== null && this.#odds(0.5)) this.ledger.now_ms = Math.max(this.ledger.now_ms, due_ms - this.#draw(2));
    else this.ledger.now_ms += this.#draw((this.#odds(0.2) ? 40 : 5) * MINUTE_MS);
    this.ledger.engine.rest();
  }

  /** A job is done, lost on its way, or done and comes again. */
  #job(at: number, mood: Mood): void {
    const index = this.#queue.length === 0 ? 0 : at % this.#queue.length;
    const job = this.#queue[index];
    if (job === undefined) return;
    const { ledger, provider } = this;
    const task: Task<unknown> =
      job.kind === "cancel"
        ? refundOutcomeTask({ refund_id: job.refund_id, outcome: provider.cancel(job, mood) })
        : outcomeTask({ attempt_id: job.attempt_id, outcome: provider.confirm(job, mood, ledger.now_ms) });
    if (!this.#odds(0.1)) ledger.run(task);
    if (!this.#odds(0.15)) this.#queue.splice(index, 1);
  }

  #hear(): void {
    const { store } = this.ledger;
    for (const { seq, event } of store.journal(this.#journal_seq, 10_000)) {
      this.seen.set(event.kind, (this.seen.get(event.kind) ?? 0) + 1);
      this.#journal_seq = seq + 1;
    }
    for (const destination of DESTINATIONS) {
      const rows = store.waiting(destination, 1_000);
      for (const { body } of rows) {
        if (destination === "payments") this.#queue.push(body as PaymentJob);
        if (destination === "record") this.#recorded.take(body as OrderView);
      }
      const ids = rows.map(({ id }) => id);
      if (ids.length > 0) store.delivered(destination, ids);
    }
  }
}

const times = (count: number, act: () => void): (() => void)[] => Array.from({ length: count }, () => act);
