// One batch of joins as the line knows it: enough to make the receipt of every fan in it, at the line or at the edge.
import { commitBatch, type SaltKey, saltBytes } from "./commitment.ts";
import { proofOf, rootOf, treeOf } from "./merkle.ts";
import { proofHashes, type Receipt } from "./receipt.ts";
import { wordsToBytes } from "./sha256.ts";
import { toBase64url } from "./text.ts";

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

export function receiptFrom(
  show_id: string,
  entry: BatchEntry,
  tree: BatchTree,
  owner: { position: number; fan: string },
): Receipt {
  const index = owner.position - entry.from;
  const { at_ms, from, to, presale } = entry;
  return {
    show_id,
    position: owner.position,
    fan: owner.fan,
    salt: toBase64url(saltBytes(tree.salts, index)),
    proof: proofHashes(proofOf(tree.levels, index)),
    seq: entry.seq,
    entry: { at_ms, from, to, presale },
    previous: entry.previous,
    hash: entry.hash,
  };
}
