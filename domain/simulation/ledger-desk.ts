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

export class LedgerDesk {
  readonly state: LedgerState;
  readonly #tell: (message: OutboxMessage) => void;
  messages = 0;

  constructor(layout: Layout, config: LedgerConfig, tell: (message: OutboxMessage) => void) {
    this.state = createState(compileMap(layout), config);
    // It meets its line before anyone is let in.
    this.state.standing = { admitted_up_to: 0, inside: [] };
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
      for (const message of messagesOf(this.state, event, gone)) {
        this.messages++;
        this.#tell(message);
      }
    }
    // Nobody looks at a map here.
    this.state.touched.clear();
  }
}
