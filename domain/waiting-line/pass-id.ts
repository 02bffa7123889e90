// A pass is named by its show, its position and the moment in which that was called. One position is called once, unless a
// removal was taken back, or the line itself was taken back to an earlier moment and gave the position on: then the moment is
// another, and so is the pass (L55). What makes a pass hard to forge is its signature.
import type { Guest, LineState } from "./state.ts";

type Called = Pick<Guest, "position" | "admitted_at_ms">;

export const passId = (show_id: string, { position, admitted_at_ms }: Called): string =>
  `${show_id}~${position}~${admitted_at_ms}`;

export const showOfPass = (pass_id: string): string => pass_id.split("~", 1)[0] ?? "";

/** Null for a pass of another show or no pass at all. Passes of before had no moment: nought. */
export function readPass(show_id: string, pass_id: string): Called | null {
  if (!pass_id.startsWith(show_id)) return null;
  const called = CALLED.exec(pass_id.slice(show_id.length));
  if (called === null) return null;
  const [, position, at_ms = "0"] = called;
  return { position: Number(position), admitted_at_ms: Number(at_ms) };
}

const CALLED = /^~([1-9][0-9]{0,9})(?:~([0-9]{1,16}))?$/;

/** Of whoever is inside, or on the way out; null for everybody else. */
export function passOf({ show_id, room }: LineState, position: number): string | null {
  const guest = room.get(position);
  return guest === undefined ? null : passId(show_id ?? "", guest);
}

/** Whose turn a pass is of, as long as it lasts; 0 for none. */
export function guestOf({ show_id, room }: LineState, pass_id: string): number {
  const pass = readPass(show_id ?? "", pass_id);
  const guest = room.get(pass?.position ?? 0);
  if (pass === null || guest === undefined) return 0;
  return pass.admitted_at_ms === 0 || pass.admitted_at_ms === guest.admitted_at_ms ? guest.position : 0;
}
