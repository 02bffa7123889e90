// A keyed 64-bit hash of a fan's id (HalfSipHash-2-4 over UTF-16 pairs): fast without 64-bit integers, and nobody
// outside can make ids that crowd one corner of the table, because the key is the line's own secret.
export type FanHashKey = { readonly k0: number; readonly k1: number };

/** The two halves of the hash, written to `out` at `at` and `at + 1`. */
export function hashFan(key: FanHashKey, fan: string, out: Uint32Array, at: number): void {
  let v0 = key.k0 | 0;
  let v1 = (key.k1 ^ 0xee) | 0;
  let v2 = 0x6c796765 ^ key.k0;
  let v3 = 0x74656462 ^ key.k1;
  const length = fan.length;
  for (let i = 0; i <= length; i += 2) {
    // The last word closes the message with its length, so that "a" and "a\0" differ.
    const low = i < length ? fan.charCodeAt(i) : 0;
    const high = i + 1 < length ? fan.charCodeAt(i + 1) : length & 0xffff;
    const word = low | (high << 16);
    v3 ^= word;
    for (let round = 0; round < 2; round++) {
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
    }
    v0 ^= word;
  }
  v2 ^= 0xee;
  for (let half = 0; half < 2; half++) {
    for (let round = 0; round < 4; round++) {
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
    }
    out[at + half] = v1 ^ v3;
    v1 ^= 0xdd;
  }
}
