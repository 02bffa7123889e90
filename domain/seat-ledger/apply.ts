// What each event does to the state, in place. It cannot refuse: the same function serves the live path and the reload,
// so whatever was decided once comes out the same for ever (SL25).

import { applyToList, letPlaceGo, offerMade, offerOver, TAKEN_BACK } from "../returns/apply-list.ts";
import { applyToOrder } from "./apply-order.ts";
import { addPassClaim, rememberReleased, removeHold } from "./claims.ts";
import type { EventOf, Hold, LedgerEvent } from "./events.ts";
import { BLOCKED, HELD } from "./seat-state.ts";
import { fanClaims, type LedgerState, RELEASE_MEMORY_MS, setPlace } from "./state.ts";
import { tally } from "./tallies.ts";

export function apply(state: LedgerState, event: LedgerEvent): void {
  state.seq++;
  state.last_at_ms = Math.max(state.last_at_ms, event.at_ms);
  tally(state, event);
  switch (event.kind) {
    case "published":
      state.config = event.config;
      // Terms may have changed, and a show that was taken down may be back.
      state.returns.changed = true;
      return;
    case "held":
      takeHold(state, event.hold);
      offerMade(state, event.hold);
      return;
    case "released":
      releaseHold(state, event);
      return;
    case "hold_expired":
      freeHold(state, event.hold_id, event.at_ms);
      offerOver(state, event.hold_id, "EXPIRED");
      return;
    case "blocked":
      for (const place of event.places) setPlace(state, place, { state: BLOCKED, owner: null });
      return;
    case "unblocked":
      for (const place of event.places) letPlaceGo(state, place, event.at_ms);
      return;
    case "passes_ended":
      for (const pass of event.passes) state.ended_passes.set(pass.pass_id, pass.until_ms);
      return;
    case "pass_restored":
      state.ended_passes.delete(event.pass_id);
      return;
    case "clock_set":
      state.clock = {
        version: event.version,
        paused_since_ms: event.paused_since_ms,
        paused_total_ms: event.paused_total_ms,
        closes_at_ms: event.closes_at_ms,
      };
      return;
    case "line_met":
      state.standing = event.standing;
      // A line that was taken back gives back turns that had ended since.
      for (const pass_id of event.standing?.inside ?? []) state.ended_passes.delete(pass_id);
      return;
    case "line_forgotten":
      state.standing = null;
      state.line_went_back = true;
      // Versions of another life say nothing: the line's next word counts.
      state.clock = { ...state.clock, version: 0 };
      // The line is told the counts anew, and with them that it is forgotten.
      state.seats_seq = state.seq;
      return;
    case "show_cancelled":
      state.cancelled_reason = event.reason;
      // The counts say that nothing is on sale any more.
      state.seats_seq = state.seq;
      state.to_refund = ordersOfCancelledShow(state);
      return;
    case "forgotten":
      forget(state, event);
      return;
    case "listed":
    case "unlisted":
    case "passed_over":
    case "set_aside":
    case "list_freed":
      applyToList(state, event);
      return;
    default:
      applyToOrder(state, event);
      return;
  }
}

export function takeHold(state: LedgerState, hold: Hold): void {
  state.holds.set(hold.id, hold);
  for (const place of hold.places) setPlace(state, place, { state: HELD, owner: hold.id });
  fanClaims(state, hold.fan_id).holds.add(hold.id);
  addPassClaim(state, hold.pass_id, hold.id);
  state.hold_deadlines.add(hold.expires_sale_ms, hold.id);
}

function releaseHold(state: LedgerState, event: EventOf<"released">): void {
  const hold = state.holds.get(event.hold_id);
  if (hold === undefined) return;
  rememberReleased(state, {
    fan_id: hold.fan_id,
    places: hold.places,
    at_ms: event.at_ms,
    expires_sale_ms: hold.expires_sale_ms,
  });
  freeHold(state, hold.id, event.at_ms);
  offerOver(state, hold.id, event.cause === TAKEN_BACK ? "WAITING" : "WITHDRAWN");
}

function freeHold(state: LedgerState, hold_id: string, at_ms: number): void {
  const hold = state.holds.get(hold_id);
  if (hold === undefined) return;
  for (const place of hold.places) letPlaceGo(state, place, at_ms);
  removeHold(state, hold);
}

/** Orders that a cancelled show must still end; last first, because they are taken from the end. */
export function ordersOfCancelledShow(state: LedgerState): string[] {
  const ids: string[] = [];
  for (const order of state.orders.values()) {
    if (order.status === "PENDING" || order.lines.some((line) => line.status === "LIVE")) ids.push(order.id);
  }
  return ids.reverse();
}

function forget(state: LedgerState, event: EventOf<"forgotten">): void {
  for (const id of event.order_ids) {
    const order = state.orders.get(id);
    if (order === undefined) continue;
    state.orders.delete(id);
    state.order_by_hold.delete(order.hold_id);
    state.order_by_number.delete(order.number);
    state.fans.get(order.fan_id)?.orders.delete(id);
    for (const { holder_id } of order.lines) if (holder_id !== undefined) state.received.get(holder_id)?.delete(id);
  }
  for (const id of event.pass_ids) state.ended_passes.delete(id);
  for (const [fan_id, claims] of state.fans) {
    claims.released = claims.released.filter((seat) => event.at_ms - seat.released_at_ms < RELEASE_MEMORY_MS);
    if (claims.holds.size + claims.orders.size + claims.released.length === 0) state.fans.delete(fan_id);
  }
}
