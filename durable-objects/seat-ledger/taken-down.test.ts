import { expect, test } from "vitest";
import { configOf, hall, seatId } from "../../domain/seat-ledger/testing/halls.ts";
import { codeOf, TestLedger, value } from "./testing/test-ledger.ts";

const A = (seat: number) => seatId("A", 1, seat);

test("D74, C7: taken down, a ledger begins nothing; a payment under way comes to its end; restored, it goes on", () => {
  const ledger = new TestLedger(hall(1, 8));
  const hold = value(ledger.holdSeats("held", [A(1)]));
  const order = value(ledger.order("ordered", value(ledger.holdSeats("ordered", [A(2)])).id));
  const paid = value(ledger.order("paying", value(ledger.holdSeats("paying", [A(3)])).id));
  const attempt = value(ledger.pay("paying", paid.id));
  value(ledger.engine.publish(configOf({ version: 2, suspended: true }), null));
  ledger.reload();
  const refused = [ledger.holdSeats("new", [A(4)]), ledger.order("held", hold.id), ledger.pay("ordered", order.id)];
  expect(refused.map(codeOf)).toEqual(["show_taken_down", "show_taken_down", "show_taken_down"]);
  expect(value(ledger.captured(attempt.request_id, paid.total_krw)).effect).toBe("sold");
  value(ledger.engine.publish(configOf({ version: 3 }), null));
  const begun = [ledger.holdSeats("new", [A(4)]), ledger.order("held", hold.id), ledger.pay("ordered", order.id)];
  expect(begun.map(codeOf)).toEqual(["ok", "ok", "ok"]);
});
