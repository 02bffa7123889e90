// What happens to one ticket's line when it is offered back or handed over.

import type * as z from "zod/mini";
import type { Line, Order } from "../seat-ledger/events.ts";
import { SOLD } from "../seat-ledger/seat-state.ts";
import { type LedgerState, noteReceived, setPlace } from "../seat-ledger/state.ts";
import type { ticketEvents } from "./events.ts";

export type TicketEvent = z.infer<(typeof ticketEvents)[number]>;

export function applyToTicket(state: LedgerState, order: Order, event: TicketEvent): void {
  const line = order.lines[event.line];
  if (line === undefined) return;
  switch (event.kind) {
    case "return_offered": {
      const { order_id, refund_krw, fee_krw, at_ms } = event;
      const offered = { place: line.place, order_id, line: event.line, refund_krw, fee_krw, since_ms: at_ms };
      state.returns.offered.set(line.place, offered);
      state.returns.changed = true;
      return;
    }
    case "return_withdrawn":
      unoffer(state, line.place);
      return;
    case "return_kept":
      keep(state, order, line);
      return;
    case "handover_offered": {
      const number = (line.handovers ?? 0) + 1;
      line.handovers = number;
      line.handover = { number, to_hash: event.to_hash, expires_at_ms: event.expires_at_ms };
      return;
    }
    case "handover_withdrawn":
      line.handover = null;
      return;
    case "handed_over":
      line.handover = null;
      line.given_by = [...new Set([...(line.given_by ?? []), line.holder_id ?? order.fan_id])];
      line.generation = (line.generation ?? 0) + 1;
      if (event.to_fan_id === order.fan_id) delete line.holder_id;
      else line.holder_id = event.to_fan_id;
      noteReceived(state, event.to_fan_id, order.id);
      // Whoever waits in the list may be at their limit now.
      state.returns.changed = true;
  }
}

/** The list is matched anew, and its public log told that the seat is gone. */
function unoffer({ returns }: LedgerState, place: number): void {
  returns.offered.delete(place);
  returns.changed = true;
}

/** Out of the hands of the order that is being paid, which buys nothing any more. */
function keep(state: LedgerState, order: Order, line: Line): void {
  unoffer(state, line.place);
  for (const lent of state.orders.get(String(state.owner[line.place]))?.lines ?? [])
    if (lent.place === line.place) lent.passed_on = true;
  setPlace(state, line.place, { state: SOLD, owner: order.id });
}

/**
 * A refund takes the ticket out of the hands of whoever waits for it. Where its seat is lent already, it stays lent; should nobody
 * buy it, it comes back to this order and waits for the money as any other seat does.
 */
export function ticketGone(state: LedgerState, order: Order, line: Line): void {
  if (state.returns.offered.get(line.place)?.order_id === order.id) unoffer(state, line.place);
  if (state.owner[line.place] !== order.id && line.passed_on !== true) {
    line.passed_on = true;
    state.returns.refunding.set(line.place, order.id);
  }
  line.handover = null;
}

/** The money is back while the seat is still lent: nothing stands behind it any more. */
export function refundOver({ returns }: LedgerState, order: Order, line: Line): void {
  if (returns.refunding.get(line.place) === order.id) returns.refunding.delete(line.place);
}

/** Back to the order whose refund is under way; false where none is. */
export function backToRefund(state: LedgerState, place: number): boolean {
  const order = state.orders.get(state.returns.refunding.get(place) ?? "");
  state.returns.refunding.delete(place);
  if (order === undefined) return false;
  for (const line of order.lines) if (line.place === place) delete line.passed_on;
  setPlace(state, place, { state: SOLD, owner: order.id });
  return true;
}
