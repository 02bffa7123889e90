import { describe, expect, test } from "vitest";
import { readFrame, readHold, readLayout, readRefusal, readSnapshot } from "./wire.ts";

describe("what the network says", () => {
  test("S2: frames are read by their kind; anything else is passed over", () => {
    const seats = { type: "seats", version: 4, changes: [["1-1-1", "HELD"]] };
    const zones = { type: "zones", version: 5, zones: [{ id: "4", left: 3 }] };
    const first = { type: "snapshot", version: 3, layout_version: "v", now_ms: 1 };
    for (const frame of [seats, zones, first]) expect(readFrame(JSON.stringify(frame))).toEqual(frame);
    for (const text of ["", "[]", "{", '{"type":"seats","version":1.5,"changes":[]}', '{"type":"new","version":1}']) {
      expect(readFrame(text)).toBeNull();
    }
    expect(readFrame(JSON.stringify({ ...seats, changes: [["1-1-1"]] }))).toBeNull();
  });

  test("S2: a snapshot's bits are read alone or beside their count", () => {
    const rest = { version: 1, layout_version: "v", zones: [] };
    expect(readSnapshot({ ...rest, seats: "AAAA" })?.bits).toBe("AAAA");
    expect(readSnapshot({ ...rest, seats: { count: 12, bits: "AAAA" } })?.bits).toBe("AAAA");
    expect(readSnapshot({ ...rest, seats: [] })).toBeNull();
    expect(readSnapshot(null)).toBeNull();
  });

  test("S3: a hold without its price, its deadline or its seats is no hold", () => {
    const seat = { id: "1", section: "A", row: "1", label: "1", grade: "R", price_krw: 1 };
    const hold = { id: "h", showtime_id: "s", seats: [seat], total_krw: 1, expires_at_ms: 2, now_ms: 1 };
    expect(readHold(hold)).toEqual({ ...hold, together: true });
    expect(readHold({ ...hold, seats: [{ ...seat, price_krw: "1" }] })).toBeNull();
    expect(readHold({ ...hold, expires_at_ms: undefined })).toBeNull();
  });

  test("S3: a refusal keeps its code, its seats and its offer, whatever else is missing", () => {
    const read = readRefusal({ code: "seat_sold", states: [{ id: "1", state: "SOLD" }], nearest: ["2"] }, 409);
    expect(read).toEqual({
      code: "seat_sold",
      title: "",
      detail: "",
      status: 409,
      states: [{ id: "1", state: "SOLD", own: false }],
      nearest: ["2"],
    });
    expect(readRefusal("<html>", 502).code).toBe("internal");
  });

  test("S1: an error page is no layout", () => {
    expect(readLayout({ code: "not_found" })).toBeNull();
  });
});
