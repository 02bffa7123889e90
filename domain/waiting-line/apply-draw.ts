// What a draw does to the line: the list is frozen without those who went, and then put into its order.

import { roundOfDraw } from "../draw/chain.ts";
import { placesByArrival } from "../draw/order.ts";
import { ENTRY } from "./entry-status.ts";
import type { DrawPlan, LineEvent } from "./events.ts";
import { fillFenwick } from "./fenwick.ts";
import { invertedPlaces } from "./numbers.ts";
import type { LineDraw, LineState } from "./state.ts";

type DrawEvent = Extract<LineEvent, { kind: "announced" | "frozen" | "postponed" | "drawn" | "fell_back" }>;

export function applyDraw(state: LineState, event: DrawEvent): void {
  if (event.kind === "announced") {
    state.draw = event.plan === null ? null : newDraw(event.plan);
    return;
  }
  const { draw } = state;
  if (draw === null) return;
  switch (event.kind) {
    case "frozen":
      freeze(state, draw);
      draw.frozen = { at_ms: event.at_ms, entrants: event.entrants, root: event.root };
      return;
    case "postponed":
      draw.round = event.round;
      draw.postponed++;
      return;
    case "drawn":
      reorder(state, draw, event.places ?? placesByArrival(draw.frozen?.entrants ?? 0));
      draw.round = event.round;
      draw.outcome = { state: "DRAWN", signature: event.signature };
      return;
    case "fell_back":
      draw.outcome = { state: "FALLBACK", reason: event.reason };
  }
}

const newDraw = (plan: DrawPlan): LineDraw => ({
  plan,
  round: roundOfDraw(plan.chain, plan.lobby_closes_at_ms),
  postponed: 0,
  frozen: null,
  outcome: null,
  gone: { arrivals: [], statuses: [] },
  places: new Uint32Array(),
  lobby: new Uint32Array(),
});

/** Nobody has been let in before a draw: whoever does not wait has left or was removed. */
function freeze(state: LineState, draw: LineDraw): void {
  let entrants = 0;
  for (let arrival = 1; arrival <= state.joined; arrival++) {
    const status = state.entries[arrival] ?? 0;
    if (status === ENTRY.WAITING) entrants++;
    else {
      draw.gone.arrivals.push(arrival);
      draw.gone.statuses.push(status);
    }
  }
  state.entries.fill(0);
  state.entries.fill(ENTRY.WAITING, 1, entrants + 1);
  state.joined = entrants;
  state.gone = fillFenwick(entrants, () => false, entrants);
}

/** Also those who left since the list was frozen get their place, and leave it empty. */
function reorder(state: LineState, draw: LineDraw, places: Uint32Array): void {
  const { entries } = state;
  const before = entries.slice(0, places.length + 1);
  for (let i = 0; i < places.length; i++) entries[places[i] ?? 0] = before[i + 1] ?? 0;
  draw.places = places;
  draw.lobby = invertedPlaces(places);
  state.gone = fillFenwick(state.joined, (position) => entries[position] !== ENTRY.WAITING, state.joined);
}
