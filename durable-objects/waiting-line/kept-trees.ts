// Trees of batches that were made or asked for lately. Of joins one by one each batch is a few leaves, and the crowd that
// made thousands of them asks again: what is bounded is the leaves, and how many batches they lie in.
import type { BatchEntry, BatchTree } from "../../domain/log/batch.ts";

export type KeptTree = { readonly entry: BatchEntry; readonly tree: BatchTree };

/** A leaf with its salt and its share of the tree takes about a hundred bytes. */
const LEAVES_MAX = 65_536;
const TREES_MAX = 4_096;

export class KeptTrees {
  /** By first arrival, ascending; batches never overlap. */
  #sorted: KeptTree[] = [];
  /** Oldest first. */
  readonly #kept = new Set<KeptTree>();
  #leaves = 0;

  of(arrival: number): KeptTree | null {
    const one = this.#sorted[this.#indexAfter(arrival) - 1];
    return one !== undefined && arrival <= one.entry.to ? one : null;
  }

  keep(tree: KeptTree): KeptTree {
    this.#sorted.splice(this.#indexAfter(tree.entry.from), 0, tree);
    this.#kept.add(tree);
    this.#leaves += sizeOf(tree);
    for (const oldest of this.#kept) {
      if (oldest === tree || (this.#leaves <= LEAVES_MAX && this.#kept.size <= TREES_MAX)) break;
      this.#drop(oldest);
    }
    return tree;
  }

  clear(): void {
    this.#sorted = [];
    this.#kept.clear();
    this.#leaves = 0;
  }

  #drop(tree: KeptTree): void {
    this.#kept.delete(tree);
    this.#leaves -= sizeOf(tree);
    this.#sorted.splice(this.#indexAfter(tree.entry.from) - 1, 1);
  }

  /** How many begin at this arrival or before it. */
  #indexAfter(arrival: number): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle]?.entry.from ?? 0) <= arrival) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const sizeOf = ({ entry }: KeptTree): number => entry.to - entry.from + 1;
