// What a line and a ledger have in common as objects: their database, which can be taken from them, and what an operator does
// to the whole of them. RPC finds methods on the class alone, so they are inherited and not handed over.
import { DurableObject } from "cloudflare:workers";
import type { CopyFinish, CopyPlan } from "./copy.ts";
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

  takePage(page: Parameters<ObjectPast["take"]>[0]): void {
    this.#past.take(page);
  }

  finishCopy(finish: Omit<CopyFinish, "name">) {
    return this.#past.finish(finish);
  }

  recover(recovery: Recovery) {
    return this.#past.recover(recovery);
  }

  /** Of a practice, when it is over; any other object refuses. */
  end(): Promise<boolean> {
    return partForGood(this.ctx);
  }
}
