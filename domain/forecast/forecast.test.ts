// The forecast is the simulation: same question and seed, same sale; and it says what binds and what would do better.
import { describe, expect, it } from "vitest";
import { configOf } from "../seat-ledger/testing/halls.ts";
import { Simulation } from "../simulation/simulation.ts";
import { SETTINGS_DEFAULT } from "../waiting-line/state.ts";
import { changed, changesOf } from "./changes.ts";
import { Forecast, type Report } from "./forecast.ts";
import { partOf, partsOf } from "./part.ts";
import { DRAWN_SHARE, QUESTION_LIMITS, type Question, scenarioOf, withinLimits } from "./question.ts";
import { summaryOf } from "./summary.ts";

const ask = (changes: Partial<Question> = {}): Question => ({
  seats: { VIP: 100, R: 400 },
  prices_krw: configOf().prices_krw,
  settings: { ...SETTINGS_DEFAULT, room_capacity: 40 },
  limits: configOf().limits,
  relays: 0,
  admission: "fifo",
  fans: 1_500,
  arrive_within_ms: 600_000,
  no_show: 0.1,
  decline: 0.05,
  decide_ms: 45_000,
  seed: 4,
  ...changes,
});

function answerTo(question: Question): Report {
  const forecast = new Forecast(question);
  while (!forecast.run(5_000));
  const report = forecast.report();
  if (report === null) throw new Error("unfinished");
  return report;
}

describe("the forecast", () => {
  it("FC1: agrees with the simulation of the same question and seed, to the last figure", () => {
    const question = ask();
    const [own] = answerTo(question).sales;
    expect(own).toEqual(summaryOf(new Simulation(scenarioOf(question, question.seed)).outcome()));
  });

  it("FC2: goes on in small slices with growing progress, and from what was written down, to the same answer", () => {
    const question = ask({ fans: 400, seats: { R: 150 } });
    const whole = answerTo(question);
    let forecast = new Forecast(question);
    let progress = 0;
    let slices = 0;
    expect(forecast.report()).toBeNull();
    while (!forecast.run(300)) {
      slices++;
      expect(forecast.progress).toBeGreaterThanOrEqual(0);
      expect(forecast.progress).toBeLessThan(1);
      progress = Math.max(progress, forecast.progress);
      // Whoever runs it dies now and then: the sale that was under way is played again, no other.
      if (slices % 40 === 0) forecast = new Forecast(question, JSON.parse(JSON.stringify(forecast.done)));
    }
    expect(slices).toBeGreaterThan(40);
    expect(progress).toBeGreaterThan(0.8);
    expect(forecast.progress).toBe(1);
    expect(forecast.report()).toEqual(whole);
  });

  it("FC4: where the lobby is drawn, four in five of those expected stand in it, and the forecast draws them", () => {
    const question = ask({ admission: "draw" });
    const { arrivals } = scenarioOf(question, 4);
    expect(arrivals.drawn).toBe(DRAWN_SHARE);
    expect(scenarioOf(ask(), 4).arrivals.drawn).toBeUndefined();
    const [own] = answerTo(question).sales;
    expect(own).toEqual(summaryOf(new Simulation(scenarioOf(question, question.seed)).outcome()));
    expect(own?.by_arrival[0]?.admitted_share).toBeLessThan(0.5);
  });

  it("FC3: a small room binds, and a larger one is what it suggests first; the band holds every seed", () => {
    const { binds, sold_out, sales, suggestions } = answerTo(ask());
    expect(["room", "choosing", "payment"]).toContain(binds);
    expect(sold_out.in_all).toBe(true);
    for (const { sold_out_ms } of sales) {
      expect(sold_out_ms).toBeGreaterThanOrEqual(sold_out.from_ms ?? Number.POSITIVE_INFINITY);
      expect(sold_out_ms).toBeLessThanOrEqual(sold_out.to_ms ?? 0);
    }
    expect(new Set(sales.map(({ seed }) => seed)).size).toBe(3);
    expect(suggestions[0]).toMatchObject({ setting: "room_capacity", from: 40, to: 80 });
    expect(suggestions[0]?.sooner_ms).toBeGreaterThan(0);
    expect(suggestions.length).toBeLessThanOrEqual(3);
  });

  it("FC3: a batch that is too small binds; slow choosing binds; with room for all nothing does", () => {
    const settings = { ...SETTINGS_DEFAULT, room_capacity: 1_000, batch_size: 1, step_ms: 5_000 };
    const batch = answerTo(ask({ settings, fans: 300, seats: { R: 300 } }));
    expect(batch.binds).toBe("batch");
    expect(["batch_size", "step_ms"]).toContain(batch.suggestions[0]?.setting);
    expect(answerTo(ask({ decide_ms: 240_000, fans: 600 })).binds).toBe("choosing");
    const idle = ask({ settings: { ...SETTINGS_DEFAULT, room_capacity: 2_000 }, fans: 200, seats: { R: 2_000 } });
    const nothing = answerTo(idle);
    expect([nothing.binds, nothing.sold_out.in_all, nothing.suggestions]).toEqual(["nothing", false, []]);
  });

  it("FC5: a part of a large sale takes as long as the whole, also with a setting turned; a small one is played whole", () => {
    const large = ask({
      seats: { VIP: 1_000, R: 4_000 },
      fans: 8_000,
      settings: { ...SETTINGS_DEFAULT, room_capacity: 300, batch_size: 3 },
    });
    const lasts = (question: Question): number =>
      summaryOf(new Simulation(scenarioOf(question, 9)).outcome()).settled_ms;
    const roomier = changesOf(large).find(({ setting }) => setting === "room_capacity");
    if (roomier === undefined) throw new Error("nothing to turn");
    for (const question of [large, changed(large, roomier)]) {
      expect(Math.abs(lasts(partOf(question, 5)) / lasts(question) - 1)).toBeLessThan(0.15);
    }
    // The control: with the whole room a fifth of the hall is gone at once.
    const { settings } = large;
    expect(lasts({ ...partOf(large, 5), settings }) / lasts(large)).toBeLessThan(0.7);
    expect(partsOf(large)).toBe(1);
    expect(partsOf(ask({ seats: { R: 60_000 }, settings: { ...settings, room_capacity: 2_000 } }))).toBe(6);
    expect(partsOf(ask({ seats: { R: 60_000 }, settings: { ...settings, room_capacity: 50 } }))).toBe(2);
  });

  it("FC5: the batch of a part lets in its share a minute, also where it cannot be divided", () => {
    for (const batch_size of [1, 7, 100, 100_000]) {
      const settings = { ...SETTINGS_DEFAULT, batch_size };
      const part = partOf(ask({ settings }), 6).settings;
      const rate = part.batch_size / part.step_ms / (batch_size / settings.step_ms / 6);
      expect(Math.abs(rate - 1)).toBeLessThan(0.01);
    }
  });

  it("FC2: a question at its limits is answered, one past them is refused before it begins", () => {
    for (const name of ["fans", "arrive_within_ms", "no_show", "decline", "decide_ms"] as const) {
      const [least, most] = QUESTION_LIMITS[name];
      for (const fits of [least, most]) expect(withinLimits(ask({ [name]: fits })), name).toBe(true);
      for (const beyond of [least - 1, most + 1, Number.NaN]) {
        expect(withinLimits(ask({ [name]: beyond })), name).toBe(false);
      }
    }
    expect(withinLimits(ask({ seats: { R: QUESTION_LIMITS.seats[1] } }))).toBe(true);
    expect(() => new Forecast(ask({ seats: { R: QUESTION_LIMITS.seats[1], VIP: 1 } }))).toThrow(RangeError);
  });

  it("FC3: every change turns one setting and leaves the rest, and none beyond where people can choose and pay", () => {
    const question = ask();
    for (const change of changesOf(question)) {
      const other = changed(question, change);
      const values = { ...other.settings, ...other.limits };
      const before = { ...question.settings, ...question.limits };
      const differing = Object.keys(values).filter(
        (name) => values[name as keyof typeof values] !== before[name as keyof typeof before],
      );
      expect(differing).toEqual([change.setting]);
    }
    const least = ask({ limits: { ...configOf().limits, hold_ms: 100_000, seats_per_fan: 1 } });
    expect(changesOf(least).map(({ setting }) => setting)).not.toContain("hold_ms");
    expect(changesOf(least).map(({ setting }) => setting)).not.toContain("seats_per_fan");
  });
});
