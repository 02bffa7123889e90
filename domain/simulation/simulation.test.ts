// A simulated sale keeps the product's promises, comes out the same twice, and counts what it says it counts.
import { describe, expect, it } from "vitest";
import { PRICES } from "../costs/platform-prices.ts";
import { costOf, totalUsd } from "../costs/sale-cost.ts";
import { Agenda } from "./agenda.ts";
import { hallOf } from "./hall-of.ts";
import type { Scenario } from "./scenario.ts";
import { Simulation } from "./simulation.ts";
import { steady } from "./testing/five-sales.ts";

/** Three times as many fans as seats, over relays, in a rush. */
const rush = (seed: number, changes: Partial<Scenario> = {}): Scenario => ({
  ...steady(seed),
  layout: hallOf({ VIP: 100, R: 500 }),
  arrivals: { fans: 1_800, within_ms: 600_000, shape: "rush" },
  network: { ...steady(seed).network, relays: 4 },
  horizon_ms: 3_600_000,
  ...changes,
});

describe("a simulated sale", () => {
  it("SM1: the same scenario and seed come out the same to the last byte, in slices or at once; another seed does not", () => {
    const whole = JSON.stringify(new Simulation(rush(7)).outcome());
    const sliced = new Simulation(rush(7));
    let slices = 0;
    let progress = 0;
    while (!sliced.run(500)) {
      slices++;
      expect(sliced.progress).toBeGreaterThanOrEqual(0);
      expect(sliced.progress).toBeLessThan(1);
      progress = Math.max(progress, sliced.progress);
    }
    expect(slices).toBeGreaterThan(10);
    expect(progress).toBeGreaterThan(0.5);
    expect(JSON.stringify(sliced.outcome())).toBe(whole);
    expect(JSON.stringify(new Simulation(rush(8)).outcome())).not.toBe(whole);
  });

  it("SM2: every seat has at most one owner, nobody is let in out of order, and the room is never over capacity", () => {
    for (const seed of [1, 2, 3]) {
      const simulation = new Simulation(rush(seed));
      let head = 0;
      while (!simulation.run(50)) {
        const { state } = simulation.sale.line;
        expect(state.room.size).toBeLessThanOrEqual(state.settings.room_capacity);
        expect(state.head).toBeGreaterThanOrEqual(head);
        head = state.head;
      }
      const { state, sold_to } = simulation.sale.ledger;
      const outcome = simulation.outcome();
      expect(outcome.seats).toEqual({ available: 0, held: 0, sold: state.map.places_count });
      // A second buyer of one seat ends the simulation.
      expect(sold_to.every((order) => order > 0)).toBe(true);
      expect(outcome.sold_out_ms).not.toBeNull();
    }
  });

  it("SM3: over relays two joins change places by a batch at most; without relays by one turn of the line's gate", () => {
    const relayed = new Simulation(rush(5)).outcome();
    const hops_ms = 2 * 3 * rush(5).network.hop_ms;
    expect(relayed.order.overtaken).toBeGreaterThan(0);
    expect(relayed.order.worst_ms).toBeLessThanOrEqual(relayed.order.window_ms + hops_ms);
    const alone = new Simulation(rush(5, { network: steady(5).network })).outcome();
    expect(alone.order.worst_ms).toBe(0);
  });

  it("SM4: relays keep the line's load flat: a tenth of what it gets without them", () => {
    const crowd = { fans: 20_000, within_ms: 60_000, shape: "even" } as const;
    const network = { ...steady(1).network, relays: 2 };
    const alone = new Simulation(rush(1, { arrivals: crowd, network: steady(1).network })).outcome();
    const relayed = new Simulation(rush(1, { arrivals: crowd, network })).outcome();
    expect(relayed.load.line.peak).toBeLessThan(alone.load.line.peak / 10);
  });

  it("SM5: a sale's cost is made from the one table of prices, item by item", () => {
    const items = costOf(new Simulation(rush(1)).outcome());
    expect(items.map(({ item }) => item)).toEqual(Object.keys(PRICES));
    for (const { item, quantity, usd } of items) {
      expect(quantity, item).toBeGreaterThan(0);
      expect(usd).toBeCloseTo(quantity * PRICES[item].usd, 10);
    }
    expect(totalUsd(items)).toBeCloseTo(
      items.reduce((sum, { usd }) => sum + usd, 0),
      10,
    );
  });

  it("SM1: the agenda gives what is due in order of time, and of one moment in order of putting", () => {
    const agenda = new Agenda();
    const times = Array.from({ length: 5_000 }, (_, i) => (i * 7_919) % 101);
    times.forEach((at_ms, i) => {
      agenda.put(at_ms, 1, i);
    });
    const expected = times.map((at_ms, i) => ({ at_ms, i })).sort((a, b) => a.at_ms - b.at_ms || a.i - b.i);
    for (const { at_ms, i } of expected) {
      expect(agenda.take()).toBe(at_ms);
      expect(agenda.who).toBe(i);
    }
    expect(agenda.size).toBe(0);
  });

  it("SM6: what is bought is forgotten by the model's ledger, so that a large hall fits an object's memory", () => {
    const simulation = new Simulation(rush(3));
    let orders = 0;
    while (!simulation.run(200)) orders = Math.max(orders, simulation.sale.ledger.state.orders.size);
    const { finished } = simulation.outcome().line;
    expect(finished).toBeGreaterThan(250);
    expect(orders).toBeLessThan(finished / 2);
    expect(simulation.sale.jobs.size).toBeLessThan(20);
  });

  it("SM7: a drawn lobby is drawn: who came first has no better chance than who came last, who comes later stands behind", () => {
    const arrivals = { fans: 3_000, within_ms: 600_000, shape: "rush", drawn: 0.8 } as const;
    const simulation = new Simulation(rush(5, { arrivals }));
    const { waits, seats, line } = simulation.outcome();
    expect(seats.available).toBe(0);
    // Some come after all is sold.
    expect(line.joined).toBeGreaterThan(2_400);
    const shares = waits.by_arrival.map(({ admitted_share }) => admitted_share);
    const [first = 0, second = 0] = [shares.slice(0, 4), shares.slice(4, 8)].map(
      (some) => some.reduce((a, b) => a + b) / 4,
    );
    expect(first).toBeGreaterThan(0.05);
    expect(Math.abs(first - second)).toBeLessThan(0.06);
    expect(shares.slice(8).every((share) => share === 0)).toBe(true);
    const first_come = new Simulation(rush(5, { arrivals: { ...arrivals, drawn: 0 } })).outcome();
    expect(first_come.waits.by_arrival[0]?.admitted_share).toBeGreaterThan(0.9);
    expect(JSON.stringify(new Simulation(rush(5, { arrivals })).outcome())).toBe(JSON.stringify(simulation.outcome()));
  });
});
