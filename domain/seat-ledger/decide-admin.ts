// What the organiser and the waiting line tell a ledger: blocks, publishing, cancelling, pauses, passes that ended.

import { readPass } from "../waiting-line/pass-id.ts";
import { realTime, type SaleClock } from "./clock.ts";
import type { LedgerConfig } from "./config.ts";
import { orderEnded } from "./decide-order.ts";
import { type Decided, decided, refuse } from "./decided.ts";
import type { AskedBy, LedgerEvent, LineStanding } from "./events.ts";
import { claimUntilMs } from "./order-times.ts";
import { BLOCKED, FREE, HELD, SOLD, seatStateName } from "./seat-state.ts";
import { isClaimed, type LedgerState } from "./state.ts";

export type BlockCommand = {
  readonly seats: readonly string[];
  readonly blocked: boolean;
  /** Left out where it is nobody's privilege: a practice takes and gives seats by itself. */
  readonly asked_by?: AskedBy;
};

/** Seats held or sold are never blocked under their owner: all or nothing, each seat's state in the answer (SL13). */
export function decideBlock(
  state: LedgerState,
  { seats, blocked, asked_by }: BlockCommand,
  now_ms: number,
): Decided<null> {
  const places = [...new Set(seats)].map((id) => state.map.place_by_id.get(id) ?? -1);
  if (places.includes(-1))
    return refuse("seat_unknown", { seats: seats.filter((id) => !state.map.place_by_id.has(id)) });
  if (blocked) {
    for (const [taken, code] of [[SOLD, "seat_sold"] as const, [HELD, "seat_held"] as const]) {
      if (!places.some((place) => state.seat_state[place] === taken)) continue;
      const states = places.map((place) => ({
        id: state.map.ids[place] ?? "",
        state: seatStateName(state.seat_state[place]),
      }));
      const in_the_way = states.filter((_, i) => state.seat_state[places[i] ?? -1] === taken).map(({ id }) => id);
      return refuse(code, { seats: in_the_way, states });
    }
  }
  const changing = places.filter((place) => state.seat_state[place] === (blocked ? FREE : BLOCKED));
  if (changing.length === 0) return decided([], null);
  const kind = blocked ? "blocked" : "unblocked";
  return decided([{ kind, at_ms: now_ms, places: changing, ...(asked_by && { asked_by }) }], null);
}

/** Prices and limits change at once for what is held from now on; what is held or sold keeps its own (D28). */
export function decidePublish(
  state: LedgerState,
  { config, layout_version }: { readonly config: LedgerConfig; readonly layout_version: string },
  now_ms: number,
): Decided<{ readonly new_layout: boolean }> {
  const new_layout = layout_version !== state.map.layout_version;
  if (config.version <= state.config.version) return decided([], { new_layout: false });
  const events: LedgerEvent[] = [];
  if (new_layout) {
    const charged = [...state.orders.values()].some((order) =>
      order.attempts.some((attempt) => attempt.captured_krw > 0),
    );
    if (charged || state.seat_state.some(isClaimed)) return refuse("layout_in_use");
    // Orders that came to nothing speak of seats that will be gone; the record keeps them.
    events.push({ kind: "forgotten", at_ms: now_ms, order_ids: [...state.orders.keys()], pass_ids: [] });
  }
  // The code stands in every id given out so far.
  const kept: LedgerConfig = { ...config, code: state.config.code };
  events.push({ kind: "published", at_ms: now_ms, config: kept, layout_version });
  return decided(events, { new_layout });
}

/** The line's word about pauses and the end; what expired before it was heard stays expired. */
export function decideClock(state: LedgerState, command: SaleClock, now_ms: number): Decided<null> {
  if (command.version <= state.clock.version) return decided([], null);
  return decided([{ kind: "clock_set", at_ms: now_ms, ...command }], null);
}

/**
 * Once: from then on the line tells this ledger of every pass that ends. What ended before is not in the list (D72), nor what was
 * given in a life that was taken back: whatever such passes hold unpaid goes back (L55).
 */
export function decideMeetLine(
  state: LedgerState,
  standing: LineStanding,
  now_ms: number,
): Decided<{ readonly went_back: boolean }> {
  const answer = { went_back: state.line_went_back };
  if (state.standing !== null) return decided([], answer);
  const claims = [...state.claims_by_pass].flatMap(([pass_id, made]) =>
    isOutside(state, standing, pass_id) ? [...made] : [],
  );
  return decided([{ kind: "line_met", at_ms: now_ms, standing }, ...freeUnpaid(state, claims, now_ms)], answer);
}

/** Before the line goes back to an earlier moment, or after this ledger did: until they meet again nothing new is held. */
export function decideForgetLine(state: LedgerState, now_ms: number): Decided<null> {
  return decided(state.standing === null ? [] : [{ kind: "line_forgotten", at_ms: now_ms }], null);
}

/** Given before the meeting, and not of those inside. */
export function isOutside({ config }: LedgerState, { at_ms, inside }: LineStanding, pass_id: string): boolean {
  const pass = readPass(config.show_id, pass_id);
  return pass !== null && pass.admitted_at_ms < at_ms && !inside.includes(pass_id);
}

/** The line's word that a pass is over: nothing new is begun with it from now on. */
export type PassEnd = {
  readonly pass_id: string;
  /** The pass's own expiry: from then on the edge refuses it by itself, and it may be forgotten here. */
  readonly expires_at_ms: number;
  /** Left and removed end what the fan holds; expired and finished leave a live hold or order its own clock (D54). */
  readonly cause: "left" | "removed" | "expired" | "finished";
  /** Whose it was, where the fan's earlier turns end with it: what a purchase left over goes back too (D79). */
  readonly fan_id: string | null;
};

/** What still lives of an ended pass: a payment under way goes on whatever happens to its pass. */
export type PassAnswer = Inside & { readonly pass_id: string };

export function decideEndPasses(
  state: LedgerState,
  passes: readonly PassEnd[],
  now_ms: number,
): Decided<readonly PassAnswer[]> {
  const events: LedgerEvent[] = [];
  const ended = passes.filter(({ pass_id }) => !state.ended_passes.has(pass_id));
  if (ended.length > 0) {
    const until = ended.map(({ pass_id, expires_at_ms }) => ({ pass_id, until_ms: expires_at_ms }));
    events.push({ kind: "passes_ended", at_ms: now_ms, passes: until });
  }
  // Of one fan two turns may have ended: what they hold goes back once.
  const freed = new Set<string>();
  const answers = passes.map(({ pass_id, cause, fan_id }): PassAnswer => {
    const inside = insideOf(state, pass_id, now_ms);
    if (cause === "expired" || cause === "finished") return { pass_id, ...inside };
    const claims = new Set([...(state.claims_by_pass.get(pass_id) ?? []), ...claimsOfFan(state, fan_id)]);
    events.push(
      ...freeUnpaid(
        state,
        [...claims].filter((claim) => !freed.has(claim)),
        now_ms,
      ),
    );
    for (const claim of claims) freed.add(claim);
    return { pass_id, paying: inside.paying, until_ms: inside.paying ? inside.until_ms : null };
  });
  return decided(events, answers);
}

const claimsOfFan = (state: LedgerState, fan_id: string | null): string[] => {
  const claims = fan_id === null ? undefined : state.fans.get(fan_id);
  // An offer of returned seats is no part of a turn: it stays when a turn ends.
  return claims === undefined ? [] : [...claims.holds, ...claims.orders].filter((id) => !isOffer(state, id));
};

const isOffer = ({ returns, orders }: LedgerState, claim: string): boolean =>
  returns.fan_by_hold.has(orders.get(claim)?.hold_id ?? claim);

function freeUnpaid(state: LedgerState, claims: Iterable<string>, now_ms: number): LedgerEvent[] {
  return [...claims].flatMap((claim): LedgerEvent[] => {
    const order = state.orders.get(claim);
    if (order === undefined) return [{ kind: "released", at_ms: now_ms, hold_id: claim, cause: "pass" }];
    if (order.status !== "PENDING") return [];
    return [orderEnded(order, { at_ms: now_ms, status: "CANCELLED", code: "left" })];
  });
}

export type FreeFanCommand = {
  readonly fan_id: string;
  /** Says whether something is being paid, and frees nothing. */
  readonly only_ask: boolean;
};

/**
 * Asked before a fan leaves or is removed: the ledger alone knows of a payment that began a moment ago. Frees holds and
 * unpaid orders, those of turns that a purchase ended among them (D79); a payment under way goes on.
 */
export function decideFreeFan(
  state: LedgerState,
  { fan_id, only_ask }: FreeFanCommand,
  now_ms: number,
): Decided<{ readonly paying: boolean }> {
  const claims = claimsOfFan(state, fan_id);
  const paying = claims.some((id) => state.orders.get(id)?.status === "PAYING");
  return decided(only_ask ? [] : freeUnpaid(state, claims, now_ms), { paying });
}

export type Inside = { readonly paying: boolean; readonly until_ms: number | null };

/** What a pass keeps alive here: the line compares its list of those inside with this, so that no slot leaks. */
export function insideOf(state: LedgerState, pass_id: string, now_ms: number): Inside {
  let until_ms: number | null = null;
  let paying = false;
  for (const claim of state.claims_by_pass.get(pass_id) ?? []) {
    const order = state.orders.get(claim);
    const hold = state.holds.get(claim);
    if (order?.status === "PAYING") paying = true;
    if (order !== undefined) until_ms = Math.max(until_ms ?? 0, claimUntilMs(order));
    if (hold !== undefined) until_ms = Math.max(until_ms ?? 0, realTime(state.clock, hold.expires_sale_ms, now_ms));
  }
  return { paying, until_ms };
}

/** Which of these passes have bought and have nothing under way: their slots are free, whatever message was lost. */
export const finishedOf = (state: LedgerState, pass_ids: readonly string[]): string[] =>
  pass_ids.filter((id) => state.finished_passes.has(id) && !state.claims_by_pass.has(id));

/** Everyone's holds end now; orders and bookings follow in slices, payments under way when their outcome is known. */
export function decideCancelShow(state: LedgerState, reason: string, now_ms: number): Decided<null> {
  if (state.cancelled_reason !== null) return decided([], null);
  const events: LedgerEvent[] = [{ kind: "show_cancelled", at_ms: now_ms, reason }];
  for (const hold_id of state.holds.keys()) {
    events.push({ kind: "released", at_ms: now_ms, hold_id, cause: "cancelled" });
  }
  return decided(events, null);
}
