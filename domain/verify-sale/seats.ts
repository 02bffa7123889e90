// Seats of a replayed ledger: each belongs to at most one, the counts are what the ledger itself counts, and the
// database's tickets are those of the orders.

import { LIST_OWNER } from "../returns/list.ts";
import type { Line, Order } from "../seat-ledger/events.ts";
import { placeId } from "../seat-ledger/seat-map.ts";
import { HELD, SOLD, seatStateName } from "../seat-ledger/seat-state.ts";
import type { LedgerState } from "../seat-ledger/state.ts";
import { type Count, type Counts, counts } from "../seat-ledger/status.ts";
import type { OrderView } from "../seat-ledger/views.ts";
import { type Check, type Difference, difference, type SaleRecord, type TicketRow } from "./facts.ts";

const COUNTED = ["available", "held", "sold", "blocked"] as const satisfies readonly (keyof Count)[];

export function checkSeats(state: LedgerState, told: Counts): Check {
  const differences: Difference[] = [];
  const claims = new Map<number, string>();
  const claim = (place: number, id: string, expected: number): void => {
    const other = claims.get(place);
    const name = placeId(state.map, place);
    if (other !== undefined) differences.push(difference("seat_taken_twice", name, other, id));
    claims.set(place, id);
    const found = state.seat_state[place];
    if (found === expected) return;
    differences.push(difference("seat_unaccounted", name, seatStateName(expected), seatStateName(found)));
  };
  for (const hold of state.holds.values()) for (const place of hold.places) claim(place, hold.id, HELD);
  for (const place of state.returns.pool.keys()) claim(place, LIST_OWNER, HELD);
  for (const order of state.orders.values()) {
    for (const line of order.lines) {
      if (isElsewhere(state, order, line)) continue;
      if (line.status === "PENDING") claim(line.place, order.id, HELD);
      else if (line.status !== "FREED" && line.status !== "REFUNDED") claim(line.place, order.id, SOLD);
    }
  }
  state.seat_state.forEach((seat, place) => {
    if ((seat !== HELD && seat !== SOLD) || claims.has(place)) return;
    differences.push(difference("seat_unaccounted", placeId(state.map, place), "an owner", seatStateName(seat)));
  });
  const own = counts(state);
  for (const name of COUNTED) {
    if (own[name] !== told[name]) differences.push(difference("counts_differ", name, own[name], told[name]));
  }
  for (const section of own.by_section) {
    const other = told.by_section.find(({ id }) => id === section.id);
    for (const name of COUNTED) {
      if (section[name] === other?.[name]) continue;
      differences.push(difference("counts_differ", `${section.id} ${name}`, section[name], other?.[name]));
    }
  }
  return { name: "seats", compared: state.map.places_count, differences };
}

/** Its seat is lent to whoever may pay for it, was sold on, or went back to its holder under a payment (RT16). */
function isElsewhere({ returns, owner }: LedgerState, order: Order, line: Line): boolean {
  if (line.passed_on === true) return true;
  return returns.offered.get(line.place)?.order_id === order.id && owner[line.place] !== order.id;
}

/** A seat that was never sold has no ticket; one on its way back has a void one, whether the money went or not. */
const ticketOf = (status: OrderView["lines"][number]["status"]): "LIVE" | "VOID" | null =>
  status === "LIVE" ? "LIVE" : status === "PENDING" || status === "FREED" ? null : "VOID";

export function checkTickets(recorded: ReadonlyMap<string, OrderView>, record: SaleRecord): Check {
  const differences: Difference[] = [];
  const rows = new Map(record.tickets.map((row) => [row.ticket_id, row]));
  const live_seats = new Map<string, TicketRow>();
  for (const row of record.tickets) {
    if (row.status === "VOID") continue;
    const other = live_seats.get(row.seat_id);
    if (other !== undefined) {
      differences.push(difference("seat_has_two_tickets", row.seat_id, other.ticket_id, row.ticket_id));
    }
    live_seats.set(row.seat_id, row);
  }
  let compared = 0;
  for (const order of recorded.values()) {
    for (const line of order.lines) {
      const expected = ticketOf(line.status);
      const row = rows.get(line.ticket_id);
      rows.delete(line.ticket_id);
      if (expected === null && row === undefined) continue;
      compared++;
      const wanted = expected === null ? "no ticket" : wordsOf({ ...line, booking_id: order.id, status: expected });
      if (row === undefined) differences.push(difference("ticket_missing", line.ticket_id, wanted, "nothing"));
      else if (wordsOf(row) !== wanted) {
        differences.push(difference("ticket_differs", line.ticket_id, wanted, wordsOf(row)));
      }
    }
  }
  for (const row of rows.values()) {
    differences.push(difference("ticket_unknown", row.ticket_id, "nothing", wordsOf(row)));
  }
  if (live_seats.size !== record.live_tickets) {
    differences.push(difference("live_tickets_differ", "the showtime", live_seats.size, record.live_tickets));
  }
  return { name: "tickets", compared, differences };
}

/** A ticket that went through the door is a live one. */
const wordsOf = ({ booking_id, seat_id, price_krw, status }: Omit<TicketRow, "ticket_id">): string =>
  `${seat_id} of ${booking_id} for ${price_krw}: ${status === "USED" ? "LIVE" : status}`;
