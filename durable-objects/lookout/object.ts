// One object per deployment that looks at everything each minute: keeps what was measured, finds incidents, tells them to
// the webhook, and knows which sales are stopped. It stands apart from D1, so that D1's being away can be told.
import { DurableObject } from "cloudflare:workers";
import type { Tracked } from "../../domain/alerts/delivery.ts";
import type { LookoutState, Parts, Stop } from "../../domain/alerts/lookout-state.ts";
import type { WatchFigures } from "../../domain/metrics/sale-metrics.ts";
import { alarmOf } from "../kit/alarm.ts";
import { complain } from "../kit/complain.ts";
import { objectSql } from "../kit/sql.ts";
import { LookoutStore } from "./store.ts";
import { type Send, tellAll, type Webhook } from "./telling.ts";
import { type Look, lookAt } from "./watching.ts";

export type LookoutPorts = {
  /** Null where nobody is to be woken. */
  readonly webhook: Webhook | null;
  readonly send: Send;
};

export type LiveObject = {
  readonly name: string;
  readonly kind: "line" | "ledger";
  readonly show: string;
  /** The show's, for people. */
  readonly title: string;
};
export type MinuteLook = Look & { readonly parts: Parts; readonly objects: readonly LiveObject[] };

const INCIDENTS_SHOWN = 30;
/** Printed from nought on, so that the first one is an increase. */
const QUEUES = ["mail", "payments"] as const;
const DEAD_LETTERS = "dead_letters ";
const OVERDUE = "overdue";

/** Nobody throws a switch more often while one database is away. */
const OWED_LINES_MAX = 12;
export type OwedLine = {
  readonly id: string;
  readonly at_ms: number;
  readonly actor_id: string;
  readonly action: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly details: Record<string, unknown>;
  readonly request_id: string;
};

/** Makes the object's class for an assembly. */
export function lookout<Env>(portsOf: (env: Env) => LookoutPorts) {
  return class Lookout extends DurableObject<Env> {
    readonly #store: LookoutStore;
    readonly #alarm: ReturnType<typeof alarmOf>;
    #telling: Promise<void> | null = null;

    constructor(ctx: DurableObjectState, env: Env) {
      super(ctx, env);
      this.#store = new LookoutStore(objectSql(ctx.storage));
      this.#alarm = alarmOf(ctx.storage);
      if (this.#store.fact<number>("expected_since_ms", 0) === 0) this.expectLooks();
    }

    /** Looks can be expected from now on: an instance that was stopped was not blind. */
    expectLooks(): void {
      this.#store.setFact("expected_since_ms", Date.now());
    }

    look({ parts, objects, ...look }: MinuteLook): void {
      const whole = lookAt(this.#store, look, () => `in_${crypto.randomUUID()}`);
      if (!whole)
        complain("minute_too_large", "only the latest figures are looked at", { figures: look.measured.length });
      this.#store.setFact("parts", parts);
      this.#store.setFact("objects", objects);
      this.ctx.waitUntil(this.#tell());
    }

    /** The lines and ledgers of the last look, for when D1 cannot say them. */
    objects(): LiveObject[] {
      return this.#store.fact<LiveObject[]>("objects", []);
    }

    countDeadLetters(queue: string, n: number): void {
      this.#store.count(DEAD_LETTERS + queue, n);
    }

    countOverdue(n: number): void {
      this.#store.count(OVERDUE, n);
    }

    figures(): WatchFigures {
      const counters = this.#store.counters();
      const { looked_at_ms, expected_since_ms, parts } = this.state();
      return {
        age_ms: Math.max(0, Date.now() - Math.max(looked_at_ms ?? 0, expected_since_ms)),
        parts,
        overdue: counters.get(OVERDUE) ?? 0,
        dead_letters: Object.fromEntries(QUEUES.map((queue) => [queue, counters.get(DEAD_LETTERS + queue) ?? 0])),
      };
    }

    state(): LookoutState {
      return {
        looked_at_ms: this.#store.fact<number | null>("looked_at_ms", null),
        expected_since_ms: this.#store.fact<number>("expected_since_ms", 0),
        parts: this.#store.fact<Parts>("parts", {}),
        stops: this.#store.fact<Stop[]>("stops", []),
        incidents: this.#store.latest(INCIDENTS_SHOWN).map(({ incident }) => incident),
      };
    }

    /** With how far each has been told. */
    tracked(): Tracked[] {
      return this.#store.latest(INCIDENTS_SHOWN);
    }

    /** The lines that stand still because of a stop, and go on with its end. */
    stilled(): string[] {
      return this.#store.fact<string[]>("stilled", []);
    }

    setStilled(show_ids: readonly string[]): void {
      this.#store.setFact("stilled", show_ids);
    }

    /** One for each show, and one for all. */
    stop(stop: Stop): void {
      const others = this.#store.fact<Stop[]>("stops", []).filter(({ show_id }) => show_id !== stop.show_id);
      this.#store.setFact("stops", [...others, stop]);
    }

    /** False where there was no such stop. */
    goOn(show_id: string | null): boolean {
      const stops = this.#store.fact<Stop[]>("stops", []);
      const others = stops.filter((stop) => stop.show_id !== show_id);
      this.#store.setFact("stops", others);
      return others.length < stops.length;
    }

    /** A line of the audit log that D1 could not take: it waits here until the minute has written it. */
    oweLine(line: OwedLine): void {
      const owed = this.owedLines();
      this.#store.setFact("owed_lines", [...owed, line].slice(-OWED_LINES_MAX));
    }

    owedLines(): OwedLine[] {
      return this.#store.fact<OwedLine[]>("owed_lines", []);
    }

    linesWritten(ids: readonly string[]): void {
      this.#store.setFact(
        "owed_lines",
        this.owedLines().filter(({ id }) => !ids.includes(id)),
      );
    }

    override async alarm(): Promise<void> {
      this.#alarm.rung();
      await this.#tell();
    }

    /** One at a time: two would make two messages of one incident. */
    async #tell(): Promise<void> {
      this.#telling ??= this.#tellOnce().finally(() => {
        this.#telling = null;
      });
      await this.#telling;
    }

    async #tellOnce(): Promise<void> {
      try {
        const again_ms = await tellAll(this.#store, { ...portsOf(this.env), now: Date.now });
        if (again_ms !== null) this.#alarm.ringBy(again_ms);
      } catch (error) {
        complain("alerts_untold", error);
      }
    }
  };
}
