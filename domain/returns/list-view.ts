// What a fan reads of their place in the list, and an organiser of the whole of it.

import { second } from "../log/entry.ts";
import { SOLD } from "../seat-ledger/seat-state.ts";
import type { LedgerState } from "../seat-ledger/state.ts";
import { holdView, orderView, type SeatView } from "../seat-ledger/views.ts";
import type { Entry } from "./events.ts";
import { takersBefore, takes } from "./list.ts";

export type OfferView = {
  readonly hold_id: string;
  readonly seats: readonly SeatView[];
  readonly total_krw: number;
  readonly expires_at_ms: number;
};

export type ListView = {
  readonly state: Entry["state"] | "NONE";
  /** Fans before this one who still wait or choose. */
  readonly ahead: number;
  readonly offer: OfferView | null;
};

export function listView(state: LedgerState, fan_id: string, now_ms: number): ListView {
  const entry = state.returns.entries.get(fan_id);
  if (entry === undefined) return { state: "NONE", ahead: 0, offer: null };
  const ahead = takes(entry) ? takersBefore(state.returns, entry.position) : 0;
  return { state: entry.state, ahead, offer: entry.state === "OFFERED" ? offerOf(state, entry, now_ms) : null };
}

function offerOf(state: LedgerState, { hold_id }: Entry, now_ms: number): OfferView | null {
  const hold = state.holds.get(hold_id ?? "");
  if (hold !== undefined) {
    const { id, seats, total_krw, expires_at_ms } = holdView(state, hold, now_ms);
    return { hold_id: id, seats, total_krw, expires_at_ms };
  }
  const order = state.orders.get(state.order_by_hold.get(hold_id ?? "") ?? "");
  if (order === undefined) return null;
  const { lines, total_krw, expires_at_ms } = orderView(state, order);
  const seats = lines.map(({ seat_id, section, row, label, grade, price_krw }) => ({
    id: seat_id,
    section,
    row,
    label,
    grade,
    price_krw,
  }));
  return { hold_id: order.hold_id, seats, total_krw, expires_at_ms };
}

export type ListFigures = {
  readonly waiting: number;
  readonly waiting_seats: number;
  readonly offers: number;
  readonly taken: number;
  readonly expired: number;
  readonly withdrawn: number;
  /** Seats kept for the list now. */
  readonly kept_seats: number;
  readonly offered_back: number;
  /** What the tickets offered back would return to their holders, and what stays as fees. */
  readonly offered_back_refund_krw: number;
  readonly offered_back_fee_krw: number;
  /** Tickets sold on, and the fees of them. */
  readonly sold_on: number;
  readonly sold_on_fee_krw: number;
  /** What those who were offered seats paid for tickets that they still have. */
  readonly taken_krw: number;
  /** The first of those who wait or have an offer, in order of the list. Places and wishes; nobody's name. */
  readonly entries: ListEntryView[];
};

export type ListEntryView = Pick<Entry, "position" | "count" | "grades" | "together" | "state" | "passed"> & {
  readonly offer_until_ms: number | null;
};

/** A page shows no more; the figures tell of all. */
const ENTRIES_SHOWN = 100;

function listEntries(state: LedgerState, now_ms: number): ListEntryView[] {
  const open = [...state.returns.entries.values()].filter(takes).sort((a, b) => a.position - b.position);
  return open.slice(0, ENTRIES_SHOWN).map((entry) => {
    const { position, count, grades, together, passed } = entry;
    const offer_until_ms = entry.state === "OFFERED" ? (offerOf(state, entry, now_ms)?.expires_at_ms ?? null) : null;
    return { position, count, grades: [...grades], together, state: entry.state, passed, offer_until_ms };
  });
}

export function listFigures(state: LedgerState, now_ms: number): ListFigures {
  const figures = { waiting: 0, waiting_seats: 0, offers: 0, taken: 0, expired: 0, withdrawn: 0 };
  for (const entry of state.returns.entries.values()) {
    if (entry.state === "WAITING") {
      figures.waiting++;
      figures.waiting_seats += entry.count;
    } else if (entry.state === "OFFERED") figures.offers++;
    else if (entry.state === "TAKEN") figures.taken++;
    else if (entry.state === "EXPIRED") figures.expired++;
    else figures.withdrawn++;
  }
  const offered = [...state.returns.offered.values()];
  let sold_on = 0;
  let sold_on_fee_krw = 0;
  let taken_krw = 0;
  for (const { refunds, hold_id, lines } of state.orders.values()) {
    if (state.returns.fan_by_hold.has(hold_id))
      for (const { status, price_krw } of lines) if (status === "LIVE") taken_krw += price_krw;
    for (const refund of refunds) {
      if (refund.reason !== SOLD_ON) continue;
      sold_on += refund.lines.length;
      sold_on_fee_krw += refund.fee_krw;
    }
  }
  return {
    ...figures,
    kept_seats: state.returns.pool.size,
    offered_back: offered.length,
    offered_back_refund_krw: offered.reduce((sum, { refund_krw }) => sum + refund_krw, 0),
    offered_back_fee_krw: offered.reduce((sum, { fee_krw }) => sum + fee_krw, 0),
    sold_on,
    sold_on_fee_krw,
    taken_krw,
    entries: listEntries(state, now_ms),
  };
}

/** The reason of a refund whose ticket was offered back and whose seat the next fan has paid for. */
export const SOLD_ON = "sold_on";

/** Returned seats that nobody has been offered yet; since which second, as the public log tells it. */
export const seatsReady = (state: LedgerState): { readonly place: number; readonly returned_at_ms: number }[] => [
  ...[...state.returns.pool].map(([place, since_ms]) => ({ place, returned_at_ms: second(since_ms) })),
  ...[...state.returns.offered.values()]
    .filter(({ place, order_id }) => state.owner[place] === order_id && state.seat_state[place] === SOLD)
    .map(({ place, since_ms }) => ({ place, returned_at_ms: second(since_ms) })),
];
