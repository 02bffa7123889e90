// The leaves of a lobby's entrants, made again from the rows: a million of them need not lie in memory while fans gather.
import type { Leaves } from "../../domain/draw/order.ts";
import { batchKey, commitBatch } from "../../domain/log/commitment.ts";
import type { LineStore } from "./store.ts";

const PAGE_ROWS = 20_000;

/** `arrivals`: ascending; the list keeps their order. */
export function leavesOfArrivals(store: LineStore, key: Uint8Array, arrivals: Uint32Array): Leaves {
  const list = new Int32Array(arrivals.length * 8);
  const last = arrivals.at(-1) ?? 0;
  let at = 0;
  for (let from = 1; from <= last; from += PAGE_ROWS) {
    const leaves = leavesBetween(store, key, from, Math.min(from + PAGE_ROWS - 1, last));
    for (; at < arrivals.length; at++) {
      const index = (arrivals[at] ?? 0) - from;
      if (index >= PAGE_ROWS) break;
      list.set(leaves.subarray(index * 8, index * 8 + 8), at * 8);
    }
  }
  return list;
}

/** Batch by batch, for each has salts of its own; a page may begin and end in the middle of one. */
function leavesBetween(store: LineStore, key: Uint8Array, from: number, to: number): Leaves {
  const fans = store.fansOf(from, to);
  const batches = store.batchesOf(from, to);
  const all = new Int32Array(fans.length * 8);
  for (const [i, batch] of batches.entries()) {
    const begin = Math.max(batch.from, from) - from;
    const end = (batches[i + 1]?.from ?? to + 1) - from;
    const { leaves } = commitBatch(batchKey(key, batch.own), from + begin, fans.slice(begin, end));
    all.set(leaves, begin * 8);
  }
  return all;
}
