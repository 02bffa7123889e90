// SHA-256 on typed arrays, synchronous and without platform help: the line hashes a leaf and a node for every join, and
// the same file checks a receipt in a browser. Blocks are sixteen big-endian words.

const K = new Int32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
]);

const START = new Int32Array([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);

/** Eight words of running hash. */
export type HashState = Int32Array;
export const newHashState = (): HashState => START.slice();

const W = new Int32Array(64);

/** The sixty-four words of one block with the round constants already added. */
export function expand(words: Int32Array | Uint32Array, at: number, out: Int32Array): void {
  for (let i = 0; i < 16; i++) out[i] = (words[at + i] as number) | 0;
  for (let i = 16; i < 64; i++) {
    const x = out[i - 15] as number;
    const y = out[i - 2] as number;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    out[i] = ((out[i - 16] as number) + s0 + (out[i - 7] as number) + s1) | 0;
  }
  for (let i = 0; i < 64; i++) out[i] = ((out[i] as number) + (K[i] as number)) | 0;
}

/** One block. */
export function compress(state: HashState, words: Int32Array | Uint32Array, at: number): void {
  expand(words, at, W);
  mix(state, W);
}

/** Eight rounds at a time, so that no value has to be passed on from name to name. Indexes are all within bounds. */
export function mix(state: HashState, words: Int32Array): void {
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let i = 0; i < 64; i += 8) {
    h =
      (h +
        (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) +
        (g ^ (e & (f ^ g))) +
        (words[i] as number)) |
      0;
    d = (d + h) | 0;
    h =
      (h +
        (((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) +
        ((a & b) | (c & (a | b)))) |
      0;
    g =
      (g +
        (((d >>> 6) | (d << 26)) ^ ((d >>> 11) | (d << 21)) ^ ((d >>> 25) | (d << 7))) +
        (f ^ (d & (e ^ f))) +
        (words[i + 1] as number)) |
      0;
    c = (c + g) | 0;
    g =
      (g +
        (((h >>> 2) | (h << 30)) ^ ((h >>> 13) | (h << 19)) ^ ((h >>> 22) | (h << 10))) +
        ((h & a) | (b & (h | a)))) |
      0;
    f =
      (f +
        (((c >>> 6) | (c << 26)) ^ ((c >>> 11) | (c << 21)) ^ ((c >>> 25) | (c << 7))) +
        (e ^ (c & (d ^ e))) +
        (words[i + 2] as number)) |
      0;
    b = (b + f) | 0;
    f =
      (f +
        (((g >>> 2) | (g << 30)) ^ ((g >>> 13) | (g << 19)) ^ ((g >>> 22) | (g << 10))) +
        ((g & h) | (a & (g | h)))) |
      0;
    e =
      (e +
        (((b >>> 6) | (b << 26)) ^ ((b >>> 11) | (b << 21)) ^ ((b >>> 25) | (b << 7))) +
        (d ^ (b & (c ^ d))) +
        (words[i + 3] as number)) |
      0;
    a = (a + e) | 0;
    e =
      (e +
        (((f >>> 2) | (f << 30)) ^ ((f >>> 13) | (f << 19)) ^ ((f >>> 22) | (f << 10))) +
        ((f & g) | (h & (f | g)))) |
      0;
    d =
      (d +
        (((a >>> 6) | (a << 26)) ^ ((a >>> 11) | (a << 21)) ^ ((a >>> 25) | (a << 7))) +
        (c ^ (a & (b ^ c))) +
        (words[i + 4] as number)) |
      0;
    h = (h + d) | 0;
    d =
      (d +
        (((e >>> 2) | (e << 30)) ^ ((e >>> 13) | (e << 19)) ^ ((e >>> 22) | (e << 10))) +
        ((e & f) | (g & (e | f)))) |
      0;
    c =
      (c +
        (((h >>> 6) | (h << 26)) ^ ((h >>> 11) | (h << 21)) ^ ((h >>> 25) | (h << 7))) +
        (b ^ (h & (a ^ b))) +
        (words[i + 5] as number)) |
      0;
    g = (g + c) | 0;
    c =
      (c +
        (((d >>> 2) | (d << 30)) ^ ((d >>> 13) | (d << 19)) ^ ((d >>> 22) | (d << 10))) +
        ((d & e) | (f & (d | e)))) |
      0;
    b =
      (b +
        (((g >>> 6) | (g << 26)) ^ ((g >>> 11) | (g << 21)) ^ ((g >>> 25) | (g << 7))) +
        (a ^ (g & (h ^ a))) +
        (words[i + 6] as number)) |
      0;
    f = (f + b) | 0;
    b =
      (b +
        (((c >>> 2) | (c << 30)) ^ ((c >>> 13) | (c << 19)) ^ ((c >>> 22) | (c << 10))) +
        ((c & d) | (e & (c | d)))) |
      0;
    a =
      (a +
        (((f >>> 6) | (f << 26)) ^ ((f >>> 11) | (f << 21)) ^ ((f >>> 25) | (f << 7))) +
        (h ^ (f & (g ^ h))) +
        (words[i + 7] as number)) |
      0;
    e = (e + a) | 0;
    a =
      (a +
        (((b >>> 2) | (b << 30)) ^ ((b >>> 13) | (b << 19)) ^ ((b >>> 22) | (b << 10))) +
        ((b & c) | (d & (b | c)))) |
      0;
  }
  state[0] = ((state[0] as number) + a) | 0;
  state[1] = ((state[1] as number) + b) | 0;
  state[2] = ((state[2] as number) + c) | 0;
  state[3] = ((state[3] as number) + d) | 0;
  state[4] = ((state[4] as number) + e) | 0;
  state[5] = ((state[5] as number) + f) | 0;
  state[6] = ((state[6] as number) + g) | 0;
  state[7] = ((state[7] as number) + h) | 0;
}

/** A few words by hand: the platform's own `set` and `fill` cost more than they save at this size. */
export function copyWords(from: Int32Array, from_at: number, to: Int32Array, to_at: number, count: number): void {
  for (let i = 0; i < count; i++) to[to_at + i] = from[from_at + i] as number;
}

export function clearWords(words: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) words[i] = 0;
}

/** Closes a message of `length_bytes` whose words lie in `words` from 0 on, zeros behind it; enough room is the caller's. */
export function finish(state: HashState, words: Int32Array, length_bytes: number, hashed_bytes = 0): void {
  const last = length_bytes >>> 2;
  words[last] = (words[last] as number) | (0x80 << (24 - 8 * (length_bytes & 3)));
  const blocks = ((length_bytes + 8) >>> 6) + 1;
  const bits = (length_bytes + hashed_bytes) * 8;
  words[blocks * 16 - 2] = Math.floor(bits / 0x1_0000_0000);
  words[blocks * 16 - 1] = bits | 0;
  for (let block = 0; block < blocks; block++) compress(state, words, block * 16);
}

/** Bytes into big-endian words from byte offset `at` of a buffer that is zero there. */
export function putBytes(words: Int32Array, at: number, bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++) {
    const to = at + i;
    const word = to >>> 2;
    words[word] = (words[word] as number) | ((bytes[i] as number) << (24 - 8 * (to & 3)));
  }
}

export function wordsToBytes(words: ArrayLike<number>, from = 0, count = words.length - from): Uint8Array {
  const bytes = new Uint8Array(count * 4);
  for (let i = 0; i < count; i++) {
    const word = words[from + i] as number;
    bytes[4 * i] = word >>> 24;
    bytes[4 * i + 1] = word >>> 16;
    bytes[4 * i + 2] = word >>> 8;
    bytes[4 * i + 3] = word;
  }
  return bytes;
}

export function bytesToWords(bytes: Uint8Array): Int32Array {
  const words = new Int32Array(Math.ceil(bytes.length / 4));
  putBytes(words, 0, bytes);
  return words;
}

export function sha256(bytes: Uint8Array): Uint8Array {
  const words = new Int32Array((((bytes.length + 8) >>> 6) + 1) * 16);
  putBytes(words, 0, bytes);
  const state = newHashState();
  finish(state, words, bytes.length);
  return wordsToBytes(state);
}

/** A message that comes in pieces and is too long to be laid out whole. */
export function sha256Of(pieces: Iterable<Uint8Array>): Uint8Array {
  const state = newHashState();
  const block = new Int32Array(32);
  const bytes = new Uint8Array(64);
  let held = 0;
  let hashed_bytes = 0;
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      const taken = Math.min(64 - held, piece.length - at);
      bytes.set(piece.subarray(at, at + taken), held);
      held += taken;
      at += taken;
      if (held < 64) break;
      fillBlock(block, bytes);
      compress(state, block, 0);
      hashed_bytes += 64;
      held = 0;
    }
  }
  clearWords(block, 16);
  putBytes(block, 0, bytes.subarray(0, held));
  finish(state, block, held, hashed_bytes);
  return wordsToBytes(state);
}

function fillBlock(block: Int32Array, bytes: Uint8Array): void {
  for (let i = 0; i < 16; i++) {
    const at = 4 * i;
    const high = ((bytes[at] as number) << 24) | ((bytes[at + 1] as number) << 16);
    block[i] = high | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number);
  }
}
