// A Merkle tree over one batch of joins (the shape of RFC 9162: a lone node moves up unchanged), on words, and the
// proofs that one leaf is in it.
import { compress, copyWords, expand, mix, newHashState, putBytes } from "./sha256.ts";
import { utf8 } from "./text.ts";

// hash(a block that says "node", left, right): a node can never pass for a leaf, and as the block is always the same its
// half of the work, like the padding's, is done once.
const AFTER_TAG = newHashState();
const PADDING = new Int32Array(64);
{
  const block = new Int32Array(16);
  putBytes(block, 0, utf8("fairline.node.v1"));
  compress(AFTER_TAG, block, 0);
  block.fill(0);
  block[0] = 0x80 << 24;
  block[15] = 128 * 8;
  expand(block, 0, PADDING);
}

const state = newHashState();
const message = new Int32Array(16);

function nodeOf(
  left: Int32Array,
  left_at: number,
  right: Int32Array,
  right_at: number,
  out: Int32Array,
  at: number,
): void {
  copyWords(left, left_at, message, 0, 8);
  copyWords(right, right_at, message, 8, 8);
  copyWords(AFTER_TAG, 0, state, 0, 8);
  compress(state, message, 0);
  mix(state, PADDING);
  copyWords(state, 0, out, at, 8);
}

/** All levels, leaves first, root last; each level eight words a node. */
export function treeOf(leaves: Int32Array): Int32Array[] {
  const levels = [leaves];
  let level = leaves;
  while (level.length > 8) {
    const count = level.length / 8;
    const above = new Int32Array(Math.ceil(count / 2) * 8);
    for (let i = 0; i + 1 < count; i += 2) nodeOf(level, i * 8, level, (i + 1) * 8, above, (i / 2) * 8);
    if (count % 2 === 1) above.set(level.subarray((count - 1) * 8), above.length - 8);
    levels.push(above);
    level = above;
  }
  return levels;
}

export const rootOf = (levels: readonly Int32Array[]): Int32Array => levels[levels.length - 1] ?? new Int32Array(8);

/** The siblings from the leaf up, eight words each. */
export function proofOf(levels: readonly Int32Array[], index: number): Int32Array {
  const siblings: Int32Array[] = [];
  let at = index;
  for (const level of levels.slice(0, -1)) {
    const sibling = at ^ 1;
    if (sibling * 8 < level.length) siblings.push(level.subarray(sibling * 8, sibling * 8 + 8));
    at >>= 1;
  }
  const proof = new Int32Array(siblings.length * 8);
  siblings.forEach((words, i) => {
    proof.set(words, i * 8);
  });
  return proof;
}

/** The root that a leaf at this index of a batch of this size leads to; null if the proof has the wrong length. */
export function rootFrom(leaf: Int32Array, at: { index: number; size: number }, proof: Int32Array): Int32Array | null {
  let node = leaf.slice(0, 8);
  let { index } = at;
  let last = at.size - 1;
  if (index < 0 || index > last || proof.length % 8 !== 0) return null;
  let used = 0;
  for (; last > 0; index >>= 1, last >>= 1) {
    if (index === last && index % 2 === 0) continue;
    if (used >= proof.length) return null;
    const above = new Int32Array(8);
    if (index % 2 === 0) nodeOf(node, 0, proof, used, above, 0);
    else nodeOf(proof, used, node, 0, above, 0);
    node = above;
    used += 8;
  }
  return used === proof.length ? node : null;
}
