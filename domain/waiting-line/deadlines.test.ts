// Every deadline of the line, one millisecond before and on it.
import { describe, expect, it } from "vitest";
import { CLOSES, type LineKit, lineKit, OPENS } from "../testing/line-kit.ts";
import { decideClaim, decideLeave, decideProlong, decideRelease, decideTrack, nextDeadline } from "./decide-room.ts";
import { decideCounts, decideSettings, decideStatus } from "./decide-sale.ts";
import { saleStatus } from "./sale.ts";
import { viewOf } from "./view.ts";

const ROOM = { room_capacity: 1, batch_size: 10, step_ms: 1000, claim_ms: 120_000, pass_ms: 600_000 };
const claim = (kit: LineKit, position: number) =>
  kit.act((state, now_ms) => decideClaim(state, { position, by: "tap" }, now_ms));
const stateOf = (kit: LineKit, position: number) => viewOf(kit.state, position, kit.now_ms).state;

describe("deadlines", () => {
  it("L6: a claim is good until its last millisecond, and then the slot goes on", () => {
    const before = lineKit(ROOM);
    before.join("a", "b");
    before.now_ms = OPENS + ROOM.claim_ms - 1;
    expect(claim(before, 1)).toBeNull();
    expect(stateOf(before, 1)).toBe("CLAIMED");

    const after = lineKit(ROOM);
    after.join("a", "b");
    expect(nextDeadline(after.state, after.now_ms)).toBe(OPENS + ROOM.claim_ms);
    after.now_ms = OPENS + ROOM.claim_ms;
    expect(claim(after, 1)).toEqual({ code: "claim_expired" });
    expect([stateOf(after, 1), stateOf(after, 2)]).toEqual(["EXPIRED", "ADMITTED"]);
  });

  it("L6: a claim may be prolonged once, by as long again", () => {
    for (const [off_ms, state] of [
      [-1, "ADMITTED"],
      [0, "EXPIRED"],
    ] as const) {
      const kit = lineKit(ROOM);
      kit.join("a");
      const prolong = () => kit.act((line, now_ms) => decideProlong(line, 1, now_ms));
      expect(prolong()).toBeNull();
      expect(prolong()).toEqual({ code: "already_prolonged" });
      kit.now_ms = OPENS + 2 * ROOM.claim_ms + off_ms;
      kit.sweep();
      expect(stateOf(kit, 1)).toBe(state);
    }
  });

  it("L6: a pass lives from the claim", () => {
    for (const [off_ms, state] of [
      [-1, "CLAIMED"],
      [0, "EXPIRED"],
    ] as const) {
      const kit = lineKit(ROOM);
      kit.join("a");
      kit.now_ms += 5_000;
      claim(kit, 1);
      expect(viewOf(kit.state, 1, kit.now_ms).expires_at_ms).toBe(OPENS + 5_000 + ROOM.pass_ms);
      kit.now_ms = OPENS + 5_000 + ROOM.pass_ms + off_ms;
      kit.sweep();
      expect(stateOf(kit, 1)).toBe(state);
    }
  });

  it("L7: a hold claims by itself and extends the pass to its end, once", () => {
    const kit = lineKit({ ...ROOM, pass_ms: 10_000 });
    kit.join("a");
    const hold = (until_ms: number) =>
      kit.act((line, now_ms) => decideTrack(line, { position: 1, claim_id: "c", phase: "hold", until_ms }, now_ms));
    hold(OPENS + 300_000);
    expect(stateOf(kit, 1)).toBe("CLAIMED");
    kit.now_ms = OPENS + 9_000;
    hold(OPENS + 900_000);
    kit.now_ms = OPENS + 299_999;
    kit.sweep();
    expect(stateOf(kit, 1)).toBe("CLAIMED");
    kit.now_ms = OPENS + 300_000;
    kit.sweep();
    expect(stateOf(kit, 1)).toBe("EXPIRED");
  });

  it("L7: an order's deadline takes the place of the pass's", () => {
    for (const [off_ms, state] of [
      [-1, "CLAIMED"],
      [0, "EXPIRED"],
    ] as const) {
      const kit = lineKit(ROOM);
      kit.join("a");
      kit.act((line, now_ms) =>
        decideTrack(line, { position: 1, claim_id: "c", phase: "order", until_ms: OPENS + 420_000 }, now_ms),
      );
      kit.now_ms = OPENS + 420_000 + off_ms;
      kit.sweep();
      expect(stateOf(kit, 1)).toBe(state);
    }
  });

  it("L4: the next step begins on its beat and not before", () => {
    const kit = lineKit({ ...ROOM, room_capacity: 10, batch_size: 2 });
    kit.join("a", "b", "c", "d", "e");
    expect(kit.state.head).toBe(2);
    expect(nextDeadline(kit.state, kit.now_ms)).toBe(OPENS + 1000);
    kit.now_ms = OPENS + 999;
    kit.sweep();
    expect(kit.state.head).toBe(2);
    kit.now_ms = OPENS + 1000;
    kit.sweep();
    expect(kit.state.head).toBe(4);
    // A late look does not let in twice as many, and the beat stays where it was.
    kit.now_ms = OPENS + 2900;
    kit.sweep();
    expect(kit.state.head).toBe(5);
    expect(kit.state.step.started_at_ms).toBe(OPENS + 2000);
  });

  it("L9 D16: the sale opens and ends by the clock, at the millisecond, with no alarm at all", () => {
    const kit = lineKit(ROOM, { lobby_opens_at_ms: OPENS - 1000 }, OPENS - 1001);
    expect(kit.join("a").failures).toEqual([{ code: "sale_not_open", opens_at_ms: OPENS - 1000 }]);
    kit.now_ms = OPENS - 1000;
    expect(kit.join("a").positions).toEqual([1]);
    expect(stateOf(kit, 1)).toBe("LOBBY");
    kit.now_ms = OPENS - 1;
    kit.sweep();
    expect(kit.state.head).toBe(0);
    kit.now_ms = OPENS;
    expect(saleStatus(kit.state, kit.now_ms)).toBe("OPEN");
    kit.sweep();
    expect(stateOf(kit, 1)).toBe("ADMITTED");
    kit.now_ms = CLOSES - 1;
    expect(kit.join("z").failures).toEqual([null]);
    kit.now_ms = CLOSES;
    expect(kit.join("y").failures).toEqual([{ code: "sale_over" }]);
  });

  it("L9: a pause stops every clock, and after it each has what it had left", () => {
    const kit = lineKit(ROOM);
    kit.join("a", "b");
    kit.now_ms = OPENS + 100_000;
    kit.act((line, now_ms) => decideStatus(line, "PAUSED", now_ms));
    expect(nextDeadline(kit.state, kit.now_ms)).toBe(CLOSES);
    kit.now_ms = OPENS + 900_000;
    kit.sweep();
    expect(stateOf(kit, 1)).toBe("ADMITTED");
    expect(viewOf(kit.state, 1, kit.now_ms)).toMatchObject({
      clocks_stopped: true,
      expires_at_ms: kit.now_ms + 20_000,
    });
    kit.act((line, now_ms) => decideStatus(line, "OPEN", now_ms));
    kit.now_ms += 19_999;
    kit.sweep();
    expect(stateOf(kit, 1)).toBe("ADMITTED");
    kit.now_ms += 1;
    kit.sweep();
    expect([stateOf(kit, 1), stateOf(kit, 2)]).toEqual(["EXPIRED", "ADMITTED"]);
  });

  it("L9: while paused nobody is let in, and nobody loses a place", () => {
    const kit = lineKit({ ...ROOM, room_capacity: 5 });
    kit.act((line, now_ms) => decideStatus(line, "PAUSED", now_ms));
    expect(kit.join("a", "b").positions).toEqual([1, 2]);
    kit.now_ms += 60_000;
    kit.sweep();
    expect(kit.state.head).toBe(0);
    kit.act((line, now_ms) => decideStatus(line, "OPEN", now_ms));
    expect(kit.state.head).toBe(2);
  });

  it("L9: a window moved past a pause that had ended does not stop the clocks in the past", () => {
    const kit = lineKit(ROOM, { closes_at_ms: OPENS + 50_000 });
    kit.join("a");
    kit.act((line, now_ms) => decideStatus(line, "PAUSED", now_ms));
    kit.now_ms = OPENS + 80_000;
    kit.sweep();
    const left_ms = (viewOf(kit.state, 1, kit.now_ms).expires_at_ms ?? 0) - kit.now_ms;
    kit.act((line, now_ms) => decideSettings(line, { window: { closes_at_ms: CLOSES } }, now_ms));
    expect((viewOf(kit.state, 1, kit.now_ms).expires_at_ms ?? 0) - kit.now_ms).toBe(left_ms);
  });

  it("L5: a slot whose pass ended early goes on when the ledgers know, or when the pass runs out by itself", () => {
    for (const told of [true, false]) {
      const kit = lineKit(ROOM);
      const counts = { showtime_id: "st", ledger: "st", version: 1, on_sale: true, available: 9, held: 0, paying: 0 };
      kit.act((line, now_ms) => decideCounts(line, counts, now_ms));
      kit.join("a", "b");
      kit.act((line, now_ms) => decideLeave(line, 1, now_ms));
      expect([stateOf(kit, 1), stateOf(kit, 2)]).toEqual(["LEFT", "WAITING"]);
      if (told) kit.act((line, now_ms) => decideRelease(line, [1], now_ms));
      else {
        kit.now_ms = OPENS + ROOM.claim_ms - 1;
        kit.sweep();
        expect(stateOf(kit, 2)).toBe("WAITING");
        kit.now_ms += 1;
        kit.sweep();
      }
      expect(stateOf(kit, 2)).toBe("ADMITTED");
    }
  });

  it("L5 L7: an order that ends before its pass was signed to keeps the slot until the ledgers know, or that pass runs out", () => {
    for (const told of [true, false]) {
      const kit = lineKit(ROOM);
      const counts = { showtime_id: "st", ledger: "st", version: 1, on_sale: true, available: 9, held: 0, paying: 0 };
      kit.act((line, now_ms) => decideCounts(line, counts, now_ms));
      kit.join("a", "b");
      claim(kit, 1);
      const until_ms = OPENS + 420_000;
      kit.act((line, now_ms) => decideTrack(line, { position: 1, claim_id: "c", phase: "order", until_ms }, now_ms));
      kit.now_ms = until_ms;
      kit.sweep();
      expect([stateOf(kit, 1), stateOf(kit, 2)]).toEqual(["EXPIRED", "WAITING"]);
      if (told) kit.act((line, now_ms) => decideRelease(line, [1], now_ms));
      else {
        kit.now_ms = OPENS + ROOM.pass_ms - 1;
        kit.sweep();
        expect(stateOf(kit, 2)).toBe("WAITING");
        kit.now_ms += 1;
        kit.sweep();
      }
      expect(stateOf(kit, 2)).toBe("ADMITTED");
    }
  });
});
