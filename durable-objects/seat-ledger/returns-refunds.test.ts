// A ticket that was offered back, lent to the next fan, and then refunded by its owner: the seat waits for the money.
import { expect, test } from "vitest";
import { configOf, hall, seatId } from "../../domain/seat-ledger/testing/halls.ts";
import { refundOutcomeTask } from "./commands.ts";
import { checkInstant } from "./testing/promises.ts";
import { TestLedger, value } from "./testing/test-ledger.ts";

const SEAT = seatId("A", 1, 1);

/** One seat, sold to its owner, offered back, and lent to the first of the list; its refund is under way. */
function lentAndRefunding() {
  const ledger = new TestLedger(hall(1, 1), configOf());
  const bought = ledger.buy("owner", [SEAT]);
  value(ledger.listUp("fan", 1));
  const order = ledger.state.orders.get(bought.order_id);
  value(ledger.offerBack("owner", order?.lines[0]?.ticket_id ?? ""));
  expect(ledger.place("fan").state).toBe("OFFERED");
  const refund_id = value(ledger.refund(bought.order_id)).refund_id ?? "";
  const said = (outcome: "done" | "refused") =>
    ledger.run(
      refundOutcomeTask({
        refund_id,
        outcome: outcome === "done" ? { kind: "done" } : { kind: "refused", code: "no_account" },
      }),
    );
  return { ledger, said, order_id: bought.order_id };
}

const wakeAnew = (ledger: TestLedger): void => {
  ledger.engine.rest();
  ledger.reload();
  checkInstant(ledger);
};

test("RT15: the next fan lets go before the money is back: the seat is nobody's to buy until it is", () => {
  const { ledger, said } = lentAndRefunding();
  value(ledger.listUp("next", 1));
  value(ledger.leaveList("fan"));
  checkInstant(ledger);
  expect(ledger.place("next").state).toBe("WAITING");
  expect(ledger.hold("bot", { kind: "best", count: 1 }).ok).toBe(false);
  wakeAnew(ledger);
  value(said("done"));
  expect(ledger.place("next").state).toBe("OFFERED");
  wakeAnew(ledger);
  expect(ledger.place("next").state).toBe("OFFERED");
});

test("RT15: an offer that runs out is the same", () => {
  const { ledger, said } = lentAndRefunding();
  value(ledger.listUp("next", 1));
  ledger.now_ms += 24 * 3_600_000;
  ledger.engine.rest();
  expect(ledger.place("fan").state).toBe("EXPIRED");
  expect(ledger.place("next").state).toBe("WAITING");
  checkInstant(ledger);
  value(said("done"));
  expect(ledger.place("next").state).toBe("OFFERED");
});

test("RT15: refused for good, the seat stays out of sale as any other refused refund's does (SL23)", () => {
  const { ledger, said, order_id } = lentAndRefunding();
  value(ledger.listUp("next", 1));
  value(said("refused"));
  value(ledger.leaveList("fan"));
  expect(ledger.place("next").state).toBe("WAITING");
  wakeAnew(ledger);
  // A person has looked into it: asked for again, and done.
  const again = value(ledger.refund(order_id)).refund_id ?? "";
  value(ledger.run(refundOutcomeTask({ refund_id: again, outcome: { kind: "done" } })));
  expect(ledger.place("next").state).toBe("OFFERED");
  checkInstant(ledger);
});

test("RT15: the money is back first: the next fan's seat goes on as ever when they let go", () => {
  const { ledger, said } = lentAndRefunding();
  value(ledger.listUp("next", 1));
  value(said("done"));
  expect(ledger.place("fan").state).toBe("OFFERED");
  value(ledger.leaveList("fan"));
  expect(ledger.place("next").state).toBe("OFFERED");
  wakeAnew(ledger);
});

test("RT15: the next fan buys it: nothing comes back to the old ticket, whenever its money is back", () => {
  for (const first of ["bought", "refunded"] as const) {
    const { ledger, said } = lentAndRefunding();
    const hold_id = ledger.place("fan").offer?.hold_id ?? "";
    const order = value(ledger.order("fan", hold_id));
    const { request_id } = value(ledger.pay("fan", order.id));
    if (first === "refunded") value(said("done"));
    value(ledger.captured(request_id, order.total_krw));
    wakeAnew(ledger);
    const back = value(ledger.refund(order.id)).refund_id ?? "";
    value(ledger.run(refundOutcomeTask({ refund_id: back, outcome: { kind: "done" } })));
    checkInstant(ledger);
    expect(ledger.hold("later", { kind: "best", count: 1 }).ok).toBe(true);
    if (first === "bought") value(said("done"));
    wakeAnew(ledger);
    expect(ledger.state.returns.refunding.size).toBe(0);
  }
});
