// S10: returned seats go in the order of registration, and nobody is passed without a reason.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type MatchInput, matchReturns, type ReturnedSeat, type Wish } from "./match.ts";

const SEED = 20_261_128;
const GATHER_MS = 600_000;
const wish = (position: number, count: number, more: Partial<Wish> = {}): Wish => ({
  position,
  count,
  grades: [],
  together: true,
  ...more,
});
const seat = (place: number, more: Partial<ReturnedSeat> = {}): ReturnedSeat => ({
  place,
  grade: "R",
  returned_at_ms: 0,
  ...more,
});
const match = (wishes: Wish[], seats: ReturnedSeat[], more: Partial<MatchInput> = {}) =>
  matchReturns({ wishes, seats, joined_right: (place) => place % 10 !== 9, gather_ms: GATHER_MS, now_ms: 0, ...more });

describe("S10: matching", () => {
  test("S10: the first in the list gets the seat, whatever the later ones wish", () => {
    expect(match([wish(1, 1), wish(2, 1)], [seat(5)])).toEqual({
      offers: [{ position: 1, places: [5] }],
      passed: [],
      go_on_at_ms: null,
    });
  });

  test("S10: a grade that one does not wish passes without a word", () => {
    const { offers, passed } = match([wish(1, 1, { grades: ["VIP"] }), wish(2, 1)], [seat(5)]);
    expect([offers, passed]).toEqual([[{ position: 2, places: [5] }], []]);
  });

  test("S10: half of a pair is gathered for who wants two, until the boundary, then goes on with a reason", () => {
    const wishes = [wish(1, 2), wish(2, 1)];
    expect(match(wishes, [seat(5)], { now_ms: GATHER_MS - 1 })).toEqual({
      offers: [],
      passed: [],
      go_on_at_ms: GATHER_MS,
    });
    expect(match(wishes, [seat(5)], { now_ms: GATHER_MS })).toEqual({
      offers: [{ position: 2, places: [5] }],
      passed: [{ position: 1, why: "too_few" }],
      go_on_at_ms: null,
    });
  });

  test("S10: the second half completes the wish, also after the first was free to go on", () => {
    const seats = [seat(5), seat(6, { returned_at_ms: GATHER_MS + 5 })];
    expect(match([wish(1, 2), wish(2, 1)], seats, { now_ms: GATHER_MS + 5 }).offers).toEqual([
      { position: 1, places: [5, 6] },
    ]);
  });

  test("S10: together means neighbours: not across an aisle, and that is the reason told", () => {
    const seats = [seat(9), seat(10)];
    const { offers, passed } = match([wish(1, 2), wish(2, 1)], seats, { now_ms: GATHER_MS });
    expect([offers, passed]).toEqual([[{ position: 2, places: [9] }], [{ position: 1, why: "not_together" }]]);
    expect(match([wish(1, 2, { together: false })], seats).offers).toEqual([{ position: 1, places: [9, 10] }]);
  });

  test("S10: of several pairs the one that came back first; single seats likewise", () => {
    const seats = [seat(1), seat(2, { returned_at_ms: 9 }), seat(4), seat(5, { returned_at_ms: 3 })];
    expect(match([wish(1, 2)], seats).offers).toEqual([{ position: 1, places: [4, 5] }]);
    expect(match([wish(1, 1)], [seat(3, { returned_at_ms: 2 }), seat(8)]).offers).toEqual([
      { position: 1, places: [8] },
    ]);
  });

  test("S10: nobody on the list leaves the seats to nobody", () => {
    expect(match([], [seat(1)])).toEqual({ offers: [], passed: [], go_on_at_ms: null });
  });
});

const grades = fc.constantFrom("VIP" as const, "R" as const);
const rounds = fc.record({
  wishes: fc.array(
    fc.record({
      count: fc.integer({ min: 1, max: 4 }),
      grades: fc.array(grades, { maxLength: 1 }),
      together: fc.boolean(),
    }),
    { maxLength: 12 },
  ),
  seats: fc.uniqueArray(fc.record({ place: fc.nat(39), grade: grades, returned_at_ms: fc.nat(20) }), {
    selector: ({ place }) => place,
    maxLength: 16,
  }),
  gather_ms: fc.nat(20),
  now_ms: fc.nat(30),
});

describe("S10: any list and any seats", () => {
  const run = (round: {
    wishes: Omit<Wish, "position">[];
    seats: ReturnedSeat[];
    gather_ms: number;
    now_ms: number;
  }) => {
    const wishes = round.wishes.map((one, i) => ({ ...one, position: i + 1 }));
    const matched = matchReturns({ ...round, wishes, joined_right: (place) => place % 10 !== 9 });
    return { wishes, matched };
  };

  test("S10: no seat twice, each offer fulfils its whole wish, and earlier wishes had no way", () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const { wishes, matched } = run(round);
        const given = matched.offers.flatMap(({ places }) => places);
        expect(new Set(given).size).toBe(given.length);
        for (const { position, places } of matched.offers) {
          const own = wishes.find((one) => one.position === position);
          expect(places).toHaveLength(own?.count ?? -1);
          const their = round.seats.filter(({ place }) => places.includes(place));
          expect(their.every(({ grade }) => own?.grades.length === 0 || own?.grades.includes(grade))).toBe(true);
          // Whoever stands before and would have taken one of these seats was told why, or has an offer too.
          for (const before of wishes.filter((one) => one.position < position)) {
            const served = matched.offers.some((offer) => offer.position === before.position);
            const wanted = their.some(({ grade }) => before.grades.length === 0 || before.grades.includes(grade));
            if (!served && wanted) expect(matched.passed.map((one) => one.position)).toContain(before.position);
          }
        }
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  test("S10: a wish that the seats could fulfil alone, first in the list, is always fulfilled", () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const [head] = round.wishes;
        if (head === undefined) return;
        const alone = run({ ...round, wishes: [head] }).matched.offers[0];
        expect(run(round).matched.offers.find(({ position }) => position === 1)?.places).toEqual(alone?.places);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  /** The rule as it reads, wish by wish. */
  function wishByWish({ wishes, seats, joined_right, gather_ms, now_ms }: MatchInput) {
    let left = [...seats];
    const offers: { position: number; places: readonly number[] }[] = [];
    const passed: { position: number; seats: number; why: string }[] = [];
    const told = new Map<number, string>();
    for (const one of wishes) {
      if (left.length === 0) break;
      const alone = matchReturns({ wishes: [one], seats: left, joined_right, gather_ms, now_ms }).offers[0];
      if (alone === undefined) {
        const fitting = seats.filter(({ grade }) => one.grades.length === 0 || one.grades.includes(grade));
        passed.push({ ...one, seats: fitting.length, why: fitting.length >= one.count ? "not_together" : "too_few" });
        left = left.filter((it) => !fitting.includes(it) || it.returned_at_ms + gather_ms <= now_ms);
        continue;
      }
      offers.push(alone);
      left = left.filter(({ place }) => !alone.places.includes(place));
      const given = seats.filter(({ place }) => alone.places.includes(place));
      for (const { position, why } of passed) {
        const { grades: wished = [] } = wishes.find((it) => it.position === position) ?? {};
        if (given.some(({ grade }) => wished.length === 0 || wished.includes(grade))) told.set(position, why);
      }
    }
    return { offers, told: [...told].sort(([a], [b]) => a - b) };
  }

  test("RT17: wishes of a kind are looked at together, and come to what each would come to alone", () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const { wishes, matched } = run(round);
        const expected = wishByWish({ ...round, wishes, joined_right: (place) => place % 10 !== 9 });
        expect(matched.offers).toEqual(expected.offers);
        expect(matched.passed.map(({ position, why }) => [position, why])).toEqual(expected.told);
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  test("RT17 D6: five thousand who want three together cost single seats a look a kind, not a look a fan", () => {
    let looks = 0;
    const seats = Array.from({ length: 300 }, (_, i) => ({
      place: i * 2,
      returned_at_ms: 0,
      get grade(): "R" {
        looks++;
        return "R";
      },
    }));
    const wishes = Array.from({ length: 5_000 }, (_, i) => wish(i + 1, 3, { grades: ["R"] }));
    expect(match(wishes, seats, { now_ms: GATHER_MS }).offers).toEqual([]);
    expect(looks).toBeLessThan(2_000);
  });

  test("S10 control: served by who fits best instead of who came first, the head loses a seat it could have had", () => {
    const greedy = (wishes: Wish[]) => [...wishes].sort((a, b) => b.count - a.count);
    const wishes = [wish(1, 1), wish(2, 2)];
    const seats = [seat(1), seat(2)];
    expect(match(wishes, seats).offers[0]).toEqual({ position: 1, places: [1] });
    expect(match(greedy(wishes), seats).offers[0]).toEqual({ position: 2, places: [1, 2] });
  });
});
