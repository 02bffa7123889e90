// Chance that can be played again: every draw is a function of a seed and of what it is drawn for, so that neither the
// order of draws nor what else happens changes it. For models only; secrets and ids need real randomness.

/** Mixes whole numbers into 32 bits (the finaliser of MurmurHash3 after each; the sum keeps a key like its seed from 0). */
export function mix(seed: number, ...keys: readonly number[]): number {
  let hash = seed | 0;
  for (const key of keys) {
    hash = Math.imul((hash ^ key) + 0x7f4a7c15, 0x9e3779b1);
    hash ^= hash >>> 16;
    hash = Math.imul(hash, 0x85ebca6b);
    hash ^= hash >>> 13;
    hash = Math.imul(hash, 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}

/** Evenly in [0, 1). */
export const chance = (seed: number, ...keys: readonly number[]): number => mix(seed, ...keys) / 4_294_967_296;

/** From the normal distribution with mean 0 and deviation 1 (Box and Muller). */
export function normal(seed: number, ...keys: readonly number[]): number {
  const radius = Math.sqrt(-2 * Math.log(1 - chance(seed, ...keys, 1)));
  return radius * Math.cos(2 * Math.PI * chance(seed, ...keys, 2));
}

/** A time people take: half take less than the median, a few take several times as long. */
export const pace = (median_ms: number, spread: number, z: number): number => median_ms * Math.exp(spread * z);
