// Which relay a fan goes through: by the fan's name and a key that edges, relays and the line share, so that every edge says the
// same without asking anybody, and nobody outside can choose accounts that crowd one relay. With one relay more only those move
// who belong to the new one (jump hashing, Lamping and Veach).
import { type FanHashKey, hashFan } from "../waiting-line/fan-hash.ts";

export type RelayKey = FanHashKey;

const hash = new Uint32Array(2);

/** Counted from nought; null where there are none and the line itself is asked. */
export function relayOf(fan: string, relays: number, key: RelayKey): number | null {
  if (relays <= 0) return null;
  hashFan(key, fan, hash, 0);
  let seed = hash[0] ?? 0;
  let bucket = 0;
  for (let next = 0; next < relays; ) {
    bucket = next;
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    next = Math.floor((bucket + 1) * (4_294_967_296 / (seed + 1)));
  }
  return bucket;
}

/** A relay's name says whose it is and which. */
export const relayName = (show_id: string, index: number): string => `${show_id}/${index}`;

export function relayNamed(name: string): { readonly show_id: string; readonly index: number } {
  const cut = name.lastIndexOf("/");
  return { show_id: name.slice(0, cut), index: Number(name.slice(cut + 1)) };
}
