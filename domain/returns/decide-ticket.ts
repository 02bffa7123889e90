// A holder's own ticket: offering it back to the list (RT6 to RT8), and handing it over to another account (HO1 to HO4).
import { hasBegun } from "../seat-ledger/config.ts";
import { feeOfNow, refundEndsAtMs } from "../seat-ledger/decide-refund.ts";
import { type Decided, decided, refuse } from "../seat-ledger/decided.ts";
import type { LedgerEvent, Line, Order } from "../seat-ledger/events.ts";
import { handoverId, orderOfTicket, readHandoverId } from "../seat-ledger/ids.ts";
import { type LedgerState, seatsCounted } from "../seat-ledger/state.ts";
import { GENERATION_MAX } from "../tickets/ticket-code.ts";
import { endOffer } from "./decide-list.ts";
import { seatsReady } from "./list-view.ts";
import { DEFAULT_HANDOVER, DEFAULT_RETURNS, type ReturnsTerms } from "./terms.ts";

type Found = { readonly order: Order; readonly line: Line; readonly index: number };

export type OwnTicket = { readonly ticket_id: string; readonly fan_id: string };
export type OwnTicketCommand = OwnTicket & {
  /** Tickets that have been used at the door. */
  readonly used_tickets: readonly string[];
};

function find(state: LedgerState, ticket_id: string): Found | null {
  const of = orderOfTicket(ticket_id);
  const order = state.orders.get(of?.order_id ?? "");
  const line = order?.lines[of?.line ?? -1];
  return of === null || order === undefined || line?.ticket_id !== ticket_id ? null : { order, line, index: of.line };
}

const holderOf = (order: Order, line: Line): string => line.holder_id ?? order.fan_id;

/** Another's ticket is not there; a void one can neither be given back nor over. */
export function findOwn(state: LedgerState, { ticket_id, fan_id, used_tickets }: OwnTicketCommand) {
  const found = find(state, ticket_id);
  if (found === null || holderOf(found.order, found.line) !== fan_id) return refuse("not_found");
  if (found.line.status === "PENDING" || found.line.status === "FREED") return refuse("not_found");
  if (found.line.status !== "LIVE") return refuse("already_cancelled");
  if (used_tickets.includes(ticket_id)) return refuse("ticket_used");
  return { ok: true as const, value: found };
}

export type ReturnAnswer = { readonly refund_krw: number; readonly fee_krw: number; readonly ahead_in_line: number };

export function decideOfferBack(state: LedgerState, command: OwnTicketCommand, now_ms: number): Decided<ReturnAnswer> {
  const own = findOwn(state, command);
  if (!own.ok) return own;
  const { order, line, index } = own.value;
  const before = state.returns.offered.get(line.place);
  if (before?.order_id === order.id) return decided([], answerOf(state, before));
  if (state.cancelled_reason !== null) return refuse("show_cancelled");
  // What was handed over was paid for by another: money never follows a handover.
  const { tickets, fee_percent }: ReturnsTerms = state.config.returns ?? DEFAULT_RETURNS;
  if (!tickets || line.holder_id !== undefined || order.paid_by === null) return refuse("returns_off");
  const percent = feeOfNow(state, order, now_ms);
  if (percent === null || hasBegun(state.config, now_ms))
    return refuse("too_late", { cutoff_at_ms: refundEndsAtMs(state, order) });
  const fee_krw = Math.floor((line.price_krw * (fee_percent ?? percent)) / 100);
  const offer = { refund_krw: line.price_krw - fee_krw, fee_krw };
  const events: LedgerEvent[] = [{ kind: "return_offered", at_ms: now_ms, order_id: order.id, line: index, ...offer }];
  // One road at a time: who offers a ticket back does not also give it away.
  if (line.handover) events.unshift({ kind: "handover_withdrawn", at_ms: now_ms, order_id: order.id, line: index });
  return decided(events, answerOf(state, { ...offer, since_ms: now_ms, place: line.place }));
}

type Stated = {
  readonly refund_krw: number;
  readonly fee_krw: number;
  readonly since_ms: number;
  readonly place: number;
};

function answerOf(state: LedgerState, { refund_krw, fee_krw, since_ms, place }: Stated): ReturnAnswer {
  const before = seatsReady(state).filter((seat) => seat.place !== place && seat.returned_at_ms <= since_ms);
  return { refund_krw, fee_krw, ahead_in_line: before.length };
}

/** Until the next fan pays, the holder may think again; whoever was offered the seat keeps their place in the list. */
export function decideTakeBack(state: LedgerState, wish: OwnTicket, now_ms: number): Decided<null> {
  const own = findOwn(state, { ...wish, used_tickets: [] });
  if (!own.ok) return own;
  const { order, line, index } = own.value;
  const offered = state.returns.offered.get(line.place);
  if (offered?.order_id !== order.id) return decided([], null);
  const withdrawn: LedgerEvent = { kind: "return_withdrawn", at_ms: now_ms, order_id: order.id, line: index };
  const lent_to = state.owner[line.place];
  if (lent_to === order.id || typeof lent_to !== "string") return decided([withdrawn], null);
  const hold_id = state.orders.get(lent_to)?.hold_id ?? lent_to;
  const ended = endOffer(state, hold_id, { now_ms, cause: "taken_back" });
  return ended === null ? refuse("payment_in_progress") : decided([...ended, withdrawn], null);
}

/**
 * Its holder came in: the seat is theirs. A payment for it that is under way just then buys nothing, and whatever it
 * charged goes back whole; its fan keeps the place in the list.
 */
export function decideKeepUsed(state: LedgerState, ticket_id: string, now_ms: number): Decided<null> {
  const found = find(state, ticket_id);
  if (found === null || state.returns.offered.get(found.line.place)?.order_id !== found.order.id)
    return decided([], null);
  if (found.line.status !== "LIVE") return decided([], null);
  const taken_back = decideTakeBack(state, { ticket_id, fan_id: holderOf(found.order, found.line) }, now_ms);
  if (taken_back.ok) return taken_back;
  return decided([{ kind: "return_kept", at_ms: now_ms, order_id: found.order.id, line: found.index }], null);
}

export type HandoverCommand = OwnTicketCommand & {
  /** Of the address, so that no journal keeps it. */
  readonly to_hash: string;
};
export type HandoverAnswer = { readonly id: string; readonly expires_at_ms: number; readonly show_id: string };

/** Each one is a letter to an address that its holder names: a ticket is no way to write to strangers without end. */
const HANDOVERS_MAX = 20;
const HANDOVER_WAITS_MS = 3 * 86_400_000;

export function decideHandover(state: LedgerState, command: HandoverCommand, now_ms: number): Decided<HandoverAnswer> {
  const own = findOwn(state, command);
  if (!own.ok) return own;
  const { order, line, index } = own.value;
  const closed = handoverClosed(state, now_ms);
  if (closed !== null) return closed;
  if (line.handover?.to_hash === command.to_hash && line.handover.expires_at_ms > now_ms) {
    const { number, expires_at_ms } = line.handover;
    return decided([], { id: handoverId(line.ticket_id, number), expires_at_ms, show_id: state.config.show_id });
  }
  const { per_fan } = termsOf(state);
  if (givenBy(state, command.fan_id, line) >= per_fan || (line.generation ?? 0) >= GENERATION_MAX)
    return refuse("limit_reached", { limit: per_fan });
  if ((line.handovers ?? 0) >= HANDOVERS_MAX) return refuse("limit_reached", { limit: HANDOVERS_MAX });
  // Offered back and being looked at by the next fan: one road at a time.
  if (state.returns.offered.has(line.place)) {
    const back = decideTakeBack(state, command, now_ms);
    return back.ok ? offer(state, { command, order, line, index, now_ms, before: back.value.events }) : back;
  }
  return offer(state, { command, order, line, index, now_ms, before: [] });
}

type Offering = Found & {
  readonly command: HandoverCommand;
  readonly now_ms: number;
  readonly before: readonly LedgerEvent[];
};

function offer(state: LedgerState, { command, order, line, index, now_ms, before }: Offering): Decided<HandoverAnswer> {
  const expires_at_ms = Math.min(now_ms + HANDOVER_WAITS_MS, handoverEndsAtMs(state));
  const { to_hash } = command;
  const at = { at_ms: now_ms, order_id: order.id, line: index };
  const id = handoverId(line.ticket_id, (line.handovers ?? 0) + 1);
  return decided([...before, { kind: "handover_offered", ...at, to_hash, expires_at_ms }], {
    id,
    expires_at_ms,
    show_id: state.config.show_id,
  });
}

const termsOf = ({ config }: LedgerState) => config.handover ?? DEFAULT_HANDOVER;
const handoverEndsAtMs = (state: LedgerState): number =>
  state.config.starts_at_ms - termsOf(state).cutoff_before_start_ms;

export function handoverClosed(state: LedgerState, now_ms: number): ReturnType<typeof refuse> | null {
  if (state.cancelled_reason !== null) return refuse("show_cancelled");
  if (!termsOf(state).on) return refuse("handover_off");
  const cutoff_at_ms = handoverEndsAtMs(state);
  return now_ms >= cutoff_at_ms ? refuse("too_late", { cutoff_at_ms }) : null;
}

/** Tickets given away count, bought or received, and those on their way; one that came back counts no more. */
function givenBy(state: LedgerState, fan_id: string, except: Line): number {
  let given = 0;
  for (const order of state.orders.values()) {
    for (const line of order.lines) {
      if (line === except) continue;
      const holds = holderOf(order, line) === fan_id;
      const gave = order.fan_id === fan_id || line.given_by?.includes(fan_id) === true;
      if (holds ? line.handover : gave) given++;
    }
  }
  return given;
}

export function decideWithdrawHandover(
  state: LedgerState,
  command: { readonly handover_id: string; readonly fan_id: string },
  now_ms: number,
): Decided<null> {
  const found = findHandover(state, command.handover_id);
  if (found === null || holderOf(found.order, found.line) !== command.fan_id) return refuse("not_found");
  if (found.line.handover?.number !== found.number) return decided([], null);
  const at = { at_ms: now_ms, order_id: found.order.id, line: found.index };
  return decided([{ kind: "handover_withdrawn", ...at }], null);
}

export type AcceptCommand = {
  readonly handover_id: string;
  readonly fan_id: string;
  /** Of the address the account has proved. */
  readonly own_hash: string;
  readonly used_tickets: readonly string[];
};
export type AcceptAnswer = {
  readonly ticket_id: string;
  readonly showtime_id: string;
  readonly show_id: string;
  /** Null where it was accepted before. */
  readonly from_fan_id: string | null;
};

export function decideAcceptHandover(
  state: LedgerState,
  command: AcceptCommand,
  now_ms: number,
): Decided<AcceptAnswer> {
  const found = findHandover(state, command.handover_id);
  if (found === null) return refuse("not_found");
  const { order, line, index, number } = found;
  const { showtime_id, show_id } = state.config;
  const answer = { ticket_id: line.ticket_id, showtime_id, show_id, from_fan_id: null };
  const waiting = line.handover;
  // Accepted before: the first answer once more.
  if (!waiting && line.handovers === number && holderOf(order, line) === command.fan_id) return decided([], answer);
  if (waiting?.number !== number || waiting.to_hash !== command.own_hash) return refuse("not_found");
  if (line.status !== "LIVE") return refuse("already_cancelled");
  if (command.used_tickets.includes(line.ticket_id)) return refuse("ticket_used");
  const closed = handoverClosed(state, now_ms);
  if (closed !== null) return closed;
  if (waiting.expires_at_ms <= now_ms) return refuse("too_late", { cutoff_at_ms: waiting.expires_at_ms });
  // Else many who bought as much as they may would hand it all to one (HO7). What one bought counts for them already.
  const { held, bought } = seatsCounted(state, command.fan_id);
  const limit = state.config.limits.seats_per_fan;
  if (command.fan_id !== order.fan_id && held + bought >= limit)
    return refuse("limit_reached", { limit, held, bought });
  const at = { at_ms: now_ms, order_id: order.id, line: index };
  return decided([{ kind: "handed_over", ...at, to_fan_id: command.fan_id }], {
    ...answer,
    from_fan_id: holderOf(order, line),
  });
}

function findHandover(state: LedgerState, id: string): (Found & { readonly number: number }) | null {
  const read = readHandoverId(id);
  const found = read === null ? null : find(state, read.ticket_id);
  return read === null || found === null ? null : { ...found, number: read.number };
}
