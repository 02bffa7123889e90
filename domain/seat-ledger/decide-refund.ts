// Refunds (SL23): by the fan with the show's cut-off and fee, by the organiser and the system without. The ticket is void
// and the seat out of sale at once; the seat is free only when the money is back.
import type { LedgerConfig, RefundRule } from "./config.ts";
import { orderEnded } from "./decide-order.ts";
import { type Decided, decided, refuse } from "./decided.ts";
import type { AskedBy, LedgerEvent, Line, Order, Refund } from "./events.ts";
import { refundNumbered } from "./order-times.ts";
import { requestRefund } from "./refund-events.ts";
import { placeId } from "./seat-map.ts";
import type { LedgerState } from "./state.ts";

export type RefundCommand = {
  readonly order_id: string;
  readonly by: Refund["by"];
  /** Only the owner, where the fan asks; null for organiser and system, whose right the edge has checked (D48). */
  readonly fan_id: string | null;
  readonly reason: string;
  /** Ids of seats; null for all that are left. */
  readonly seats: readonly string[] | null;
  /** Of an organiser who asks for this one alone; a job over many stands in the log by itself. */
  readonly asked_by?: AskedBy;
  /** Tickets that have been used at the door. */
  readonly used_tickets: readonly string[];
};

export type RefundAnswer = { readonly refund_krw: number; readonly fee_krw: number; readonly refund_id: string | null };

export function decideRefund(state: LedgerState, command: RefundCommand, now_ms: number): Decided<RefundAnswer> {
  const order = state.orders.get(command.order_id);
  if (order === undefined || (command.by === "fan" && order.fan_id !== command.fan_id)) return refuse("not_found");
  if (order.status === "PAYING") return refuse("payment_in_progress");
  if (order.status === "PENDING") {
    const event = orderEnded(order, { at_ms: now_ms, status: "CANCELLED", code: `cancelled_by_${command.by}` });
    return decided(asked([event], command), { refund_krw: 0, fee_krw: 0, refund_id: null });
  }
  if (order.paid_by === null) return refuse("already_cancelled");
  const chosen = chooseLines(state, order, command);
  if (!Array.isArray(chosen)) return chosen;
  const by_rule = command.by === "fan" && state.cancelled_reason === null;
  const percent = by_rule ? feeOfNow(state, order, now_ms) : 0;
  if (percent === null) return refuse("too_late", { cutoff_at_ms: refundEndsAtMs(state, order) });

  let price_krw = 0;
  let fee_krw = 0;
  for (const index of chosen) {
    const line_krw = order.lines[index]?.price_krw ?? 0;
    price_krw += line_krw;
    fee_krw += Math.floor((line_krw * percent) / 100);
  }
  const events: LedgerEvent[] = requestRefund(order, {
    attempt_number: order.paid_by,
    lines: chosen,
    amount_krw: price_krw - fee_krw,
    fee_krw,
    by: command.by,
    reason: command.reason,
    now_ms,
  });
  const [first] = events;
  const refund_id = first?.kind === "refund_requested" ? first.refund.id : null;
  return decided(asked(events, command), { refund_krw: price_krw - fee_krw, fee_krw, refund_id });
}

/** The first event says who asked: one act, one line in the log. */
function asked(
  [first, ...others]: readonly LedgerEvent[],
  { asked_by, reason }: RefundCommand,
): readonly LedgerEvent[] {
  if (first === undefined) return [];
  const said = asked_by !== undefined && (first.kind === "refund_requested" || first.kind === "order_ended");
  return [said ? { ...first, asked_by: { ...asked_by, reason } } : first, ...others];
}

/** The share kept where the ticket's owner gives it up now; null where it is too late. */
export const feeOfNow = (state: LedgerState, order: Order, now_ms: number): number | null =>
  leastFee(termsOf(state, order), now_ms);

export const refundEndsAtMs = (state: LedgerState, order: Order): number =>
  Math.max(...termsOf(state, order).map(cutoffAtMs));

type Terms = Pick<LedgerConfig, "starts_at_ms" | "refund_rule">;

/** Those of the sale and those of today: a showtime that moves makes nothing worse that was bought before (SL32). */
const termsOf = (state: LedgerState, order: Order): readonly Terms[] =>
  order.terms === null ? [state.config] : [state.config, order.terms];

const cutoffAtMs = ({ starts_at_ms, refund_rule }: Terms): number => starts_at_ms - refund_rule.cutoff_before_start_ms;

/** The better for the fan; null where both say that it is too late. */
function leastFee(terms: readonly Terms[], now_ms: number): number | null {
  const percents = terms.map(({ starts_at_ms, refund_rule }) => feePercent(refund_rule, starts_at_ms - now_ms));
  const allowed = percents.filter((percent) => percent !== null);
  return allowed.length === 0 ? null : Math.min(...allowed);
}

/** The share kept, or null where it is too late. */
export function feePercent(rule: RefundRule, before_start_ms: number): number | null {
  if (before_start_ms < rule.cutoff_before_start_ms) return null;
  const step = rule.steps.find((candidate) => before_start_ms >= candidate.before_start_ms);
  return step?.fee_percent ?? rule.steps.at(-1)?.fee_percent ?? 0;
}

function chooseLines(
  state: LedgerState,
  order: Order,
  { seats, used_tickets, by }: RefundCommand,
): number[] | ReturnType<typeof refuse> {
  // A refund the provider refused may be tried again, by a person who has looked into it.
  // And what the buyer handed over is not theirs to give back.
  const mayRefund = (line: Line) =>
    by === "fan"
      ? line.status === "LIVE" && line.holder_id === undefined
      : line.status === "LIVE" || line.status === "REFUND_REFUSED";
  const indexes = order.lines.flatMap((line, index) => {
    if (seats === null) return mayRefund(line) ? [index] : [];
    return seats.includes(placeId(state.map, line.place)) ? [index] : [];
  });
  if (seats !== null && indexes.length < new Set(seats).size) {
    const known = new Set(order.lines.map((line) => placeId(state.map, line.place)));
    return refuse("seat_unknown", { seats: seats.filter((id) => !known.has(id)) });
  }
  const lines = indexes.flatMap((index) => order.lines[index] ?? []);
  if (lines.length === 0 || !lines.every(mayRefund)) return refuse("already_cancelled");
  if (lines.some((line) => used_tickets.includes(line.ticket_id))) return refuse("ticket_used");
  return indexes;
}

export type RefundOutcomeCommand = {
  readonly order_id: string;
  readonly number: number;
  readonly outcome:
    | { readonly kind: "done" }
    | { readonly kind: "refused"; readonly code: string }
    | { readonly kind: "unknown" };
};

/** Told twice, or asked again: the first final word stands. Unknown changes nothing, the next question is due anyway. */
export function decideRefundOutcome(
  state: LedgerState,
  command: RefundOutcomeCommand,
  now_ms: number,
): Decided<{ readonly changed: boolean }> {
  const order = state.orders.get(command.order_id);
  const refund = order && refundNumbered(order, command.number);
  if (order === undefined || refund === undefined) return refuse("not_found");
  if (refund.status !== "REQUESTED" || command.outcome.kind === "unknown") return decided([], { changed: false });
  const at = { at_ms: now_ms, order_id: order.id, number: refund.number };
  const event: LedgerEvent =
    command.outcome.kind === "done"
      ? { kind: "refund_done", ...at }
      : { kind: "refund_refused", ...at, code: command.outcome.code };
  return decided([event], { changed: true });
}
