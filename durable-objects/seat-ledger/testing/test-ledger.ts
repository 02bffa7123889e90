// A ledger on Node's SQLite with a clock and ids of the test's own; `reload` is what waking after an eviction is.

import { decideJoinList, decideLeaveList, type ListCommand } from "../../../domain/returns/decide-list.ts";
import { decideOfferBack, decideTakeBack } from "../../../domain/returns/decide-ticket.ts";
import { listView } from "../../../domain/returns/list-view.ts";
import type { LedgerConfig } from "../../../domain/seat-ledger/config.ts";
import type { Wish } from "../../../domain/seat-ledger/decide-hold.ts";
import type { Outcome } from "../../../domain/seat-ledger/decide-payment.ts";
import type { RefundCommand } from "../../../domain/seat-ledger/decide-refund.ts";
import type { LedgerState } from "../../../domain/seat-ledger/state.ts";
import { configOf, START_MS } from "../../../domain/seat-ledger/testing/halls.ts";
import type { Layout } from "../../../schema/layout.ts";
import { emptyDatabase } from "../../kit/testing/empty-database.ts";
import * as commands from "../commands.ts";
import { type Answer, LedgerEngine, type Task } from "../engine.ts";
import { LEDGER_STEPS } from "../migrations.ts";
import { LedgerStore } from "../store.ts";

type MoreOfHold = { readonly key?: string; readonly pass_id?: string; readonly stay_ends_ms?: number };

export class TestLedger {
  now_ms = START_MS;
  readonly sql = emptyDatabase(LEDGER_STEPS);
  readonly store: LedgerStore;
  engine: LedgerEngine;
  #random = 0;

  constructor(layout: Layout, config: LedgerConfig = configOf()) {
    this.store = new LedgerStore(this.sql);
    this.engine = this.#wake();
    this.engine.publish(config, layout);
  }

  get state(): LedgerState {
    const { state } = this.engine;
    if (state === null) throw new Error("not published");
    return state;
  }

  reload(): void {
    this.engine = this.#wake();
  }

  run<A>(task: Task<A>): Answer<A> {
    return this.engine.run(task);
  }

  randomBytes = (count: number): Uint8Array => {
    const bytes = new Uint8Array(count);
    new DataView(bytes.buffer).setUint32(0, ++this.#random * 2_654_435_761);
    bytes[count - 1] = this.#random & 255;
    return bytes;
  };

  holdTask(fan_id: string, wish: Wish, more: MoreOfHold = {}) {
    const { key = null, pass_id = `pass-${fan_id}`, stay_ends_ms = null } = more;
    return commands.holdTask({ fan_id, wish, key, pass_id, stay_ends_ms }, this.randomBytes);
  }
  hold(fan_id: string, wish: Wish, more: MoreOfHold = {}) {
    return this.run(this.holdTask(fan_id, wish, more));
  }
  holdSeats(fan_id: string, seats: readonly string[]) {
    return this.hold(fan_id, { kind: "seats", seats });
  }
  orderTask(fan_id: string, hold_id: string, key: string | null = null) {
    return commands.orderTask({ fan_id, hold_id, key }, this.randomBytes);
  }
  order(fan_id: string, hold_id: string, key: string | null = null) {
    return this.run(this.orderTask(fan_id, hold_id, key));
  }
  pay(fan_id: string, order_id: string, more: { key?: string; amount_krw?: number } = {}) {
    const { key = null, amount_krw = null } = more;
    return this.run(
      commands.payTask({ fan_id, order_id, key, amount_krw, method: null, payment_key: null, simulate: null }),
    );
  }
  outcome(attempt_id: string, outcome: Outcome) {
    return this.run(commands.outcomeTask({ attempt_id, outcome }));
  }
  captured(attempt_id: string, captured_krw: number) {
    return this.outcome(attempt_id, {
      kind: "captured",
      payment_key: `key-${attempt_id}`,
      captured_krw,
      receipt_url: null,
    });
  }
  refund(order_id: string, more: Partial<RefundCommand> & { key?: string } = {}) {
    const { key = null, ...changes } = more;
    const command: RefundCommand = {
      order_id,
      by: "organiser",
      fan_id: null,
      reason: "changed",
      seats: null,
      used_tickets: [],
      ...changes,
    };
    const { used_tickets, ...wish } = command;
    return this.run(commands.refundTask({ ...wish, asker_id: command.fan_id ?? "organiser", key }, () => used_tickets));
  }
  refunded(refund_id: string) {
    return this.run(commands.refundOutcomeTask({ refund_id, outcome: { kind: "done" } }));
  }

  listUp(fan_id: string, count: number, more: { grades?: ListCommand["grades"]; together?: boolean } = {}) {
    const { grades = [], together = false } = more;
    return this.run({ decide: (state, now_ms) => decideJoinList(state, { fan_id, count, grades, together }, now_ms) });
  }
  leaveList(fan_id: string) {
    return this.run({ decide: (state, now_ms) => decideLeaveList(state, fan_id, now_ms) });
  }
  place(fan_id: string) {
    return value(
      this.run({
        decide: (state, now_ms) => ({ ok: true, value: { events: [], answer: listView(state, fan_id, now_ms) } }),
      }),
    );
  }
  listReceipt(fan_id: string) {
    return this.engine.list_log?.log.receipt(this.state, fan_id) ?? null;
  }
  listCheckpoints(limit: number) {
    return this.engine.list_log?.log.checkpoints(this.state, limit) ?? [];
  }
  offerBack(fan_id: string, ticket_id: string, used_tickets: readonly string[] = []) {
    return this.run({ decide: (state, now_ms) => decideOfferBack(state, { fan_id, ticket_id, used_tickets }, now_ms) });
  }
  takeBack(fan_id: string, ticket_id: string) {
    return this.run({
      decide: (state, now_ms) => decideTakeBack(state, { fan_id, ticket_id }, now_ms),
    });
  }

  /** Holds, orders, pays and is confirmed. */
  buy(fan_id: string, seats: readonly string[]) {
    const order = value(this.order(fan_id, value(this.holdSeats(fan_id, seats)).id));
    const { request_id } = value(this.pay(fan_id, order.id));
    value(this.captured(request_id, order.total_krw));
    return { order_id: order.id, attempt_id: request_id, total_krw: order.total_krw };
  }

  #wake(): LedgerEngine {
    return new LedgerEngine({
      store: this.store,
      now: () => this.now_ms,
      randomBytes: this.randomBytes,
      checkpoint_after_events: 10,
    });
  }
}

export function value<A>(answer: Answer<A>): A {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.failure)}`);
  return answer.value;
}

export const codeOf = (answer: Answer<unknown>): string => (answer.ok ? "ok" : answer.failure.code);
