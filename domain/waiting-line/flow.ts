// What is observed of the room, and the honest range of waiting time that follows from it. Completed stays divided by
// slot time counts those still inside too; counting ended stays alone would favour no-shows, which end first.
import { admissibleUpTo, lineTime } from "./sale.ts";
import { type Flow, freeSlots, type LineState } from "./state.ts";

/** Short, for a crowd changes on the way: of ten minutes the ranges ran behind a growing share of fans who never come. */
const HALF_LIFE_MS = 120_000;
/** How far stays scatter, and how far those seen mislead, against pure chance (1): found on the five fixed sales (L15). */
const SCATTER_AHEAD = 0.26;
const SCATTER_SEEN = 0.36;
/** Of a stay that has only begun: (1 - c²) / 2, where c² is how much people's stays differ; for those watched, a quarter. */
const BEGUN_SHARE = 0.38;
/** A room that turned over once has shown its quick guests only: the doubt that this leaves, halved by the second turn. */
const DOUBT_FIRST_TURN = 0.055;
/** The 90th percentile of the normal distribution. */
const Z90 = 1.2816;

export type Eta = { readonly p10_ms: number; readonly p50_ms: number; readonly p90_ms: number };

/** Before each change of the room: adds the slot time since the last one, and the stays that end or begin now. */
export function observeFlow(
  state: LineState,
  at_ms: number,
  { ended, begun }: { readonly ended: number; readonly begun: number },
): void {
  const { flow } = state;
  const at_line_ms = lineTime(state, at_ms);
  const passed_ms = Math.max(0, at_line_ms - flow.at_ms);
  const kept = flow.at_ms === 0 ? 0 : 2 ** (-passed_ms / HALF_LIFE_MS);
  let occupied = 0;
  if (passed_ms > 0) occupied = state.room.size;
  flow.slot_ms = flow.slot_ms * kept + occupied * (flow.at_ms === 0 ? 0 : passed_ms);
  flow.stays_ended = flow.stays_ended * kept + ended;
  flow.stays_begun = flow.stays_begun * kept + begun;
  flow.at_ms = at_line_ms;
}

/**
 * Stays that the slot time stands for. A room that has just filled owes the ends of those inside: counting none of them
 * makes the first hour look slow (by a third at the first turn of the room), counting all makes it look fast.
 */
const staysOf = ({ stays_ended, stays_begun }: Flow): number =>
  stays_ended + Math.max(0, BEGUN_SHARE * (stays_begun - stays_ended));

/** Null when nothing is known: no stay has ended yet, or nobody is let in for now. */
export function etaFor(state: LineState, ahead: number, now_ms: number): Eta | null {
  if (admissibleUpTo(state, now_ms) === 0) return null;
  const { room_capacity, batch_size, step_ms } = state.settings;
  const turns = ahead + 1;
  // However fast the room empties, no more than a batch enters in a step.
  const floor_ms = Math.floor(ahead / batch_size) * step_ms;
  const stays_needed = turns - freeSlots(state);
  if (stays_needed <= 0) return { p10_ms: floor_ms, p50_ms: floor_ms + step_ms, p90_ms: floor_ms + 2 * step_ms };
  const { stays_ended, slot_ms } = state.flow;
  if (stays_ended <= 0 || slot_ms <= 0 || room_capacity === 0) return null;
  const mean_ms = (stays_needed * slot_ms) / (staysOf(state.flow) * room_capacity);
  const turns_over = (state.totals.admitted - state.room.size) / room_capacity;
  const early = DOUBT_FIRST_TURN / Math.max(0.1, turns_over);
  // Three doubts: how the next stays fall, how well the few seen so far tell the rate, and how slow the slow ones are.
  const spread = Math.sqrt(
    Math.log1p(SCATTER_AHEAD / stays_needed + SCATTER_SEEN / Math.max(1, stays_ended) + early * early),
  );
  const at = (z: number): number => Math.round(Math.max(floor_ms, mean_ms * Math.exp(z * spread)));
  return { p10_ms: at(-Z90), p50_ms: at(0), p90_ms: at(Z90) };
}
