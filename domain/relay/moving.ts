// Moving fans when relays are raised or lowered: nobody is sent away before every edge knows the new number, and then a few at
// a time, so that the new relays are met by a stream and not by a stampede.

/** Edges keep what they know of a show for two seconds. */
export const SETTLE_MS = 4_000;
const OVER_MS = 20_000;
export const MOVE_STEP_MS = 250;

/** Of those who are at the wrong place, how many are sent on now. */
export function movingNow(misplaced: number, since_ms: number, now_ms: number): number {
  const begun_ms = now_ms - since_ms - SETTLE_MS;
  if (misplaced === 0 || begun_ms < 0) return 0;
  const left_ms = Math.max(0, OVER_MS - begun_ms);
  // Who came later by an edge that was late itself goes with the last.
  return Math.ceil(misplaced / (Math.floor(left_ms / MOVE_STEP_MS) + 1));
}

/** When there is to look again; null where nobody is at the wrong place. */
export function moveAgainAt(misplaced: number, since_ms: number, now_ms: number): number | null {
  if (misplaced === 0) return null;
  return Math.max(now_ms + MOVE_STEP_MS, since_ms + SETTLE_MS);
}
