// The tickets of a ledger as its doors see them: which one an id means, and since when it is void.
import type { Order } from "../seat-ledger/events.ts";
import { orderOfTicket } from "../seat-ledger/ids.ts";
import { sectionOf } from "../seat-ledger/seat-map.ts";
import type { LedgerState } from "../seat-ledger/state.ts";
import type { TicketForDoor } from "./scan.ts";

export type TicketAtLedger = TicketForDoor & {
  /** How often it changed hands: a code of an earlier holder lets nobody in. */
  readonly generation: number;
  /** Who has it instead of its buyer, after a hand-over. */
  readonly holder_id: string | null;
  readonly ticket_id: string;
  readonly number: string;
  readonly row: string;
  readonly label: string;
  readonly grade: string;
};

/** Null for what was never sold here. */
export function ticketOf(state: LedgerState, ticket_id: string): TicketAtLedger | null {
  const named = orderOfTicket(ticket_id);
  const order = state.orders.get(named?.order_id ?? "");
  return order === undefined || named === null ? null : ticketOfLine(state, order, named.line);
}

export function ticketOfLine(state: LedgerState, order: Order, index: number): TicketAtLedger | null {
  const line = order.lines[index];
  if (line === undefined || line.status === "PENDING" || line.status === "FREED") return null;
  const section = sectionOf(state.map, line.place);
  return {
    ticket_id: line.ticket_id,
    generation: line.generation ?? 0,
    holder_id: line.holder_id ?? null,
    number: order.number,
    section_id: section.id,
    section: section.name,
    row: state.map.rows[state.map.row_of[line.place] ?? 0]?.label ?? "",
    label: state.map.labels[line.place] ?? "",
    grade: section.grade,
    void_since_ms: line.status === "LIVE" ? null : voidSinceMs(order, index),
  };
}

/** A ticket is void from the moment its refund was asked for (SL23). */
const voidSinceMs = (order: Order, index: number): number =>
  order.refunds.findLast(({ lines }) => lines.includes(index))?.requested_at_ms ?? order.updated_at_ms;

export function* soldTickets(state: LedgerState): Generator<TicketAtLedger> {
  for (const order of state.orders.values()) {
    for (let index = 0; index < order.lines.length; index++) {
      const ticket = ticketOfLine(state, order, index);
      if (ticket !== null) yield ticket;
    }
  }
}

/** Grows with everything that happens to a bought order; never falls, since none of those is ever forgotten. */
export function ticketsVersion(state: LedgerState): number {
  let version = 0;
  for (const order of state.orders.values()) if (order.paid_by !== null) version += order.rev;
  return version;
}
