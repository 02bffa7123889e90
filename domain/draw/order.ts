// The order that a draw gives, from the frozen entrants and one public signature. No choice is left to anybody: whoever
// has the leaves and the signature comes to the same places.
import { type SaltKey, saltKey } from "../log/commitment.ts";
import { copyWords, finish, newHashState, sha256, sha256Of, wordsToBytes } from "../log/sha256.ts";
import { fromHex, toHex, utf8 } from "../log/text.ts";
import { DRAW_RULE } from "./chain.ts";

/** Leaves lie eight words each, in order of lobby number. */
export type Leaves = Int32Array;

const LEAF_WORDS = 8;
/** Leaves turned into bytes at once: a million of them are not laid out a second time. */
const LEAVES_A_PIECE = 4_096;

/** SHA-256 over the rule, the show, the number of entrants, and every leaf. */
export function drawRoot(show_id: string, leaves: Leaves): string {
  const head = utf8(`${DRAW_RULE}\n${show_id}\n${leaves.length / LEAF_WORDS}\n`);
  return toHex(sha256Of(piecesOf(head, leaves)));
}

function* piecesOf(head: Uint8Array, leaves: Leaves): Generator<Uint8Array> {
  yield head;
  const step = LEAVES_A_PIECE * LEAF_WORDS;
  for (let at = 0; at < leaves.length; at += step) {
    yield wordsToBytes(leaves, at, Math.min(step, leaves.length - at));
  }
}

/** As drand gives it. Null for what is no hex. */
export function randomnessOf(signature: string): string | null {
  const bytes = fromHex(signature);
  return bytes === null ? null : toHex(sha256(bytes));
}

export function seedOf(root: string, randomness: string): string {
  const parts = [utf8(`${DRAW_RULE} seed\n`), fromHex(root), fromHex(randomness)];
  if (parts.some((part) => part === null)) throw new RangeError("a root and a randomness are hex");
  return toHex(sha256Of(parts.filter((part) => part !== null)));
}

/** The place of each lobby number: `places[i]` is the place of entrant i + 1. */
export function placesOf(seed: string, leaves: Leaves): Uint32Array {
  const count = leaves.length / LEAF_WORDS;
  const keys = drawKeys(seed, leaves);
  const order = sortedByKey(keys, count);
  const places = new Uint32Array(count);
  for (let place = 1; place <= count; place++) places[order[place - 1] ?? 0] = place;
  return places;
}

/** Where the draw fell back: who came first stands first. */
export const placesByArrival = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, i) => i + 1);

/** HMAC-SHA-256(seed, leaf) of every leaf, eight words each. */
export function drawKeys(seed: string, leaves: Leaves): Uint32Array {
  const secret = fromHex(seed);
  if (secret === null) throw new RangeError("a seed is hex");
  const key = saltKey(secret);
  const keys = new Uint32Array(leaves.length);
  for (let at = 0; at < leaves.length; at += LEAF_WORDS) hmacOfLeaf(key, leaves, at, keys);
  return keys;
}

const block = new Int32Array(16);
const state = newHashState();

function hmacOfLeaf(key: SaltKey, leaves: Leaves, at: number, out: Uint32Array): void {
  copyWords(leaves, at, block, 0, LEAF_WORDS);
  copyWords(key.inner, 0, state, 0, 8);
  block.fill(0, LEAF_WORDS);
  finish(state, block, 32, 64);
  copyWords(state, 0, block, 0, 8);
  block.fill(0, LEAF_WORDS);
  copyWords(key.outer, 0, state, 0, 8);
  finish(state, block, 32, 64);
  for (let i = 0; i < LEAF_WORDS; i++) out[at + i] = state[i] as number;
}

/** A number holds this many bits exactly: as many of a key as fit beside the entrant's index. */
const EXACT_BITS = 53;
const KEY_BITS_MAX = 32;

/**
 * Entrants (from 0) in ascending order of their keys as bytes, equal keys by lobby number. A million keys are sorted as
 * plain numbers, the key's beginning before the index; only where beginnings are equal are whole keys compared.
 */
function sortedByKey(keys: Uint32Array, count: number): Uint32Array {
  const index_bits = Math.ceil(Math.log2(count + 1));
  const key_bits = Math.min(KEY_BITS_MAX, EXACT_BITS - index_bits);
  const cut = 2 ** (KEY_BITS_MAX - key_bits);
  const scale = 2 ** index_bits;
  const packed = new Float64Array(count);
  const headOf = (i: number): number => Math.floor((keys[i * LEAF_WORDS] ?? 0) / cut);
  for (let i = 0; i < count; i++) packed[i] = headOf(i) * scale + i;
  packed.sort();
  const order = Uint32Array.from(packed, (value) => value % scale);
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && headOf(order[to] ?? 0) === headOf(order[from] ?? 0)) to++;
    if (to - from > 1) order.subarray(from, to).sort((a, b) => compareKeys(keys, a, b));
    from = to;
  }
  return order;
}

function compareKeys(keys: Uint32Array, a: number, b: number): number {
  for (let word = 0; word < LEAF_WORDS; word++) {
    const difference = (keys[a * LEAF_WORDS + word] ?? 0) - (keys[b * LEAF_WORDS + word] ?? 0);
    if (difference !== 0) return difference;
  }
  return a - b;
}
