// B11: two doors that did not know of each other agree afterwards, however their facts arrive.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agreedOrder, placeScans, type ScanFact, SHOWN, sameFact } from "./merge.ts";

const SEED = 20_261_128;
const RULES = { re_entry: false, void_since_ms: null };

const scan = (fact: Partial<ScanFact>): ScanFact => ({
  nonce: "n1",
  device_id: "d1",
  door_id: "A",
  at_ms: 1_000,
  direction: "in",
  shown: "entered",
  undoes: null,
  ...fact,
});

describe("B11: one ticket at the doors", () => {
  test("B11: the earlier of two entries is the entry, the later one the double, whichever came first", () => {
    const early = scan({ nonce: "a", door_id: "A", at_ms: 1_000 });
    const late = scan({ nonce: "b", device_id: "d2", door_id: "B", at_ms: 1_001 });
    for (const facts of [
      [early, late],
      [late, early],
    ]) {
      const at_door = placeScans(facts, RULES);
      expect(at_door.first).toBe(early);
      expect(at_door.double_entries).toEqual([late]);
      expect(at_door.inside).toBe(true);
    }
  });

  test("B11: at the same instant the device's name decides", () => {
    const one = scan({ nonce: "z", device_id: "d1" });
    const two = scan({ nonce: "a", device_id: "d2" });
    expect(placeScans([two, one], RULES).first).toBe(one);
  });

  test("B11: whoever was turned away did not enter", () => {
    for (const shown of SHOWN.filter((one) => one !== "entered" && one !== "left")) {
      const at_door = placeScans([scan({ shown })], RULES);
      expect([at_door.first, at_door.inside, at_door.placed.get("n1")]).toEqual([null, false, "turned_away"]);
    }
  });

  test("B11: out and in again is a re-entry where the show allows it, else a double entry", () => {
    const facts = [
      scan({ nonce: "in", at_ms: 1 }),
      scan({ nonce: "out", at_ms: 2, direction: "out", shown: "left" }),
      scan({ nonce: "again", at_ms: 3 }),
    ];
    expect(placeScans(facts, { ...RULES, re_entry: true }).placed.get("again")).toBe("re_entered");
    expect(placeScans(facts, RULES).placed.get("again")).toBe("double_entry");
    expect(placeScans(facts, RULES).inside).toBe(false);
  });

  test("B11: an entry taken back leaves the next one the first; only the same device at the same door takes back", () => {
    const wrong = scan({ nonce: "a", at_ms: 1 });
    const right = scan({ nonce: "b", device_id: "d2", at_ms: 5 });
    const own = scan({ nonce: "u", at_ms: 2, undoes: "a" });
    expect(placeScans([right, own, wrong], RULES)).toMatchObject({ first: right, double_entries: [] });
    for (const foreign of [
      { ...own, device_id: "d2" },
      { ...own, door_id: "B" },
    ]) {
      expect(placeScans([right, foreign, wrong], RULES)).toMatchObject({ first: wrong, double_entries: [right] });
    }
  });

  test("B11: who entered before the ticket was void did enter; who came at that instant did not", () => {
    const rules = { re_entry: false, void_since_ms: 1_000 };
    expect(placeScans([scan({ at_ms: 999 })], rules).placed.get("n1")).toBe("entered");
    expect(placeScans([scan({ at_ms: 1_000 })], rules).placed.get("n1")).toBe("void_entry");
  });
});

type Told = { readonly fact: ScanFact; readonly offset_ms: number };

/** Facts of 3 to 6 devices with skewed clocks. A copy of a fact carries another, never earlier, reading of its time. */
const evenings = fc
  .record({
    devices: fc.integer({ min: 3, max: 6 }),
    scans: fc.array(
      fc.record({
        device: fc.nat(5),
        at_ms: fc.nat(40),
        out: fc.boolean(),
        shown: fc.constantFrom(...SHOWN),
        undoes: fc.option(fc.nat(20)),
        copies: fc.array(fc.nat(9), { maxLength: 3 }),
      }),
      { maxLength: 20 },
    ),
    re_entry: fc.boolean(),
    void_since_ms: fc.option(fc.nat(40)),
  })
  .map(({ devices, scans, ...rules }) => {
    const facts = scans.map((one, i) =>
      scan({
        nonce: `n${i}`,
        device_id: `d${one.device % devices}`,
        at_ms: one.at_ms,
        direction: one.out ? "out" : "in",
        shown: one.shown,
        undoes: one.undoes === null || one.undoes >= i ? null : `n${one.undoes}`,
      }),
    );
    const told = facts.flatMap((fact, i): Told[] =>
      [0, ...(scans[i]?.copies ?? [])].map((offset_ms) => ({ fact, offset_ms })),
    );
    return { facts, told, rules };
  });

/** As a store does it: facts by nonce, each copy merged with what is known. */
function receive(told: readonly Told[], merge: (known: ScanFact, again: ScanFact) => ScanFact): ScanFact[] {
  const known = new Map<string, ScanFact>();
  for (const { fact, offset_ms } of told) {
    const read = { ...fact, at_ms: fact.at_ms + offset_ms };
    const before = known.get(fact.nonce);
    known.set(fact.nonce, before === undefined ? read : merge(before, read));
  }
  return [...known.values()];
}

const shuffled = (told: readonly Told[], keys: readonly number[]): Told[] =>
  told
    .map((one, i) => ({ one, key: keys[i % keys.length] ?? 0, i }))
    .sort((a, b) => a.key - b.key || a.i - b.i)
    .map(({ one }) => one);

const ends = (facts: readonly ScanFact[], rules: Parameters<typeof placeScans>[1]) => {
  const { placed, ...rest } = placeScans(facts, rules);
  return { ...rest, placed: [...placed].sort() };
};

describe("B11: many devices", () => {
  const keys = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 60 });

  test("B11: the same facts end the same, however they arrive, are lost once and told again", () => {
    fc.assert(
      fc.property(evenings, keys, keys, ({ told, rules }, one, two) => {
        expect(ends(receive(shuffled(told, one), sameFact), rules)).toEqual(
          ends(receive(shuffled(told, two), sameFact), rules),
        );
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test("B11: at most one entry stands per stay, and nobody who was let in is lost", () => {
    fc.assert(
      fc.property(evenings, ({ facts, rules }) => {
        const at_door = placeScans(facts, rules);
        const in_order = [...facts].sort(agreedOrder).map(({ nonce }) => at_door.placed.get(nonce));
        let inside = false;
        for (const place of in_order) {
          if (place === "entered" || place === "re_entered") {
            expect(inside).toBe(false);
            inside = true;
          }
          if (place === "left") inside = false;
        }
        expect(at_door.inside).toBe(inside);
        expect(in_order.filter((place) => place === "entered").length).toBeLessThanOrEqual(1);
        expect(in_order.every((place) => place !== undefined)).toBe(true);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test("B11 control: with the copy that came first instead of the earliest, two arrivals end differently", () => {
    const firstCome = (known: ScanFact): ScanFact => known;
    expect(() =>
      fc.assert(
        fc.property(evenings, keys, keys, ({ told, rules }, one, two) => {
          expect(ends(receive(shuffled(told, one), firstCome), rules)).toEqual(
            ends(receive(shuffled(told, two), firstCome), rules),
          );
        }),
        { seed: SEED, numRuns: 500 },
      ),
    ).toThrow();
  });
});
