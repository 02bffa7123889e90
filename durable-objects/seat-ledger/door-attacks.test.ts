// The doors of a ledger under attack: a device that lies about its scans, one that speaks without end, and facts that come
// after the money went back.
import { describe, expect, test } from "vitest";
import { layoutOf, seatedSection, seatId } from "../../domain/seat-ledger/testing/halls.ts";
import { type DoorPlace, LedgerDoors, type ToldScan } from "./door.ts";
import { SCANS_PER_TICKET_AND_DOOR_MAX } from "./door-store.ts";
import { TestLedger, value } from "./testing/test-ledger.ts";

const NORTH: DoorPlace = { door_id: "north", door: "North", sections: null };
const SOUTH: DoorPlace = { door_id: "south", door: "South", sections: null };

function setUp() {
  const ledger = new TestLedger(layoutOf([seatedSection({ id: "A", grade: "R", rows: 1, seats: 3 })]));
  const { order_id } = ledger.buy(
    "a",
    [1, 2, 3].map((seat) => seatId("A", 1, seat)),
  );
  const doors = new LedgerDoors({ sql: ledger.sql, state: () => ledger.engine.state, now: () => ledger.now_ms });
  const [first = "", second = "", third = ""] =
    ledger.state.orders.get(order_id)?.lines.map(({ ticket_id }) => ticket_id) ?? [];
  const scan = (ticket_id: string, nonce: string, more: Partial<ToldScan> = {}): ToldScan => ({
    ...{ nonce, ticket_id, generation: 0, at_ms: ledger.now_ms, direction: "in", shown: "entered", undoes: null },
    ...more,
  });
  const ask = (ticket_id: string, nonce: string) =>
    ({ nonce, ticket_id, generation: 0, direction: "in", device_id: "d", place: NORTH }) as const;
  return { ledger, doors, order_id, scan, ask, tickets: { first, second, third } };
}

describe("DR1: a scan's name used again", () => {
  test("DR1: for letting in what was let out, it is the answer of then", () => {
    const { doors, ask, tickets } = setUp();
    doors.checkIn(ask(tickets.first, "d/in"));
    expect(doors.checkIn({ ...ask(tickets.first, "d/out"), direction: "out" }).shown).toBe("left");
    expect(doors.checkIn(ask(tickets.first, "d/out")).shown).toBe("left");
    expect(doors.tally()).toMatchObject({ entered: 1, inside: 0 });
  });

  test("DR1: an entry that was taken back lets nobody in under its old name", () => {
    const { doors, ask, scan, tickets } = setUp();
    expect(doors.checkIn(ask(tickets.first, "d/in")).shown).toBe("entered");
    doors.record({ device_id: "d", place: NORTH, items: [scan(tickets.first, "d/undo", { undoes: "d/in" })] });
    for (const name of ["d/in", "d/undo"]) expect(doors.checkIn(ask(tickets.first, name)).shown).toBe("void");
    expect(doors.isUsed(tickets.first)).toBe(false);
  });

  test("DR1: who knows another device's name takes back nothing at a door of their own", () => {
    const { doors, ask, scan, tickets } = setUp();
    doors.checkIn(ask(tickets.first, "d/in"));
    doors.record({ device_id: "d", place: SOUTH, items: [scan(tickets.first, "d/undo", { undoes: "d/in" })] });
    expect(doors.isUsed(tickets.first)).toBe(true);
  });
});

describe("DR17: a door that speaks without end", () => {
  test("DR17: of one ticket two hundred scans are kept; more let nobody in, and other doors are as before", () => {
    const { doors, ask, scan, tickets } = setUp();
    const items = Array.from({ length: SCANS_PER_TICKET_AND_DOOR_MAX + 50 }, (_, i) =>
      scan(tickets.first, `d/${i}`, { shown: "already_entered" }),
    );
    doors.record({ device_id: "d", place: NORTH, items });
    const told = doors.record({ device_id: "d", place: NORTH, items: [scan(tickets.first, "d/more")] });
    expect(told).toMatchObject([{ result: "void" }]);
    expect(doors.checkIn(ask(tickets.first, "d/again")).shown).toBe("void");
    expect(doors.isUsed(tickets.first)).toBe(false);
    expect(doors.checkIn({ ...ask(tickets.first, "e/1"), place: SOUTH }).shown).toBe("entered");
    expect(doors.checkIn(ask(tickets.second, "d/other")).shown).toBe("entered");
  });
});

describe("DR5: entries that are heard of after the refund", () => {
  test("DR5: both who came before it and who came after are named to the organiser; a no-show is a valid ticket alone", () => {
    const { doors, ledger, order_id, scan, tickets } = setUp();
    const before_ms = ledger.now_ms - 60_000;
    value(ledger.refund(order_id, { seats: [seatId("A", 1, 1), seatId("A", 1, 2)] }));
    const items = [
      scan(tickets.first, "d/1", { at_ms: before_ms }),
      scan(tickets.second, "d/2", { at_ms: ledger.now_ms + 60_000 }),
    ];
    const told = doors.record({ device_id: "d", place: NORTH, items });
    expect(told.map(({ result }) => result)).toEqual(["entered", "void"]);
    expect(doors.tally()).toMatchObject({
      sold: 1,
      entered: 1,
      no_shows: 1,
      void_entries: [
        { ticket_id: tickets.second, entry: { door: "North" } },
        { ticket_id: tickets.first, entry: { at_ms: before_ms, door: "North" } },
      ],
    });
  });
});

describe("DR6: a ledger that was taken back to an earlier moment", () => {
  test("DR6: a door that knows more than we do is told everything", () => {
    const { doors } = setUp();
    const version = doors.bundle(null)?.version ?? 0;
    expect(doors.bundle(version)).toBeNull();
    expect(doors.bundle(version + 2 ** 30)).toMatchObject({ whole: true, version });
  });
});
