// Where a receipt says that its fan stands: a number that may still be drawn, and what the draw made of it.
import type { Receipt } from "../log/receipt.ts";
import { awaitsDraw, lobbyNumberAt } from "./numbers.ts";
import type { LineState } from "./state.ts";

export function standingOf(state: LineState, position: number): Pick<Receipt, "position" | "lobby_number" | "place"> {
  const { draw } = state;
  if (position < 0 || awaitsDraw(state, position)) return { position: null };
  const lobby_number = draw?.outcome ? lobbyNumberAt(draw, position) : 0;
  return lobby_number === 0 ? { position } : { position, lobby_number, place: position };
}
