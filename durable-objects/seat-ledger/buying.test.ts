import { describe, expect, test } from "vitest";
import { fingerprint } from "../../domain/seat-ledger/checkpoint.ts";
import { decideOutcome } from "../../domain/seat-ledger/decide-payment.ts";
import { readBookingNumber, readId } from "../../domain/seat-ledger/ids.ts";
import { ASK_UNTIL_MS, SEATS_KEPT_MS } from "../../domain/seat-ledger/order-times.ts";
import { DESTINATIONS, type Destination, type PaymentJob } from "../../domain/seat-ledger/outbox.ts";
import { seatStateName } from "../../domain/seat-ledger/seat-state.ts";
import { configOf, hall, START_MS, seatId, smallHouse } from "../../domain/seat-ledger/testing/halls.ts";
import { cancelOrderTask } from "./commands.ts";
import { readOrder, readOrdersOf, readPayment } from "./reads.ts";
import { codeOf, TestLedger, value } from "./testing/test-ledger.ts";

const MINUTE_MS = 60_000;
const PAYMENT_MS = 7 * MINUTE_MS;
const A = (seat: number) => seatId("A", 1, seat);

const stateOf = (ledger: TestLedger, id: string) =>
  seatStateName(ledger.state.seat_state[ledger.state.map.place_by_id.get(id) ?? -1]);
const orderOf = (ledger: TestLedger, order_id: string) =>
  value(ledger.run({ decide: (state) => readOrder(state, { order_id, fan_id: null }) }));
const paymentOf = (ledger: TestLedger, attempt_id: string) =>
  value(ledger.run({ decide: (state) => readPayment(state, { attempt_id, fan_id: null }) }));
const waiting = (ledger: TestLedger, destination: Destination) => ledger.store.waiting(destination, 1_000);
const jobs = (ledger: TestLedger) => waiting(ledger, "payments").map((row) => row.body as PaymentJob);

function ordered(ledger: TestLedger, fan_id = "a", seats: readonly string[] = [A(1), A(2)]) {
  return value(ledger.order(fan_id, value(ledger.holdSeats(fan_id, seats)).id));
}
function paying(ledger: TestLedger, fan_id = "a", seats?: readonly string[]) {
  const order = ordered(ledger, fan_id, seats);
  return { order, attempt_id: value(ledger.pay(fan_id, order.id)).request_id };
}
const decline = (ledger: TestLedger, attempt_id: string, code = "insufficient_balance") =>
  ledger.outcome(attempt_id, { kind: "declined", code });

describe("ordering", () => {
  test("SL17: the server's prices, a number to read aloud, ids that lead back to their showtime", () => {
    const ledger = new TestLedger(smallHouse());
    const order = ordered(ledger, "a", [A(1), seatId("B", 1, 1)]);
    expect(order).toMatchObject({ status: "PENDING", total_krw: 270_000, expires_at_ms: START_MS + PAYMENT_MS });
    expect(readBookingNumber(order.number)).toEqual({ number: order.number, code: "TESTAA" });
    expect(readId(order.id)).toEqual({ kind: "order", code: "TESTAA" });
    expect(new Set(order.lines.map((line) => line.ticket_id)).size).toBe(2);
  });

  test("D26 D43 SL17: asking twice, with another key or after a reload, gives the one order", () => {
    const ledger = new TestLedger(hall(1, 4));
    const hold = value(ledger.holdSeats("a", [A(1)]));
    const first = value(ledger.order("a", hold.id, "k"));
    ledger.reload();
    expect(value(ledger.order("a", hold.id, "k")).id).toBe(first.id);
    expect(value(ledger.order("a", hold.id, "other")).id).toBe(first.id);
    expect(ledger.state.orders.size).toBe(1);
    const listed = value(ledger.run({ decide: (state) => readOrdersOf(state, "a") }));
    expect(listed.map(({ id }) => id)).toEqual([first.id]);
  });

  test("D41: nobody orders another fan's hold or pays another fan's order", () => {
    const ledger = new TestLedger(hall(1, 4));
    const hold = value(ledger.holdSeats("a", [A(1)]));
    expect(codeOf(ledger.order("b", hold.id))).toBe("hold_expired");
    const order = value(ledger.order("a", hold.id));
    expect(codeOf(ledger.order("b", hold.id))).toBe("hold_expired");
    expect(codeOf(ledger.pay("b", order.id))).toBe("not_found");
    expect(codeOf(ledger.run(cancelOrderTask({ order_id: order.id, fan_id: "b" })))).toBe("not_found");
  });

  test("SL17: unpaid at its deadline an order expires, one millisecond before it may still be paid", () => {
    const ledger = new TestLedger(hall(1, 4));
    const order = ordered(ledger);
    ledger.now_ms += PAYMENT_MS - 1;
    expect(orderOf(ledger, order.id).status).toBe("PENDING");
    ledger.now_ms += 1;
    expect(codeOf(ledger.pay("a", order.id))).toBe("booking_expired");
    expect(orderOf(ledger, order.id).status).toBe("EXPIRED");
    expect(stateOf(ledger, A(1))).toBe("AVAILABLE");
  });

  test("SL17: given up unpaid, the seats are free at once", () => {
    const ledger = new TestLedger(hall(1, 4));
    const order = ordered(ledger);
    value(ledger.run(cancelOrderTask({ order_id: order.id, fan_id: "a" })));
    expect(orderOf(ledger, order.id)).toMatchObject({ status: "CANCELLED", code: "cancelled_by_fan" });
    expect(stateOf(ledger, A(1))).toBe("AVAILABLE");
    // And D31 holds for them too.
    expect(value(ledger.holdSeats("a", [A(1)])).expires_at_ms).toBeLessThanOrEqual(order.expires_at_ms);
  });
});

describe("paying", () => {
  test("D40: an amount from the page is only compared", () => {
    const ledger = new TestLedger(hall(1, 4));
    const order = ordered(ledger);
    expect(codeOf(ledger.pay("a", order.id, { amount_krw: 1 }))).toBe("amount_mismatch");
    value(ledger.pay("a", order.id, { amount_krw: order.total_krw }));
    expect(jobs(ledger)).toMatchObject([{ kind: "confirm", amount_krw: 240_000 }]);
  });

  test("D43 D52: while one attempt runs there is no second, whatever is clicked", () => {
    const ledger = new TestLedger(hall(1, 4));
    const order = ordered(ledger);
    const first = value(ledger.pay("a", order.id, { key: "k" }));
    expect(value(ledger.pay("a", order.id, { key: "k" }))).toEqual(first);
    expect(codeOf(ledger.pay("a", order.id, { key: "other" }))).toBe("payment_in_progress");
    value(ledger.outcome(first.request_id, { kind: "unknown" }));
    expect(codeOf(ledger.pay("a", order.id))).toBe("payment_in_progress");
    expect(jobs(ledger)).toHaveLength(1);
    // With the first attempt's being open forgotten, a second charge would begin (control).
    const open = ledger.state.orders.get(order.id);
    if (open !== undefined) open.status = "PENDING";
    expect(codeOf(ledger.pay("a", order.id))).toBe("ok");
    expect(jobs(ledger)).toHaveLength(2);
  });

  test("SL22 D44: sold: seats, journal and all messages stand in one transaction, or nothing does", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order, attempt_id } = paying(ledger);
    const rows_before = ledger.store.journal(1, 1_000).length;
    // Any crash within the write leaves nothing of it; one after the commit leaves all of it.
    let crashes = 0;
    for (let k = 1; k < 20; k++) {
      ledger.sql.crashAt(k);
      try {
        ledger.captured(attempt_id, order.total_krw);
        ledger.sql.crashAt(Number.POSITIVE_INFINITY);
        break;
      } catch {
        crashes++;
        ledger.sql.crashAt(Number.POSITIVE_INFINITY);
        ledger.reload();
        const sold = ledger.state.orders.get(order.id)?.status === "CONFIRMED";
        expect(stateOf(ledger, A(1))).toBe(sold ? "SOLD" : "HELD");
        expect(waiting(ledger, "record").length > 0).toBe(sold);
        expect(ledger.store.journal(1, 1_000).length > rows_before).toBe(sold);
      }
    }
    expect(crashes).toBeGreaterThan(3);
    expect(orderOf(ledger, order.id).status).toBe("CONFIRMED");
    const told = DESTINATIONS.filter((destination) => waiting(ledger, destination).length > 0);
    expect(told).toEqual(["record", "line", "fan", "notices", "mail", "payments"]);
    expect(waiting(ledger, "line").at(-1)?.body).toMatchObject({ kind: "finished", pass_id: "pass-a" });
    expect(paymentOf(ledger, attempt_id)).toMatchObject({ status: "COMPLETED", booking_id: order.id });
  });

  test("D44: without the one transaction a crash leaves seats sold that nobody is ever told of (control)", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order, attempt_id } = paying(ledger);
    ledger.sql.transaction = (work) => {
      work();
    };
    ledger.sql.crashAt(2);
    expect(() => ledger.captured(attempt_id, order.total_krw)).toThrow();
    ledger.reload();
    expect(stateOf(ledger, A(1))).toBe("SOLD");
    expect(waiting(ledger, "record")).toEqual([]);
  });

  test("SL19 D49: declined, the seats stay for the next try; after the last they go back", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order, attempt_id } = paying(ledger);
    value(decline(ledger, attempt_id));
    expect(paymentOf(ledger, attempt_id)).toMatchObject({
      status: "FAILED",
      code: "insufficient_balance",
      attempts_left: 2,
    });
    expect(orderOf(ledger, order.id)).toMatchObject({ status: "PENDING", expires_at_ms: order.expires_at_ms });
    value(decline(ledger, value(ledger.pay("a", order.id)).request_id));
    expect(stateOf(ledger, A(1))).toBe("HELD");
    value(decline(ledger, value(ledger.pay("a", order.id)).request_id));
    expect(orderOf(ledger, order.id)).toMatchObject({ status: "FAILED", code: "attempts_used" });
    expect(stateOf(ledger, A(1))).toBe("AVAILABLE");
    expect(codeOf(ledger.pay("a", order.id))).toBe("booking_expired");
  });

  test("SL19: never past the order's deadline, and at once where the show says so", () => {
    const ledger = new TestLedger(hall(1, 4));
    const late = paying(ledger);
    ledger.now_ms += PAYMENT_MS;
    expect(orderOf(ledger, late.order.id).status).toBe("PAYING");
    value(decline(ledger, late.attempt_id));
    expect(orderOf(ledger, late.order.id).status).toBe("EXPIRED");
    const strict = new TestLedger(hall(1, 4), configOf({ limits: { release_on_decline: true } }));
    const once = paying(strict);
    value(decline(strict, once.attempt_id));
    expect(orderOf(strict, once.order.id).status).toBe("FAILED");
    expect(stateOf(strict, A(1))).toBe("AVAILABLE");
  });

  test("D45 SL20: a time-out is neither failure nor success: it is asked on schedule, and the answer then counts", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order, attempt_id } = paying(ledger);
    value(ledger.outcome(attempt_id, { kind: "unknown" }));
    const asked_at: number[] = [];
    for (let i = 0; i < 8; i++) {
      ledger.now_ms = ledger.engine.nextDueMs() ?? 0;
      ledger.engine.rest();
      asked_at.push((ledger.now_ms - START_MS) / 1_000);
    }
    expect(asked_at).toEqual([1, 2, 4, 8, 15, 30, 60, 90]);
    expect(jobs(ledger).filter((job) => job.kind === "ask")).toHaveLength(8);
    expect(orderOf(ledger, order.id).status).toBe("PAYING");
    value(ledger.captured(attempt_id, order.total_krw));
    expect(orderOf(ledger, order.id).status).toBe("CONFIRMED");
  });

  test("D45: a time-out told as a decline would let the seat go although the charge went through (control)", () => {
    const ledger = new TestLedger(hall(1, 4), configOf({ limits: { payment_attempts: 1 } }));
    const { order, attempt_id } = paying(ledger);
    value(decline(ledger, attempt_id, "timeout"));
    value(ledger.holdSeats("b", [A(1)]));
    // The charge that then turns up cannot be a booking any more; at least it goes back (D42).
    expect(value(ledger.captured(attempt_id, order.total_krw))).toEqual({ effect: "refunding" });
  });

  test("SL20: a lost message is sent again; never known, the order fails, its seats stay a while, a late success goes back", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order, attempt_id } = paying(ledger);
    while (orderOf(ledger, order.id).status === "PAYING") {
      ledger.now_ms = ledger.engine.nextDueMs() ?? 0;
      ledger.engine.rest();
    }
    expect(ledger.now_ms - START_MS).toBeGreaterThanOrEqual(ASK_UNTIL_MS);
    expect(ledger.now_ms - START_MS).toBeLessThanOrEqual(ASK_UNTIL_MS + 30_000);
    expect(jobs(ledger).length).toBeGreaterThan(20);
    expect(orderOf(ledger, order.id)).toMatchObject({ status: "FAILED", code: "timeout" });
    expect(waiting(ledger, "alerts")).toHaveLength(1);
    ledger.now_ms += SEATS_KEPT_MS - 1;
    ledger.engine.rest();
    expect(stateOf(ledger, A(1))).toBe("HELD");
    ledger.now_ms += 1;
    ledger.engine.rest();
    expect(stateOf(ledger, A(1))).toBe("AVAILABLE");
    expect(value(ledger.captured(attempt_id, order.total_krw))).toEqual({ effect: "refunding" });
    expect(paymentOf(ledger, attempt_id)).toMatchObject({ status: "FAILED", code: "hold_lost_refunded" });
    expect(jobs(ledger).at(-1)).toMatchObject({ kind: "cancel", amount_krw: order.total_krw, whole: true });
  });

  test("D42 SL21: charged after the seats were lost: the same seats if still free, else the money back", () => {
    const lost = new TestLedger(hall(1, 4));
    const one = paying(lost);
    value(decline(lost, one.attempt_id));
    lost.now_ms += PAYMENT_MS;
    value(lost.holdSeats("b", [A(2)]));
    expect(value(lost.captured(one.attempt_id, one.order.total_krw))).toEqual({ effect: "refunding" });
    expect(orderOf(lost, one.order.id).status).toBe("EXPIRED");
    expect(orderOf(lost, one.order.id).refunds).toMatchObject([{ amount_krw: 240_000, fee_krw: 0, seat_ids: [] }]);

    const free = new TestLedger(hall(1, 4));
    const two = paying(free);
    value(decline(free, two.attempt_id));
    free.now_ms += PAYMENT_MS;
    free.engine.rest();
    expect(value(free.captured(two.attempt_id, two.order.total_krw))).toEqual({ effect: "sold" });
    expect(stateOf(free, A(1))).toBe("SOLD");
    expect(orderOf(free, two.order.id).status).toBe("CONFIRMED");
  });

  test("D43 D47: told twice, late, or in the wrong order, an outcome changes nothing more", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order, attempt_id } = paying(ledger);
    value(ledger.captured(attempt_id, order.total_krw));
    const before = fingerprint(ledger.state);
    expect(value(ledger.captured(attempt_id, order.total_krw))).toEqual({ effect: "nothing" });
    expect(value(decline(ledger, attempt_id))).toEqual({ effect: "nothing" });
    expect(value(ledger.outcome(attempt_id, { kind: "unknown" }))).toEqual({ effect: "nothing" });
    expect(fingerprint(ledger.state)).toBe(before);
    // With the memory of the charge gone, the second message would be a second one (control).
    const attempt = ledger.state.orders.get(order.id)?.attempts[0];
    if (attempt !== undefined) attempt.status = "STARTED";
    const again = { kind: "captured", payment_key: "x", captured_krw: order.total_krw, receipt_url: null } as const;
    const decision = decideOutcome(ledger.state, { order_id: order.id, number: 1, outcome: again }, ledger.now_ms);
    expect(decision.ok && decision.value.events.length).toBeGreaterThan(0);
  });

  test("D43 SL21: a first attempt charged after all while a second runs goes back; the second alone buys", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order, attempt_id } = paying(ledger);
    value(decline(ledger, attempt_id));
    const second = value(ledger.pay("a", order.id)).request_id;
    expect(value(ledger.captured(attempt_id, order.total_krw))).toEqual({ effect: "refunding" });
    expect(value(ledger.captured(second, order.total_krw))).toEqual({ effect: "sold" });
    expect(orderOf(ledger, order.id)).toMatchObject({ status: "CONFIRMED", paid_attempt_id: second });
    expect(orderOf(ledger, order.id).refunds).toHaveLength(1);
  });

  test("SL21: another amount than asked for is no sale", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order, attempt_id } = paying(ledger);
    expect(value(ledger.captured(attempt_id, 1_000))).toEqual({ effect: "refunding" });
    expect(orderOf(ledger, order.id)).toMatchObject({ status: "FAILED", code: "amount_mismatch" });
    expect(orderOf(ledger, order.id).refunds).toMatchObject([{ amount_krw: 1_000 }]);
  });

  test("SL18: nothing to pay is confirmed without a provider", () => {
    const ledger = new TestLedger(hall(1, 4), configOf({ prices_krw: { R: 0 } }));
    const { order, attempt_id } = paying(ledger);
    expect(orderOf(ledger, order.id).status).toBe("CONFIRMED");
    expect(paymentOf(ledger, attempt_id).status).toBe("COMPLETED");
    expect(jobs(ledger)).toEqual([]);
    expect(value(ledger.refund(order.id))).toMatchObject({ refund_krw: 0 });
    expect(orderOf(ledger, order.id).status).toBe("REFUNDED");
    expect(jobs(ledger)).toEqual([]);
  });
});
