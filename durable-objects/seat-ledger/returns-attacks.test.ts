// What somebody tries who would have a seat out of turn, or money twice: at the list, at offers, and at a ticket's two roads.
import { expect, test } from "vitest";
import { decideAcceptHandover, decideHandover } from "../../domain/returns/decide-ticket.ts";
import type { LedgerConfig } from "../../domain/seat-ledger/config.ts";
import { decideCancelShow } from "../../domain/seat-ledger/decide-admin.ts";
import { configOf, hall, seatId } from "../../domain/seat-ledger/testing/halls.ts";
import { refundOutcomeTask } from "./commands.ts";
import { checkInstant } from "./testing/promises.ts";
import { codeOf, TestLedger, value } from "./testing/test-ledger.ts";

const seat = (n: number) => seatId("A", 1, n);

function soldOut(changes: Partial<LedgerConfig> = {}) {
  const ledger = new TestLedger(hall(1, 4), configOf(changes));
  const bought = [1, 2, 3, 4].map((n) => ledger.buy(`owner-${n}`, [seat(n)]));
  const lineOf = (n: number) => ledger.state.orders.get(bought[n - 1]?.order_id ?? "")?.lines[0];
  return {
    ledger,
    orderId: (n: number) => bought[n - 1]?.order_id ?? "",
    ticketOf: (n: number) => lineOf(n)?.ticket_id ?? "",
    lineOf,
  };
}

/** Asked for; `comesBack` is the provider's word, with which the seat falls free. */
const asked = (ledger: TestLedger, order_id: string) => value(ledger.refund(order_id)).refund_id ?? "";
const comesBack = (refund_id: string) => refundOutcomeTask({ refund_id, outcome: { kind: "done" } });
const refund = (ledger: TestLedger, order_id: string) => value(ledger.run(comesBack(asked(ledger, order_id))));

test("RT3: a bot that asks in the very batch in which a seat comes back is after the list", () => {
  const { ledger, orderId } = soldOut();
  value(ledger.listUp("fan", 1));
  // One turn of the object: the seat falls free, and whoever asks next in the same turn is the bot.
  const back = comesBack(asked(ledger, orderId(1)));
  const best = ledger.holdTask("bot", { kind: "best", count: 1 });
  const named = ledger.holdTask("bot", { kind: "seats", seats: [seat(1)] });
  expect(ledger.engine.runAll<unknown>([best, back, best, named]).map(({ ok }) => ok)).toEqual([
    false,
    true,
    false,
    false,
  ]);
  expect(ledger.place("fan").state).toBe("OFFERED");
  checkInstant(ledger);
});

test("RT3: control: with nobody on the list the bot in the same batch has the seat", () => {
  const { ledger, orderId } = soldOut();
  const back = comesBack(asked(ledger, orderId(1)));
  const best = ledger.holdTask("bot", { kind: "best", count: 1 });
  expect(ledger.engine.runAll<unknown>([back, best]).map(({ ok }) => ok)).toEqual([true, true]);
});

test("RT4: an offer is its fan's alone: nobody else orders it, and letting it go twice gives it once", () => {
  const { ledger, orderId } = soldOut();
  value(ledger.listUp("fan", 1));
  value(ledger.listUp("next", 1));
  refund(ledger, orderId(1));
  const hold_id = ledger.place("fan").offer?.hold_id ?? "";
  expect(codeOf(ledger.order("bot", hold_id))).toBe("hold_expired");
  expect(codeOf(ledger.order("next", hold_id))).toBe("hold_expired");
  value(ledger.leaveList("fan"));
  value(ledger.leaveList("fan"));
  expect(ledger.place("next").offer?.seats.length).toBe(1);
  expect(codeOf(ledger.order("fan", hold_id))).toBe("hold_expired");
  checkInstant(ledger);
});

test("RT3: taken down, an open offer is neither ordered nor paid, and nothing is offered until the show is back", () => {
  const { ledger, orderId } = soldOut();
  value(ledger.listUp("fan", 1));
  value(ledger.listUp("next", 1));
  refund(ledger, orderId(1));
  const hold_id = ledger.place("fan").offer?.hold_id ?? "";
  const config = ledger.state.config;
  value(ledger.engine.publish({ ...config, version: config.version + 1, suspended: true }, null));
  expect(codeOf(ledger.order("fan", hold_id))).toBe("show_taken_down");
  expect(codeOf(ledger.listUp("late", 1))).toBe("show_taken_down");
  refund(ledger, orderId(2));
  expect(ledger.place("next").state).toBe("WAITING");
  value(ledger.engine.publish({ ...config, version: config.version + 2, suspended: false }, null));
  ledger.engine.rest();
  expect(ledger.place("next").state).toBe("OFFERED");
  checkInstant(ledger);
});

test("RT9: a cancelled show ends every offer and every ticket that was offered back, once, and refunds each ticket whole", () => {
  const { ledger, orderId, ticketOf, lineOf } = soldOut();
  value(ledger.listUp("fan", 1));
  value(ledger.offerBack("owner-2", ticketOf(2)));
  value(ledger.listUp("next", 1));
  refund(ledger, orderId(1));
  const hold_id = ledger.place("fan").offer?.hold_id ?? "";
  value(ledger.run({ decide: (state, now_ms) => decideCancelShow(state, "storm", now_ms) }));
  for (let n = 0; n < 20; n++) ledger.engine.rest();
  expect(codeOf(ledger.order("fan", hold_id))).not.toBe("");
  expect(["EXPIRED", "WITHDRAWN"]).toContain(ledger.place("fan").state);
  expect(ledger.place("next").offer).toBeNull();
  expect(codeOf(ledger.listUp("late", 1))).toBe("show_cancelled");
  expect(lineOf(2)?.status).not.toBe("LIVE");
  const refunds = ledger.state.orders.get(orderId(2))?.refunds ?? [];
  expect(refunds.map(({ amount_krw }) => amount_krw)).toEqual([120_000]);
  checkInstant(ledger);
});

test("HO4: a ticket that was refunded, or sold on, is not accepted by whoever it was on its way to", () => {
  const { ledger, orderId, ticketOf } = soldOut();
  const handOver = (n: number) =>
    value(
      ledger.run({
        decide: (s, now_ms) =>
          decideHandover(
            s,
            { fan_id: `owner-${n}`, ticket_id: ticketOf(n), to_hash: "friend", used_tickets: [] },
            now_ms,
          ),
      }),
    ).id;
  const accept = (handover_id: string, used_tickets: readonly string[] = []) =>
    ledger.run({
      decide: (s, now_ms) =>
        decideAcceptHandover(s, { fan_id: "friend", own_hash: "friend", handover_id, used_tickets }, now_ms),
    });
  const refunded = handOver(1);
  refund(ledger, orderId(1));
  expect(codeOf(accept(refunded))).toBe("not_found");
  const offered = handOver(2);
  value(ledger.offerBack("owner-2", ticketOf(2)));
  expect(codeOf(accept(offered))).toBe("not_found");
  const used = handOver(3);
  expect(codeOf(accept(used, [ticketOf(3)]))).toBe("ticket_used");
  expect(codeOf(ledger.offerBack("owner-4", ticketOf(4), [ticketOf(4)]))).toBe("ticket_used");
});

test("RT6: one ticket offered back twice is one offer, stated once; two fans are never offered its seat", () => {
  const { ledger, ticketOf } = soldOut();
  value(ledger.listUp("fan", 1));
  value(ledger.listUp("next", 1));
  const first = value(ledger.offerBack("owner-1", ticketOf(1)));
  expect(value(ledger.offerBack("owner-1", ticketOf(1)))).toMatchObject({
    refund_krw: first.refund_krw,
    fee_krw: first.fee_krw,
  });
  expect([ledger.place("fan").state, ledger.place("next").state]).toEqual(["OFFERED", "WAITING"]);
  value(ledger.takeBack("owner-1", ticketOf(1)));
  value(ledger.offerBack("owner-1", ticketOf(1)));
  expect([ledger.place("fan").state, ledger.place("next").state]).toEqual(["OFFERED", "WAITING"]);
  checkInstant(ledger);
});
