// What a fan keeps: their place, the salt that opens their leaf, and the way from the leaf into the log. It is checked
// alone, without the log; the signature over it is made and checked at the edge.
import { leafOf, SALT_BYTES } from "./commitment.ts";
import { chainHash, type LogFacts } from "./entry.ts";
import { rootFrom } from "./merkle.ts";
import { bytesToWords, wordsToBytes } from "./sha256.ts";
import { fromBase64url, toBase64url } from "./text.ts";

export type Receipt = {
  readonly show_id: string;
  /** Null while the place is still to be drawn. */
  readonly position: number | null;
  /** In a line that is drawn: the number that the leaf is made of, counted by arrival. Elsewhere that is the position. */
  readonly arrival?: number;
  /** Of who stood on the frozen list, once it is drawn. */
  readonly lobby_number?: number;
  readonly place?: number;
  readonly fan: string;
  readonly salt: string;
  readonly proof: readonly string[];
  /** The log's entry of the batch, the entry before it as a hash, and the hash of the chain up to this entry. */
  readonly seq: number;
  readonly entry: { readonly at_ms: number; readonly from: number; readonly to: number; readonly presale: boolean };
  readonly previous: string;
  readonly hash: string;
};

/** Signed at the edge as a checkpoint: who holds one can show later that the log was changed behind it. */
export type Checkpoint = {
  readonly show_id: string;
  readonly seq: number;
  readonly hash: string;
  readonly joined: number;
  readonly head: number;
  readonly at_ms: number;
  /** From the freezing of a lobby on: the list that its round will draw. */
  readonly draw?: FrozenList;
};

export type FrozenList = {
  readonly draw_number: number;
  readonly round: number;
  readonly entrants: number;
  readonly root: string;
};

export type ReceiptFault =
  | "salt_malformed"
  | "proof_malformed"
  | "position_outside_batch"
  | "proof_wrong"
  | "entry_changed";

export const arrivalOn = (receipt: Receipt): number => receipt.arrival ?? receipt.position ?? 0;

export const proofHashes = (proof: Int32Array): string[] =>
  Array.from({ length: proof.length / 8 }, (_, i) => toBase64url(wordsToBytes(proof, i * 8, 8)));

export const joinFacts = (entry: Receipt["entry"], root: string): LogFacts => ({
  kind: "join",
  at_ms: entry.at_ms,
  from: entry.from,
  to: entry.to,
  root,
  presale: entry.presale,
});

/** Leaf to root to entry to chain: every hash is made again from what the receipt says. */
export function checkReceipt(receipt: Receipt): { ok: true; root: string } | { ok: false; fault: ReceiptFault } {
  const { entry } = receipt;
  const arrival = arrivalOn(receipt);
  const salt = fromBase64url(receipt.salt);
  if (salt === null || salt.length !== SALT_BYTES) return { ok: false, fault: "salt_malformed" };
  if (!Number.isInteger(arrival) || arrival < entry.from || arrival > entry.to) {
    return { ok: false, fault: "position_outside_batch" };
  }
  const proof = new Int32Array(receipt.proof.length * 8);
  for (const [i, text] of receipt.proof.entries()) {
    const bytes = fromBase64url(text);
    if (bytes === null || bytes.length !== 32) return { ok: false, fault: "proof_malformed" };
    proof.set(bytesToWords(bytes), i * 8);
  }
  const leaf = new Int32Array(8);
  leafOf(bytesToWords(salt), 0, arrival, receipt.fan, leaf, 0);
  const root = rootFrom(leaf, { index: arrival - entry.from, size: entry.to - entry.from + 1 }, proof);
  if (root === null) return { ok: false, fault: "proof_wrong" };
  const text = toBase64url(wordsToBytes(root));
  const hash = chainHash(receipt.previous, receipt.seq, joinFacts(entry, text));
  return hash === receipt.hash ? { ok: true, root: text } : { ok: false, fault: "entry_changed" };
}
