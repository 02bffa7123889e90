// A heap of deadlines that may be stale: whoever takes one checks that it still stands. Cheaper than deleting.

export type Deadline = { readonly at_ms: number; readonly id: string };

export class Deadlines {
  readonly #heap: Deadline[] = [];

  get size(): number {
    return this.#heap.length;
  }

  add(at_ms: number, id: string): void {
    const heap = this.#heap;
    const item = { at_ms, id };
    let at = heap.length;
    heap.push(item);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || parent.at_ms <= at_ms) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = item;
  }

  /** The earliest deadline for which `stands` is true; stale ones before it are dropped on the way. */
  first(stands: (deadline: Deadline) => boolean): Deadline | null {
    for (;;) {
      const top = this.#heap[0];
      if (top === undefined) return null;
      if (stands(top)) return top;
      this.#removeFirst();
    }
  }

  /** Takes every deadline at or before `now_ms`, the stale ones too. */
  takeDue(now_ms: number): Deadline[] {
    const due: Deadline[] = [];
    for (;;) {
      const top = this.#heap[0];
      if (top === undefined || top.at_ms > now_ms) return due;
      due.push(top);
      this.#removeFirst();
    }
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      const left = heap[below];
      if (left === undefined) break;
      const right = heap[below + 1];
      if (right !== undefined && right.at_ms < left.at_ms) below++;
      const child = heap[below];
      if (child === undefined || child.at_ms >= last.at_ms) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = last;
  }
}
