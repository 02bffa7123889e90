// Five hundred buyers in one sale, and the dashboard's figures held against what line and ledgers wrote down: their public
// log and their journals, counted once more by other code, to the unit.
import { describe, expect, test } from "vitest";
import { chance as chanceOf } from "../../domain/chance.ts";
import type { LogEntry } from "../../domain/log/entry.ts";
import { saleFigures } from "../../domain/sale-figures/figures.ts";
import { readingOf } from "../../domain/sale-figures/reading.ts";
import { ledgerFigures } from "../../domain/seat-ledger/figures.ts";
import { hall } from "../../domain/seat-ledger/testing/halls.ts";

import { lineFigures } from "../../domain/waiting-line/figures.ts";
import type { TestLedger } from "../seat-ledger/testing/test-ledger.ts";
import { type House, openHouse } from "../testing/sale-house.ts";

const BUYERS = 500;
const MOMENTS_LEAST = 20;
const STEP_MS = 500;
const LOOK_EVERY = 5;
const HALL = hall(20, 20);
const SEATS = 400;
const ROAD = { sockets: 0, opened: 0, errors: {}, map_age_ms: null };

/** A showtime by its journal alone: which seats are whose, and what every attempt and refund came to. */
function fromJournal(ledger: TestLedger) {
  const holds = new Map<string, { fan: string; places: readonly number[] }>();
  const orders = new Map<string, { fan: string; open: boolean; places: number[]; price_krw: number }>();
  const attempts = new Map<string, { krw: number; came: string }>();
  const refunds = new Map<string, { krw: number; came: string; places: readonly number[] }>();
  const sold = new Map<number, number>();
  for (const { event } of ledger.store.journal(1, Number.MAX_SAFE_INTEGER)) {
    switch (event.kind) {
      case "held":
        holds.set(event.hold.id, { fan: event.hold.fan_id, places: event.hold.places });
        break;
      case "released":
      case "hold_expired":
        holds.delete(event.hold_id);
        break;
      case "ordered": {
        const { fan_id, hold_id, lines } = event.order;
        holds.delete(hold_id);
        const places = lines.map(({ place }) => place);
        orders.set(event.order_id, { fan: fan_id, open: true, places, price_krw: lines[0]?.price_krw ?? 0 });
        break;
      }
      case "order_ended":
        orders.delete(event.order_id);
        break;
      case "attempt_started":
        attempts.set(event.attempt.id, { krw: event.attempt.amount_krw, came: "pending" });
        break;
      case "attempt_unknown":
      case "attempt_declined":
      case "captured": {
        const attempt = attempts.get(`${event.order_id}-${event.number}`);
        if (attempt !== undefined) attempt.came = event.kind;
        break;
      }
      case "sold": {
        const order = orders.get(event.order_id);
        if (order === undefined) break;
        order.open = false;
        for (const place of order.places) sold.set(place, order.price_krw);
        break;
      }
      case "refund_requested": {
        const all = orders.get(event.order_id)?.places ?? [];
        const places = event.refund.lines.flatMap((index) => all[index] ?? []);
        refunds.set(`${event.order_id} ${event.refund.number}`, {
          krw: event.refund.amount_krw,
          came: "asked",
          places,
        });
        break;
      }
      case "refund_done": {
        const refund = refunds.get(`${event.order_id} ${event.number}`);
        if (refund === undefined) break;
        refund.came = "done";
        for (const place of refund.places) sold.delete(place);
        break;
      }
    }
  }
  const open = [...orders.values()].filter((order) => order.open);
  const ordering = new Set(open.map(({ fan }) => fan));
  const holding = new Set([...holds.values()].map(({ fan }) => fan).filter((fan) => !ordering.has(fan)));
  const count = (came: string): number => [...attempts.values()].filter((one) => one.came === came).length;
  const krw = (of: ReadonlyMap<string, { krw: number; came: string }>, ...came: string[]): number =>
    [...of.values()].reduce((sum, one) => sum + (came.includes(one.came) ? one.krw : 0), 0);
  const done = [...refunds.values()].filter(({ came }) => came === "done");
  const held = [...holds.values(), ...open].reduce((sum, { places }) => sum + places.length, 0);
  return {
    held,
    sold: sold.size,
    available: SEATS - held - sold.size,
    blocked: 0,
    revenue_krw: [...sold.values()].reduce((sum, price_krw) => sum + price_krw, 0),
    holding: holding.size,
    paying: ordering.size,
    returns: done.reduce((sum, { places }) => sum + places.length, 0),
    captured: count("captured"),
    captured_krw: krw(attempts, "captured"),
    declined: count("attempt_declined"),
    unknown: count("attempt_unknown"),
    pending: count("pending") + count("attempt_unknown"),
    pending_krw: krw(attempts, "pending", "attempt_unknown"),
    refunded: done.length,
    refunded_krw: krw(refunds, "done"),
    refunds_pending: refunds.size - done.length,
    refunds_pending_krw: krw(refunds, "asked"),
  };
}

/** The line by its public log alone: where everybody stands. */
function fromLog({ bench: { engine } }: House) {
  const stands = new Map<number, "waiting" | "inside" | "gone">();
  const totals = { joined: 0, admitted: 0, finished: 0, no_shows: 0, expired: 0, left: 0, removed: 0 };
  const goes = (position: number): void => void stands.set(position, "gone");
  for (const text of engine.logPage(1, Number.MAX_SAFE_INTEGER)) {
    const { kind, position = 0, from = 0, to = 0 } = JSON.parse(text) as LogEntry;
    if (kind === "join") {
      for (let at = from; at <= to; at++) stands.set(at, "waiting");
      totals.joined += to - from + 1;
    } else if (kind === "admit") {
      for (let at = from; at <= to; at++) {
        if (stands.get(at) !== "waiting") continue;
        stands.set(at, "inside");
        totals.admitted++;
      }
    } else if (kind === "finish") {
      goes(position);
      totals.finished++;
    } else if (kind === "claim_expired" || kind === "pass_expired") {
      goes(position);
      totals.expired++;
      if (kind === "claim_expired") totals.no_shows++;
    } else if (kind === "leave" || kind === "remove") {
      goes(position);
      totals[kind === "leave" ? "left" : "removed"]++;
    }
  }
  const of = (where: string): number => [...stands.values()].filter((one) => one === where).length;
  return { ...totals, waiting: of("waiting"), inside: of("inside") };
}

const summed = (parts: readonly Readonly<Record<string, number>>[]): Record<string, number> => {
  const sum: Record<string, number> = {};
  for (const part of parts) for (const [name, n] of Object.entries(part)) sum[name] = (sum[name] ?? 0) + n;
  return sum;
};

/** What the screen reads, as the objects give it. */
function shown(house: House) {
  const line = { ...lineFigures(house.bench.engine.state, house.now()), road: { ...ROAD, relays: 0 } };
  const ledgers = [...house.ledgers.values()].map(({ state }) => ({ ...ledgerFigures(state), road: ROAD }));
  return readingOf(saleFigures(line, ledgers), []);
}

function agree(house: House): ReturnType<typeof shown> {
  const { payments, ...figures } = shown(house);
  const written = { ...summed([...house.ledgers.values()].map(fromJournal)), ...fromLog(house) };
  expect({ ...figures, ...payments }).toMatchObject(written);
  return { ...figures, payments };
}

/** One step of one fan: joins, comes or stays away, holds, lets go, orders, pays, is declined, or gives it up. */
async function act(house: House, fan: string, chance: () => number): Promise<void> {
  const open = house.orders(fan)[0];
  if (open?.order.status === "PAYING") {
    const how = chance();
    return house.outcome(fan, how < 0.6 ? "captured" : how < 0.8 ? "declined" : "unknown");
  }
  if (open !== undefined) {
    if (chance() < 0.1) return house.cancel(fan);
    return void (await house.pay(fan));
  }
  if ([...house.ledgers.values()].some(({ state }) => (state.fans.get(fan)?.holds.size ?? 0) > 0)) {
    if (chance() < 0.1) return house.release(fan);
    return void (await house.order(fan));
  }
  if (house.status(fan) === null || chance() < 0.3) return;
  await house.hold(fan, { showtime: Math.floor(chance() * 2), best: 1 + Math.floor(chance() * 3) });
}

function refundSome(house: House, chance: () => number): void {
  for (const ledger of house.ledgers.values()) {
    for (const order of ledger.state.orders.values()) {
      for (const { id, status } of order.refunds) if (status === "REQUESTED" && chance() < 0.5) ledger.refunded(id);
      if (order.status === "CONFIRMED" && chance() < 0.006) ledger.refund(order.id);
    }
  }
}

describe("CN16: the dashboard's figures and what was written down", () => {
  test("CN16: 500 buyers, two showtimes: equal to the journals and the public log at every one of twenty moments", async () => {
    const seed = 20261128;
    let drawn = 0;
    const chance = (): number => chanceOf(seed, ++drawn);
    const house = await openHouse({ showtimes: 2, room_capacity: 60, layout: HALL });
    let moments = 0;
    let joined = 0;
    let busiest = 0;
    for (let step = 0; step < 200; step++) {
      for (let n = 0; n < 8 && joined < BUYERS; n++) await house.join(`fan-${++joined}`);
      for (let n = 1; n <= joined; n++) if (chance() < 0.2) await act(house, `fan-${n}`, chance);
      if (chance() < 0.5) await house.leave(`fan-${1 + Math.floor(chance() * joined)}`);
      if (step % 40 === 39) await house.remove(`fan-${1 + Math.floor(chance() * joined)}`);
      refundSome(house, chance);
      if (chance() < 0.7) await house.deliver();
      await house.wait(STEP_MS);
      if (step % LOOK_EVERY !== 0) continue;
      const { inside, holding, paying } = agree(house);
      busiest = Math.max(busiest, Math.min(inside, holding, paying));
      moments++;
    }
    const end = agree(house);
    console.log(
      `seed ${seed}: ${moments} moments, ${end.joined} joined, ${end.sold} seats sold, ${end.payments.declined} declined, ${end.payments.refunded} refunded`,
    );
    house.close();
    expect(moments).toBeGreaterThanOrEqual(MOMENTS_LEAST);
    expect(end.joined).toBe(BUYERS);
    // A quiet sale would agree with anything.
    expect(busiest).toBeGreaterThan(3);
    for (const some of [end.sold, end.no_shows, end.left, end.removed, end.returns]) expect(some).toBeGreaterThan(0);
    const { declined, refunded, unknown, captured } = end.payments;
    for (const some of [declined, refunded, captured]) expect(some).toBeGreaterThan(5);
    expect(unknown).toBeGreaterThanOrEqual(0);
  }, 60_000);

  test("CN16: a reading that leaves one ledger out, or counts an order twice, is told apart (control)", async () => {
    const house = await openHouse({ showtimes: 2, room_capacity: 10, layout: HALL });
    await house.join("fan-1");
    await house.wait(STEP_MS);
    expect(await house.hold("fan-1", { showtime: 1, best: 2 })).toBe("ok");
    agree(house);
    const line = { ...lineFigures(house.bench.engine.state, house.now()), road: { ...ROAD, relays: 0 } };
    const parts = [...house.ledgers.values()].map(({ state }) => ({ ...ledgerFigures(state), road: ROAD }));
    const written = summed([...house.ledgers.values()].map(fromJournal));
    for (const wrong of [parts.slice(0, 1), [...parts, ...parts.slice(1)]]) {
      expect(saleFigures(line, wrong).held).not.toBe(written.held);
    }
    house.close();
  });
});
