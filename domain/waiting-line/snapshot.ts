// The line as it is written down, so that waking need not read a million rows: the small facts as JSON, everybody's status as
// bytes. What these can give again (the tree of those who left) is not written; whose place is whose stands beside it.
import { ENTRY } from "./entry-status.ts";
import type { ShowtimeCounts } from "./events.ts";
import { fillFenwick } from "./fenwick.ts";
import { invertedPlaces } from "./numbers.ts";
import { type Guest, type LineDraw, type LineState, newLineState } from "./state.ts";

/** Raised when the shape changes: an older snapshot is then left aside and the rows are read instead. */
export const SNAPSHOT_VERSION = 7;

/** `entries` is a view of the state's own bytes. */
export type Snapshot = { readonly facts: string; readonly entries: Uint8Array };

type Facts = Omit<LineState, "entries" | "gone" | "fans" | "room" | "counts" | "deadline_bound_ms" | "draw"> & {
  snapshot_version: number;
  room: Guest[];
  counts: ShowtimeCounts[];
  /** Its places lie in rows of their own already. */
  draw?: Omit<LineDraw, "places" | "lobby"> | null;
};

export function takeSnapshot(state: LineState): Snapshot {
  const { entries, gone: _gone, fans: _fans, room, counts, deadline_bound_ms: _bound, draw, ...rest } = state;
  const facts: Facts = {
    ...rest,
    snapshot_version: SNAPSHOT_VERSION,
    room: [...room.values()],
    counts: [...counts.values()],
    draw: draw === null ? null : withoutPlaces(draw),
  };
  return {
    facts: JSON.stringify(facts),
    entries: entries.subarray(0, state.joined + 1),
  };
}

function withoutPlaces({ places: _places, lobby: _lobby, ...draw }: LineDraw): Omit<LineDraw, "places" | "lobby"> {
  return draw;
}

/** Null for a snapshot of another shape. It knows no fans. `places`: what a draw came to, if it did. */
export function openSnapshot(snapshot: Snapshot, places: Uint32Array = new Uint32Array()): LineState | null {
  const { snapshot_version, room, counts, draw = null, ...rest } = JSON.parse(snapshot.facts) as Facts;
  if (snapshot_version !== SNAPSHOT_VERSION) return null;
  const drawn = draw?.outcome?.state === "DRAWN" ? places : new Uint32Array();
  const numbered = draw === null ? null : { ...draw, places: drawn, lobby: invertedPlaces(drawn) };
  const state: LineState = { ...newLineState(), ...rest, draw: numbered };
  let size = 1024;
  while (size <= state.joined) size *= 2;
  state.entries = new Uint8Array(size);
  state.entries.set(snapshot.entries);
  const { entries, head, joined } = state;
  const isGone = (position: number): boolean => position > head && entries[position] !== ENTRY.WAITING;
  state.gone = fillFenwick(joined, isGone, joined);
  for (const guest of room) {
    state.room.set(guest.position, guest);
    state.deadline_bound_ms = Math.min(state.deadline_bound_ms, guest.deadline_ms);
  }
  for (const shown of counts) state.counts.set(shown.showtime_id, shown);
  return state;
}
