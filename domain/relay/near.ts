// Who is near enough to the head, or to the room, to be answered by the line itself: their turn may come before a copy of the
// line hears of it. Everybody else is told by their relay.
import { ENTRY } from "../waiting-line/entry-status.ts";
import { aheadOf, type LineState, statusAt } from "../waiting-line/state.ts";

/** A copy is at most so old where anybody is answered from it. */
export const COPY_AGE_MS = 250;
/** So long a place should stay out of reach: many times the age of a copy. */
const REACH_MS = 2_000;
const NEAR_LEAST = 200;

export function isNear(state: LineState, position: number): boolean {
  const status = statusAt(state, position);
  if (status === ENTRY.ADMITTED || status === ENTRY.CLAIMED) return true;
  if (status !== ENTRY.WAITING) return false;
  const { batch_size, step_ms, room_capacity } = state.settings;
  const reach = Math.min(room_capacity, batch_size * Math.ceil(REACH_MS / step_ms));
  return aheadOf(state, position) < Math.max(NEAR_LEAST, reach);
}
