// Makes docs/vectors/list.json from the product: a small list with everything that its log can tell.
import { decideKeepUsed } from "../../domain/returns/decide-ticket.ts";
import type { ListLogEntry } from "../../domain/returns/public-entry.ts";
import { configOf, layoutOf, seatedSection, seatId } from "../../domain/seat-ledger/testing/halls.ts";
import { TestLedger, value } from "../../durable-objects/seat-ledger/testing/test-ledger.ts";

const MINUTE_MS = 60_000;
const FANS = ["usr_a", "usr_b", "usr_민지", "usr_d", "usr_e", "usr_f"];

export const listLog = ({ store }: TestLedger): ListLogEntry[] =>
  store.list_log.page(1, 100_000).map((text) => JSON.parse(text) as ListLogEntry);

export function listOfSix(): TestLedger {
  const sections = [
    seatedSection({ id: "A", grade: "VIP", rows: 1, seats: 4, breaks: [], y: 100 }),
    seatedSection({ id: "B", grade: "R", rows: 1, seats: 4, breaks: [], y: 200 }),
  ];
  const returns = { gather_ms: 5 * MINUTE_MS, offer_ms: 30 * MINUTE_MS, tickets: true };
  const ledger = new TestLedger(layoutOf(sections), configOf({ returns }));
  const bought = ["A", "B"].flatMap((id) =>
    [1, 2, 3, 4].map((n) => ledger.buy(`owner-${id}${n}`, [seatId(id, 1, n)]).order_id),
  );
  const back = (n: number): void => {
    const { refund_id } = value(ledger.refund(bought[n] ?? ""));
    value(ledger.refunded(refund_id ?? ""));
  };
  const later = (minutes: number): void => {
    ledger.now_ms += minutes * MINUTE_MS;
    ledger.engine.rest();
  };
  value(ledger.listUp("usr_a", 2, { together: true }));
  value(ledger.listUp("usr_b", 3));
  value(ledger.listUp("usr_민지", 1, { grades: ["R"] }));
  value(ledger.listUp("usr_d", 2, { grades: ["VIP", "R"] }));
  value(ledger.listUp("usr_b", 2));
  value(ledger.listUp("usr_d", 3));
  value(ledger.listUp("usr_e", 1));
  value(ledger.listUp("usr_f", 1));
  later(1);
  // One alone is gathered for a pair, then goes on past it; a pair that comes back goes to the head.
  back(4);
  later(6);
  back(0);
  back(1);
  later(1);
  value(ledger.leaveList("usr_a"));
  later(1);
  // A ticket offered back is offered on; its holder comes in with it, and whoever had the offer waits on.
  const ticket = (n: number): string => ledger.state.orders.get(bought[n] ?? "")?.lines[0]?.ticket_id ?? "";
  value(ledger.offerBack("owner-B3", ticket(6)));
  later(6);
  value(ledger.run({ decide: (state, now_ms) => decideKeepUsed(state, ticket(6), now_ms) }));
  const hold_id = ledger.place("usr_b").offer?.hold_id;
  if (hold_id !== undefined) {
    const order = value(ledger.order("usr_b", hold_id));
    value(ledger.captured(value(ledger.pay("usr_b", order.id)).request_id, order.total_krw));
  }
  later(31);
  value(ledger.leaveList("usr_f"));
  ledger.now_ms = ledger.state.config.starts_at_ms;
  ledger.engine.rest();
  return ledger;
}

export function list() {
  const ledger = listOfSix();
  const { state } = ledger;
  return {
    showtime_id: state.config.showtime_id,
    items: listLog(ledger),
    checkpoint: ledger.listCheckpoints(1)[0],
    receipts: FANS.flatMap((fan_id) => ledger.listReceipt(fan_id) ?? []),
  };
}
