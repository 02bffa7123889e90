// What only a role may do to a ledger, and the audit log's line of it: one step, whatever crashes (SL35).
import { describe, expect, test } from "vitest";
import { decideBlock } from "../../domain/seat-ledger/decide-admin.ts";
import type { AskedBy } from "../../domain/seat-ledger/events.ts";
import { hall, seatId } from "../../domain/seat-ledger/testing/halls.ts";
import type { AuditEntry } from "../../schema/audit-acts.ts";
import { OutboxDrain } from "./outbox-drain.ts";
import { TestLedger, value } from "./testing/test-ledger.ts";

const A = (seat: number) => seatId("A", 1, seat);
const asked_by: AskedBy = { audit_id: "aud_1", actor_id: "usr_organiser", request_id: "req_1" };
const lines = (ledger: TestLedger) => ledger.store.waiting("audit", 100).map(({ body }) => body as AuditEntry);
const block = (ledger: TestLedger, by?: AskedBy) =>
  ledger.run({
    decide: (state, now_ms) =>
      decideBlock(state, { seats: [A(1), A(2)], blocked: true, ...(by && { asked_by: by }) }, now_ms),
  });

describe("by right of a role", () => {
  test("SL35 A7: what was done is told in the audit log's words; what a practice does by itself is not", () => {
    const ledger = new TestLedger(hall(1, 8));
    value(block(ledger, asked_by));
    const { order_id } = ledger.buy("a", [A(3), A(4)]);
    value(ledger.refund(order_id, { seats: [A(4)], asked_by: { ...asked_by, audit_id: "aud_2" } }));
    const open = value(ledger.order("b", value(ledger.holdSeats("b", [A(5)])).id));
    value(ledger.refund(open.id, { reason: "twice", asked_by: { ...asked_by, audit_id: "aud_3" } }));
    const who = { actor_id: "usr_organiser", request_id: "req_1", at_ms: ledger.now_ms };
    expect(lines(ledger)).toEqual([
      {
        ...who,
        id: "aud_1",
        action: "seats.block",
        subject_kind: "showtime",
        subject_id: ledger.state.config.showtime_id,
        details: { seats: [A(1), A(2)] },
      },
      {
        ...who,
        id: "aud_2",
        action: "purchase.refund",
        subject_kind: "booking",
        subject_id: order_id,
        details: { reason: "changed", seats: [A(4)], refund_krw: 120_000 },
      },
      {
        ...who,
        id: "aud_3",
        action: "purchase.refund",
        subject_kind: "booking",
        subject_id: open.id,
        details: { reason: "twice", refund_krw: 0 },
      },
    ]);
    const quiet = new TestLedger(hall(1, 8));
    value(block(quiet));
    expect(lines(quiet)).toEqual([]);
  });

  test("SL35 A7: asked again with the same key, and what changes nothing, is no second line", () => {
    const ledger = new TestLedger(hall(1, 8));
    value(block(ledger, asked_by));
    value(block(ledger, { ...asked_by, audit_id: "aud_2" }));
    const { order_id } = ledger.buy("a", [A(3)]);
    for (const audit_id of ["aud_3", "aud_4"]) {
      value(ledger.refund(order_id, { key: "k", asked_by: { ...asked_by, audit_id } }));
    }
    expect(lines(ledger).map(({ id }) => id)).toEqual(["aud_1", "aud_3"]);
  });

  test.each(["block", "refund"] as const)(
    "SL35 A7: a crash at any statement of a %s: act and line, or neither",
    (act) => {
      let crashes = 0;
      for (let k = 1; ; k++) {
        const ledger = new TestLedger(hall(1, 8));
        const { order_id } = ledger.buy("a", [A(3)]);
        ledger.sql.crashAt(k);
        try {
          value(act === "block" ? block(ledger, asked_by) : ledger.refund(order_id, { asked_by }));
        } catch {
          crashes++;
        }
        const crashed = crashes === k;
        ledger.sql.crashAt(Number.POSITIVE_INFINITY);
        ledger.reload();
        const refunds = ledger.state.orders.get(order_id)?.refunds.length ?? 0;
        const place = ledger.state.map.place_by_id.get(A(1)) ?? -1;
        const blocked = ledger.state.seat_state[place] !== ledger.state.seat_state[place + 3] ? 1 : 0;
        expect(lines(ledger)).toHaveLength(act === "block" ? blocked : refunds);
        if (!crashed) break;
      }
      expect(crashes).toBeGreaterThan(3);
    },
  );

  test("SL35 A7: without the one transaction a crash leaves a refund that no log knows of (control)", () => {
    const ledger = new TestLedger(hall(1, 8));
    const { order_id } = ledger.buy("a", [A(3)]);
    ledger.sql.transaction = (work) => {
      work();
    };
    ledger.sql.crashAt(2);
    expect(() => ledger.refund(order_id, { asked_by })).toThrow();
    ledger.reload();
    expect(ledger.state.orders.get(order_id)?.refunds).toHaveLength(1);
    expect(lines(ledger)).toEqual([]);
  });

  test("SL35 A7: the answer waits for its line to go out, and for no other destination", async () => {
    const ledger = new TestLedger(hall(1, 8));
    const { order_id } = ledger.buy("a", [A(3)]);
    value(ledger.refund(order_id, { asked_by }));
    const told: string[] = [];
    const drain = new OutboxDrain({
      store: ledger.store,
      deliver: async (destination) => {
        if (destination !== "audit") return new Promise(() => {});
        told.push(destination);
        return { parked: [] };
      },
      gather: async () => {},
      park: () => {},
      now: () => ledger.now_ms,
    });
    void drain.drain();
    await drain.drainTo("audit");
    expect(told).toEqual(["audit"]);
    expect(lines(ledger)).toEqual([]);
  });
});
