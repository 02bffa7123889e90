// When a lobby is frozen, which round draws it, and what happens when no round comes. Everything here follows from times
// that stood in the announcement: whoever runs the line has nothing left to decide.

import { POSTPONEMENTS_MAX, ROUND_PATIENCE_MS, ROUNDS_FURTHER, roundTime } from "../draw/chain.ts";
import { type Leaves, placesOf, randomnessOf, seedOf } from "../draw/order.ts";
import { ok, type Result, refused } from "../result.ts";
import { ENTRY } from "./entry-status.ts";
import type { DrawPlan, LineEvent, LineFailure, SaleWindow } from "./events.ts";
import { gatheringStarted, isOver } from "./sale.ts";
import type { LineState } from "./state.ts";

/** A line is drawn once. The number is said so that a second draw could not be made in silence. */
export const DRAW_NUMBER = 1;

export const isDrawPending = (state: LineState): boolean => state.draw !== null && state.draw.outcome === null;

/** The root needs the leaves, which the line's memory does not hold: whoever has them makes the event. */
export function isFreezeDue(state: LineState, now_ms: number): boolean {
  const { draw } = state;
  return draw !== null && draw.frozen === null && now_ms >= draw.plan.lobby_closes_at_ms && !isOver(state, now_ms);
}

/** Who joins now may be drawn: the log shows their leaves. */
export const showsLeaves = (state: LineState): boolean => state.draw !== null && state.draw.frozen === null;

/** The arrival numbers of those who will be drawn, ascending. */
export function entrantsOf(state: LineState): Uint32Array {
  const entrants = new Uint32Array(state.waiting);
  let count = 0;
  for (let arrival = 1; arrival <= state.joined; arrival++) {
    if (state.entries[arrival] === ENTRY.WAITING) entrants[count++] = arrival;
  }
  return entrants.subarray(0, count);
}

/**
 * The rounds that brought nothing in time, and the end of waiting. A list that was frozen only when the round was out
 * already is not drawn by it: its randomness was known.
 */
export function decideDrawDue(state: LineState, now_ms: number): readonly LineEvent[] {
  const { draw } = state;
  const frozen = draw?.frozen ?? null;
  if (draw === null || frozen === null || draw.outcome !== null || isOver(state, now_ms)) return [];
  const { chain } = draw.plan;
  const events: LineEvent[] = [];
  let { round, postponed } = draw;
  for (;;) {
    const late = frozen.at_ms >= roundTime(chain, round);
    if (!late && now_ms < roundTime(chain, round) + ROUND_PATIENCE_MS) return events;
    if (postponed === POSTPONEMENTS_MAX) {
      return [...events, { kind: "fell_back", at_ms: now_ms, round, reason: late ? "frozen_late" : "no_signature" }];
    }
    round += ROUNDS_FURTHER;
    postponed++;
    events.push({ kind: "postponed", at_ms: now_ms, round });
  }
}

export type Round = { readonly round: number; readonly signature: string };

/**
 * `leaves`: of the frozen list, in order of lobby number. The signature was verified where it was fetched. A round
 * that is not waited for, or comes a second time, changes nothing.
 */
export function decideDrawn(
  state: LineState,
  { round, signature }: Round,
  leaves: Leaves,
  now_ms: number,
): readonly LineEvent[] {
  const { draw } = state;
  const randomness = randomnessOf(signature);
  const root = draw?.outcome === null && draw.round === round ? draw.frozen?.root : undefined;
  if (root === undefined || randomness === null) return [];
  const places = placesOf(seedOf(root, randomness), leaves);
  return [{ kind: "drawn", at_ms: now_ms, round, signature, places }];
}

/** When the line has to look at its draw by itself. */
export function drawTimes(state: LineState): number[] {
  const { draw } = state;
  if (draw === null || draw.outcome !== null) return [];
  const { plan, frozen, round } = draw;
  return frozen === null ? [plan.lobby_closes_at_ms] : [roundTime(plan.chain, round) + ROUND_PATIENCE_MS];
}

export const drawFits = (plan: DrawPlan, window: SaleWindow): boolean =>
  window.vip_opens_at_ms === null &&
  window.lobby_opens_at_ms !== null &&
  window.lobby_opens_at_ms < plan.lobby_closes_at_ms &&
  plan.lobby_closes_at_ms <= window.opens_at_ms;

/** The draw may be given, taken or moved until its lobby opens; the chain is the one that was announced. */
export function decidePlan(
  state: LineState,
  setup: { plan: DrawPlan | null; window: SaleWindow },
  now_ms: number,
): Result<readonly LineEvent[], LineFailure> {
  const before = state.draw?.plan ?? null;
  const { plan, window } = setup;
  const open = state.show_id !== null && gatheringStarted(state, now_ms);
  const moved = before?.lobby_closes_at_ms !== plan?.lobby_closes_at_ms;
  const lobby_moved = plan !== null && window.lobby_opens_at_ms !== state.sale.window.lobby_opens_at_ms;
  if (open && (moved || lobby_moved)) return refused({ code: "draw_fixed" });
  if (plan !== null && !drawFits(plan, window)) return refused({ code: open ? "draw_fixed" : "settings_invalid" });
  return ok(moved ? [{ kind: "announced", at_ms: now_ms, plan }] : []);
}
