// What an operator does to a whole object: copies it, makes it of a copy again, or takes it back to a moment of its past. The
// instance ends a moment after it was changed; its database is taken from it at once, so that nothing it knew or had gathered
// is written over what stands now, and nobody is told of anything that is not there any more.
import { complain } from "./complain.ts";
import {
  type BroughtPage,
  type CopyFinish,
  type CopyOutcome,
  type CopyPage,
  type CopyPlan,
  copyPage,
  finishCopy,
  finishRefusal,
  laterThan,
  takePage,
} from "./copy.ts";
import type { EndingSql } from "./sql.ts";

export type Recovery = { readonly to: number | string; readonly preview: boolean };
export type Recovered = {
  /** The moment it goes back to, as the platform names it. */
  readonly bookmark: string;
  /** What takes this back; null in a preview. */
  readonly undo: string | null;
  /** How much happened since, which would be gone; null where the moment is named by a bookmark. */
  readonly lost_events: number | null;
};

/** With the first page of a ledger's copy come its own counts at that moment, to be held against its journal. */
export type ObjectPage = CopyPage & { readonly counts: LedgerCounts | null };
type LedgerCounts = Readonly<Record<"seq" | "available" | "held" | "sold" | "blocked", number>>;

/** What is used of the platform's state of an object. */
type Instance = {
  readonly id: { readonly name?: string | undefined };
  readonly storage: {
    getBookmarkForTime(at_ms: number): Promise<string>;
    onNextSessionRestoreBookmark(bookmark: string): Promise<string>;
  };
  abort(why: string): void;
};

export class ObjectPast {
  readonly #ctx: Instance;
  readonly #sql: EndingSql;
  readonly #plan: CopyPlan;

  constructor(ctx: Instance, sql: EndingSql, plan: CopyPlan) {
    this.#ctx = ctx;
    this.#sql = sql;
    this.#plan = plan;
  }

  page(after: string | null): ObjectPage | null {
    const page = copyPage(this.#sql, this.#plan, after);
    return page === null ? null : { ...page, counts: null };
  }

  take(page: BroughtPage): boolean {
    return takePage(this.#sql, page);
  }

  refusal(finish: Omit<CopyFinish, "name">): CopyOutcome | null {
    return finishRefusal(this.#sql, this.#plan, finish);
  }

  finish(finish: Omit<CopyFinish, "name">): CopyOutcome {
    const outcome = finishCopy(this.#sql, this.#plan, { name: this.#ctx.id.name ?? "", ...finish });
    if (outcome === "restored") this.#endSoon("made of a copy");
    return outcome;
  }

  /** Null where the runtime keeps no history: the platform does for 30 days, a laptop's does not. */
  async recover({ to, preview }: Recovery): Promise<Recovered | null> {
    try {
      const bookmark = typeof to === "string" ? to : await this.#ctx.storage.getBookmarkForTime(to);
      const lost_events = typeof to === "string" ? null : laterThan(this.#sql, this.#plan, to);
      if (preview) return { bookmark, undo: null, lost_events };
      const undo = await this.#ctx.storage.onNextSessionRestoreBookmark(bookmark);
      this.#endSoon("taken back to an earlier moment");
      return { bookmark, undo, lost_events };
    } catch (error) {
      complain("object_not_recovered", error);
      return null;
    }
  }

  #endSoon(why: string): void {
    this.#sql.end(why);
    setTimeout(() => this.#ctx.abort(why), 0);
  }
}
