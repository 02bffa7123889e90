// What the pages around returned seats show: a fan's place with the figures of the whole list, and one ticket's standing.
import type { Failure } from "../../schema/failures.ts";
import { hasBegun } from "../seat-ledger/config.ts";
import { type Decided, decided } from "../seat-ledger/decided.ts";
import { handoverId } from "../seat-ledger/ids.ts";
import type { LedgerState } from "../seat-ledger/state.ts";
import { isListOver, seatsOnSale } from "./decide-list.ts";
import { decideOfferBack, findOwn, handoverClosed, type OwnTicketCommand, type ReturnAnswer } from "./decide-ticket.ts";
import type { Entry } from "./events.ts";
import { type ListView, listView } from "./list-view.ts";

export type ListPageView = ListView & {
  readonly wish: Pick<Entry, "count" | "grades" | "together"> | null;
  /** Why seats went to somebody later. */
  readonly passed: Entry["passed"];
  /** How many wait or choose now. */
  readonly waiting: number;
  /** How often seats came back and were offered so far. */
  readonly offers_made: number;
  readonly seats_on_sale: number;
  readonly over: boolean;
  readonly seats_per_fan: number;
};

export function listPageView(state: LedgerState, fan_id: string, now_ms: number): ListPageView {
  const entry = state.returns.entries.get(fan_id);
  return {
    ...listView(state, fan_id, now_ms),
    wish: entry === undefined ? null : { count: entry.count, grades: [...entry.grades], together: entry.together },
    passed: entry?.state === "WAITING" ? entry.passed : null,
    waiting: state.returns.takers,
    offers_made: state.returns.offers_made,
    seats_on_sale: seatsOnSale(state),
    over: state.cancelled_reason !== null || isListOver(state, now_ms),
    seats_per_fan: state.config.limits.seats_per_fan,
  };
}

export type TicketStanding = {
  /** Offered back: what comes back, and whether somebody is paying for it. */
  readonly offered: ReturnAnswer | null;
  readonly handover: { readonly id: string; readonly expires_at_ms: number } | null;
  /** What offering back would answer; the code of its refusal. */
  readonly offer_back: { readonly would: ReturnAnswer } | { readonly code: Failure["code"] };
  /** Null where it may be handed over; else why not. */
  readonly handover_code: Failure["code"] | null;
};

/** Asks what an act would answer, and does nothing. */
export function ticketStanding(state: LedgerState, command: OwnTicketCommand, now_ms: number): Decided<TicketStanding> {
  const own = findOwn(state, command);
  if (!own.ok) return own;
  const { order, line } = own.value;
  const would = decideOfferBack(state, command, now_ms);
  const is_offered = state.returns.offered.get(line.place)?.order_id === order.id;
  const waits = line.handover && line.handover.expires_at_ms > now_ms ? line.handover : null;
  const closed = hasBegun(state.config, now_ms) ? "too_late" : (handoverClosed(state, now_ms)?.failure.code ?? null);
  return decided([], {
    offered: is_offered && would.ok ? would.value.answer : null,
    handover:
      waits === null ? null : { id: handoverId(line.ticket_id, waits.number), expires_at_ms: waits.expires_at_ms },
    offer_back: would.ok ? { would: would.value.answer } : { code: would.failure.code },
    handover_code: closed,
  });
}
