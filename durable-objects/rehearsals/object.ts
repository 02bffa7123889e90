// One object per show that is rehearsed: it works forecasts out, alarm by alarm, follows live rehearsals, and keeps their
// reports. Nothing of the real sale is read or written here.
import { DurableObject } from "cloudflare:workers";
import type { Result } from "../../domain/result.ts";
import type { AuditEntry } from "../../schema/audit-acts.ts";
import { complain } from "../kit/complain.ts";
import { objectSql } from "../kit/sql.ts";
import { auditDrain, type Drain, type KeepAudit } from "../kit/untold.ts";
import { RehearsalDesk, type Seen, type StartFailure } from "./desk.ts";
import { type CopyPorts, LiveDesk } from "./live-desk.ts";
import { RehearsalStore, type Wish } from "./store.ts";

/** After a failure of the copy, or of what reads it. */
const AGAIN_MS = 2_000;

export type RehearsalPorts = { readonly copy: CopyPorts; readonly keepAudit: KeepAudit };

/** Makes the object's class for an assembly. */
export function rehearsals<Env>(portsOf: (env: Env) => RehearsalPorts) {
  return class Rehearsals extends DurableObject<Env> {
    readonly #desk: RehearsalDesk;
    readonly #live: LiveDesk;
    readonly #audit: Drain<AuditEntry>;

    constructor(ctx: DurableObjectState, env: Env) {
      super(ctx, env);
      const store = new RehearsalStore(objectSql(ctx.storage));
      const { copy, keepAudit } = portsOf(env);
      this.#desk = new RehearsalDesk(store);
      this.#live = new LiveDesk({ store, desk: this.#desk, copy });
      this.#audit = auditDrain(store.untold, keepAudit);
    }

    async start(wish: Wish, line: AuditEntry): Promise<Result<{ readonly id: string }, StartFailure>> {
      const started = this.#desk.start(wish, { now_ms: Date.now(), line });
      if (!started.ok) return started;
      // Set before the line goes out: should the object end on the way, the alarm takes it there.
      await this.#lookAt(Date.now());
      await this.#audit.drain();
      return started;
    }

    read(id: string): Seen | null {
      return this.#desk.read(id);
    }

    list(): Seen[] {
      return this.#desk.list();
    }

    /** One that runs is stopped, and its copy thrown away. */
    async remove(id: string, line: AuditEntry): Promise<boolean> {
      const removed = await this.#remove(id, line);
      if (!(await this.#audit.drain())) await this.#lookAt(Date.now() + AGAIN_MS);
      return removed;
    }

    async #remove(id: string, line: AuditEntry | null): Promise<boolean> {
      const running = this.#desk.running();
      const removed = this.#desk.remove(id, line);
      if (running?.id === id) await this.#live.end(running);
      return removed;
    }

    /** The show is gone, and with it what was rehearsed of it. */
    async forget(): Promise<void> {
      for (const { id } of this.#desk.list()) await this.#remove(id, null);
      if (await this.#audit.drain()) await this.ctx.storage.deleteAlarm();
    }

    /** One slice or one look each time: whoever asks meanwhile is answered in between. */
    override async alarm(): Promise<void> {
      const told = await this.#audit.drain();
      const running = this.#desk.running();
      if (running === null) {
        if (!told) await this.#lookAt(Date.now() + AGAIN_MS);
        return;
      }
      if (running.kind === "forecast") {
        if (this.#desk.slice(Date.now())) await this.#lookAt(Date.now());
        else if (!told) await this.#lookAt(Date.now() + AGAIN_MS);
        return;
      }
      let next_ms: number | null = Date.now() + AGAIN_MS;
      try {
        next_ms = await this.#live.turn(running, Date.now());
      } catch (error) {
        complain("rehearsal_turn_failed", error);
      }
      if (next_ms === null && !told) next_ms = Date.now() + AGAIN_MS;
      if (next_ms !== null) await this.#lookAt(next_ms);
    }

    #lookAt(at_ms: number): Promise<void> {
      return this.ctx.storage.setAlarm(at_ms);
    }
  };
}
