// Faults of turns as they were found, each act by act over the real line and real ledgers.
import { describe, expect, it } from "vitest";
import { DEFAULT_REFUND_RULE } from "../domain/seat-ledger/config.ts";
import { decideEndPasses } from "../domain/seat-ledger/decide-admin.ts";
import { configOf, hall, START_MS, seatId } from "../domain/seat-ledger/testing/halls.ts";
import { codeOf, TestLedger, value } from "./seat-ledger/testing/test-ledger.ts";
import { BEGINS_MS, type Guard, type House, openHouse, TIMES, TURN_MS } from "./testing/sale-house.ts";
import { claimsOf } from "./testing/turn-laws.ts";

const stateOf = ({ bench: { engine } }: House, fan: string) => engine.view(engine.find(fan), engine.sweep()).state;
const claims = ({ ledgers }: House, fan: string) => [...ledgers.values()].flatMap(({ state }) => claimsOf(state, fan));

/** Hold, order, wait, cancel, again and again; says for how long it went on. */
async function keepSeats(without: readonly Guard[], ended: boolean): Promise<number> {
  const house = await openHouse({ without });
  for (const fan of ["a", "b", "c"]) await house.join(fan);
  if (ended) await house.hold("a");
  for (let round = 0; round < 12; round++) {
    await house.hold("a");
    await house.order("a");
    await house.deliver();
    if (ended && round === 0) await house.sale("ENDED");
    await house.wait(4_800);
    if (claims(house, "a").length === 0) break;
    await house.cancel("a");
    await house.deliver();
  }
  const lasted_ms = house.now() - START_MS;
  house.close();
  return lasted_ms;
}

describe("turns", () => {
  it.each([false, true])(
    "L16 SL31 D71: ordering, cancelling and holding again moves no end (ended: %s)",
    async (ended) => {
      expect(await keepSeats([], ended)).toBeLessThanOrEqual(TURN_MS + 4_800);
    },
  );

  it("L16 D71: the line alone caps what it follows, were a ledger to grant time without end", async () => {
    const house = await openHouse({ without: ["turn_end"] });
    for (const fan of ["a", "b", "c"]) await house.join(fan);
    for (let round = 0; round < 12; round++) {
      await house.hold("a");
      await house.order("a");
      await house.deliver();
      await house.wait(4_800);
      await house.cancel("a");
      await house.deliver();
    }
    expect(stateOf(house, "a")).toBe("EXPIRED");
    house.close();
  });

  it("L52 SL34: a removal taken back is the same place; whoever was inside is called again, with another pass", async () => {
    const house = await openHouse();
    for (const fan of ["a", "b", "c", "d"]) await house.join(fan);
    await house.claim("a");
    expect(await house.hold("a")).toBe("ok");
    for (const fan of ["a", "c"]) await house.remove(fan);
    expect([stateOf(house, "a"), stateOf(house, "c"), stateOf(house, "d")]).toEqual(["REFUSED", "REFUSED", "ADMITTED"]);
    expect(claims(house, "a")).toEqual([]);
    await house.wait(1);
    expect(await house.restore("c")).toBe("ok");
    expect(await house.restore("a")).toBe("ok");
    // The same positions; a's turn had come, so it comes again, and c was passed while away.
    expect([house.bench.engine.find("a"), house.bench.engine.find("c")]).toEqual([1, 3]);
    expect([stateOf(house, "a"), stateOf(house, "c")]).toEqual(["ADMITTED", "ADMITTED"]);
    await house.status("a");
    await house.claim("a");
    expect(await house.hold("a")).toBe("ok");
    await house.addShowtime();
    await house.status("c");
    await house.claim("c");
    expect(await house.hold("c", { showtime: 1 })).toBe("ok");
    expect(await house.restore("a")).toBe("ok");
    house.close();
  });

  it.each(["expires", "removed"] as const)(
    "L53: a pass from before the removal opens nothing once the turn that was given back is over (%s)",
    async (over) => {
      const house = await openHouse();
      for (const fan of ["a", "b", "c", "d"]) await house.join(fan);
      await house.claim("a");
      await house.remove("a");
      await house.wait(1);
      expect(await house.restore("a")).toBe("ok");
      if (over === "removed") await house.remove("a");
      // Past the time to claim, within what the old pass was signed for.
      await house.wait(TIMES.claim_ms + 1_000);
      expect(stateOf(house, "a")).toBe(over === "removed" ? "REFUSED" : "EXPIRED");
      expect(await house.hold("a")).toBe("pass_void");
      expect(claims(house, "a")).toEqual([]);
      house.close();
    },
  );

  it.each([
    ["with the guard", [], "pass_void"],
    ["without", ["forgetting"], "ok"],
  ] as const)(
    "L55: what was given after the moment to which a line goes back opens no map afterwards (%s)",
    async (_, without, said) => {
      const house = await openHouse({ without, showtimes: 2 });
      for (const fan of ["a", "b"]) await house.join(fan);
      await house.wait(1_000);
      const then = house.keep();
      // Both turns are over; then c and d come in, and hold. Of all this the line will know nothing.
      for (const fan of ["a", "b"]) await house.leave(fan);
      for (const fan of ["c", "d"]) await house.join(fan);
      await house.claim("c");
      await house.claim("d");
      expect(await house.hold("c", { seat: 1 })).toBe("ok");
      expect(await house.order("c")).toBe("ok");
      await house.wait(100);
      await house.takeBack(then);
      // Somebody else has their places now.
      for (const fan of ["x", "y"]) await house.join(fan);
      expect([house.bench.engine.find("x"), house.bench.engine.find("y")]).toEqual([3, 4]);
      expect(claims(house, "c").length).toBe(said === "ok" ? 1 : 0);
      for (const showtime of [0, 1]) expect(await house.hold("d", { pass: 9, seat: 2, showtime })).toBe(said);
      house.close();
    },
  );

  it("L55: those inside at that moment go on with the pass they have, and others get passes of their own for places given anew", async () => {
    const house = await openHouse({ room_capacity: 1 });
    await house.join("a");
    await house.claim("a");
    await house.wait(1_000);
    expect(await house.hold("a", { seat: 0 })).toBe("ok");
    const then = house.keep();
    await house.join("b");
    await house.leave("a");
    await house.claim("b");
    await house.wait(1_000);
    await house.takeBack(then);
    // In the line's life a never left; b, who never came in, is in no line.
    expect(await house.hold("a", { pass: 1, seat: 0 })).toBe("ok");
    expect(await house.hold("b", { pass: 0, seat: 1 })).toBe("pass_void");
    // As long as a is inside: then somebody else comes, with a pass of their own for the position that was b's.
    await house.join("x");
    await house.leave("a");
    await house.claim("x");
    expect([house.bench.engine.find("x"), await house.hold("x", { seat: 0 })]).toEqual([2, "ok"]);
    expect(await house.hold("b", { pass: 0, seat: 1 })).toBe("pass_void");
    house.close();
  });

  it.each([
    ["with the guard", [], "pass_void"],
    ["without", ["forgetting"], "ok"],
  ] as const)(
    "L55: a pass that ended after the moment to which a ledger goes back opens it no more (%s)",
    async (_, without, said) => {
      const house = await openHouse({ without });
      for (const fan of ["a", "b"]) await house.join(fan);
      await house.claim("a");
      await house.claim("b");
      expect(await house.hold("b", { seat: 2 })).toBe("ok");
      await house.wait(1_000);
      const then = house.keepLedger();
      await house.leave("a");
      await house.wait(100);
      await house.takeLedgerBack(then);
      expect(await house.hold("a", { pass: 9, seat: 1 })).toBe(said);
      // Whoever is inside goes on.
      expect([claims(house, "b").length, await house.order("b")]).toEqual([1, "ok"]);
      house.close();
    },
  );

  it("L52: who went by themselves, or was never there, has nothing to be given back; nor has anybody after the end", async () => {
    const house = await openHouse();
    for (const fan of ["a", "b", "c", "d"]) await house.join(fan);
    await house.leave("d");
    expect(await house.restore("d")).toBe("not_removed");
    expect(await house.restore("nobody")).toBe("position_unknown");
    await house.remove("c");
    await house.sale("ENDED");
    expect(await house.restore("c")).toBe("sale_over");
    house.close();
  });

  it("SL33 D72: a pass that ended opens no showtime added later, whichever way it ended", async () => {
    const ends: Record<string, (house: House) => Promise<unknown>> = {
      left: (house) => house.leave("a"),
      removed: (house) => house.remove("a"),
      expelled: (house) => house.expel("a"),
      finished: async (house) => {
        await house.hold("a");
        await house.order("a");
        await house.pay("a");
        await house.outcome("a", "captured");
        await house.deliver();
      },
    };
    for (const [how, end] of Object.entries(ends)) {
      for (const guarded of [true, false]) {
        const house = await openHouse({ without: guarded ? [] : ["standing"] });
        await house.join("a");
        await house.claim("a");
        await end(house);
        await house.addShowtime();
        const kept = (house.passes.get("a")?.length ?? 1) - 1;
        expect([how, await house.hold("a", { showtime: 1, pass: Math.max(1, kept) })]).toEqual([
          how,
          guarded ? "pass_void" : "ok",
        ]);
        house.close();
      }
    }
  });

  it("SL33: who is inside holds in a showtime added later; before the line has vouched nobody does", async () => {
    const house = await openHouse();
    await house.join("a");
    await house.claim("a");
    await house.addShowtime();
    expect(await house.hold("a", { showtime: 1 })).toBe("ok");
    const alone = new TestLedger(hall(1, 4));
    expect(codeOf(alone.hold("a", { kind: "best", count: 1 }, { pass_id: "sh_1~1" }))).toBe("unavailable");
    house.close();
  });

  it("L17: leaving and removal are refused while a payment runs, also before the line was told and after a second hold", async () => {
    const house = await openHouse();
    await house.join("a");
    await house.hold("a", { seat: 0 });
    await house.order("a");
    await house.pay("a");
    expect([await house.leave("a"), await house.remove("a")]).toEqual(["purchase_in_progress", "purchase_in_progress"]);
    await house.deliver();
    expect(await house.hold("a", { seat: 1 })).toBe("ok");
    await house.deliver();
    expect(house.bench.engine.state.room.get(1)?.phase).toBe("paying");
    expect([await house.leave("a"), await house.remove("a")]).toEqual(["purchase_in_progress", "purchase_in_progress"]);
    await house.outcome("a", "declined");
    await house.deliver();
    expect(await house.leave("a")).toBe("ok");
    expect(claims(house, "a")).toEqual([]);
    // Without the question to the ledgers the first leaving goes through under the payment (control).
    const open = await openHouse({ without: ["ask_before_leaving"] });
    await open.join("a");
    await open.hold("a");
    await open.order("a");
    await open.pay("a");
    expect(await open.leave("a")).toBe("ok");
    for (const one of [house, open]) one.close();
  });

  it("L17 D79: two turns of one fan that end in one word of the line free what the fan holds once", () => {
    const ledger = new TestLedger(hall(1, 4), configOf());
    value(ledger.hold("a", { kind: "best", count: 1 }, { pass_id: "first" }));
    const hold = value(ledger.hold("a", { kind: "best", count: 1 }, { pass_id: "second" }));
    const order = value(ledger.order("a", hold.id));
    const ended = { expires_at_ms: ledger.now_ms + 60_000, cause: "left", fan_id: "a" } as const;
    const passes = ["first", "second"].map((pass_id) => ({ pass_id, ...ended }));
    const before = ledger.state.seq;
    value(ledger.run({ decide: (state, now_ms) => decideEndPasses(state, passes, now_ms) }));
    const kinds = ledger.store.journal(before + 1, 100).map(({ event }) => event.kind);
    expect(kinds.sort()).toEqual(["order_ended", "passes_ended", "released"]);
    expect(ledger.state.orders.get(order.id)?.rev).toBe(order.rev + 1);
    expect(claimsOf(ledger.state, "a")).toEqual([]);
  });

  it("L17 D79: leaving also frees what an earlier turn of the fan left over", async () => {
    const house = await openHouse();
    await house.join("a");
    await house.hold("a", { seat: 0 });
    await house.order("a");
    await house.hold("a", { seat: 1 });
    await house.pay("a");
    await house.outcome("a", "captured");
    await house.deliver();
    expect([stateOf(house, "a"), claims(house, "a").length]).toEqual(["FINISHED", 1]);
    await house.join("a");
    expect(await house.leave("a")).toBe("ok");
    expect(claims(house, "a")).toEqual([]);
    house.close();
  });

  it("L18: an account that is no more keeps neither place nor seat, but money on its way finishes", async () => {
    const house = await openHouse();
    for (const fan of ["a", "b", "c"]) await house.join(fan);
    await house.hold("a");
    await house.expel("a");
    expect([claims(house, "a"), stateOf(house, "c")]).toEqual([[], "ADMITTED"]);
    await house.hold("b");
    await house.order("b");
    await house.pay("b");
    await house.expel("b");
    await house.outcome("b", "captured");
    expect([...house.ledgers.values()][0]?.state.finished_passes.size).toBe(1);
    house.close();
  });

  it("SL30: nothing is held after the end or once the showtime has begun, nor ordered or paid then", async () => {
    const house = await openHouse();
    await house.join("a");
    await house.claim("a");
    await house.sale("ENDED");
    expect(await house.hold("a", { pass: 1 })).toBe("sale_over");
    house.close();
    const ledger = new TestLedger(hall(1, 4), configOf({ starts_at_ms: START_MS + 60_000 }));
    const held = value(ledger.holdSeats("a", [seatId("A", 1, 1)]));
    const order = value(ledger.order("a", value(ledger.holdSeats("a", [seatId("A", 1, 2)])).id));
    expect(order.expires_at_ms).toBe(START_MS + 60_000);
    ledger.now_ms = START_MS + 60_000;
    expect(codeOf(ledger.order("a", held.id))).toBe("sale_over");
    expect(codeOf(ledger.pay("a", order.id))).toBe("booking_expired");
    expect(codeOf(ledger.holdSeats("a", [seatId("A", 1, 3)]))).toBe("sale_over");
    expect(BEGINS_MS).toBeGreaterThan(START_MS);
  });

  it("SL32: a showtime that moves makes no refund worse that was sold before; a later one makes it better", () => {
    const day_ms = 86_400_000;
    const fee = (moved_to_ms: number): string | number => {
      const ledger = new TestLedger(hall(1, 4), configOf({ starts_at_ms: START_MS + 8 * day_ms }));
      const { order_id } = ledger.buy("a", [seatId("A", 1, 1)]);
      const moved = configOf({ version: 2, starts_at_ms: moved_to_ms, refund_rule: DEFAULT_REFUND_RULE });
      value(ledger.engine.publish(moved, null));
      ledger.reload();
      const refund = ledger.refund(order_id, { by: "fan", fan_id: "a" });
      return refund.ok ? refund.value.fee_krw : refund.failure.code;
    };
    expect([fee(START_MS + 8 * day_ms), fee(START_MS + day_ms / 2), fee(START_MS + 20 * day_ms)]).toEqual([
      12_000, 12_000, 0,
    ]);
  });
});
