// Whether a line goes on or stands, as its show's row says: the row is told of every change that is made at the line, and the
// line follows the row in all that was decided there (L56).
import type { LineEvent } from "./events.ts";
import { isOver } from "./sale.ts";
import type { LineState } from "./state.ts";

/** ON: by its clock. STILL: paused by its organiser, or taken down. OVER: ended before its time. */
export type Stand = "ON" | "STILL" | "OVER";

export function decideStand(state: LineState, stand: Stand, now_ms: number): readonly LineEvent[] {
  if (state.show_id === null || isOver(state, now_ms)) return [];
  if (stand === "OVER") return [{ kind: "ended", at_ms: now_ms }];
  const still = stand === "STILL";
  if (still === (state.sale.paused_at_ms !== null)) return [];
  return [{ kind: still ? "paused" : "resumed", at_ms: now_ms }];
}
