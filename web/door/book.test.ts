import { describe, expect, test } from "vitest";
import { ticketKey } from "../../domain/door/seal.ts";
import { Book } from "./book.ts";
import { merged } from "./bundle-text.ts";
import { batchOf, forgettable, heard, mayUndo, type OwnScan, undoneOf, unknownTo, wasWrong } from "./own-scans.ts";
import { BASE_MS, INSIDE, manifest, ONE, SALT, sealed, TWO, ticketOf, VOID } from "./testing/door.ts";

const scan = (ticket_id: string, generation = 0) => ({ ticket_id, generation, direction: "in" as const });
const on = (own: readonly OwnScan[]) => ({ own, ahead_ms: 0 });
const own = (more: Partial<OwnScan>): OwnScan => ({
  nonce: "n",
  key: ticketKey(SALT, ONE),
  showtime_id: SALT,
  at_ms: BASE_MS + 1,
  direction: "in",
  shown: "entered",
  seat: null,
  undoes: null,
  sent_at_ms: null,
  result: null,
  first: null,
  ...more,
});

describe("DR7: a door alone", () => {
  test("DR7: says green, amber and red by itself", () => {
    const book = new Book(manifest());
    expect(book.decide(scan(ONE), on([]))).toMatchObject({
      shown: "entered",
      seat: { section: "1F", row: "A", label: "1" },
    });
    expect(book.decide(scan(VOID), on([])).shown).toBe("void");
    expect(book.decide(scan(INSIDE), on([]))).toMatchObject({
      shown: "already_entered",
      first: { at_ms: BASE_MS + 60_000, door: "South" },
    });
    expect(book.decide(scan(ONE), on([own({})]))).toMatchObject({ shown: "already_entered", first: { door: "North" } });
    expect(book.decide(scan(ONE), on([own({}), own({ nonce: "u", undoes: "n" })])).shown).toBe("entered");
  });

  test("DR7: a ticket of another time of this show says when, one of another show does not", () => {
    const book = new Book(manifest());
    const other = book.decide(scan(ticketOf("GHJKMN")), on([]));
    expect([other.shown, other.other_at_ms]).toEqual(["wrong_showtime", BASE_MS + 86_400_000]);
    expect(book.decide(scan(ticketOf("PQRSTV")), on([]))).toMatchObject({ shown: "wrong_showtime", other_at_ms: null });
  });

  test("DR2: a ticket of another door is told which: those of its section, else those to everywhere", () => {
    const elsewhere = { ...manifest().door, sections: ["2F"] };
    expect(new Book(manifest({ door: elsewhere })).decide(scan(ONE), on([]))).toMatchObject({
      shown: "wrong_door",
      doors: ["Stairs"],
    });
    const zones = [{ name: "North", sections: null }];
    expect(new Book(manifest({ door: elsewhere, zones })).decide(scan(ONE), on([])).doors).toEqual(["North"]);
  });

  test("DR5: the newest holder's code enters, the one of before a hand-over does not, with or without a network", () => {
    const book = new Book(manifest());
    expect(book.decide(scan(TWO, 0), on([])).shown).toBe("void");
    expect(book.decide(scan(TWO, 1), on([])).shown).toBe("entered");
    // Handed over after the bundle was made: we signed it, so it is the newest that there is.
    expect(book.decide(scan(TWO, 2), on([]))).toMatchObject({ shown: "entered", name: "" });
  });

  test("DR9: a first name is uncovered by the ticket's own code, and by nothing that is found by hand", () => {
    const book = new Book(manifest());
    expect(book.decide(scan(ONE), on([])).name).toBe("하린");
    expect(book.decide(scan(TWO, 1), on([])).name).toBe("민수");
    expect(book.decide({ key: ticketKey(SALT, ONE), direction: "in" }, on([]))).toMatchObject({
      shown: "entered",
      name: "",
    });
  });

  test("DR7: what changed is laid over what was known, with its rows and doors numbered anew", () => {
    const known = manifest();
    const told = manifest({
      whole: false,
      version: 2,
      rows: [
        ["9F", "9", "S", "Z"],
        ["1F", "1", "R", "A"],
      ],
      doors: ["West"],
      tickets: sealed([[TWO, 1, "2", "XXXXX1", "friend", 0, 1, 90, 0, 1]]).map((ticket) =>
        ticket.map((part) => part ?? 0),
      ),
    });
    const later = {
      ...told,
      tickets: told.tickets.map(
        ([word, row, label, void_since, inside, , door, ...more]) =>
          [word, row, label, void_since, inside, 95, door, ...more] as (typeof told.tickets)[number],
      ),
    };
    expect(merged(known, [])).toBe(known);
    expect(merged(merged(known, [told]), [later])).toEqual(merged(known, [told, later]));
    const book = new Book(merged(known, [told]) ?? known);
    expect(book.decide(scan(TWO, 1), on([]))).toMatchObject({
      shown: "already_entered",
      seat: { row: "A" },
      first: { door: "West" },
    });
    expect(book.decide(scan(TWO, 0), on([])).shown).toBe("void");
    expect(book.decide(scan(INSIDE), on([])).first?.door).toBe("South");
    expect(book.entered).toBe(2);
  });

  test("DR7: what comes after the show was moved keeps its times, and so does what was known", () => {
    const MOVED_S = 3_600;
    const told = manifest({
      whole: false,
      version: 2,
      base_ms: BASE_MS + MOVED_S * 1_000,
      tickets: sealed([[TWO, 0, "2", "XXXXX1", "friend", 0, 1, 90, 0, 1]]).map((ticket) =>
        ticket.map((part) => part ?? 0),
      ),
    });
    const book = new Book(merged(manifest(), [told]) ?? told);
    const firstOf = (ticket_id: string, generation: number) =>
      book.decide(scan(ticket_id, generation), on([])).first?.at_ms;
    expect([firstOf(INSIDE, 0), firstOf(TWO, 1)]).toEqual([BASE_MS + 60_000, BASE_MS + (MOVED_S + 90) * 1_000]);
  });

  test("DR7: found by its booking number or a name, by nothing shorter", () => {
    const book = new Book(manifest());
    expect(book.find("ABCDEF-XXXXX1").length).toBe(4);
    expect(book.find("xxxxx1").length).toBe(4);
    expect(book.find("김 하린").map(({ key }) => key)).toContain(ticketKey(SALT, ONE));
    expect(book.find("김 하린").length).toBe(3);
    expect(book.find("XX")).toEqual([]);
    expect(book.find("하린")).toEqual([]);
  });
});

describe("DR7: what a device did", () => {
  test("DR7: facts wait until the service has them, and are told under the same name", () => {
    const list = [own({}), own({ nonce: "m", sent_at_ms: 5 })];
    expect(batchOf(list)).toEqual([
      {
        nonce: "n",
        ticket_key: ticketKey(SALT, ONE),
        showtime_id: SALT,
        scanned_at_ms: BASE_MS + 1,
        direction: "in",
        shown: "entered",
      },
    ]);
    const first = { at_ms: 3, door: "South" };
    const after = heard(list, [{ nonce: "n", result: "double_entry", first }], 9);
    expect(after[0]).toMatchObject({ sent_at_ms: 9, result: "double_entry", first });
    expect(after.map(wasWrong)).toEqual([true, false]);
    expect(batchOf(after)).toEqual([]);
    expect(unknownTo(after, 9).map(({ nonce }) => nonce)).toEqual(["n"]);
    const undone = undoneOf([own({}), own({ nonce: "u", undoes: "n" })]);
    expect([mayUndo(own({}), undone), mayUndo(own({ nonce: "m" }), undone)]).toEqual([false, true]);
  });

  test("DR7: what the service has not heard is never forgotten; of the rest the last fifty stay", () => {
    const list = Array.from({ length: 120 }, (_, i) => own({ nonce: `n${i}`, sent_at_ms: i % 2 === 0 ? null : 1 }));
    expect(forgettable(list).length).toBe(35);
    expect(forgettable(list).every(({ sent_at_ms }) => sent_at_ms !== null)).toBe(true);
  });
});
