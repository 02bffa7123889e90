// What is the same for everybody, kept in the isolate, so that a crowd costs D1 one look now and then. Whoever comes when
// it is no longer fresh looks again; those who come meanwhile get what there was. While D1 is away the last word counts.
import { log, thrown } from "./log.ts";

export type KeptLimits = { readonly fresh_ms: number; readonly entries_max: number };

/** A look that has not come back by then was cancelled with the request that began it. */
const LOOK_LOST_MS = 5_000;

type Entry<V> = { value: V; read_at_ms: number; looking_since_ms: number };

/** A promise is never shared between requests: it would hang when the request that began it is cancelled. */
export class Kept<V> {
  readonly #limits: KeptLimits;
  readonly #name: string;
  readonly #entries = new Map<string, Entry<V>>();
  /** Grows when something is forgotten: a look that began before brings an old word back and is not kept. */
  #forgettings = 0;

  constructor(name: string, limits: KeptLimits) {
    this.#name = name;
    this.#limits = limits;
  }

  async get(key: string, read: () => Promise<V>, now_ms: number): Promise<V> {
    const entry = this.#entries.get(key);
    if (entry === undefined) return this.#look(key, read, now_ms);
    const fresh = now_ms - entry.read_at_ms < this.#limits.fresh_ms;
    if (fresh || now_ms - entry.looking_since_ms < LOOK_LOST_MS) return entry.value;
    entry.looking_since_ms = now_ms;
    try {
      return await this.#look(key, read, now_ms);
    } catch (error) {
      log("warn", "kept_unread", { kept: this.#name, key, ...thrown(error) });
      return entry.value;
    }
  }

  async #look(key: string, read: () => Promise<V>, now_ms: number): Promise<V> {
    const began = this.#forgettings;
    const value = await read();
    if (began !== this.#forgettings) return value;
    if (!this.#entries.has(key) && this.#entries.size >= this.#limits.entries_max) this.#entries.clear();
    this.#entries.set(key, { value, read_at_ms: now_ms, looking_since_ms: Number.NEGATIVE_INFINITY });
    return value;
  }

  /** After a change made through this isolate: the next reader looks. */
  forget(): void {
    this.#forgettings++;
    this.#entries.clear();
  }
}
