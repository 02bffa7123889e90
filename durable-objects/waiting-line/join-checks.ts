// Looks at what those who join have shown, in the turn that takes them in: who is asked for a check and has none is refused,
// unless they stand in line already. A check that let somebody in is spent, for good.
import { type Asks, asksOf, type CheckRule, isEnough, JoinRates, type Shown } from "../../domain/checks/asked.ts";
import type { LineFailure } from "../../domain/waiting-line/events.ts";
import { runInBulk, type Sql } from "../kit/sql.ts";

/** How a join is asked about: the show's rule, where it comes from, and what was shown. */
export type Asked = { readonly rule: CheckRule; readonly range: string; readonly shown: Shown };
type Item = { readonly fan: string; readonly asked?: Asked };

const FORGET_EVERY_MS = 60_000;

export class JoinChecks {
  readonly #sql: Sql;
  readonly #rates = new JoinRates();
  #forgotten_at_ms = 0;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  asks({ rule, range }: Pick<Asked, "rule" | "range">, now_ms: number): Asks {
    return asksOf(rule, range, this.#rates.joins(range, now_ms));
  }

  /** By place in the batch: why one may not join, should they not stand in line already. */
  doubts(items: readonly Item[], now_ms: number): Map<number, LineFailure> {
    const doubts = new Map<number, LineFailure>();
    /** Of the same batch, so that a thousand that come together count as what they are. */
    const batch = new Map<string, number>();
    for (const [i, { asked }] of items.entries()) {
      if (asked === undefined) continue;
      const { rule, range, shown } = asked;
      const before = batch.get(range) ?? 0;
      const asks = asksOf(rule, range, this.#rates.joins(range, now_ms) + before);
      const doubt = asks === "nothing" ? null : this.#doubt(asks, shown);
      if (doubt === null) batch.set(range, before + 1);
      else doubts.set(i, doubt);
    }
    return doubts;
  }

  #doubt(asks: Exclude<Asks, "nothing">, shown: Shown): LineFailure | null {
    if (shown === "nothing") return { code: "check_required", asks };
    if (shown === "failed" || !isEnough(asks, shown) || this.#isSpent(shown.mark))
      return { code: "check_failed", asks };
    return null;
  }

  #isSpent(mark: string): boolean {
    return this.#sql.all("SELECT 1 FROM spent_check WHERE mark = ?", mark).length > 0;
  }

  /** Those who have a new place. In the same turn as their entries: a crash leaves both or neither. */
  joined(items: readonly Item[], now_ms: number): void {
    const spent: { mark: string; expires_at_ms: number }[] = [];
    for (const { asked } of items) {
      if (asked === undefined) continue;
      if (typeof asked.shown === "object" && this.asks(asked, now_ms) !== "nothing") spent.push(asked.shown);
      this.#rates.joined(asked.range, now_ms);
    }
    if (spent.length === 0) return;
    runInBulk(
      this.#sql,
      `INSERT OR IGNORE INTO spent_check (mark, expires_at_ms)
       SELECT value ->> 'mark', value ->> 'expires_at_ms' FROM json_each(?)`,
      spent,
    );
    if (now_ms - this.#forgotten_at_ms < FORGET_EVERY_MS) return;
    this.#forgotten_at_ms = now_ms;
    this.#sql.run("DELETE FROM spent_check WHERE expires_at_ms < ?", now_ms);
  }
}
