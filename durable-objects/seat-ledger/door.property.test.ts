import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Shown } from "../../domain/door/merge.ts";
import { sealTickets, ticketKey } from "../../domain/door/seal.ts";
import { layoutOf, seatedSection, seatId } from "../../domain/seat-ledger/testing/halls.ts";
import { type DoorPlace, LedgerDoors, type ToldScan } from "./door.ts";
import { TestLedger, value } from "./testing/test-ledger.ts";

const SEATS = 6;
const hall = () => layoutOf([seatedSection({ id: "A", grade: "R", rows: 1, seats: SEATS })]);
const PLACES: readonly DoorPlace[] = ["North", "South", "East"].map((door) => ({
  door_id: door,
  door,
  sections: null,
}));

function setUp() {
  const ledger = new TestLedger(hall());
  const { order_id } = ledger.buy("a", [seatId("A", 1, 1), seatId("A", 1, 2), seatId("A", 1, 3)]);
  const now = () => ledger.now_ms;
  const doors = new LedgerDoors({ sql: ledger.sql, state: () => ledger.engine.state, now });
  const tickets = ledger.state.orders.get(order_id)?.lines.map(({ ticket_id }) => ticket_id) ?? [];
  return { ledger, doors, order_id, tickets };
}

/** One scan of one device; the same again may carry another reading of its clock. */
const scan = fc.record({
  device: fc.nat({ max: 5 }),
  ticket: fc.nat({ max: 2 }),
  at: fc.nat({ max: 40 }),
  skew: fc.nat({ max: 3 }),
  kind: fc.constantFrom("in", "out", "refused", "undo"),
});
const plan = fc.record({
  scans: fc.array(scan, { minLength: 1, maxLength: 30 }),
  order: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
  refund: fc.boolean(),
});

type Told = { readonly device_id: string; readonly place: DoorPlace; readonly items: readonly ToldScan[] };

function toldBy(tickets: readonly string[], scans: readonly (typeof scan extends fc.Arbitrary<infer S> ? S : never)[]) {
  return scans.flatMap((one, i): Told[] => {
    const device_id = `d${one.device}`;
    const place = PLACES[one.device % PLACES.length] ?? { door_id: "", door: "", sections: null };
    const shown: Shown = one.kind === "refused" ? "already_entered" : one.kind === "out" ? "left" : "entered";
    const before = scans
      .slice(0, i)
      .findLastIndex(({ device, ticket }) => device === one.device && ticket === one.ticket);
    const item: ToldScan = {
      nonce: `${device_id}/${i}`,
      ticket_id: tickets[one.ticket] ?? "",
      generation: 0,
      at_ms: 1_000_000 + one.at * 1_000,
      direction: one.kind === "out" ? "out" : "in",
      shown,
      undoes: one.kind === "undo" && before >= 0 ? `${device_id}/${before}` : null,
    };
    // Told a second time with a delay that was measured as longer: the earlier reading is the truer one.
    return [
      { device_id, place, items: [item] },
      { device_id, place, items: [{ ...item, at_ms: item.at_ms + one.skew }] },
    ];
  });
}

const shuffled = <T>(list: readonly T[], order: readonly number[]): T[] =>
  list
    .map((thing, i) => ({ thing, key: (order[i % order.length] ?? 0) * 31 + i }))
    .sort((a, b) => ((a.key * 2_654_435_761) >>> 0) - ((b.key * 2_654_435_761) >>> 0))
    .map(({ thing }) => thing);

describe("DR4: the ledger of the doors", () => {
  test("DR4: however the batches of six devices arrive, also twice, everybody ends with the same truth", () => {
    fc.assert(
      fc.property(plan, ({ scans, order, refund }) => {
        const ends = [false, true].map((mixed) => {
          const { doors, tickets, ledger, order_id } = setUp();
          const told = toldBy(tickets, scans);
          const batches = mixed ? [...shuffled(told, order), ...told.slice(0, 3)] : told;
          for (const batch of batches) doors.record(batch);
          if (refund) value(ledger.refund(order_id, { by: "system" }));
          const bundle = doors.bundle(null);
          return { tally: doors.tally(), tickets: bundle?.tickets, doubles: bundle?.double_entries };
        });
        // Doors are listed as they are met.
        expect(sorted(ends[1])).toEqual(sorted(ends[0]));
      }),
      { numRuns: 150 },
    );
  });

  test("DR4: control: were the first to arrive the entry, the order of arrival would decide", () => {
    const firstToArrive = (told: readonly Told[]) => told.find(({ items }) => items[0]?.shown === "entered")?.device_id;
    const { tickets } = setUp();
    const one = { ticket: 0, skew: 0, kind: "in" } as const;
    const told = toldBy(tickets, [
      { ...one, device: 0, at: 9 },
      { ...one, device: 1, at: 2 },
    ]);
    expect(firstToArrive(told)).not.toBe(firstToArrive([...told].reverse()));
  });

  test("DR5: an entry and a refund meet in the ledger: whichever is first, the other is refused", () => {
    const { doors, tickets, ledger, order_id } = setUp();
    const [ticket_id = ""] = tickets;
    const place = PLACES[0] ?? { door_id: "", door: "", sections: null };
    const ask = { device_id: "d", ticket_id, generation: 0, direction: "in", place } as const;
    expect(doors.checkIn({ ...ask, nonce: "d/1" }).shown).toBe("entered");
    expect(doors.usedTickets(order_id)).toEqual([ticket_id]);
    expect(doors.checkIn({ ...ask, nonce: "d/1" }).shown).toBe("entered");
    expect(doors.checkIn({ ...ask, nonce: "d/2" })).toMatchObject({
      shown: "already_entered",
      first: { door: "North" },
    });
    const second = tickets[1] ?? "";
    value(ledger.refund(order_id, { seats: [seatId("A", 1, 2)] }));
    expect(doors.checkIn({ ...ask, ticket_id: second, nonce: "d/3" }).shown).toBe("void");
    // A copy of a code from before a hand-over.
    expect(doors.checkIn({ ...ask, ticket_id: tickets[2] ?? "", generation: 3, nonce: "d/4" }).shown).toBe("void");
  });

  test("DR1: what the device did with the person is what happened, whatever we answered and nobody heard", () => {
    const { doors, tickets } = setUp();
    const [ticket_id = ""] = tickets;
    const [north, south] = PLACES as [DoorPlace, DoorPlace];
    const ask = { ticket_id, generation: 0, direction: "in" } as const;
    doors.checkIn({ ...ask, device_id: "d", place: north, nonce: "d/1" });
    // Answered "already in" too late: the other door had let the person in by itself.
    expect(doors.checkIn({ ...ask, device_id: "e", place: south, nonce: "e/1" }).shown).toBe("already_entered");
    const item = { ...ask, nonce: "e/1", at_ms: Number.MAX_SAFE_INTEGER, shown: "entered", undoes: null } as const;
    expect(doors.record({ device_id: "e", place: south, items: [item] })).toMatchObject([{ result: "double_entry" }]);
    expect(doors.tally()?.double_entries).toMatchObject([{ first: { door: "North" }, again: { door: "South" } }]);
    // Answered "entered" and not heard, and the device turned the person away: the ticket is not used up.
    const second = tickets[1] ?? "";
    doors.checkIn({ ...ask, ticket_id: second, device_id: "d", place: north, nonce: "d/2" });
    const away = { ...item, ticket_id: second, nonce: "d/2", shown: "already_entered" } as const;
    doors.record({ device_id: "d", place: north, items: [away] });
    expect(doors.isUsed(second)).toBe(false);
  });

  test("DR2: a ticket found by hand is named by its bundle's key", () => {
    const { doors, tickets, ledger } = setUp();
    const ticket_key = ticketKey(ledger.state.config.showtime_id, tickets[1] ?? "");
    const place = PLACES[0] ?? { door_id: "", door: "", sections: null };
    const ask = { device_id: "d", generation: null, direction: "in", place, nonce: "d/1" } as const;
    expect(doors.checkIn({ ...ask, ticket_key })).toMatchObject({
      shown: "entered",
      ticket: { ticket_id: tickets[1] },
    });
    expect(doors.checkIn({ ...ask, nonce: "d/2", ticket_key: "AAAAAAAA" }).shown).toBe("void");
  });

  test("DR10: a device that gives two tickets' scans one name lets nobody in twice, and each is answered for itself", () => {
    const { doors, tickets } = setUp();
    const [place] = PLACES;
    if (place === undefined) throw new Error("no door");
    const about = { nonce: "d1/same", device_id: "d1", generation: 0, direction: "in" as const, place };
    const [first = "", second = "", third = ""] = tickets;
    for (const ticket_id of [first, second]) expect(doors.checkIn({ ...about, ticket_id }).shown).toBe("entered");
    // Told again it is the same scan; another scan of either is refused.
    expect(doors.checkIn({ ...about, ticket_id: second }).shown).toBe("entered");
    const other = { ...about, nonce: "d2/1", device_id: "d2" };
    expect(doors.checkIn({ ...other, ticket_id: second }).shown).toBe("already_entered");
    expect([first, second].map((ticket_id) => doors.isUsed(ticket_id))).toEqual([true, true]);
    const item: ToldScan = { ...about, ticket_id: third, at_ms: 1_000, shown: "entered", undoes: null };
    const told = doors.record({ device_id: "d1", place, items: [item] });
    expect([told.map(({ nonce, result }) => [nonce, result]), doors.isUsed(third)]).toEqual([
      [["d1/same", "entered"]],
      true,
    ]);
    doors.record({ device_id: "d1", place, items: [{ ...item, nonce: "d1/undo", undoes: "d1/same" }] });
    expect([first, second, third].map((ticket_id) => doors.isUsed(ticket_id))).toEqual([true, true, false]);
  });

  test("DR6: a door that asks again is told what changed and no more, and nothing when nothing did", () => {
    const { doors, tickets, ledger, order_id } = setUp();
    const whole = doors.bundle(null);
    expect([whole?.whole, whole?.tickets.length]).toEqual([true, 3]);
    expect(doors.bundle(whole?.version ?? 0)).toBeNull();
    const [ticket_id = ""] = tickets;
    const place = PLACES[0] ?? { door_id: "", door: "", sections: null };
    doors.checkIn({ device_id: "d", ticket_id, generation: 0, direction: "in", place, nonce: "d/1" });
    const changed = doors.bundle(whole?.version ?? 0);
    expect([changed?.whole, changed?.tickets.map(([id]) => id)]).toEqual([false, [ticket_id]]);
    value(ledger.refund(order_id, { seats: [seatId("A", 1, 2)] }));
    const anew = doors.bundle(changed?.version ?? 0);
    expect([anew?.whole, anew?.tickets[1]?.[5]]).toEqual([true, expect.any(Number)]);
  });

  test("DR6: fifty thousand tickets, everybody in, stay below three megabytes", async () => {
    const { makeBundle } = await import("../../domain/door/bundle.ts");
    const tickets = Array.from({ length: 50_000 }, (_, i) => ({
      ticket_id: `t_ABCDEF_${String(i).padStart(18, "0")}`,
      generation: 0,
      holder_id: null,
      section_id: String(i % 80),
      section: `Section ${i % 80}`,
      row: String(i % 40),
      label: String(i % 60),
      grade: "R",
      number: `ABCDEF-${String(i).padStart(6, "0")}`,
      void_since_ms: null,
    }));
    const factsOf = (ticket_id: string) => [
      {
        nonce: `d/${ticket_id}`,
        ticket_id,
        device_id: "d",
        door_id: "n",
        door: "North",
        at_ms: 7_776_000_000,
        direction: "in" as const,
        shown: "entered" as const,
        undoes: null,
      },
    ];
    const bundle = makeBundle({ base_ms: 0, tickets, factsOf });
    const sealed = sealTickets(bundle.tickets, { salt: "showtime_1", nameOf: () => "김하린" });
    const text = JSON.stringify({ ...bundle, tickets: sealed });
    expect(text.length).toBeLessThan(3_000_000);
    expect(text).not.toContain("하린");
    expect(new Set(sealed.map(([word]) => word.slice(0, 8))).size).toBe(tickets.length);
  });
});

function sorted(end: unknown): unknown {
  return JSON.parse(JSON.stringify(end), (_, found) =>
    Array.isArray(found) && typeof found[0] === "object"
      ? [...found].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      : found,
  );
}
