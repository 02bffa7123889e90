// The list for returned seats and tickets that change hands, driven through the engine that the object drives (RT, HO).
import { describe, expect, test } from "vitest";
import {
  decideAcceptHandover,
  decideHandover,
  decideKeepUsed,
  decideWithdrawHandover,
} from "../../domain/returns/decide-ticket.ts";
import { listFigures } from "../../domain/returns/list-view.ts";
import { fingerprint } from "../../domain/seat-ledger/checkpoint.ts";
import { decideFreeFan } from "../../domain/seat-ledger/decide-admin.ts";
import { decideRelease } from "../../domain/seat-ledger/decide-hold.ts";
import { seatsCounted } from "../../domain/seat-ledger/state.ts";
import { configOf, hall, seatId } from "../../domain/seat-ledger/testing/halls.ts";
import { checkInstant } from "./testing/promises.ts";
import { codeOf, TestLedger, value } from "./testing/test-ledger.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const seat = (n: number) => seatId("A", 1, n);

/** One row of four, sold out: each seat to a fan of its own. */
function soldOut(changes: Parameters<typeof configOf>[0] = {}) {
  const ledger = new TestLedger(hall(1, 4), configOf(changes));
  const bought = [1, 2, 3, 4].map((n) => ({ fan_id: `owner-${n}`, ...ledger.buy(`owner-${n}`, [seat(n)]) }));
  return { ledger, bought };
}
const stateOf = (ledger: TestLedger, n: number) =>
  ledger.state.seat_state[ledger.state.map.place_by_id.get(seat(n)) ?? -1];
const orderOf = (ledger: TestLedger, id: string) => {
  const order = ledger.state.orders.get(id);
  if (order === undefined) throw new Error("no order");
  return order;
};
const ticketOf = (ledger: TestLedger, order_id: string) => orderOf(ledger, order_id).lines[0]?.ticket_id ?? "";
function refund(ledger: TestLedger, order_id: string) {
  const { refund_id } = value(ledger.refund(order_id));
  value(ledger.refunded(refund_id ?? ""));
}
function takeOffer(ledger: TestLedger, fan_id: string) {
  const order = value(ledger.order(fan_id, ledger.place(fan_id).offer?.hold_id ?? ""));
  const { request_id } = value(ledger.pay(fan_id, order.id));
  return { order, pay: () => ledger.captured(request_id, order.total_krw), request_id };
}

describe("RT1: the list for returned seats", () => {
  test("RT1: nobody lists while seats are on sale; past the limit per fan is refused", () => {
    const ledger = new TestLedger(hall(1, 4), configOf());
    expect(codeOf(ledger.listUp("a", 1))).toBe("not_sold_out");
    expect(codeOf(soldOut().ledger.listUp("a", 5))).toBe("invalid");
  });

  test("RT17 D6: a place is told without a look at everybody who waits, the same after sleep, and as it was answered", () => {
    const { ledger } = soldOut();
    const fans = Array.from({ length: 1_500 }, (_, i) => `f${i}`);
    for (const fan of fans) value(ledger.listUp(fan, 1));
    for (const fan of ["f0", "f7", "f1200"]) value(ledger.leaveList(fan));
    expect(value(ledger.listUp("f3", 2)).ahead).toBe(ledger.place("f3").ahead);
    expect(value(ledger.listUp("f0", 1)).ahead).toBe(ledger.place("f0").ahead);
    const places = () => ["f1", "f2", "f8", "f1499", "f3", "f0"].map((fan) => ledger.place(fan).ahead);
    expect(places()).toEqual([0, 1, 5, 1_495, 1_496, 1_497]);
    ledger.reload();
    expect(places()).toEqual([0, 1, 5, 1_495, 1_496, 1_497]);
    ledger.state.returns.entries.values = () => {
      throw new Error("everybody was looked at");
    };
    expect(places()).toEqual([0, 1, 5, 1_495, 1_496, 1_497]);
  });

  test("RT2: repeating keeps the place, a smaller wish too; asking for more goes to the back", () => {
    const { ledger } = soldOut();
    for (const fan of ["a", "b", "c"]) value(ledger.listUp(fan, 2));
    value(ledger.listUp("a", 2));
    value(ledger.listUp("a", 1));
    expect(["a", "b", "c"].map((fan) => ledger.place(fan).ahead)).toEqual([0, 1, 2]);
    value(ledger.listUp("a", 3));
    expect(["a", "b", "c"].map((fan) => ledger.place(fan).ahead)).toEqual([2, 0, 1]);
    expect(ledger.place("nobody")).toEqual({ state: "NONE", ahead: 0, offer: null });
  });

  test("RT3: a returned seat is offered at once to the head and is never on sale", () => {
    const { ledger, bought } = soldOut();
    value(ledger.listUp("a", 1));
    value(ledger.listUp("b", 1));
    refund(ledger, bought[0]?.order_id ?? "");
    expect(stateOf(ledger, 1)).toBe(1);
    const { state, offer } = ledger.place("a");
    expect([state, offer?.seats[0]?.id, offer?.total_krw]).toEqual(["OFFERED", seat(1), 120_000]);
    expect(codeOf(ledger.holdSeats("bot", [seat(1)]))).toBe("seat_held");
    checkInstant(ledger);
    // Leaving the line takes no offer away: it is no part of a turn.
    ledger.run({ decide: (s, now_ms) => decideFreeFan(s, { fan_id: "a", only_ask: false }, now_ms) });
    expect(ledger.place("a").state).toBe("OFFERED");
    value(takeOffer(ledger, "a").pay());
    expect(ledger.place("a").state).toBe("TAKEN");
    expect(ledger.place("b")).toMatchObject({ state: "WAITING", ahead: 0 });
  });

  test("RT4: an offer that expires or is declined goes on to the next, and at last on sale", () => {
    const { ledger, bought } = soldOut();
    value(ledger.listUp("a", 1));
    value(ledger.listUp("b", 1));
    refund(ledger, bought[0]?.order_id ?? "");
    ledger.now_ms += 30 * MINUTE_MS;
    ledger.engine.rest();
    expect([ledger.place("a").state, ledger.place("b").state]).toEqual(["EXPIRED", "OFFERED"]);
    const hold_id = ledger.place("b").offer?.hold_id ?? "";
    value(ledger.run({ decide: (s, now_ms) => decideRelease(s, { hold_id, fan_id: "b" }, now_ms) }));
    expect(ledger.place("b").state).toBe("WITHDRAWN");
    expect(stateOf(ledger, 1)).toBe(0);
    checkInstant(ledger);
  });

  test("RT5: half a pair is gathered for the head and goes on after the time set, with a reason", () => {
    const { ledger, bought } = soldOut({ returns: { gather_ms: 5 * MINUTE_MS, offer_ms: MINUTE_MS, tickets: true } });
    value(ledger.listUp("pair", 2, { together: true }));
    value(ledger.listUp("one", 1));
    refund(ledger, bought[0]?.order_id ?? "");
    expect(ledger.place("one").state).toBe("WAITING");
    ledger.reload();
    expect(ledger.engine.nextDueMs()).toBeLessThanOrEqual(ledger.now_ms + 5 * MINUTE_MS);
    ledger.now_ms += 5 * MINUTE_MS;
    ledger.engine.rest();
    expect(ledger.place("one").state).toBe("OFFERED");
    expect(ledger.state.returns.entries.get("pair")).toMatchObject({ state: "WAITING", passed: "too_few" });
    const told = ledger.store.waiting("list", 50).map(({ body }) => (body as { cause: string }).cause);
    expect(told).toEqual(["returns_passed", "seats_returned"]);
  });

  test("RT9: the list ends with the sale, and who is left is told", () => {
    const { ledger } = soldOut();
    value(ledger.listUp("a", 1));
    ledger.now_ms += 30 * DAY_MS;
    ledger.engine.rest();
    expect(ledger.place("a").state).toBe("EXPIRED");
    expect(ledger.store.waiting("list", 50).map(({ body }) => body)).toMatchObject([{ cause: "returns_closed" }]);
    expect(codeOf(ledger.listUp("b", 1))).toBe("sale_over");
  });
});

test("RT9: a list that was gathering seats when it ended wakes nobody any more", () => {
  const { ledger, bought } = soldOut({ limits: { seats_per_fan: 4 } });
  value(ledger.listUp("pair", 2, { together: true }));
  ledger.now_ms += 30 * DAY_MS - 1_000;
  refund(ledger, bought[0]?.order_id ?? "");
  ledger.now_ms += MINUTE_MS;
  ledger.engine.rest();
  expect(ledger.place("pair").state).toBe("EXPIRED");
  expect(ledger.engine.nextDueMs() ?? Infinity).toBeGreaterThan(ledger.now_ms);
});

describe("RT6: a ticket offered back", () => {
  function offered() {
    const { ledger, bought } = soldOut();
    const order_id = bought[0]?.order_id ?? "";
    value(ledger.listUp("next", 1));
    ledger.now_ms += 22 * DAY_MS;
    const stated = value(ledger.offerBack("owner-1", ticketOf(ledger, order_id)));
    return { ledger, order_id, stated, ticket_id: ticketOf(ledger, order_id) };
  }

  test("RT6: it stays valid until the next fan has paid; then it is void, refunded less the stated fee", () => {
    const { ledger, order_id, stated } = offered();
    expect(stated).toEqual({ refund_krw: 108_000, fee_krw: 12_000, ahead_in_line: 0 });
    const next = takeOffer(ledger, "next");
    expect(orderOf(ledger, order_id).lines[0]?.status).toBe("LIVE");
    checkInstant(ledger);
    ledger.reload();
    checkInstant(ledger);
    value(next.pay());
    const old = orderOf(ledger, order_id);
    expect([old.lines[0]?.status, old.refunds[0]?.amount_krw, old.refunds[0]?.fee_krw]).toEqual([
      "REFUNDING",
      108_000,
      12_000,
    ]);
    const records = ledger.store.waiting("record", 200).map(({ body }) => body as { id: string });
    expect(records.slice(-2).map(({ id }) => id)).toEqual([order_id, next.order.id]);
    value(ledger.refunded(old.refunds[0]?.id ?? ""));
    expect(stateOf(ledger, 1)).toBe(2);
    checkInstant(ledger);
    const before = fingerprint(ledger.state);
    ledger.reload();
    expect(fingerprint(ledger.state)).toBe(before);
  });

  test("RT7: a holder who thinks again keeps the ticket; the next fan keeps the place", () => {
    const { ledger, ticket_id, order_id } = offered();
    expect(ledger.place("next").state).toBe("OFFERED");
    value(ledger.takeBack("owner-1", ticket_id));
    expect(ledger.place("next")).toMatchObject({ state: "WAITING", ahead: 0 });
    expect(orderOf(ledger, order_id).lines[0]?.status).toBe("LIVE");
    expect(stateOf(ledger, 1)).toBe(2);
    checkInstant(ledger);
  });

  test("RT7: while the next fan is paying nobody can think again; a decline gives the ticket back to its holder", () => {
    const { ledger, ticket_id, order_id } = offered();
    const next = takeOffer(ledger, "next");
    expect(codeOf(ledger.takeBack("owner-1", ticket_id))).toBe("payment_in_progress");
    for (let tries = 0; tries < 3; tries++) {
      const order = orderOf(ledger, next.order.id);
      value(ledger.outcome(order.attempts.at(-1)?.id ?? "", { kind: "declined", code: "declined" }));
      if (tries < 2) value(ledger.pay("next", order.id));
    }
    expect(orderOf(ledger, order_id).lines[0]?.status).toBe("LIVE");
    expect(stateOf(ledger, 1)).toBe(2);
    checkInstant(ledger);
    // A charge that turns up late buys nothing that is somebody's.
    value(ledger.captured(next.request_id, 120_000));
    expect(orderOf(ledger, next.order.id).refunds[0]?.amount_krw ?? 0).toBe(120_000);
    checkInstant(ledger);
  });

  test("RT8: who comes in while the next fan pays keeps the seat; the charge goes back whole, the fan keeps the place", () => {
    const { ledger, order_id, ticket_id } = offered();
    const next = takeOffer(ledger, "next");
    value(ledger.run({ decide: (s, now_ms) => decideKeepUsed(s, ticket_id, now_ms) }));
    expect([stateOf(ledger, 1), orderOf(ledger, order_id).lines[0]?.status]).toEqual([2, "LIVE"]);
    checkInstant(ledger);
    value(next.pay());
    const lost = orderOf(ledger, next.order.id);
    expect([lost.status, lost.code, lost.refunds[0]?.amount_krw]).toEqual(["FAILED", "hold_lost", 120_000]);
    expect([stateOf(ledger, 1), orderOf(ledger, order_id).lines[0]?.status]).toEqual([2, "LIVE"]);
    expect(ledger.place("next")).toMatchObject({ state: "WAITING", ahead: 0 });
    checkInstant(ledger);
    const before = fingerprint(ledger.state);
    ledger.reload();
    expect(fingerprint(ledger.state)).toBe(before);
  });

  test("RT8: used, too late, or switched off is refused", () => {
    const { ledger, bought } = soldOut();
    const ticket = ticketOf(ledger, bought[0]?.order_id ?? "");
    expect(codeOf(ledger.offerBack("owner-1", ticket, [ticket]))).toBe("ticket_used");
    expect(codeOf(ledger.offerBack("owner-2", ticket))).toBe("not_found");
    ledger.now_ms += 29.5 * DAY_MS;
    expect(codeOf(ledger.offerBack("owner-1", ticket))).toBe("too_late");
    const off = soldOut({ returns: { gather_ms: 0, offer_ms: 1_000, tickets: false } });
    expect(codeOf(off.ledger.offerBack("owner-1", ticketOf(off.ledger, off.bought[0]?.order_id ?? "")))).toBe(
      "returns_off",
    );
  });
});

test("RT13: the organiser's figures: entries by place with wishes and offers, what offers brought, and nobody's id", () => {
  const { ledger, bought } = soldOut();
  value(ledger.listUp("secret-a", 1));
  value(ledger.listUp("secret-b", 2, { together: true }));
  refund(ledger, bought[0]?.order_id ?? "");
  const figures = () => listFigures(ledger.state, ledger.now_ms);
  expect(figures().entries).toMatchObject([
    { position: 1, count: 1, state: "OFFERED", offer_until_ms: ledger.now_ms + 30 * MINUTE_MS },
    { position: 2, count: 2, together: true, state: "WAITING", offer_until_ms: null },
  ]);
  const { order, pay } = takeOffer(ledger, "secret-a");
  pay();
  expect(figures()).toMatchObject({ taken: 1, taken_krw: order.total_krw, entries: [{ position: 2 }] });
  expect(JSON.stringify(figures())).not.toContain("secret");
});

describe("HO1: a ticket handed over", () => {
  const handOver = (ledger: TestLedger, fan_id: string, ticket_id: string, to_hash: string) =>
    ledger.run({ decide: (s, now_ms) => decideHandover(s, { fan_id, ticket_id, to_hash, used_tickets: [] }, now_ms) });
  const accept = (ledger: TestLedger, fan_id: string, own_hash: string, handover_id: string) =>
    ledger.run({
      decide: (s, now_ms) => decideAcceptHandover(s, { fan_id, own_hash, handover_id, used_tickets: [] }, now_ms),
    });

  test("HO1 HO2: only the address accepts, and at that moment the generation goes up", () => {
    const { ledger, bought } = soldOut();
    const order_id = bought[0]?.order_id ?? "";
    const ticket_id = ticketOf(ledger, order_id);
    const { id } = value(handOver(ledger, "owner-1", ticket_id, "friend"));
    expect(value(handOver(ledger, "owner-1", ticket_id, "friend")).id).toBe(id);
    expect(codeOf(accept(ledger, "thief", "thief", id))).toBe("not_found");
    expect(orderOf(ledger, order_id).lines[0]?.generation ?? 0).toBe(0);
    expect(value(accept(ledger, "friend", "friend", id))).toMatchObject({ ticket_id, from_fan_id: "owner-1" });
    expect(orderOf(ledger, order_id).lines[0]).toMatchObject({ generation: 1, holder_id: "friend" });
    expect(value(accept(ledger, "friend", "friend", id)).from_fan_id).toBeNull();
    expect(orderOf(ledger, order_id).lines[0]?.generation).toBe(1);
    // What is another's by now is nobody's to cancel or to offer back.
    expect(codeOf(ledger.offerBack("owner-1", ticket_id))).toBe("not_found");
    expect(codeOf(ledger.offerBack("friend", ticket_id))).toBe("returns_off");
    expect(codeOf(ledger.refund(order_id, { by: "fan", fan_id: "owner-1" }))).toBe("already_cancelled");
    ledger.reload();
    expect(orderOf(ledger, order_id).lines[0]?.holder_id).toBe("friend");
  });

  test("HO6: one ticket writes to so many addresses and no more, offered and taken back without end", () => {
    const { ledger, bought } = soldOut();
    const ticket_id = ticketOf(ledger, bought[0]?.order_id ?? "");
    const withdraw = (handover_id: string) =>
      ledger.run({
        decide: (s, now_ms) => decideWithdrawHandover(s, { fan_id: "owner-1", handover_id }, now_ms),
      });
    const ids = new Set<string>();
    for (let n = 0; n < 100; n++) {
      const asked = handOver(ledger, "owner-1", ticket_id, n % 2 === 0 ? "stranger" : `stranger-${n}`);
      if (!asked.ok) expect(asked.failure.code).toBe("limit_reached");
      else ids.add(asked.value.id);
      if (asked.ok && n % 3 === 0) value(withdraw(asked.value.id));
    }
    expect(ids.size).toBe(20);
  });

  test("HO3: off, too late and past the limit are refused", () => {
    const terms = { on: true, cutoff_before_start_ms: DAY_MS, per_fan: 0 };
    const ticketIn = ({ ledger, bought }: ReturnType<typeof soldOut>) => ticketOf(ledger, bought[0]?.order_id ?? "");
    const none = soldOut({ handover: terms });
    expect(codeOf(handOver(none.ledger, "owner-1", ticketIn(none), "x"))).toBe("limit_reached");
    const off = soldOut({ handover: { ...terms, on: false } });
    expect(codeOf(handOver(off.ledger, "owner-1", ticketIn(off), "x"))).toBe("handover_off");
    const late = soldOut({ handover: { ...terms, per_fan: 4 } });
    late.ledger.now_ms += 29 * DAY_MS;
    expect(codeOf(handOver(late.ledger, "owner-1", ticketIn(late), "x"))).toBe("too_late");
  });

  test("HO3: who received tickets and passes them on counts as whoever bought them does", () => {
    const terms = { on: true, cutoff_before_start_ms: DAY_MS, per_fan: 2 };
    const { ledger, bought } = soldOut({ handover: terms });
    const pass = (from: string, to: string, n: number) => {
      const asked = handOver(ledger, from, ticketOf(ledger, bought[n]?.order_id ?? ""), to);
      return asked.ok ? accept(ledger, to, to, asked.value.id) : asked;
    };
    for (const n of [0, 1, 2]) value(pass(`owner-${n + 1}`, "dealer", n));
    value(pass("dealer", "a", 0));
    value(pass("dealer", "b", 1));
    expect(codeOf(pass("dealer", "c", 2))).toBe("limit_reached");
    // One that comes back counts no more.
    value(pass("b", "dealer", 1));
    value(pass("dealer", "c", 2));
  });

  test("HO7: what is handed over to a fan counts towards their limit, over a reload too; what one bought counts once", () => {
    const { ledger, bought } = soldOut({ limits: { seats_per_fan: 2 } });
    const limit = ledger.state.config.limits.seats_per_fan;
    const offer = (n: number, to: string) => {
      const order = bought[n];
      return value(handOver(ledger, `owner-${n + 1}`, ticketOf(ledger, order?.order_id ?? ""), to)).id;
    };
    const ids = Array.from({ length: limit + 1 }, (_, n) => offer(n, "dealer"));
    for (const id of ids.slice(0, limit)) value(accept(ledger, "dealer", "dealer", id));
    const last = ids[limit] ?? "";
    expect(codeOf(accept(ledger, "dealer", "dealer", last))).toBe("limit_reached");
    expect(codeOf(ledger.listUp("dealer", 1))).toBe("invalid");
    ledger.reload();
    expect(seatsCounted(ledger.state, "dealer")).toEqual({ held: 0, bought: limit });
    expect(codeOf(accept(ledger, "dealer", "dealer", last))).toBe("limit_reached");
    // One of them goes on to somebody else, and the next may come.
    const ticket_id = ticketOf(ledger, bought[0]?.order_id ?? "");
    const back = value(handOver(ledger, "dealer", ticket_id, "owner-1")).id;
    value(accept(ledger, "owner-1", "owner-1", back));
    expect(seatsCounted(ledger.state, "owner-1").bought).toBe(1);
    value(accept(ledger, "dealer", "dealer", last));
  });
});
