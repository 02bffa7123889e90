// Who may join and when, what refuses them, and what an organiser may change meanwhile.
import { describe, expect, it } from "vitest";
import { lineKit, OPENS } from "../testing/line-kit.ts";
import { decideClaim, decideFinish, decideLeave, decideRemove, decideTrack } from "./decide-room.ts";
import { decideCancel, decideCounts, decideSettings, decideStatus, SETTINGS_LIMITS } from "./decide-sale.ts";
import type { LineSettings } from "./events.ts";
import { saleStatus } from "./sale.ts";
import { viewOf } from "./view.ts";

const counts = (showtime_id: string, version: number, available: number, held = 0, on_sale = true) => ({
  showtime_id,
  ledger: showtime_id,
  version,
  on_sale,
  available,
  held,
  paying: 0,
});

describe("joining", () => {
  it("L1: one live entry per fan, also when one batch names them twice; who left comes in again at the back", () => {
    const kit = lineKit({ room_capacity: 0 });
    expect(kit.join("a", "b", "a").positions).toEqual([1, 2, 1]);
    expect(kit.join("b", "c", "a").positions).toEqual([2, 3, 1]);
    kit.act((line, now_ms) => decideLeave(line, 1, now_ms));
    expect(kit.join("a", "b").positions).toEqual([4, 2]);
    expect(kit.join("a").positions).toEqual([4]);
    expect(kit.state.waiting).toBe(3);
  });

  it("L10: refuses with the reason when it is over, cancelled or sold out, and knows a removed fan again", () => {
    const sold = lineKit({ room_capacity: 0 });
    sold.join("a");
    sold.act((line, now_ms) => decideCounts(line, counts("st", 1, 0), now_ms));
    expect(sold.join("b", "a")).toEqual({ positions: [0, 1], failures: [{ code: "sold_out" }, null] });

    const removed = lineKit({ room_capacity: 0 });
    removed.join("a");
    removed.act((line, now_ms) => decideRemove(line, { position: 1, reason: "bot" }, now_ms));
    expect(removed.join("a").failures).toEqual([{ code: "removed" }]);
    expect(viewOf(removed.state, 1, OPENS)).toMatchObject({ state: "REFUSED", reason: "removed" });

    const ended = lineKit({ room_capacity: 0 });
    ended.join("a");
    ended.act((line, now_ms) => decideStatus(line, "ENDED", now_ms));
    expect(ended.join("a", "b").failures).toEqual([{ code: "sale_over" }, { code: "sale_over" }]);
    expect(viewOf(ended.state, 1, OPENS)).toMatchObject({ state: "REFUSED", reason: "sale_over" });
    expect(ended.act((line, now_ms) => decideStatus(line, "OPEN", now_ms))).toEqual({ code: "sale_over" });

    const cancelled = lineKit();
    cancelled.act((line, now_ms) => decideCancel(line, now_ms));
    expect(cancelled.join("a").failures).toEqual([{ code: "show_cancelled" }]);
  });

  it("L10: with a limit, the waiting may reach N times the seats left and not one more", () => {
    const kit = lineKit({ room_capacity: 0, waiting_per_seat_max: 2 });
    expect(kit.join("early").positions).toEqual([1]);
    kit.act((line, now_ms) => decideCounts(line, counts("st", 1, 2), now_ms));
    const { positions, failures } = kit.join("a", "b", "c", "d", "early");
    expect(positions).toEqual([2, 3, 4, 0, 1]);
    expect(failures[3]).toEqual({ code: "line_full" });
    kit.act((line, now_ms) => decideLeave(line, 2, now_ms));
    expect(kit.join("d").positions).toEqual([5]);
  });

  it("L11: in the VIP window only the list joins and is let in; everyone else comes after them", () => {
    const vip_opens_at_ms = OPENS - 10_000;
    const lobby_opens_at_ms = OPENS - 2_000;
    const kit = lineKit({ room_capacity: 1 }, { vip_opens_at_ms, lobby_opens_at_ms }, vip_opens_at_ms - 1);
    expect(kit.joinAs(["v1"], "v1").failures[0]?.code).toBe("sale_not_open");
    kit.now_ms = vip_opens_at_ms;
    expect(kit.join("x").failures).toEqual([{ code: "sale_not_open", opens_at_ms: lobby_opens_at_ms }]);
    expect(kit.joinAs(["v1", "v2"], "v1", "v2").positions).toEqual([1, 2]);
    expect(viewOf(kit.state, 1, kit.now_ms)).toMatchObject({ state: "ADMITTED", sale: "OPEN" });
    expect(saleStatus(kit.state, kit.now_ms)).toBe("SCHEDULED");
    kit.now_ms = lobby_opens_at_ms;
    expect(kit.joinAs(["v3"], "x", "v3").positions).toEqual([3, 4]);
    for (const position of [1, 2]) kit.act((line, now_ms) => decideFinish(line, [position], now_ms));
    expect([kit.state.head, viewOf(kit.state, 3, kit.now_ms).state]).toEqual([2, "LOBBY"]);
    kit.now_ms = OPENS;
    kit.sweep();
    expect(kit.state.head).toBe(3);
  });

  it("L12 D13: sold out needs every showtime empty; a seat that returns opens the sale again and the line was kept", () => {
    const kit = lineKit({ room_capacity: 1 });
    kit.act((line, now_ms) => decideCounts(line, counts("one", 1, 0), now_ms));
    kit.act((line, now_ms) => decideCounts(line, counts("two", 1, 0, 1), now_ms));
    expect(kit.join("a", "b").positions).toEqual([1, 2]);
    // All taken, one may return: the line is kept and nobody is let in.
    expect(saleStatus(kit.state, kit.now_ms)).toBe("OPEN");
    expect(kit.state.head).toBe(0);
    expect(viewOf(kit.state, 1, kit.now_ms)).toMatchObject({ state: "WAITING", seats_may_return: 1, eta: null });
    kit.act((line, now_ms) => decideCounts(line, counts("two", 2, 0), now_ms));
    expect(saleStatus(kit.state, kit.now_ms)).toBe("SOLD_OUT");
    expect(viewOf(kit.state, 1, kit.now_ms)).toMatchObject({ state: "WAITING", sale: "SOLD_OUT" });
    // A count that comes late changes nothing.
    kit.act((line, now_ms) => decideCounts(line, counts("two", 1, 5), now_ms));
    expect(saleStatus(kit.state, kit.now_ms)).toBe("SOLD_OUT");
    kit.act((line, now_ms) => decideCounts(line, counts("two", 3, 1), now_ms));
    expect([saleStatus(kit.state, kit.now_ms), kit.state.head]).toEqual(["OPEN", 1]);
    expect(kit.log.map((entry) => entry.kind)).toContain("sold_out");
    expect(kit.log.map((entry) => entry.kind)).toContain("on_sale");
  });

  it("L5: a smaller room sends nobody out and lets nobody in until it has room again", () => {
    const kit = lineKit({ room_capacity: 3 });
    kit.join("a", "b", "c", "d");
    kit.act((line, now_ms) => decideSettings(line, { settings: { room_capacity: 1 } }, now_ms));
    expect(kit.state.room.size).toBe(3);
    kit.act((line, now_ms) => decideFinish(line, [1, 2], now_ms));
    expect(kit.state.head).toBe(3);
    kit.act((line, now_ms) => decideFinish(line, [3], now_ms));
    expect(kit.state.head).toBe(4);
    kit.act((line, now_ms) => decideSettings(line, { settings: { room_capacity: 9 } }, now_ms));
    expect(kit.join("e").positions).toEqual([5]);
    expect(kit.state.head).toBe(5);
  });

  it("L5: leaving frees the slot, but not while a payment runs", () => {
    const kit = lineKit({ room_capacity: 1 });
    kit.join("a", "b");
    const track = (phase: "order" | "paying") =>
      kit.act((line, now_ms) =>
        decideTrack(line, { position: 1, claim_id: "c", phase, until_ms: now_ms + 1000 }, now_ms),
      );
    track("paying");
    expect(kit.act((line, now_ms) => decideLeave(line, 1, now_ms))).toEqual({ code: "purchase_in_progress" });
    expect(kit.act((line, now_ms) => decideRemove(line, { position: 1, reason: "" }, now_ms))).toEqual({
      code: "purchase_in_progress",
    });
    track("order");
    expect(kit.act((line, now_ms) => decideLeave(line, 1, now_ms))).toBeNull();
    expect(kit.state.head).toBe(2);
    // A second time is as good as the first, and so is a purchase told twice.
    expect(kit.act((line, now_ms) => decideLeave(line, 1, now_ms))).toBeNull();
    kit.act((line, now_ms) => decideFinish(line, [2, 2, 1], now_ms));
    kit.act((line, now_ms) => decideFinish(line, [2], now_ms));
    expect(kit.state.totals.finished).toBe(1);
  });

  it("L6: only who was let in may claim, and claiming twice is claiming once", () => {
    const kit = lineKit({ room_capacity: 1 });
    kit.join("a", "b");
    const claim = (position: number) => kit.act((line, now_ms) => decideClaim(line, { position, by: "tap" }, now_ms));
    expect(claim(2)).toEqual({ code: "not_admitted" });
    expect(claim(0)).toEqual({ code: "not_in_line" });
    expect([claim(1), claim(1)]).toEqual([null, null]);
    expect(kit.state.totals.claimed).toBe(1);
  });

  it("L13: settings are taken at their limits and refused one past them", () => {
    const kit = lineKit();
    for (const [name, [least, most]] of Object.entries(SETTINGS_LIMITS)) {
      const set = (value: number) =>
        kit.act((line, now_ms) =>
          decideSettings(line, { settings: { [name]: value } as Partial<LineSettings> }, now_ms),
        );
      expect([set(least), set(most)]).toEqual([null, null]);
      expect([set(least - 1), set(most + 1)]).toEqual([{ code: "settings_invalid" }, { code: "settings_invalid" }]);
    }
    const backwards = kit.act((line, now_ms) => decideSettings(line, { window: { closes_at_ms: OPENS } }, now_ms));
    expect(backwards).toEqual({ code: "settings_invalid" });
  });
});
