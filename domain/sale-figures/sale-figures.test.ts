// The sums, the pace and what they say: at their edges, and against sales made up by seed.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noMoney } from "../seat-ledger/figures.ts";
import { newTallies } from "../seat-ledger/tallies.ts";
import { needsOf } from "./attention.ts";
import { roomEffect } from "./effects.ts";
import { type LedgerPart, type LinePart, saleFigures } from "./figures.ts";
import { hasMoved, momentOf, ratesOf } from "./history.ts";
import { forecastOf, keptWords, type Sold, scoreOf } from "./pace.ts";

const road = { sockets: 1, opened: 2, errors: { sold_out: 1 }, map_age_ms: 40, relays: 0 };
const line = (more: Partial<LinePart> = {}): LinePart => ({
  show_id: "sh",
  status: "OPEN",
  opens_at_ms: 0,
  closes_at_ms: 9e12,
  paused_at_ms: null,
  braked: false,
  ended_at_ms: null,
  room_capacity: 10,
  batch_size: 5,
  step_ms: 1_000,
  joined: 100,
  waiting: 80,
  inside: 9,
  called: 2,
  admitted: 20,
  finished: 5,
  no_shows: 1,
  expired: 2,
  left: 3,
  removed: 1,
  wait: null,
  ledgers: ["a"],
  at_ms: 1_000_000,
  road,
  ...more,
});
const ledger = (more: Partial<LedgerPart> = {}): LedgerPart => ({
  showtime_id: "st",
  seq: 1,
  available: 10,
  held: 4,
  sold: 6,
  blocked: 1,
  by_grade: { R: { available: 10, held: 4, sold: 6, blocked: 1 } },
  revenue_krw: 600,
  holding: 2,
  ordering: 1,
  returns: 0,
  money: { ...noMoney(), captured: 3, captured_krw: 600, declined: 1, declined_by_code: { card_limit: 1 } },
  tallies: newTallies(),
  road,
  ...more,
});
const rates = { joins_per_s: 0, admitted_per_min: 0, sold_per_min: 0 };

describe("the figures of a sale", () => {
  it("CN10: are the sum of the line's and every ledger's own, grade by grade and code by code", () => {
    const sum = saleFigures(line(), [
      ledger(),
      ledger({ by_grade: { S: { available: 1, held: 0, sold: 0, blocked: 0 } } }),
    ]);
    expect(sum).toMatchObject({ held: 8, sold: 12, available: 20, revenue_krw: 1_200, holding: 4, paying: 2, idle: 1 });
    expect(sum.by_grade).toMatchObject({ R: { sold: 6 }, S: { available: 1 } });
    expect(sum.payments).toMatchObject({ captured_krw: 1_200, declined_by_code: { card_limit: 2 } });
    expect([sum.sockets, sum.sockets_opened, sum.errors]).toEqual([3, 6, { sold_out: 3 }]);
    expect(hasMoved(sum, { ...sum, as_of_ms: sum.as_of_ms + 1 })).toBe(false);
    expect(hasMoved(sum, { ...sum, waiting: 79 })).toBe(true);
  });

  it("CN11: rates are of the last minute, and nothing is said of less than a second", () => {
    const at = (at_ms: number, joined: number) => ({
      ...momentOf(saleFigures(line({ joined, admitted: joined / 2, at_ms }), [ledger()]), null),
    });
    expect(ratesOf([at(0, 0), at(40_000, 100), at(100_000, 700)]).joins_per_s).toBe(10);
    expect(ratesOf([at(0, 0), at(60_000, 600)])).toMatchObject({ joins_per_s: 10, admitted_per_min: 300 });
    expect(ratesOf([at(0, 0), at(999, 600)]).joins_per_s).toBe(0);
    expect(ratesOf([])).toEqual(rates);
  });
});

describe("the forecast", () => {
  it("CN12: is null without sales or without seats, and else what is left at the pace seen", () => {
    const series: Sold[] = [
      { at_ms: 0, sold: 0 },
      { at_ms: 60_000, sold: 100 },
    ];
    expect(forecastOf(series, 0)).toBeNull();
    expect(forecastOf(series.slice(1), 10)).toBeNull();
    expect(forecastOf([series[0] ?? { at_ms: 0, sold: 0 }, { at_ms: 4_999, sold: 9 }], 10)).toBeNull();
    const said = forecastOf(series, 200);
    expect(said?.p50_ms).toBe(120_000);
    expect(said?.p10_ms).toBeLessThan(120_000);
    expect(said?.p90_ms).toBeGreaterThan(120_000);
    expect((said?.p90_ms ?? 0) / (said?.p10_ms ?? 1)).toBeLessThan(2);
  });

  it("CN12: its band holds at least eight of ten sales that go on as they went, whatever their pace", () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed / 2 ** 31;
    };
    let inside = 0;
    for (let sale = 0; sale < 400; sale++) {
      const pace_per_s = 0.5 + 8 * random();
      const seats = 300 + Math.floor(2_000 * random());
      const series: Sold[] = [];
      let sold = 0;
      let at_ms = 0;
      let said: ReturnType<typeof forecastOf> = null;
      let said_ms = 0;
      while (sold < seats) {
        at_ms += -Math.log(1 - random()) * (2_000 / pace_per_s);
        sold += 1 + Math.floor(3 * random());
        series.push({ at_ms, sold });
        if (said === null && sold > seats / 3) {
          said = forecastOf(series, seats - sold);
          said_ms = at_ms;
        }
      }
      const came_ms = at_ms - said_ms;
      if (said !== null && said.p10_ms <= came_ms && came_ms <= said.p90_ms) inside++;
    }
    expect(inside / 400).toBeGreaterThan(0.78);
  });

  it("CN12: the three words stand in order, for any sale", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 1, max: 50_000 }), (sold, left) => {
        const said = forecastOf(
          [
            { at_ms: 0, sold: 0 },
            { at_ms: 30_000, sold },
          ],
          left,
        );
        if (said === null) return;
        expect(said.p10_ms).toBeLessThanOrEqual(said.p50_ms);
        expect(said.p50_ms).toBeLessThanOrEqual(said.p90_ms);
      }),
    );
  });

  it("CN13: is held against what came: how many bands were right, and by how much the middle was off", () => {
    const forecast = { p10_ms: 90_000, p50_ms: 120_000, p90_ms: 150_000 };
    const said = [
      { at_ms: 0, forecast },
      { at_ms: 100_000, forecast },
      { at_ms: 170_000, forecast },
      { at_ms: 50_000, forecast: null },
    ];
    expect(scoreOf(said, 200_000)).toEqual({ said: 2, inside: 1, error_median: 0.4 });
    expect(scoreOf(said, null)).toBeNull();
    expect(scoreOf([], 200_000)).toBeNull();
  });

  it("CN13: the words of fixed moments are kept as they were said, few however long the sale was", () => {
    const word = (p50_ms: number) => ({ p10_ms: p50_ms / 2, p50_ms, p90_ms: p50_ms * 1.5 });
    const minute = (n: number) => ({ at_ms: n * 60_000, forecast: n < 2 ? null : word(600_000) });
    const said = Array.from({ length: 15 }, (_, n) => minute(n));
    const came = 14 * 60_000;
    expect(
      keptWords(said, came).map(({ at_ms, came_ms, inside }) => [at_ms / 60_000, came_ms / 60_000, inside]),
    ).toEqual([
      [2, 12, true],
      [3, 11, true],
      [4, 10, true],
      [7, 7, true],
      [12, 2, false],
    ]);
    expect(keptWords(said, came)[0]?.said).toEqual(word(600_000));
    expect([keptWords(said, null), keptWords([minute(0)], came)]).toEqual([[], []]);
    const fortnight = Array.from({ length: 20_000 }, (_, n) => minute(n));
    expect(keptWords(fortnight, 20_000 * 60_000).length).toBeLessThanOrEqual(15);
  });
});

describe("what needs a hand", () => {
  const codes = (sum: ReturnType<typeof saleFigures>, moving = rates) => needsOf(sum, moving).map(({ code }) => code);

  it("CN14: nothing in a sale that goes well", () => {
    expect(codes(saleFigures(line(), [ledger()]), { ...rates, admitted_per_min: 60, joins_per_s: 1 })).toEqual([]);
  });

  it("CN14: each at its edge and not before", () => {
    const slow = (ms: number) => ledger({ money: { ...noMoney(), pending: 1, pending_since_ms: 1_000_000 - ms } });
    expect(codes(saleFigures(line(), [slow(19_999)]))).toEqual([]);
    expect(codes(saleFigures(line(), [slow(20_000)]))).toEqual(["provider_slow"]);
    const declined = (n: number) =>
      ledger({ money: { ...noMoney(), declined: n, declined_by_code: { card_limit: n } } });
    expect(codes(saleFigures(line(), [declined(4)]))).toEqual([]);
    expect(needsOf(saleFigures(line(), [declined(5)]), rates)[0]).toMatchObject({
      code: "declines",
      reason: "card_limit",
    });
    expect(codes(saleFigures(line({ inside: 8 }), [ledger()]))).toEqual([]);
    expect(codes(saleFigures(line({ inside: 7 }), [ledger()]))).toEqual(["room_not_filling"]);
    expect(codes(saleFigures(line({ inside: 0, room_capacity: 0 }), [ledger()]))).toEqual(["room_closed"]);
    expect(codes(saleFigures(line(), [ledger()]), { ...rates, joins_per_s: 2, admitted_per_min: 119 })).toEqual([
      "line_grows",
    ]);
    expect(codes(saleFigures(line({ status: "PAUSED", paused_at_ms: 1 }), [ledger()]))).toEqual(["paused"]);
    expect(codes(saleFigures(line(), [ledger({ returns: 10 })]))).toEqual(["returns"]);
    expect(codes(saleFigures(line(), [ledger({ money: { ...noMoney(), refunds_refused: 1 } })]))).toEqual([
      "refunds_refused",
    ]);
  });
});

describe("what a control will do", () => {
  const forecast = { p10_ms: 600_000, p50_ms: 840_000, p90_ms: 1_200_000 };
  it("CN15: a room twice as large sells out in half the time while people wait, and changes nothing when nobody does", () => {
    const now = saleFigures(line(), [ledger()]);
    expect(roomEffect(now, { room_capacity: 20 }, forecast)).toEqual({
      enter_now: 5,
      from_min: 14,
      to_min: 7,
      admits_per_min_max: 300,
    });
    expect(roomEffect(saleFigures(line({ waiting: 0 }), []), { room_capacity: 20 }, forecast).to_min).toBe(14);
    expect(roomEffect(now, { room_capacity: 4 }, null)).toMatchObject({ enter_now: -5, from_min: null, to_min: null });
    expect(roomEffect(now, { room_capacity: 0 }, forecast).to_min).toBeNull();
  });
});
