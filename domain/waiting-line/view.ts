// What a fan is told of their place. Read only: asking changes nothing.
import type { FanState, SaleStatus } from "../../schema/http/words.ts";
import { roundTime } from "../draw/chain.ts";
import { isDrawPending } from "./decide-draw.ts";
import { ENTRY } from "./entry-status.ts";
import { type Eta, etaFor } from "./flow.ts";
import { awaitsDraw } from "./numbers.ts";
import { gatheringStarted, isPaused, isSoldOut, lineTime, pausedMs, saleStatus, seatsMayReturn } from "./sale.ts";
import { aheadOf, type LineState, statusAt } from "./state.ts";

export type RefusedReason = "sold_out" | "sale_over" | "cancelled" | "removed";

export type DrawStage = "ANNOUNCED" | "GATHERING" | "FROZEN" | "DRAWN" | "FALLBACK";
export type DrawView = {
  readonly state: DrawStage;
  readonly lobby_closes_at_ms: number;
  readonly round: number;
  readonly round_at_ms: number;
  /** Known once the list is frozen. */
  readonly entrants: number | null;
};

/** The same for everyone at one moment: made once for a whole tick. */
export type BoardView = {
  readonly total_waiting: number;
  readonly seats_left: Readonly<Record<string, number>>;
  /** Taken for now, but may come back: with nothing left and some of these, the line is kept and nobody is let in. */
  readonly seats_may_return: number;
  readonly clocks_stopped: boolean;
  /** Null where the line is first come. */
  readonly draw: DrawView | null;
  readonly now_ms: number;
};

export type OwnView = {
  readonly state: FanState;
  readonly reason: RefusedReason | null;
  readonly position: number | null;
  readonly ahead: number | null;
  readonly behind: number | null;
  readonly eta: Eta | null;
  readonly sale: SaleStatus;
  /** End of the claim or the pass; while the clocks stand still, as if they ran on from now. */
  readonly expires_at_ms: number | null;
  readonly prolongable: boolean;
  readonly poll_after_ms: number;
};

export type PlaceView = OwnView & BoardView;

const NAMES: Readonly<Record<number, FanState>> = {
  [ENTRY.WAITING]: "WAITING",
  [ENTRY.ADMITTED]: "ADMITTED",
  [ENTRY.CLAIMED]: "CLAIMED",
  [ENTRY.LEFT]: "LEFT",
  [ENTRY.EXPIRED]: "EXPIRED",
  [ENTRY.FINISHED]: "FINISHED",
  [ENTRY.REMOVED]: "REFUSED",
};

export function seatsLeftByShowtime(state: LineState): Record<string, number> {
  const left: Record<string, number> = {};
  for (const counts of state.counts.values()) if (counts.on_sale) left[counts.showtime_id] = counts.available;
  return left;
}

/** The sale as those in the line see it: in the VIP window everyone in it is on the list. */
export const saleForLine = (state: LineState, position: number, now_ms: number): SaleStatus =>
  saleStatus(state, now_ms, position !== 0 && position <= state.presale_last);

export const boardOf = (state: LineState, now_ms: number): BoardView => ({
  total_waiting: state.waiting,
  seats_left: seatsLeftByShowtime(state),
  seats_may_return: seatsMayReturn(state),
  clocks_stopped: isPaused(state, now_ms),
  draw: drawView(state, now_ms),
  now_ms,
});

export function drawView(state: LineState, now_ms: number): DrawView | null {
  const { draw } = state;
  if (draw === null) return null;
  const { plan, round, frozen } = draw;
  return {
    state: drawStage(state, now_ms),
    lobby_closes_at_ms: plan.lobby_closes_at_ms,
    round,
    round_at_ms: roundTime(plan.chain, round),
    entrants: frozen?.entrants ?? null,
  };
}

function drawStage(state: LineState, now_ms: number): DrawStage {
  const { draw } = state;
  if (draw?.outcome) return draw.outcome.state;
  if (draw?.frozen) return "FROZEN";
  return gatheringStarted(state, now_ms) ? "GATHERING" : "ANNOUNCED";
}

export const viewOf = (state: LineState, position: number, now_ms: number): PlaceView => ({
  ...ownView(state, position, now_ms),
  ...boardOf(state, now_ms),
});

export function ownView(state: LineState, position: number, now_ms: number): OwnView {
  const status = statusAt(state, position);
  const { fan, reason } = fanStateOf(state, { position, status }, now_ms);
  const undrawn = awaitsDraw(state, position);
  const nowhere = position <= 0 || undrawn || status === 0;
  const ahead = nowhere ? null : status === ENTRY.WAITING ? aheadOf(state, position) : 0;
  const guest = state.room.get(position);
  const inside = guest !== undefined && !guest.draining;
  return {
    state: fan,
    reason,
    position: position <= 0 || undrawn ? null : position,
    ahead,
    behind: status === ENTRY.WAITING && ahead !== null ? state.waiting - ahead - 1 : null,
    eta: status === ENTRY.WAITING && ahead !== null ? etaFor(state, ahead, now_ms) : null,
    sale: saleForLine(state, position, now_ms),
    expires_at_ms: inside ? guest.deadline_ms + pausedMs(state, now_ms) : null,
    prolongable: inside && status === ENTRY.ADMITTED && !guest.prolonged,
    poll_after_ms: pollAfter(state, { position, status, ahead }, now_ms),
  };
}

function fanStateOf(
  state: LineState,
  { position, status }: { position: number; status: number },
  now_ms: number,
): { fan: FanState; reason: RefusedReason | null } {
  if (status === ENTRY.REMOVED) return { fan: "REFUSED", reason: "removed" };
  if (status === ENTRY.WAITING || status === ENTRY.ADMITTED) {
    if (state.sale.cancelled_at_ms !== null) return { fan: "REFUSED", reason: "cancelled" };
    if (saleStatus(state, now_ms) === "ENDED") {
      return { fan: "REFUSED", reason: isSoldOut(state) ? "sold_out" : "sale_over" };
    }
  }
  const gathers = saleForLine(state, position, now_ms) === "LOBBY" || awaitsDraw(state, position);
  if (status === ENTRY.WAITING && gathers) return { fan: "LOBBY", reason: null };
  return { fan: NAMES[status] ?? "NONE", reason: null };
}

/** Of the next batch, but never more than so many: whoever asks instead of listening must not hear of their turn much later. */
const NEXT_MAX = 200;
const NEXT_ASK_MS = 1_000;

/** Often near the head, seldom far back, and never all at one beat: the jitter is the position's own. */
function pollAfter(
  state: LineState,
  fan: { position: number; status: number; ahead: number | null },
  now_ms: number,
): number {
  let base_ms = 5_000;
  if (fan.status === ENTRY.WAITING) {
    const ahead = fan.ahead ?? 0;
    const is_next = ahead < Math.min(NEXT_MAX, state.settings.batch_size);
    base_ms = is_next ? NEXT_ASK_MS : Math.min(30_000, 2_000 + 10 * ahead + state.waiting / 20);
  }
  const drawn_ms = drawMoment(state, now_ms);
  const phase = (Math.imul(fan.position ^ lineTime(state, now_ms), 0x9e3779b1) >>> 16) / 65_536;
  // Who asks instead of listening comes back within two seconds of the draw, and not all in one moment.
  if (drawn_ms !== null && now_ms + base_ms > drawn_ms) return Math.round(drawn_ms - now_ms + 500 + 1_500 * phase);
  return Math.round(base_ms * (0.8 + 0.4 * phase));
}

/** When places are expected, while they are still to come. */
function drawMoment(state: LineState, now_ms: number): number | null {
  const { draw } = state;
  if (draw === null || draw.frozen === null || !isDrawPending(state)) return null;
  const at_ms = roundTime(draw.plan.chain, draw.round);
  return at_ms > now_ms ? at_ms : null;
}
