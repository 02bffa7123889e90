// What the log says of a join: a leaf that only the fan's own receipt can open. Without the salt nobody can try out fan
// ids against it, and the salt comes from the line's key and the batch's own bytes, so it need not be stored.
import {
  clearWords,
  compress,
  copyWords,
  finish,
  type HashState,
  newHashState,
  putBytes,
  wordsToBytes,
} from "./sha256.ts";
import { utf8 } from "./text.ts";

/** 128 bits hide a fan as well as 256, the whole leaf then fits one block, and one HMAC salts two positions. */
export const SALT_BYTES = 16;
const SALT_WORDS = SALT_BYTES / 4;
const LEAF_TAG = 0x4c454146;
const HEAD_BYTES = 4 + SALT_BYTES + 4;

/** The two inner states of HMAC, made once for a line. */
export type SaltKey = { readonly inner: HashState; readonly outer: HashState };

/**
 * `own`: random bytes of this batch alone. A line that was taken back gives its positions out again under the same key; the
 * salts must not come again with them. Batches of before that have none.
 */
export const batchKey = (key: Uint8Array, own: Uint8Array): SaltKey => saltKey(Uint8Array.of(...key, ...own));
export const BATCH_KEY_BYTES = 16;

export function saltKey(key: Uint8Array): SaltKey {
  if (key.length > 64) throw new RangeError("a line key has at most 64 bytes");
  const pad = (filler: number): HashState => {
    const words = new Int32Array(16);
    putBytes(words, 0, key);
    for (let i = 0; i < 16; i++) words[i] = (words[i] ?? 0) ^ filler;
    const state = newHashState();
    compress(state, words, 0);
    return state;
  };
  return { inner: pad(0x36363636), outer: pad(0x5c5c5c5c) };
}

const block = new Int32Array(16);
const state = newHashState();

/** HMAC(batch's key, position / 2): the first half for the even position, the second for the odd one. */
function saltPair(key: SaltKey, pair: number): HashState {
  clearWords(block, 16);
  block[0] = pair;
  copyWords(key.inner, 0, state, 0, 8);
  finish(state, block, 4, 64);
  copyWords(state, 0, block, 0, 8);
  for (let i = 8; i < 16; i++) block[i] = 0;
  copyWords(key.outer, 0, state, 0, 8);
  finish(state, block, 32, 64);
  return state;
}

// Fan ids are short; longer ones than fit here get a buffer of their own.
const message = new Int32Array(64);

/** hash(domain, salt, position, fan), eight words to `out` at word `at`. The parts before the fan have fixed widths. */
export function leafOf(
  salt: Int32Array,
  salt_at: number,
  position: number,
  fan: string,
  out: Int32Array,
  at: number,
): void {
  // Four bytes a letter at most; and nearly always one block is all that has to be cleared.
  const room = HEAD_BYTES + fan.length * 4;
  const words = room + 9 <= message.length * 4 ? message : new Int32Array((((room + 8) >>> 6) + 1) * 16);
  if (words === message) clearWords(words, ((room + 8) >>> 6) * 16 + 16);
  words[0] = LEAF_TAG;
  copyWords(salt, salt_at, words, 1, SALT_WORDS);
  words[1 + SALT_WORDS] = position;
  copyWords(EMPTY, 0, state, 0, 8);
  finish(state, words, putText(words, fan));
  copyWords(state, 0, out, at, 8);
}

const EMPTY = newHashState();

/** Ids are ASCII in practice: no bytes are made for them. Returns the length of head and text. */
function putText(words: Int32Array, text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80) {
      words.fill(0, HEAD_BYTES / 4);
      const bytes = utf8(text);
      putBytes(words, HEAD_BYTES, bytes);
      return HEAD_BYTES + bytes.length;
    }
    const to = HEAD_BYTES + i;
    words[to >>> 2] = (words[to >>> 2] as number) | (code << (24 - 8 * (to & 3)));
  }
  return HEAD_BYTES + text.length;
}

/** Salts and leaves of a batch, in order of position. */
export function commitBatch(
  key: SaltKey,
  from: number,
  fans: readonly string[],
): { salts: Int32Array; leaves: Int32Array } {
  const salts = new Int32Array(fans.length * SALT_WORDS);
  const leaves = new Int32Array(fans.length * 8);
  for (let i = 0; i < fans.length; ) {
    const odd = (from + i) & 1;
    const pair = saltPair(key, (from + i) >>> 1);
    const count = Math.min(2 - odd, fans.length - i);
    copyWords(pair, odd * SALT_WORDS, salts, i * SALT_WORDS, count * SALT_WORDS);
    i += count;
  }
  for (let i = 0; i < fans.length; i++) leafOf(salts, i * SALT_WORDS, from + i, fans[i] ?? "", leaves, i * 8);
  return { salts, leaves };
}

export const saltBytes = (salts: Int32Array, index: number): Uint8Array =>
  wordsToBytes(salts, index * SALT_WORDS, SALT_WORDS);
