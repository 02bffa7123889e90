// Salts of a returns list that goes back in time.
import { expect, test } from "vitest";
import { isSoundListReceipt, type ListReceipt } from "../../domain/returns/public-entry.ts";
import { configOf, hall, seatId } from "../../domain/seat-ledger/testing/halls.ts";
import { copyPage, finishCopy, takePage } from "../kit/copy.ts";
import { LEDGER_COPY } from "./copied.ts";
import { LEDGER_STEPS } from "./migrations.ts";
import { TestLedger, value } from "./testing/test-ledger.ts";

function soldOut(): TestLedger {
  const ledger = new TestLedger(hall(1, 1), configOf());
  ledger.buy("owner", [seatId("A", 1, 1)]);
  value(ledger.listUp("first", 1));
  return ledger;
}

function receiptOf(ledger: TestLedger, fan_id: string): ListReceipt {
  const receipt = ledger.listReceipt(fan_id);
  if (receipt === null) throw new Error(`${fan_id} has no receipt`);
  return receipt;
}

test("L23: a place in a list that is given out again after a return has another salt", () => {
  const ledger = soldOut();
  const page = copyPage(ledger.sql, LEDGER_COPY, null);
  value(ledger.listUp("ann", 1));
  const ann = receiptOf(ledger, "ann");
  takePage(ledger.sql, { n: 0, of: "a return", body: page?.body ?? "" });
  const finish = { name: configOf().code, of: "a return", pages: 1, steps: LEDGER_STEPS.length, replace: true };
  expect(finishCopy(ledger.sql, LEDGER_COPY, finish)).toBe("restored");
  ledger.reload();
  value(ledger.listUp("bob", 1));
  const bob = receiptOf(ledger, "bob");
  expect(bob.position).toBe(ann.position);
  expect(bob.salt).not.toBe(ann.salt);
  expect([ann, bob].map(isSoundListReceipt)).toEqual([true, true]);
});

test("L23: a wish made smaller keeps its leaf, in the same turn and after a sleep", () => {
  const ledger = soldOut();
  value(ledger.listUp("ann", 2));
  const first = receiptOf(ledger, "ann");
  ledger.reload();
  value(ledger.listUp("ann", 1));
  const again = receiptOf(ledger, "ann");
  expect(again).toMatchObject({ salt: first.salt, position: first.position });
  expect(again.seq).toBeGreaterThan(first.seq);
  expect(isSoundListReceipt(again)).toBe(true);
});

test("L23: a position of before, which has no bytes of its own, keeps its salt", () => {
  const ledger = soldOut();
  ledger.randomBytes = () => new Uint8Array();
  ledger.reload();
  value(ledger.listUp("ann", 2));
  const before = receiptOf(ledger, "ann");
  ledger.sql.run("UPDATE list_log SET own = NULL");
  ledger.reload();
  expect(receiptOf(ledger, "ann")).toEqual(before);
});
