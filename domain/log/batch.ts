// One batch of joins as the line knows it: enough to make the receipt of every fan in it, at the line or at the edge.
import { commitBatch, type SaltKey, saltBytes } from "./commitment.ts";
import { proofOf, rootOf, treeOf } from "./merkle.ts";
import { proofHashes, type Receipt } from "./receipt.ts";
import { bytesToWords, wordsToBytes } from "./sha256.ts";
import { fromBase64url, toBase64url } from "./text.ts";

export type BatchEntry = {
  readonly seq: number;
  readonly at_ms: number;
  readonly from: number;
  readonly to: number;
  readonly presale: boolean;
  readonly previous: string;
  readonly hash: string;
};

/** Salts four words each, leaves eight, in order of position. */
export type BatchLeaves = { readonly salts: Int32Array; readonly leaves: Int32Array };
export type BatchTree = { readonly salts: Int32Array; readonly levels: readonly Int32Array[] };

export function growBatch(key: SaltKey, from: number, fans: readonly string[]): BatchTree & { root: string } {
  const { salts, leaves } = commitBatch(key, from, fans);
  const levels = treeOf(leaves);
  return { salts, levels, root: toBase64url(wordsToBytes(rootOf(levels))) };
}

export const treeFromLeaves = ({ salts, leaves }: BatchLeaves): BatchTree => ({ salts, levels: treeOf(leaves) });

/** Whose receipt it is, and where they stand: see the receipt's own fields. */
export type Owner = Pick<Receipt, "position" | "lobby_number" | "place" | "fan"> & { readonly arrival: number };

export function receiptFrom(show_id: string, entry: BatchEntry, tree: BatchTree, owner: Owner): Receipt {
  const { fan, arrival, ...standing } = owner;
  const index = arrival - entry.from;
  const { at_ms, from, to, presale } = entry;
  return {
    show_id,
    ...standing,
    ...(standing.position === arrival && standing.place === undefined ? {} : { arrival }),
    fan,
    salt: toBase64url(saltBytes(tree.salts, index)),
    proof: proofHashes(proofOf(tree.levels, index)),
    seq: entry.seq,
    entry: { at_ms, from, to, presale },
    previous: entry.previous,
    hash: entry.hash,
  };
}

/** The leaves as the public log shows them, one text each. */
export const leavesInText = (leaves: Int32Array): string[] =>
  Array.from({ length: leaves.length / 8 }, (_, i) => toBase64url(wordsToBytes(leaves, i * 8, 8)));

/** Null where the texts are no leaves, or are not those under this root. */
export function leavesUnder(root: string, texts: readonly string[]): Int32Array | null {
  const leaves = new Int32Array(texts.length * 8);
  for (const [i, text] of texts.entries()) {
    const bytes = fromBase64url(text);
    if (bytes?.length !== 32) return null;
    leaves.set(bytesToWords(bytes), i * 8);
  }
  return toBase64url(wordsToBytes(rootOf(treeOf(leaves)))) === root ? leaves : null;
}
