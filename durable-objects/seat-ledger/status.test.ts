import { describe, expect, test } from "vitest";
import { decideBlock } from "../../domain/seat-ledger/decide-admin.ts";
import { HELD, seatStateName } from "../../domain/seat-ledger/seat-state.ts";
import { counts, readSeatBits, snapshot } from "../../domain/seat-ledger/status.ts";
import { hall, seatId, smallHouse } from "../../domain/seat-ledger/testing/halls.ts";
import { seatsByName } from "./testing/seats-by-name.ts";
import { TestLedger, value } from "./testing/test-ledger.ts";

const A = (seat: number) => seatId("A", 1, seat);

const block = (ledger: TestLedger, seats: readonly string[], blocked = true) =>
  ledger.run({ decide: (state, now_ms) => decideBlock(state, { seats, blocked }, now_ms) });

describe("status", () => {
  test("SL15 D30: message numbers go on after an eviction, and changes not told yet are told then", () => {
    const ledger = new TestLedger(smallHouse());
    value(ledger.holdSeats("a", [A(1)]));
    expect(ledger.engine.takeFrames()).toEqual([
      JSON.stringify({ type: "seats", version: 1, changes: [[A(1), "HELD"]] }),
    ]);
    value(ledger.holdSeats("b", [A(2)]));
    value(ledger.hold("c", { kind: "zone", zone: "Z", count: 1 }));
    ledger.reload();
    expect(ledger.engine.frames_version).toBe(1);
    expect(ledger.engine.takeFrames()).toEqual([
      JSON.stringify({ type: "seats", version: 2, changes: [[A(2), "HELD"]] }),
      JSON.stringify({ type: "zones", version: 3, zones: [{ id: "Z", left: 7 }] }),
    ]);
    expect(ledger.engine.takeFrames()).toEqual([]);
  });

  test("SL15: past a few thousand changes at once viewers are told to fetch the whole", () => {
    const ledger = new TestLedger(hall(60, 100));
    const row = (r: number) => Array.from({ length: 100 }, (_, s) => seatId("A", r + 1, s + 1));
    value(block(ledger, Array.from({ length: 50 }, (_, r) => row(r)).flat()));
    expect(ledger.engine.takeFrames()[0]).toContain('"type":"seats"');
    value(block(ledger, Array.from({ length: 60 }, (_, r) => row(r)).flat(), false));
    value(block(ledger, row(59)));
    expect(ledger.engine.takeFrames()).toEqual([expect.stringContaining('"type":"snapshot","version":2')]);
  });

  test("D30: numbers kept in memory alone would begin again (control)", () => {
    const ledger = new TestLedger(hall(1, 4));
    value(ledger.holdSeats("a", [A(1)]));
    ledger.engine.takeFrames();
    ledger.store.saveFrames({ version: 0, seq: ledger.state.seq });
    ledger.reload();
    value(ledger.holdSeats("b", [A(2)]));
    expect(ledger.engine.takeFrames()[0]).toContain('"version":1');
  });

  test("SL15: two bits a seat say the same as the names, for every state and any number of seats", () => {
    const ledger = new TestLedger(smallHouse());
    value(ledger.holdSeats("a", [A(2)]));
    ledger.buy("b", [A(3)]);
    value(block(ledger, [seatId("B", 2, 5)]));
    const { seats } = snapshot(ledger.state, 7);
    const read = readSeatBits(seats.bits, seats.count);
    const names = Object.values(seatsByName(ledger.state));
    expect([...read].map((state) => seatStateName(state))).toEqual(names);
    expect(names).toHaveLength(22);
    expect(names[1]).toBe(seatStateName(HELD));
  });

  test("SL16 D29: counts follow every change, by grade and section, and their version grows with them", () => {
    const ledger = new TestLedger(smallHouse());
    const before = counts(ledger.state);
    expect(before).toMatchObject({ available: 30, held: 0, sold: 0, blocked: 0 });
    value(ledger.holdSeats("a", [A(1), A(2)]));
    ledger.buy("b", [seatId("B", 1, 1)]);
    const after = counts(ledger.state);
    expect(after.version).toBeGreaterThan(before.version);
    expect(after).toMatchObject({ available: 27, held: 2, sold: 1 });
    expect(after.by_grade.VIP).toEqual({ available: 10, held: 2, sold: 0, blocked: 0 });
    ledger.reload();
    expect(counts(ledger.state)).toEqual(after);
    // Held seats may return: whoever looks at `available` alone would say sold out too early (control).
    const last = new TestLedger(hall(1, 1));
    value(last.holdSeats("a", [A(1)]));
    expect(counts(last.state)).toMatchObject({ available: 0, held: 1 });
  });
});
