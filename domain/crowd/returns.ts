// The level of returned seats: a sold-out hall into which seats come back one by one, as unpaid orders end and minds
// change. Which and when follows from the seed; nobody can see it coming.
import { chance, mix } from "../chance.ts";
import type { Level } from "./levels.ts";

export type Return = { readonly at_ms: number; readonly seat: string };

const DRAW = { WHEN: 21, WHICH: 22 };

/** Earliest first; no seat twice. */
export function returnsOf(seats: readonly string[], { seed, level, opens_ms }: ReturnsWish): Return[] {
  const order = seats
    .map((seat, i) => ({ seat, key: mix(seed, DRAW.WHICH, i), i }))
    .sort((a, b) => a.key - b.key || a.i - b.i);
  return order
    .slice(0, level.returning)
    .map(({ seat }, n) => ({
      seat,
      at_ms: opens_ms + Math.floor(chance(seed, DRAW.WHEN, n) * level.returning_within_ms),
    }))
    .sort((a, b) => a.at_ms - b.at_ms);
}

type ReturnsWish = { readonly seed: number; readonly level: Level; readonly opens_ms: number };
