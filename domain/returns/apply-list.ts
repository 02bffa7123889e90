// What the events of the list, and those of holds and orders that are offers, do to the list. One of the parts of the
// ledger's apply(): it cannot refuse.

import type * as z from "zod/mini";
import type { Hold, Order } from "../seat-ledger/events.ts";
import { FREE, HELD, SOLD } from "../seat-ledger/seat-state.ts";
import { type LedgerState, setPlace } from "../seat-ledger/state.ts";
import { backToRefund } from "./apply-ticket.ts";
import type { Entry, listEvents } from "./events.ts";
import { LIST_OWNER, leavePlace, takePlace, takes } from "./list.ts";
import type { ListNote } from "./public-entry.ts";

export type ListEvent = z.infer<(typeof listEvents)[number]>;

/**
 * Where a seat goes that its hold or order lets go: back to a ticket that stands behind it, live or with its refund under way, to
 * the list, or on sale.
 */
export function letPlaceGo(state: LedgerState, place: number, at_ms: number): void {
  const { returns } = state;
  if (backToRefund(state, place)) return;
  const behind = returns.offered.get(place);
  if (behind !== undefined) {
    setPlace(state, place, { state: SOLD, owner: behind.order_id });
    returns.changed = true;
  } else if (returns.takers > 0) {
    setPlace(state, place, { state: HELD, owner: LIST_OWNER });
    returns.pool.set(place, at_ms);
    returns.changed = true;
  } else setPlace(state, place, { state: FREE, owner: null });
}

export function applyToList(state: LedgerState, event: ListEvent): void {
  const { returns } = state;
  returns.changed = true;
  switch (event.kind) {
    case "listed": {
      const { kind, at_ms, ...wish } = event;
      const before = returns.entries.get(event.fan_id);
      if (before !== undefined && takes(before)) {
        leavePlace(returns, before.position);
        if (before.position !== event.position) returns.notes.push({ kind: "leave", position: before.position });
      }
      takePlace(returns, event.position);
      returns.notes.push({ kind: "register", ...wish });
      returns.entries.set(event.fan_id, { ...wish, state: "WAITING", hold_id: null, passed: null });
      returns.next_position = Math.max(returns.next_position, event.position + 1);
      return;
    }
    case "unlisted":
      setEntry(state, event.fan_id, event.how === "closed" ? "EXPIRED" : "WITHDRAWN");
      return;
    case "passed_over": {
      const entry = returns.entries.get(event.fan_id);
      if (entry === undefined) return;
      entry.passed = event.why;
      returns.notes.push({ kind: "pass_over", position: entry.position, why: event.why });
      return;
    }
    case "set_aside": {
      const entry = returns.entries.get(event.fan_id);
      if (entry === undefined) return;
      entry.aside = event.why;
      returns.notes.push({ kind: "aside", position: entry.position, why: event.why ?? "served" });
      return;
    }
    case "list_freed":
      for (const place of event.places) {
        returns.pool.delete(place);
        setPlace(state, place, { state: FREE, owner: null });
      }
  }
}

/** How the public log names what became of an entry that waited or had an offer. */
function endNoted(before: Entry["state"], next: Entry["state"]): ListNote["kind"] {
  if (before === "WAITING") return next === "EXPIRED" ? "close" : "leave";
  if (next === "WAITING") return "kept";
  return next === "TAKEN" ? "taken" : next === "EXPIRED" ? "expired" : "declined";
}

function setEntry(state: LedgerState, fan_id: string, next: Entry["state"], hold_id?: string): void {
  const { returns } = state;
  const entry = returns.entries.get(fan_id);
  if (entry === undefined) return;
  const { position } = entry;
  const places = state.holds.get(hold_id ?? "")?.places ?? [];
  if (next === "OFFERED") returns.notes.push({ kind: "offer", position, places: [...places] });
  else returns.notes.push({ kind: endNoted(entry.state, next), position });
  if (takes(entry)) leavePlace(returns, position);
  entry.state = next;
  if (takes(entry)) takePlace(returns, position);
  returns.changed = true;
}

/** A hold that was made for the list: its fan has an offer now, its seats wait no more. */
export function offerMade(state: LedgerState, hold: Hold): void {
  const { returns } = state;
  if (hold.for_list !== true) return;
  returns.offers_made++;
  for (const place of hold.places) returns.pool.delete(place);
  const entry = returns.entries.get(hold.fan_id);
  if (entry === undefined) return;
  setEntry(state, hold.fan_id, "OFFERED", hold.id);
  entry.hold_id = hold.id;
  returns.fan_by_hold.set(hold.id, hold.fan_id);
}

/** The offer came to an end. A holder who took the ticket back leaves the fan in the list, at the same place. */
export function offerOver(state: LedgerState, hold_id: string, next: Entry["state"]): void {
  const fan_id = state.returns.fan_by_hold.get(hold_id);
  if (fan_id === undefined || state.returns.entries.get(fan_id)?.hold_id !== hold_id) return;
  if (state.returns.entries.get(fan_id)?.state === "OFFERED") setEntry(state, fan_id, next);
}

/** What an order's end says of the offer that it came from. */
export function orderOver(state: LedgerState, order: Order): void {
  if (order.code === TAKEN_BACK || order.code === "hold_lost") offerOver(state, order.hold_id, "WAITING");
  else offerOver(state, order.hold_id, order.status === "CANCELLED" ? "WITHDRAWN" : "EXPIRED");
}

/** The code of an order, and the cause of a release, where the holder changed their mind. */
export const TAKEN_BACK = "taken_back";
