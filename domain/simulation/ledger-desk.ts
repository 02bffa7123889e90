// The seat ledger in memory for a simulation: the product's own rules, and what they tell others, without rows.
import type { Failure } from "../../schema/failures.ts";
import type { Layout } from "../../schema/layout.ts";
import type { Result } from "../result.ts";
import { ok } from "../result.ts";
import { apply } from "../seat-ledger/apply.ts";
import type { LedgerConfig } from "../seat-ledger/config.ts";
import type { Decided } from "../seat-ledger/decided.ts";
import type { LedgerEvent } from "../seat-ledger/events.ts";
import { goneBy, messagesOf, type OutboxMessage } from "../seat-ledger/outbox.ts";
import { compileMap } from "../seat-ledger/seat-map.ts";
import { createState, type LedgerState } from "../seat-ledger/state.ts";
import { nextDueMs, sweep } from "../seat-ledger/sweep.ts";
import type { OrderView } from "../seat-ledger/views.ts";

export class LedgerDesk {
  readonly state: LedgerState;
  /** By place: the number of the order that bought it, 0 where none did. */
  readonly sold_to: Uint32Array;
  readonly #tell: (message: OutboxMessage) => void;
  messages = 0;
  #sold = 0;

  constructor(layout: Layout, config: LedgerConfig, tell: (message: OutboxMessage) => void) {
    this.state = createState(compileMap(layout), config);
    this.sold_to = new Uint32Array(this.state.map.places_count);
    // It meets its line before anyone is let in.
    this.state.standing = { at_ms: 0, inside: [] };
    this.#tell = tell;
  }

  run<A>(decide: (state: LedgerState, now_ms: number) => Decided<A>, now_ms: number): Result<A, Failure> {
    this.sweep(now_ms);
    const decision = decide(this.state, now_ms);
    if (!decision.ok) return decision;
    this.#record(decision.value.events);
    return ok(decision.value.answer);
  }

  sweep(now_ms: number): void {
    this.#record(sweep(this.state, now_ms));
  }

  nextDueMs(now_ms: number): number | null {
    return nextDueMs(this.state, now_ms);
  }

  #record(events: readonly LedgerEvent[]): void {
    for (const event of events) {
      const gone = goneBy(this.state, event);
      apply(this.state, event);
      for (const message of messagesOf(this.state, event, gone, unread)) {
        this.messages++;
        this.#tell(message);
      }
      if (event.kind === "sold") this.#forget(event.order_id);
    }
    // Nobody looks at a map here.
    this.state.touched.clear();
  }

  /** What is bought stays bought, and its fan goes home: a large hall's orders would fill an object's memory. */
  #forget(order_id: string): void {
    const { orders, order_by_hold, order_by_number, fans, owner } = this.state;
    const order = orders.get(order_id);
    if (order === undefined) return;
    this.#sold++;
    for (const { place } of order.lines) {
      if (this.sold_to[place] !== 0) throw new Error(`place ${place} was sold twice`);
      this.sold_to[place] = this.#sold;
      owner[place] = null;
    }
    orders.delete(order_id);
    order_by_hold.delete(order.hold_id);
    order_by_number.delete(order.number);
    fans.delete(order.fan_id);
  }
}

/** The same for every order: a model's fans and offices read nothing of what is told to them, they only count it. */
const UNREAD: OrderView = {
  id: "",
  number: "",
  status: "PENDING",
  code: null,
  fan_id: "",
  show_id: "",
  showtime_id: "",
  starts_at_ms: 0,
  hold_id: "",
  pass_id: null,
  lines: [],
  total_krw: 0,
  created_at_ms: 0,
  updated_at_ms: 0,
  expires_at_ms: 0,
  attempts: [],
  attempts_left: 0,
  paid_attempt_id: null,
  refunds: [],
  refunded_krw: 0,
  fee_krw: 0,
  rev: 0,
};
const unread = (): OrderView => UNREAD;
