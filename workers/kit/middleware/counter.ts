// How often something happened in the present window, counted in this isolate alone and in bounded memory.
const KEYS_MAX = 50_000;

export class Counter {
  readonly #window_ms: number;
  #starts_at_ms = 0;
  #counts = new Map<string, number>();

  constructor(window_ms: number) {
    this.#window_ms = window_ms;
  }

  /** Counts this time too. Too many names begin a new window: forgetting is safe, growing is not. */
  count(key: string, now_ms: number): number {
    if (now_ms - this.#starts_at_ms >= this.#window_ms || this.#counts.size >= KEYS_MAX) {
      this.#starts_at_ms = now_ms;
      this.#counts = new Map();
    }
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count;
  }
}
