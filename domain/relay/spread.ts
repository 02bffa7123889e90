// Which relay a fan goes through: by the fan's name alone, so that every edge says the same without asking anybody. With one
// relay more only those move who belong to the new one (jump hashing, Lamping and Veach).

/** FNV-1a, and then mixed: names of fans differ in their last characters. */
function hashOf(fan: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < fan.length; i++) hash = Math.imul(hash ^ fan.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Counted from nought; null where there are none and the line itself is asked. */
export function relayOf(fan: string, relays: number): number | null {
  if (relays <= 0) return null;
  let seed = hashOf(fan);
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
