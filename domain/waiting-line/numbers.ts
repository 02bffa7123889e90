// The two numbers of an entry. Its arrival number counts joins, never changes, names its row and is what the public log
// commits to. Its position is where it stands. In a line that is first come the two are one; where a lobby is drawn they
// part: the frozen list is numbered without those who went (lobby numbers), and the draw puts that list into its order.
import { type LineDraw, type LineState, statusAt } from "./state.ts";

/** How many have ever joined. */
export const arrivalsOf = (state: LineState): number => state.joined + (state.draw?.gone.arrivals.length ?? 0);

/** 0 for 0. Who went before the list was frozen stands nowhere: minus their arrival number. */
export function positionOf(state: LineState, arrival: number): number {
  const { draw } = state;
  if (draw === null || draw.frozen === null || arrival === 0) return arrival;
  const number = lobbyNumberOf(draw, arrival);
  return number > 0 ? (draw.places[number - 1] ?? number) : -arrival;
}

export function arrivalOf(state: LineState, position: number): number {
  const { draw } = state;
  if (position < 0) return -position;
  if (draw === null || draw.frozen === null || position === 0) return position;
  const number = draw.lobby[position - 1] ?? position;
  const { arrivals } = draw.gone;
  return number + countWhile(arrivals.length, (i) => (arrivals[i] ?? 0) - i <= number);
}

/** The number on the frozen list of who arrived with this one; 0 for who had gone. Those who came later count on. */
export function lobbyNumberOf(draw: LineDraw, arrival: number): number {
  const { arrivals } = draw.gone;
  const before = countWhile(arrivals.length, (i) => (arrivals[i] ?? 0) < arrival);
  return arrivals[before] === arrival ? 0 : arrival - before;
}

/** The lobby number of a position on the frozen list; 0 for who came after it was closed. */
export function lobbyNumberAt(draw: LineDraw, position: number): number {
  if (draw.frozen === null || position < 1 || position > draw.frozen.entrants) return 0;
  return draw.lobby[position - 1] ?? position;
}

/** True while this one's place is still to be drawn. */
export function awaitsDraw(state: LineState, position: number): boolean {
  const { draw } = state;
  if (draw === null || draw.outcome !== null || position < 1 || statusAt(state, position) === 0) return false;
  return draw.frozen === null || position <= draw.frozen.entrants;
}

export function invertedPlaces(places: Uint32Array): Uint32Array {
  const lobby = new Uint32Array(places.length);
  for (let i = 0; i < places.length; i++) lobby[(places[i] ?? 1) - 1] = i + 1;
  return lobby;
}

/** How many of the first n hold, where those that hold come first. */
function countWhile(n: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
