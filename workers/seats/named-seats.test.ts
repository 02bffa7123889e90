// Names laid over the ledger's bits away from the ledger: the ledger itself hands out two bits a seat and no name.
import { expect, test } from "vitest";
import { seatStateName } from "../../domain/seat-ledger/seat-state.ts";
import { snapshot } from "../../domain/seat-ledger/status.ts";
import { hall, seatId, smallHouse } from "../../domain/seat-ledger/testing/halls.ts";
import { TestLedger, value } from "../../durable-objects/seat-ledger/testing/test-ledger.ts";
import { namesIn, statesByName } from "./named-seats.ts";

test("SL15: every seat has the state under its name that the ledger has under its number, zones and all", () => {
  for (const layout of [smallHouse(), hall(7, 9)]) {
    const ledger = new TestLedger(layout);
    const { map, seat_state } = ledger.state;
    const [first = "", , third = ""] = map.ids;
    ledger.buy("ann", [first]);
    value(ledger.holdSeats("bob", [third]));
    const named = statesByName(namesIn(layout), snapshot(ledger.state, 1).seats);
    const expected = map.ids.slice(0, map.seats_count).map((id, place) => [id, seatStateName(seat_state[place])]);
    expect(named).toEqual(Object.fromEntries(expected));
    expect([named[first], named[third]]).toEqual(["SOLD", "HELD"]);
  }
});

test("SL15: the ledger's own answer holds no name, and grows by a third of a byte a seat", () => {
  const small = snapshot(new TestLedger(hall(10, 10)).state, 1);
  const large = snapshot(new TestLedger(hall(50, 100)).state, 1);
  expect(JSON.stringify(large)).not.toContain(seatId("A", 1, 1));
  const grown = JSON.stringify(large).length - JSON.stringify(small).length;
  expect(grown / (5_000 - 100)).toBeLessThan(0.35);
});
