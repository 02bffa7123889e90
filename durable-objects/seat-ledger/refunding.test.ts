import { describe, expect, test } from "vitest";
import { fingerprint } from "../../domain/seat-ledger/checkpoint.ts";
import { DEFAULT_REFUND_RULE } from "../../domain/seat-ledger/config.ts";
import { decideCancelShow } from "../../domain/seat-ledger/decide-admin.ts";
import { feePercent, decideRefundOutcome as refundOutcome } from "../../domain/seat-ledger/decide-refund.ts";
import type { Destination, PaymentJob } from "../../domain/seat-ledger/outbox.ts";
import { seatStateName } from "../../domain/seat-ledger/seat-state.ts";
import { hall, seatId } from "../../domain/seat-ledger/testing/halls.ts";
import { refundPreviewTask } from "./commands.ts";
import { readOrder } from "./reads.ts";
import { codeOf, TestLedger, value } from "./testing/test-ledger.ts";

const DAY_MS = 86_400_000;
const A = (seat: number) => seatId("A", 1, seat);

const stateOf = (ledger: TestLedger, id: string) =>
  seatStateName(ledger.state.seat_state[ledger.state.map.place_by_id.get(id) ?? -1]);
const orderOf = (ledger: TestLedger, order_id: string) =>
  value(ledger.run({ decide: (state) => readOrder(state, { order_id, fan_id: null }) }));
const waiting = (ledger: TestLedger, destination: Destination) => ledger.store.waiting(destination, 1_000);
const jobs = (ledger: TestLedger) => waiting(ledger, "payments").map((row) => row.body as PaymentJob);

function ordered(ledger: TestLedger, fan_id = "a", seats: readonly string[] = [A(1), A(2)]) {
  return value(ledger.order(fan_id, value(ledger.holdSeats(fan_id, seats)).id));
}
function paying(ledger: TestLedger, fan_id = "a", seats?: readonly string[]) {
  const order = ordered(ledger, fan_id, seats);
  return { order, attempt_id: value(ledger.pay(fan_id, order.id)).request_id };
}

describe("refunding", () => {
  test("SL23 D48: ticket void and seat out of sale, then the money, then the seat is free", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order_id } = ledger.buy("a", [A(1), A(2)]);
    const { refund_id, refund_krw } = value(ledger.refund(order_id));
    expect(refund_krw).toBe(240_000);
    expect(orderOf(ledger, order_id).status).toBe("REFUNDING");
    expect(codeOf(ledger.holdSeats("b", [A(1)]))).toBe("seat_sold");
    expect(jobs(ledger).at(-1)).toMatchObject({ kind: "cancel", refund_id, amount_krw: 240_000 });
    expect(codeOf(ledger.refund(order_id))).toBe("already_cancelled");
    expect(value(ledger.refunded(refund_id ?? ""))).toEqual({ changed: true });
    expect(value(ledger.refunded(refund_id ?? ""))).toEqual({ changed: false });
    expect(orderOf(ledger, order_id)).toMatchObject({ status: "REFUNDED", refunded_krw: 240_000 });
    expect(codeOf(ledger.holdSeats("b", [A(1)]))).toBe("ok");
  });

  test("D48: with the ticket left live while its money is on the way, it is paid back twice (control)", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order_id } = ledger.buy("a", [A(1)]);
    value(ledger.refund(order_id));
    for (const line of ledger.state.orders.get(order_id)?.lines ?? []) line.status = "LIVE";
    expect(codeOf(ledger.refund(order_id))).toBe("ok");
    expect(jobs(ledger).filter((job) => job.kind === "cancel")).toHaveLength(2);
  });

  test("SL23: seat by seat, each with its own refund; the booking stays confirmed until the last", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order_id } = ledger.buy("a", [A(1), A(2)]);
    const first = value(ledger.refund(order_id, { seats: [A(1)] }));
    expect(orderOf(ledger, order_id).lines.map(({ status }) => status)).toEqual(["REFUNDING", "LIVE"]);
    expect(orderOf(ledger, order_id).status).toBe("CONFIRMED");
    expect(codeOf(ledger.refund(order_id, { seats: [A(1)] }))).toBe("already_cancelled");
    expect(codeOf(ledger.refund(order_id, { seats: ["no"] }))).toBe("seat_unknown");
    const second = value(ledger.refund(order_id));
    expect(second.refund_id).not.toBe(first.refund_id);
    value(ledger.refunded(second.refund_id ?? ""));
    expect(stateOf(ledger, A(1))).toBe("SOLD");
    value(ledger.refunded(first.refund_id ?? ""));
    expect(orderOf(ledger, order_id)).toMatchObject({ status: "REFUNDED", refunded_krw: 240_000 });
  });

  test("SL23: the fan pays the show's fee, and is refused past the cut-off, to the millisecond", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order_id } = ledger.buy("a", [A(1)]);
    const starts_at_ms = ledger.state.config.starts_at_ms;
    const asFan = { by: "fan", fan_id: "a" } as const;
    expect(codeOf(ledger.refund(order_id, { by: "fan", fan_id: "b" }))).toBe("not_found");
    ledger.now_ms = starts_at_ms - DAY_MS + 1;
    expect(codeOf(ledger.refund(order_id, asFan))).toBe("too_late");
    ledger.now_ms = starts_at_ms - DAY_MS;
    expect(
      codeOf(
        ledger.refund(order_id, { ...asFan, used_tickets: orderOf(ledger, order_id).lines.map((l) => l.ticket_id) }),
      ),
    ).toBe("ticket_used");
    expect(value(ledger.refund(order_id, asFan))).toMatchObject({ refund_krw: 84_000, fee_krw: 36_000 });
    const days = [30, 10, 9, 7, 6, 3, 2, 1].map((day) => feePercent(DEFAULT_REFUND_RULE, day * DAY_MS));
    expect(days).toEqual([0, 0, 10, 10, 20, 20, 30, 30]);
  });

  test("SL23: what it would pay is shown before, and showing it changes nothing", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order_id } = ledger.buy("a", [A(1), A(2)]);
    ledger.now_ms = ledger.state.config.starts_at_ms - 5 * DAY_MS;
    const before = fingerprint(ledger.state);
    const wish = { order_id, by: "fan", fan_id: "a", reason: "", seats: [A(1)] } as const;
    const shown = value(ledger.run(refundPreviewTask(wish, () => [])));
    expect(shown).toEqual({ refund_krw: 96_000, fee_krw: 24_000, refund_id: null });
    expect(fingerprint(ledger.state)).toBe(before);
    expect(value(ledger.refund(order_id, wish))).toMatchObject({ refund_krw: 96_000, fee_krw: 24_000 });
  });

  test("D48: the same refund asked for again is the same refund", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order_id } = ledger.buy("a", [A(1)]);
    const first = ledger.refund(order_id, { key: "k" });
    expect(ledger.refund(order_id, { key: "k" })).toEqual(first);
    expect(jobs(ledger).filter((job) => job.kind === "cancel")).toHaveLength(1);
  });

  test("SL23: refused for good, people are called and the seat is kept; they may try again", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order_id } = ledger.buy("a", [A(1)]);
    const { refund_id } = value(ledger.refund(order_id));
    const [order_of = "", number = ""] = (refund_id ?? "").split("-r");
    value(
      ledger.run({
        decide: (state, now_ms) => {
          const outcome = { kind: "refused", code: "EXCEED_MAX_REFUND_DUE" } as const;
          return refundOutcome(state, { order_id: order_of, number: Number(number), outcome }, now_ms);
        },
      }),
    );
    expect(stateOf(ledger, A(1))).toBe("SOLD");
    expect(orderOf(ledger, order_id).lines[0]?.status).toBe("REFUND_REFUSED");
    expect(waiting(ledger, "alerts")).toHaveLength(1);
    const again = value(ledger.refund(order_id));
    value(ledger.refunded(again.refund_id ?? ""));
    expect(orderOf(ledger, order_id).status).toBe("REFUNDED");
  });

  test("SL23: a lost refund job is sent again, for as long as it takes", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order_id } = ledger.buy("a", [A(1)]);
    value(ledger.refund(order_id));
    for (let i = 0; i < 30; i++) {
      ledger.now_ms = ledger.engine.nextDueMs() ?? 0;
      ledger.engine.rest();
    }
    expect(jobs(ledger).filter((job) => job.kind === "cancel")).toHaveLength(31);
    expect(new Set(jobs(ledger).flatMap((job) => (job.kind === "cancel" ? [job.refund_id] : []))).size).toBe(1);
  });

  test("D51: every change raises the order's number, so that a late copy is known to be late", () => {
    const ledger = new TestLedger(hall(1, 4));
    const { order_id } = ledger.buy("a", [A(1)]);
    value(ledger.refunded(value(ledger.refund(order_id)).refund_id ?? ""));
    const records = waiting(ledger, "record").map((row) => row.body as { status: string; rev: number });
    const revs = records.map(({ rev }) => rev);
    expect(revs).toEqual([...revs].sort((a, b) => a - b));
    expect(new Set(revs).size).toBe(revs.length);
    expect(records.at(-1)?.status).toBe("REFUNDED");
  });

  test("D53 SL24: a cancelled show frees holds, ends orders, refunds bookings, and a charge under way goes back", () => {
    const ledger = new TestLedger(hall(2, 8));
    value(ledger.holdSeats("h", [A(1)]));
    const open = ordered(ledger, "o", [A(2)]);
    const { order, attempt_id } = paying(ledger, "p", [A(3)]);
    const bought = ledger.buy("b", [A(4)]);
    value(ledger.run({ decide: (state, now_ms) => decideCancelShow(state, "rain", now_ms) }));
    ledger.reload();
    expect(codeOf(ledger.holdSeats("x", [A(5)]))).toBe("show_cancelled");
    expect(codeOf(ledger.pay("o", open.id))).toBe("show_cancelled");
    expect(ledger.engine.nextDueMs()).toBe(ledger.now_ms);
    ledger.engine.rest();
    expect(orderOf(ledger, open.id).status).toBe("CANCELLED");
    expect(orderOf(ledger, bought.order_id)).toMatchObject({ status: "REFUNDING", refunds: [{ fee_krw: 0 }] });
    expect(orderOf(ledger, order.id).status).toBe("PAYING");
    expect(value(ledger.captured(attempt_id, order.total_krw))).toEqual({ effect: "refunding" });
    expect(orderOf(ledger, order.id).status).toBe("CANCELLED");
    expect([1, 2, 3, 4].map((seat) => stateOf(ledger, A(seat)))).toEqual([
      "AVAILABLE",
      "AVAILABLE",
      "AVAILABLE",
      "SOLD",
    ]);
    // Had nobody asked whether the show stands, the charge would have bought a seat of no show (control).
    const blind = new TestLedger(hall(1, 4));
    const late = paying(blind);
    value(blind.run({ decide: (state, now_ms) => decideCancelShow(state, "rain", now_ms) }));
    blind.state.cancelled_reason = null;
    expect(value(blind.captured(late.attempt_id, late.order.total_krw))).toEqual({ effect: "sold" });
  });
});
