// How a relay gathers: what comes within a window goes out together, one batch is under way, the next follows when that one
// is answered. So a relay asks the line at most so often, whatever comes, and nobody is overtaken by more than a window.

/** Four calls a second from each relay at the most. */
export const WINDOW_MS = 250;
/** One write's worth at the line. */
export const BATCH_MAX = 1_000;

export type Pace = { readonly window_ms: number; readonly batch_max: number };
export const JOIN_PACE: Pace = { window_ms: WINDOW_MS, batch_max: BATCH_MAX };

export class Gathering<Item> {
  readonly #pace: Pace;
  #waiting: Item[] = [];
  #under_way: readonly Item[] | null = null;
  /** The last batch set out then: who comes alone after a quiet moment need not wait. */
  #sent_ms = Number.NEGATIVE_INFINITY;
  #due = false;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#under_way === null;
  }

  get underWay(): readonly Item[] | null {
    return this.#under_way;
  }

  /** When the next batch has to set out; null where that is settled already. */
  add(item: Item, now_ms: number): number | null {
    this.#waiting.push(item);
    // A full batch need not wait out its window.
    if (this.#waiting.length === this.#pace.batch_max && this.#under_way === null) return now_ms;
    return this.#dueAt(now_ms);
  }

  /** The batch that sets out now; null where none does. */
  send(now_ms: number): readonly Item[] | null {
    this.#due = false;
    if (this.#under_way !== null || this.#waiting.length === 0) return null;
    this.#under_way = this.#waiting.splice(0, this.#pace.batch_max);
    this.#sent_ms = now_ms;
    return this.#under_way;
  }

  /** The batch was answered, or given up. When the next has to set out; null where nobody waits. */
  answered(now_ms: number): number | null {
    this.#under_way = null;
    return this.#waiting.length === 0 ? null : this.#dueAt(now_ms);
  }

  #dueAt(now_ms: number): number | null {
    if (this.#due || this.#under_way !== null) return null;
    this.#due = true;
    return Math.max(now_ms, this.#sent_ms + this.#pace.window_ms);
  }
}
