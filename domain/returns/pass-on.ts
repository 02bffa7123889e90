// The step in which a ticket that was offered back changes hands: the old line dies and its refund is owed in the same
// batch of events in which the next order is sold, and before it, so that no record ever sees two live tickets.
import type { LedgerEvent, Order } from "../seat-ledger/events.ts";
import { requestRefund } from "../seat-ledger/refund-events.ts";
import type { LedgerState } from "../seat-ledger/state.ts";
import { SOLD_ON } from "./list-view.ts";

export function passOn(state: LedgerState, order: Order, now_ms: number): LedgerEvent[] {
  const behind = order.lines.flatMap(({ place }) =>
    state.owner[place] === order.id ? (state.returns.offered.get(place) ?? []) : [],
  );
  return [...Map.groupBy(behind, ({ order_id }) => order_id)].flatMap(([order_id, tickets]) => {
    const old = state.orders.get(order_id);
    if (old === undefined || old.paid_by === null) return [];
    return requestRefund(old, {
      attempt_number: old.paid_by,
      lines: tickets.map(({ line }) => line),
      amount_krw: tickets.reduce((sum, { refund_krw }) => sum + refund_krw, 0),
      fee_krw: tickets.reduce((sum, { fee_krw }) => sum + fee_krw, 0),
      by: "fan",
      reason: SOLD_ON,
      now_ms,
    });
  });
}
