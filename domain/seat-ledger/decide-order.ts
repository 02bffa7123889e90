// From a hold to an order, and giving an order up before it is paid (SL17).
import { realTime } from "./clock.ts";
import { hasBegun } from "./config.ts";
import { type Decided, decided, refuse } from "./decided.ts";
import type { Hold, LedgerEvent, Order } from "./events.ts";
import { bookingNumber, numberSeed, ticketId } from "./ids.ts";
import type { LedgerState } from "./state.ts";
import { type OrderView, orderView } from "./views.ts";

export type OrderCommand = {
  readonly order_id: string;
  readonly fan_id: string;
  readonly hold_id: string;
  /** At least four random bytes, for the booking number. */
  readonly number_random: Uint8Array;
  readonly request_id?: string | undefined;
};

export function decideOrder(state: LedgerState, command: OrderCommand, now_ms: number): Decided<OrderView> {
  const known = state.orders.get(state.order_by_hold.get(command.hold_id) ?? "");
  // A page that lost the first answer asks again, perhaps with a new key: there is one order for a hold (D26, D43).
  if (known !== undefined && known.fan_id === command.fan_id && !isOver(known)) {
    return decided([], orderView(state, known));
  }
  if (state.config.suspended === true) return refuse("show_taken_down");
  const hold = state.holds.get(command.hold_id);
  if (hold === undefined || hold.fan_id !== command.fan_id) return refuse("hold_expired");
  if (hasBegun(state.config, now_ms)) return refuse("sale_over");
  // No look at the pass: the hold began with a live one and keeps it alive; who left has lost the hold (D54).
  const order: Order = {
    id: command.order_id,
    number: bookingNumber(state.config.code, numberSeed(command.number_random), (number) =>
      state.order_by_number.has(number),
    ),
    fan_id: hold.fan_id,
    pass_id: hold.pass_id,
    hold_id: hold.id,
    hold_seq: hold.seq,
    status: "PENDING",
    code: null,
    lines: hold.places.map((place, i) => ({
      place,
      price_krw: hold.prices_krw[i] ?? 0,
      ticket_id: ticketId(command.order_id, i),
      status: "PENDING",
    })),
    total_krw: hold.prices_krw.reduce((sum, price_krw) => sum + price_krw, 0),
    created_at_ms: now_ms,
    updated_at_ms: now_ms,
    expires_at_ms: orderUntilMs(state, hold, now_ms),
    terms: { starts_at_ms: state.config.starts_at_ms, refund_rule: state.config.refund_rule },
    seats_until_ms: null,
    attempts: [],
    paid_by: null,
    refunds: [],
    rev: 1,
    ...(command.request_id === undefined ? {} : { request_id: command.request_id }),
  };
  return decided([{ kind: "ordered", at_ms: now_ms, order_id: order.id, order }], orderView(state, order));
}

/** Payment time, but never past the turn's end (D71) nor into the performance. */
function orderUntilMs(state: LedgerState, { turn_ends_sale_ms }: Hold, now_ms: number): number {
  const { limits, starts_at_ms } = state.config;
  const turn_ends_ms = turn_ends_sale_ms === null ? Infinity : realTime(state.clock, turn_ends_sale_ms, now_ms);
  return Math.min(now_ms + limits.payment_ms, turn_ends_ms, starts_at_ms);
}

const isOver = ({ status }: Order): boolean => status === "EXPIRED" || status === "CANCELLED" || status === "FAILED";

export type CancelOrderCommand = { readonly order_id: string; readonly fan_id: string };

/** Unpaid only: what was paid is refunded instead. */
export function decideCancelOrder(state: LedgerState, command: CancelOrderCommand, now_ms: number): Decided<null> {
  const order = state.orders.get(command.order_id);
  if (order === undefined || order.fan_id !== command.fan_id) return refuse("not_found");
  switch (order.status) {
    case "PENDING":
      return decided([orderEnded(order, { at_ms: now_ms, status: "CANCELLED", code: "cancelled_by_fan" })], null);
    case "PAYING":
      return refuse("payment_in_progress");
    case "CONFIRMED":
    case "REFUNDING":
    case "REFUNDED":
      return refuse("already_paid");
    case "EXPIRED":
    case "CANCELLED":
    case "FAILED":
      return decided([], null);
  }
}

type End = {
  readonly at_ms: number;
  readonly status: "EXPIRED" | "CANCELLED" | "FAILED";
  readonly code: string | null;
};

export const orderEnded = (order: Order, { at_ms, status, code }: End): LedgerEvent => ({
  kind: "order_ended",
  at_ms,
  order_id: order.id,
  status,
  code,
});
