// Keeps a show's rehearsals, one running at a time, and works its forecasts out a slice at a time: what was played through
// stands in rows, the sale that is under way stands in memory and is played again from its seed after a restart.
import { Forecast } from "../../domain/forecast/forecast.ts";
import type { Question } from "../../domain/forecast/question.ts";
import { ok, type Result, refused } from "../../domain/result.ts";
import type { AuditEntry } from "../../schema/audit-acts.ts";
import type { Act, Kept, RehearsalStore, Wish } from "./store.ts";

/** About a tenth of a second: who asks meanwhile waits no longer than that. */
export const SLICE_EVENTS = 10_000;
/** A sale that ended its object so often will end it again. */
const BEGINS_MAX = 3;

export type Seen = Omit<Kept, "begun"> & { readonly progress: number };
export type StartFailure = { readonly code: "rehearsal_running"; readonly extra: { readonly id: string } };

export class RehearsalDesk {
  readonly #store: RehearsalStore;
  #forecast: { readonly id: string; readonly forecast: Forecast } | null = null;
  /** Of a live rehearsal: told by whoever watches its crowd. */
  live_progress = 0;

  constructor(store: RehearsalStore) {
    this.#store = store;
  }

  start(wish: Wish, act: Act): Result<{ readonly id: string }, StartFailure> {
    const running = this.#store.running();
    if (running !== null) return refused({ code: "rehearsal_running", extra: { id: running.id } });
    this.#store.insert(wish, act);
    this.live_progress = 0;
    return ok({ id: wish.id });
  }

  read(id: string): Seen | null {
    const kept = this.#store.read(id);
    return kept === null ? null : this.#seen(kept);
  }

  list(): Seen[] {
    return this.#store.list().map((kept) => this.#seen(kept));
  }

  /** Also stops the one that runs. */
  remove(id: string, line: AuditEntry | null): boolean {
    if (this.#forecast?.id === id) this.#forecast = null;
    return this.#store.remove(id, line);
  }

  running(): Kept | null {
    return this.#store.running();
  }

  /** Of a forecast: true while there is more to do. */
  slice(now_ms: number, events_max = SLICE_EVENTS): boolean {
    const kept = this.#store.running();
    if (kept === null || kept.kind !== "forecast") return false;
    const forecast = this.#under(kept);
    if (forecast === null) {
      this.#finish(kept.id, null, now_ms);
      return false;
    }
    const before = forecast.done.length;
    forecast.run(events_max);
    for (const [n, summary] of forecast.done.entries()) {
      if (n >= before) this.#store.keep(kept.id, n, summary);
    }
    if (!forecast.finished) return true;
    this.#finish(kept.id, forecast, now_ms);
    return false;
  }

  #finish(id: string, forecast: Forecast | null, now_ms: number): void {
    this.#store.finish(id, forecast?.report() ?? null, now_ms);
    this.#forecast = null;
  }

  /** What is in memory, or what the rows say. Null where it was begun too often. */
  #under(kept: Kept): Forecast | null {
    if (this.#forecast?.id === kept.id) return this.#forecast.forecast;
    if (kept.begun >= BEGINS_MAX) return null;
    this.#store.begin(kept.id);
    const forecast = new Forecast(questionOf(kept), this.#store.played());
    this.#forecast = { id: kept.id, forecast };
    return forecast;
  }

  #seen({ begun: _, ...kept }: Kept): Seen {
    return { ...kept, progress: kept.status === "DONE" ? 1 : this.#progressOf(kept) };
  }

  #progressOf(kept: Omit<Kept, "begun">): number {
    if (kept.status !== "RUNNING") return 0;
    if (kept.kind === "live") return this.live_progress;
    if (this.#forecast?.id === kept.id) return this.#forecast.forecast.progress;
    return new Forecast(questionOf(kept), this.#store.played()).progress;
  }
}

export const questionOf = ({ asked, plays }: Pick<Wish, "asked" | "plays">): Question => {
  const { seats, prices_krw, settings, limits, relays, admission } = plays;
  return { seats, prices_krw, settings, limits, relays, admission, ...asked };
};
