// What is to happen and when: a binary heap in typed arrays. Of one moment, what was put first comes first, so that the
// same run always unfolds in the same order.
const CAPACITY_FIRST = 1024;

export class Agenda {
  #at = new Float64Array(CAPACITY_FIRST);
  #order = new Float64Array(CAPACITY_FIRST);
  #kind = new Uint8Array(CAPACITY_FIRST);
  #who = new Uint32Array(CAPACITY_FIRST);
  #size = 0;
  #put = 0;
  /** Of the entry taken last. */
  kind = 0;
  who = 0;

  get size(): number {
    return this.#size;
  }

  /** Infinity when nothing is to happen. */
  get next_ms(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#at[0] ?? 0);
  }

  put(at_ms: number, kind: number, who: number): void {
    if (this.#size === this.#at.length) this.#grow();
    let slot = this.#size++;
    const order = this.#put++;
    while (slot > 0) {
      const parent = (slot - 1) >> 1;
      if ((this.#at[parent] ?? 0) <= at_ms) break;
      this.#move(parent, slot);
      slot = parent;
    }
    this.#write(slot, { at_ms, order, kind, who });
  }

  /** The time of the first entry, which is taken out and stands in `kind` and `who`. */
  take(): number {
    const at_ms = this.#at[0] ?? 0;
    this.kind = this.#kind[0] ?? 0;
    this.who = this.#who[0] ?? 0;
    const last = --this.#size;
    if (last > 0) this.#sink(last);
    return at_ms;
  }

  #sink(last: number): void {
    const at_ms = this.#at[last] ?? 0;
    const order = this.#order[last] ?? 0;
    let slot = 0;
    for (;;) {
      let child = 2 * slot + 1;
      if (child >= last) break;
      if (child + 1 < last && this.#before(child + 1, child)) child++;
      const child_ms = this.#at[child] ?? 0;
      if (child_ms > at_ms || (child_ms === at_ms && (this.#order[child] ?? 0) > order)) break;
      this.#move(child, slot);
      slot = child;
    }
    this.#move(last, slot);
  }

  #before(a: number, b: number): boolean {
    const difference = (this.#at[a] ?? 0) - (this.#at[b] ?? 0);
    return difference < 0 || (difference === 0 && (this.#order[a] ?? 0) < (this.#order[b] ?? 0));
  }

  #move(from: number, to: number): void {
    this.#at[to] = this.#at[from] ?? 0;
    this.#order[to] = this.#order[from] ?? 0;
    this.#kind[to] = this.#kind[from] ?? 0;
    this.#who[to] = this.#who[from] ?? 0;
  }

  #write(slot: number, entry: { at_ms: number; order: number; kind: number; who: number }): void {
    this.#at[slot] = entry.at_ms;
    this.#order[slot] = entry.order;
    this.#kind[slot] = entry.kind;
    this.#who[slot] = entry.who;
  }

  #grow(): void {
    const grown = <T extends Float64Array | Uint8Array | Uint32Array>(next: T, old: T): T => {
      next.set(old);
      return next;
    };
    const size = this.#at.length * 2;
    this.#at = grown(new Float64Array(size), this.#at);
    this.#order = grown(new Float64Array(size), this.#order);
    this.#kind = grown(new Uint8Array(size), this.#kind);
    this.#who = grown(new Uint32Array(size), this.#who);
  }
}
