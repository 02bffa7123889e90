// What a line and a ledger have in common as objects: their database, which can be taken from them, and what an operator does
// to the whole of them. RPC finds methods on the class alone, so they are inherited and not handed over.
import { DurableObject } from "cloudflare:workers";
import type { BroughtPage, CopyFinish, CopyPlan } from "./copy.ts";
import { partForGood } from "./parting.ts";
import { ObjectPast, type Recovery } from "./past.ts";
import { type EndingSql, endingSql, objectSql } from "./sql.ts";

export class WholeObject<Env> extends DurableObject<Env> {
  protected readonly sql: EndingSql;
  readonly #past: ObjectPast;

  constructor(ctx: DurableObjectState, env: Env, plan: CopyPlan) {
    super(ctx, env);
    this.sql = endingSql(objectSql(ctx.storage));
    this.#past = new ObjectPast(ctx, this.sql, plan);
  }

  /** An operator's copy of the whole, and the whole made of a copy or of an earlier moment again. */
  copyPage(after: string | null) {
    return this.#past.page(after);
  }

  takePage(page: BroughtPage): boolean {
    return this.#past.take(page);
  }

  async finishCopy(finish: Omit<CopyFinish, "name">) {
    const refusal = this.#past.refusal(finish);
    if (refusal !== null) return refusal;
    return this.aside(
      async () => this.#past.finish(finish),
      (outcome) => outcome === "restored",
    );
  }

  /** Looked at first: whoever has no past is not disturbed. */
  async recover(recovery: Recovery) {
    const seen = await this.#past.recover({ ...recovery, preview: true });
    if (seen === null || recovery.preview) return seen;
    return this.aside(
      () => this.#past.recover(recovery),
      (recovered) => recovered !== null,
    );
  }

  /** What an object has to say to others before it becomes another, and to take back where it did not. */
  protected aside<A>(act: () => Promise<A>, _isDone: (answer: A) => boolean): Promise<A> {
    return act();
  }

  /** What it does by itself goes on no more: its rows are going for good. */
  protected stop(): void {}

  /** Of a practice, when it is over; any other object refuses. */
  end(): Promise<boolean> {
    return partForGood(this.ctx, () => this.stop());
  }
}
