// What fans were promised about their holds, kept apart from the ledger: alive until the very millisecond, and then gone.
import type { HoldView } from "../../../domain/seat-ledger/views.ts";
import type { Answer } from "../engine.ts";
import type { TestLedger } from "./test-ledger.ts";

export class HoldModel {
  /** Deadlines with all pauses taken out. */
  readonly #expires_ms = new Map<string, number>();
  readonly #known = new Set<string>();
  paused_since_ms: number | null = null;
  paused_total_ms = 0;

  held(ledger: TestLedger, fan_id: string, answer: Answer<HoldView>): void {
    if (!answer.ok || this.#known.has(answer.value.id)) return;
    const { id, expires_at_ms } = answer.value;
    if (ledger.state.holds.get(id)?.fan_id !== fan_id) throw new Error("a hold was given to another fan");
    this.#known.add(id);
    this.#expires_ms.set(id, expires_at_ms - ledger.now_ms + this.#saleMs(ledger.now_ms));
  }

  gone(hold_id: string): void {
    this.#expires_ms.delete(hold_id);
  }

  clear(): void {
    this.#expires_ms.clear();
  }

  turn(now_ms: number): void {
    if (this.paused_since_ms === null) {
      this.paused_since_ms = now_ms;
      return;
    }
    this.paused_total_ms += now_ms - this.paused_since_ms;
    this.paused_since_ms = null;
  }

  check(ledger: TestLedger): void {
    const sale_ms = this.#saleMs(ledger.now_ms);
    for (const [id, expires_ms] of this.#expires_ms) {
      const lives = ledger.state.holds.has(id);
      if (lives !== sale_ms < expires_ms) throw new Error(`${id} ${lives ? "outlived" : "did not reach"} its deadline`);
      if (!lives) this.#expires_ms.delete(id);
    }
    for (const id of ledger.state.holds.keys()) {
      if (!this.#expires_ms.has(id)) throw new Error(`${id} is held and nobody was told`);
    }
  }

  #saleMs(now_ms: number): number {
    return (this.paused_since_ms ?? now_ms) - this.paused_total_ms;
  }
}
