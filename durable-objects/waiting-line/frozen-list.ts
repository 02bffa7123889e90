// The leaves of a lobby's entrants, made again from the rows: a million of them need not lie in memory while fans gather.
import type { Leaves } from "../../domain/draw/order.ts";
import { commitBatch, type SaltKey } from "../../domain/log/commitment.ts";
import type { LineStore } from "./store.ts";

const PAGE_ROWS = 20_000;

/** `arrivals`: ascending; the list keeps their order. */
export function leavesOfArrivals(store: LineStore, key: SaltKey, arrivals: Uint32Array): Leaves {
  const list = new Int32Array(arrivals.length * 8);
  const last = arrivals.at(-1) ?? 0;
  let at = 0;
  for (let from = 1; from <= last; from += PAGE_ROWS) {
    const { leaves } = commitBatch(key, from, store.fansOf(from, Math.min(from + PAGE_ROWS - 1, last)));
    for (; at < arrivals.length; at++) {
      const index = (arrivals[at] ?? 0) - from;
      if (index >= PAGE_ROWS) break;
      list.set(leaves.subarray(index * 8, index * 8 + 8), at * 8);
    }
  }
  return list;
}
