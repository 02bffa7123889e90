import { describe, expect, test } from "vitest";
import { fingerprint } from "../../domain/seat-ledger/checkpoint.ts";
import { priceOf } from "../../domain/seat-ledger/config.ts";
import { decideBlock, decideClock, decideEndPasses } from "../../domain/seat-ledger/decide-admin.ts";
import { decideRelease } from "../../domain/seat-ledger/decide-hold.ts";
import { seatStateName } from "../../domain/seat-ledger/seat-state.ts";
import { snapshot } from "../../domain/seat-ledger/status.ts";
import { configOf, hall, layoutOf, seatId, smallHouse, zone } from "../../domain/seat-ledger/testing/halls.ts";
import { readFinished } from "./reads.ts";
import { codeOf, TestLedger, value } from "./testing/test-ledger.ts";

const MINUTE_MS = 60_000;
const HOLD_MS = 5 * MINUTE_MS;
const A = (seat: number) => seatId("A", 1, seat);

const release = (ledger: TestLedger, hold_id: string, fan_id: string | null) =>
  ledger.run({ decide: (state, now_ms) => decideRelease(state, { hold_id, fan_id }, now_ms) });
const block = (ledger: TestLedger, seats: readonly string[], blocked = true) =>
  ledger.run({ decide: (state, now_ms) => decideBlock(state, { seats, blocked }, now_ms) });
const endPass = (ledger: TestLedger, pass_id: string, cause: "left" | "expired") =>
  ledger.run({
    decide: (state, now_ms) =>
      decideEndPasses(state, [{ pass_id, expires_at_ms: now_ms + MINUTE_MS, cause, fan_id: null }], now_ms),
  });
const setClock = (ledger: TestLedger, version: number, paused_since_ms: number | null, paused_total_ms: number) =>
  ledger.run({
    decide: (state, now_ms) =>
      decideClock(state, { version, paused_since_ms, paused_total_ms, closes_at_ms: null }, now_ms),
  });
const stateOf = (ledger: TestLedger, id: string) =>
  seatStateName(ledger.state.seat_state[ledger.state.map.place_by_id.get(id) ?? -1]);

describe("holding", () => {
  test("SL1 D20: two fans never hold one seat", () => {
    const ledger = new TestLedger(hall(1, 4));
    expect(codeOf(ledger.holdSeats("a", [A(1)]))).toBe("ok");
    expect(codeOf(ledger.holdSeats("b", [A(1), A(2)]))).toBe("seat_held");
    expect(stateOf(ledger, A(2))).toBe("AVAILABLE");
  });

  test("D20: with the seat's own state left out of the question, two fans do hold one seat (control)", () => {
    const ledger = new TestLedger(hall(1, 4));
    value(ledger.holdSeats("a", [A(1)]));
    // The lock under a fan's own key: it looks whether this fan holds the seat, and nobody has asked about others.
    ledger.state.seat_state.fill(0);
    expect(codeOf(ledger.holdSeats("b", [A(1)]))).toBe("ok");
    const holders = [...ledger.state.holds.values()].filter((hold) => hold.places.includes(0));
    expect(holders).toHaveLength(2);
  });

  test("SL1: 200 fans on one seat at once: exactly one gets it, 199 are told who was faster and what is near", () => {
    const ledger = new TestLedger(hall(1, 10));
    const tasks = Array.from({ length: 200 }, (_, i) => ledger.holdTask(`fan-${i}`, { kind: "seats", seats: [A(5)] }));
    const answers = ledger.engine.runAll(tasks);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const refused = answers.find((answer) => !answer.ok);
    if (refused === undefined || refused.ok) throw new Error("nobody was refused");
    expect(refused.failure.code).toBe("seat_held");
    expect(refused.failure.extra).toEqual({ seats: [A(5)], states: [{ id: A(5), state: "HELD" }], nearest: [A(4)] });
  });

  test("D21 SL5: 5,000 fans ask for two together in 1,000 seats: 500 pairs, all real, the rest are told", () => {
    const ledger = new TestLedger(hall(50, 20));
    const tasks = Array.from({ length: 5_000 }, (_, i) => ledger.holdTask(`fan-${i}`, { kind: "best", count: 2 }));
    const answers = ledger.engine.runAll(tasks);
    const pairs = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
    expect(pairs).toHaveLength(500);
    expect(pairs.every((pair) => pair.together)).toBe(true);
    expect(new Set(pairs.flatMap((pair) => pair.seats.map(({ id }) => id))).size).toBe(1_000);
    expect(answers.filter((answer) => codeOf(answer) === "not_enough")).toHaveLength(4_500);
    // Decided side by side on one and the same state, all would be given the one best pair (control).
    const fresh = new TestLedger(hall(50, 20));
    const blind = tasks.slice(0, 10).map((task) => task.decide(fresh.state, fresh.now_ms));
    const chosen = blind.map((decision) => (decision.ok ? decision.value.answer.seats[0]?.id : null));
    expect(new Set(chosen).size).toBe(1);
  });

  test("SL2: unknown before twice before limit before blocked before sold before held; each seat's state is told", () => {
    const ledger = new TestLedger(hall(1, 8));
    value(block(ledger, [A(1)]));
    ledger.buy("s", [A(2)]);
    value(ledger.holdSeats("h", [A(3)]));
    expect(codeOf(ledger.holdSeats("f", ["no", A(1), A(1)]))).toBe("seat_unknown");
    expect(codeOf(ledger.holdSeats("f", [A(4), A(4)]))).toBe("duplicate_seat");
    expect(codeOf(ledger.holdSeats("f", [A(1), A(2), A(3), A(4), A(5)]))).toBe("limit_reached");
    const all = ledger.holdSeats("f", [A(3), A(2), A(1), A(4)]);
    expect(codeOf(all)).toBe("seat_blocked");
    // The code says what is in the way, `seats` which seats are, `states` how all of them stand.
    expect(all.ok ? null : all.failure.extra?.seats).toEqual([A(1)]);
    expect(all.ok ? null : all.failure.extra?.states).toEqual([
      { id: A(3), state: "HELD" },
      { id: A(2), state: "SOLD" },
      { id: A(1), state: "BLOCKED" },
      { id: A(4), state: "AVAILABLE" },
    ]);
    expect(codeOf(ledger.holdSeats("f", [A(3), A(2)]))).toBe("seat_sold");
    expect(codeOf(ledger.holdSeats("f", [A(3)]))).toBe("seat_held");
    expect(stateOf(ledger, A(4))).toBe("AVAILABLE");
  });

  test("SL3 D27: held and bought count together, in whatever batch they come", () => {
    const ledger = new TestLedger(hall(2, 8));
    ledger.buy("f", [A(1), A(2)]);
    const tasks = [3, 4, 5].map((seat) => ledger.holdTask("f", { kind: "seats", seats: [A(seat)] }));
    expect(ledger.engine.runAll(tasks).map(codeOf)).toEqual(["ok", "ok", "limit_reached"]);
    expect(codeOf(ledger.hold("f", { kind: "best", count: 1 }))).toBe("limit_reached");
  });

  test("D27: decided all at once on the state before them, parallel requests do pass the limit (control)", () => {
    const ledger = new TestLedger(hall(2, 8));
    const tasks = [1, 2, 3, 4, 5].map((seat) => ledger.holdTask("f", { kind: "seats", seats: [A(seat)] }));
    const decisions = tasks.map((task) => task.decide(ledger.state, ledger.now_ms));
    expect(decisions.filter((decision) => decision.ok)).toHaveLength(5);
  });

  test("SL4 D23: alive one millisecond before the deadline, gone at it, in the record and in memory alike", () => {
    const ledger = new TestLedger(hall(1, 4));
    const hold = value(ledger.holdSeats("a", [A(1)]));
    expect(hold.expires_at_ms).toBe(ledger.now_ms + HOLD_MS);
    ledger.now_ms += HOLD_MS - 1;
    expect(codeOf(ledger.holdSeats("b", [A(1)]))).toBe("seat_held");
    ledger.now_ms += 1;
    expect(codeOf(ledger.order("a", hold.id))).toBe("hold_expired");
    expect(codeOf(ledger.holdSeats("b", [A(1)]))).toBe("ok");
    const before = fingerprint(ledger.state);
    ledger.reload();
    expect(fingerprint(ledger.state)).toBe(before);
  });

  test("D23: without the sweep before the command a late alarm keeps the seat (control)", () => {
    const ledger = new TestLedger(hall(1, 4));
    value(ledger.holdSeats("a", [A(1)]));
    ledger.now_ms += HOLD_MS;
    const task = ledger.holdTask("b", { kind: "seats", seats: [A(1)] });
    expect(task.decide(ledger.state, ledger.now_ms).ok).toBe(false);
    expect(codeOf(ledger.run(task))).toBe("ok");
  });

  test("D22: after a reload what was held is held, what was sold is sold, and what was free is free", () => {
    const ledger = new TestLedger(smallHouse());
    value(ledger.holdSeats("a", [A(1)]));
    ledger.buy("b", [A(2)]);
    value(block(ledger, [A(3)]));
    value(ledger.hold("c", { kind: "zone", zone: "Z", count: 3 }));
    const before = fingerprint(ledger.state);
    ledger.reload();
    expect(fingerprint(ledger.state)).toBe(before);
    expect([1, 2, 3, 4].map((seat) => stateOf(ledger, A(seat)))).toEqual(["HELD", "SOLD", "BLOCKED", "AVAILABLE"]);
  });

  test("SL7: a zone is sold by count, with the same limit, expiry and no oversell", () => {
    const ledger = new TestLedger(layoutOf([zone("Z", 5)]));
    const first = value(ledger.hold("a", { kind: "zone", zone: "Z", count: 3 }));
    expect(first.seats.map((seat) => [seat.id, seat.label, seat.grade])).toEqual([
      ["Z_p1", "1", "STANDING"],
      ["Z_p2", "2", "STANDING"],
      ["Z_p3", "3", "STANDING"],
    ]);
    expect(codeOf(ledger.hold("a", { kind: "zone", zone: "Z", count: 2 }))).toBe("limit_reached");
    const over = ledger.hold("b", { kind: "zone", zone: "Z", count: 3 });
    expect(over.ok ? null : over.failure).toEqual({ code: "not_enough", extra: { left: 2 } });
    expect(codeOf(ledger.holdSeats("b", ["Z_p4"]))).toBe("seat_unknown");
    expect(codeOf(ledger.hold("b", { kind: "zone", zone: "Y", count: 1 }))).toBe("seat_unknown");
    ledger.now_ms += HOLD_MS;
    expect(codeOf(ledger.hold("b", { kind: "zone", zone: "Z", count: 4 }))).toBe("ok");
    expect(snapshot(ledger.state, 0).zones).toEqual([{ id: "Z", left: 1 }]);
  });

  test("SL6: with the check on, a choice by hand may not strand a single seat", () => {
    const ledger = new TestLedger(hall(1, 6), configOf({ limits: { strand_check: true } }));
    const answer = ledger.holdSeats("a", [A(2), A(3)]);
    expect(answer.ok ? null : answer.failure).toEqual({ code: "strands_seat", extra: { seats: [A(1)] } });
    expect(codeOf(ledger.holdSeats("a", [A(1), A(2)]))).toBe("ok");
    expect(codeOf(new TestLedger(hall(1, 6)).holdSeats("a", [A(2), A(3)]))).toBe("ok");
  });

  test("SL8: while the sale is paused a hold stands still; after it the rest of its time is left", () => {
    const ledger = new TestLedger(hall(1, 4));
    const hold = value(ledger.holdSeats("a", [A(1)]));
    ledger.now_ms += MINUTE_MS;
    value(setClock(ledger, 1, ledger.now_ms, 0));
    ledger.now_ms += 60 * MINUTE_MS;
    expect(codeOf(ledger.holdSeats("b", [A(1)]))).toBe("seat_held");
    expect(ledger.engine.nextDueMs()).toBe(null);
    value(setClock(ledger, 2, null, 60 * MINUTE_MS));
    value(setClock(ledger, 1, null, 0));
    ledger.now_ms += HOLD_MS - MINUTE_MS - 1;
    expect(codeOf(ledger.holdSeats("b", [A(1)]))).toBe("seat_held");
    ledger.now_ms += 1;
    expect(codeOf(ledger.order("a", hold.id))).toBe("hold_expired");
  });

  test("SL9 D25: another fan's hold is not found; one's own may be let go twice", () => {
    const ledger = new TestLedger(hall(1, 4));
    const hold = value(ledger.holdSeats("a", [A(1)]));
    expect(codeOf(release(ledger, hold.id, "b"))).toBe("not_found");
    expect(stateOf(ledger, A(1))).toBe("HELD");
    expect(codeOf(release(ledger, hold.id, "a"))).toBe("ok");
    expect(codeOf(release(ledger, hold.id, "a"))).toBe("ok");
    expect(stateOf(ledger, A(1))).toBe("AVAILABLE");
  });

  test("D24 D31: letting go and taking again within a minute keeps the old deadline, again and again", () => {
    const ledger = new TestLedger(hall(1, 4));
    const first = value(ledger.holdSeats("a", [A(1), A(2)]));
    let hold = first;
    for (let round = 0; round < 6; round++) {
      ledger.now_ms += 49_000;
      value(release(ledger, hold.id, "a"));
      ledger.reload();
      ledger.now_ms += 500;
      // With another seat beside it, or with the same ones: the seat's own deadline stands.
      hold = value(ledger.holdSeats("a", round % 2 === 0 ? [A(2), A(3)] : [A(1), A(2)]));
      expect(hold.expires_at_ms).toBe(first.expires_at_ms);
    }
    ledger.now_ms = first.expires_at_ms;
    expect(codeOf(ledger.order("a", hold.id))).toBe("hold_expired");
  });

  test("D31: a minute later the seats are anyone's, and the time is new; without the memory it is new at once (control)", () => {
    const ledger = new TestLedger(hall(1, 4));
    const first = value(ledger.holdSeats("a", [A(1)]));
    value(release(ledger, first.id, "a"));
    ledger.now_ms += MINUTE_MS;
    expect(value(ledger.holdSeats("a", [A(1)])).expires_at_ms).toBe(ledger.now_ms + HOLD_MS);
    const forgetful = new TestLedger(hall(1, 4));
    const second = value(forgetful.holdSeats("a", [A(1)]));
    forgetful.now_ms += MINUTE_MS;
    value(release(forgetful, second.id, "a"));
    forgetful.state.fans.clear();
    expect(value(forgetful.holdSeats("a", [A(1)])).expires_at_ms).toBe(second.expires_at_ms + MINUTE_MS);
  });

  test("SL10: who left loses the hold, and the pass is refused from then on", () => {
    const ledger = new TestLedger(hall(1, 4));
    value(ledger.holdSeats("a", [A(1)]));
    expect(value(endPass(ledger, "pass-a", "left"))).toEqual([{ pass_id: "pass-a", paying: false, until_ms: null }]);
    expect(stateOf(ledger, A(1))).toBe("AVAILABLE");
    expect(codeOf(ledger.holdSeats("a", [A(1)]))).toBe("pass_void");
    ledger.reload();
    expect(codeOf(ledger.holdSeats("a", [A(1)]))).toBe("pass_void");
  });

  test("D54 SL10: a pass that runs out does not take a hold with it while the hold's own clock runs", () => {
    const ledger = new TestLedger(hall(1, 4));
    const hold = value(ledger.holdSeats("a", [A(1)]));
    expect(value(endPass(ledger, "pass-a", "expired"))).toEqual([
      { pass_id: "pass-a", paying: false, until_ms: hold.expires_at_ms },
    ]);
    expect(codeOf(ledger.holdSeats("a", [A(2)]))).toBe("pass_void");
    expect(codeOf(ledger.order("a", hold.id))).toBe("ok");
    // Treated like leaving, the same message does take it (control).
    const other = new TestLedger(hall(1, 4));
    const lost = value(other.holdSeats("a", [A(1)]));
    value(endPass(other, "pass-a", "left"));
    expect(codeOf(other.order("a", lost.id))).not.toBe("ok");
  });

  test("SL10: leaving takes holds and unpaid orders, but a payment that runs goes on", () => {
    const ledger = new TestLedger(hall(1, 4));
    const order = value(ledger.order("a", value(ledger.holdSeats("a", [A(1)])).id));
    const unpaid = value(ledger.order("a", value(ledger.holdSeats("a", [A(2)])).id));
    const { request_id } = value(ledger.pay("a", order.id));
    expect(value(endPass(ledger, "pass-a", "left"))[0]).toMatchObject({ paying: true });
    expect(stateOf(ledger, A(1))).toBe("HELD");
    expect(stateOf(ledger, A(2))).toBe("AVAILABLE");
    expect(ledger.state.orders.get(unpaid.id)?.status).toBe("CANCELLED");
    expect(value(ledger.captured(request_id, order.total_krw))).toEqual({ effect: "sold" });
  });

  test("D14 SL10: the line can ask which passes have bought, after a reload too", () => {
    const ledger = new TestLedger(hall(1, 4));
    ledger.buy("a", [A(1)]);
    value(ledger.holdSeats("b", [A(2)]));
    const finished = () =>
      value(ledger.run({ decide: (state) => readFinished(state, ["pass-a", "pass-b", "pass-c"]) }));
    expect(finished()).toEqual(["pass-a"]);
    ledger.reload();
    expect(finished()).toEqual(["pass-a"]);
    value(ledger.holdSeats("a", [A(3)]));
    expect(finished()).toEqual([]);
  });

  test("SL11: the same key gives the first answer again, also after a reload; another body is refused; refusals are not kept", () => {
    const ledger = new TestLedger(hall(1, 4));
    const wish = { kind: "seats", seats: [A(1)] } as const;
    const first = ledger.hold("a", wish, { key: "k" });
    expect(ledger.hold("a", wish, { key: "k" })).toEqual(first);
    ledger.reload();
    expect(ledger.hold("a", wish, { key: "k" })).toEqual(first);
    expect(codeOf(ledger.hold("a", { kind: "seats", seats: [A(2)] }, { key: "k" }))).toBe("key_reused");
    expect(codeOf(ledger.hold("b", wish, { key: "k" }))).toBe("seat_held");
    value(release(ledger, value(first).id, "a"));
    expect(codeOf(ledger.hold("b", wish, { key: "k" }))).toBe("ok");
    expect(ledger.state.holds.size).toBe(1);
    ledger.now_ms += 24 * 60 * MINUTE_MS;
    expect(value(ledger.hold("a", wish, { key: "k" })).id).not.toBe(value(first).id);
  });

  test("SL11: two with one key in one batch are one", () => {
    const ledger = new TestLedger(hall(1, 4));
    const wish = { kind: "best", count: 2 } as const;
    const tasks = [1, 2].map(() => ledger.holdTask("a", wish, { key: "k" }));
    const [one, two] = ledger.engine.runAll(tasks);
    expect(one).toEqual(two);
    expect(ledger.state.holds.size).toBe(1);
  });

  test("SL13: blocking never touches what is held or sold; unblocking gives back", () => {
    const ledger = new TestLedger(hall(1, 4));
    value(ledger.holdSeats("a", [A(1)]));
    expect(codeOf(block(ledger, [A(1), A(2)]))).toBe("seat_held");
    ledger.buy("b", [A(2)]);
    expect(codeOf(block(ledger, [A(1), A(2)]))).toBe("seat_sold");
    value(block(ledger, [A(3)]));
    expect(codeOf(ledger.holdSeats("c", [A(3)]))).toBe("seat_blocked");
    value(block(ledger, [A(2), A(3)], false));
    expect(stateOf(ledger, A(2))).toBe("SOLD");
    expect(codeOf(ledger.holdSeats("c", [A(3)]))).toBe("ok");
  });

  test("D28 SL14: new prices and limits leave what is held as it was; a layout in use stays", () => {
    const ledger = new TestLedger(smallHouse());
    const hold = value(ledger.holdSeats("a", [A(1)]));
    const dearer = configOf({ version: 2, prices_krw: { VIP: 999_000 } });
    expect(codeOf(ledger.engine.publish(dearer, smallHouse("v2")))).toBe("layout_in_use");
    value(ledger.engine.publish(dearer, null));
    expect(priceOf(ledger.state.config, "VIP")).toBe(999_000);
    expect(value(ledger.order("a", hold.id)).total_krw).toBe(150_000);
    expect(value(ledger.holdSeats("b", [A(2)])).total_krw).toBe(999_000);
    value(ledger.engine.publish(configOf({ version: 1 }), smallHouse()));
    expect(priceOf(ledger.state.config, "VIP")).toBe(999_000);
  });

  test("SL14: on an untouched showtime a new layout takes over, blocks included, and viewers are told", () => {
    const ledger = new TestLedger(hall(1, 4));
    value(block(ledger, [A(1)]));
    ledger.engine.takeFrames();
    const wider = { ...hall(2, 6), layout_version: "v2" };
    value(ledger.engine.publish(configOf({ version: 2 }), wider));
    expect(ledger.engine.takeFrames()[0]).toContain('"type":"snapshot","version":3,"layout_version":"v2"');
    expect(stateOf(ledger, A(1))).toBe("BLOCKED");
    value(ledger.holdSeats("a", [seatId("A", 2, 6)]));
    const before = fingerprint(ledger.state);
    ledger.reload();
    expect(fingerprint(ledger.state)).toBe(before);
  });
});
