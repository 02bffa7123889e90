// An order-statistics tree over positions: how many of the first n carry a mark, in O(log n) and four bytes a position.
export type Fenwick = { sums: Uint32Array };

export const newFenwick = (capacity: number): Fenwick => ({ sums: new Uint32Array(powerOfTwo(capacity) + 1) });

function powerOfTwo(at_least: number): number {
  let size = 1024;
  while (size < at_least) size *= 2;
  return size;
}

/** Room for positions 1…n. New positions are unmarked, so only the roots of the old halves have to be carried up. */
export function growFenwick(tree: Fenwick, n: number): void {
  const old = tree.sums.length - 1;
  if (n <= old) return;
  const sums = new Uint32Array(powerOfTwo(n) + 1);
  sums.set(tree.sums);
  const total = tree.sums[old] ?? 0;
  for (let root = old * 2; root < sums.length; root *= 2) sums[root] = total;
  tree.sums = sums;
}

export function markPosition(tree: Fenwick, position: number): void {
  const sums = tree.sums;
  for (let i = position; i < sums.length; i += i & -i) sums[i] = (sums[i] ?? 0) + 1;
}

/** Takes a mark back that was set. */
export function unmarkPosition(tree: Fenwick, position: number): void {
  const sums = tree.sums;
  for (let i = position; i < sums.length; i += i & -i) sums[i] = (sums[i] ?? 0) - 1;
}

/** How many positions up to and including this one are marked. */
export function marksUpTo(tree: Fenwick, position: number): number {
  const sums = tree.sums;
  let count = 0;
  for (let i = position; i > 0; i -= i & -i) count += sums[i] ?? 0;
  return count;
}

/** The whole tree at once in O(n), for waking. */
export function fillFenwick(capacity: number, isMarked: (position: number) => boolean, last: number): Fenwick {
  const tree = newFenwick(capacity);
  const sums = tree.sums;
  for (let i = 1; i <= last; i++) if (isMarked(i)) sums[i] = 1;
  for (let i = 1; i < sums.length; i++) {
    const parent = i + (i & -i);
    if (parent < sums.length) sums[parent] = (sums[parent] ?? 0) + (sums[i] ?? 0);
  }
  return tree;
}
