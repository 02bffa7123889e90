// One object per show that is rehearsed: it works forecasts out, alarm by alarm, and keeps their reports. Nothing of the
// real sale is read or written here.
import { DurableObject } from "cloudflare:workers";
import type { Result } from "../../domain/result.ts";
import { objectSql } from "../kit/sql.ts";
import { ForecastDesk, type Seen, type StartFailure } from "./forecast-desk.ts";
import { RehearsalStore, type Wish } from "./rehearsal-store.ts";

/** Makes the object's class for an assembly. */
export function rehearsals<Env>() {
  return class Rehearsals extends DurableObject<Env> {
    readonly #desk: ForecastDesk;

    constructor(ctx: DurableObjectState, env: Env) {
      super(ctx, env);
      this.#desk = new ForecastDesk(new RehearsalStore(objectSql(ctx.storage)));
    }

    async start(wish: Wish): Promise<Result<{ readonly id: string }, StartFailure>> {
      const started = this.#desk.start(wish, Date.now());
      if (started.ok) await this.#goOn();
      return started;
    }

    read(id: string): Seen | null {
      return this.#desk.read(id);
    }

    list(): Seen[] {
      return this.#desk.list();
    }

    remove(id: string): boolean {
      return this.#desk.remove(id);
    }

    /** The show is gone, and with it what was rehearsed of it. */
    async forget(): Promise<void> {
      for (const { id } of this.#desk.list()) this.#desk.remove(id);
      await this.ctx.storage.deleteAlarm();
    }

    /** One slice each time: whoever asks meanwhile is answered in between. */
    override async alarm(): Promise<void> {
      if (this.#desk.slice(Date.now())) await this.#goOn();
    }

    #goOn(): Promise<void> {
      return this.ctx.storage.setAlarm(Date.now());
    }
  };
}
