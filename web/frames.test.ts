// What the objects may say, the pages can read: one frame of every kind, made after the written shape, and bent ones.
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { inboxFrame, lineFrame, seatFrame } from "../schema/frames.ts";
import { readFrame as readLine } from "./line/place.ts";
import { readFrame as readInbox } from "./notifications/notice.ts";
import { readFrame as readSeats } from "./seat-map/wire.ts";

const place = {
  state: "WAITING",
  reason: null,
  position: 5,
  ahead: 3,
  behind: 2,
  total_waiting: 6,
  eta: { p10_ms: 1_000, p50_ms: 2_000, p90_ms: 3_000 },
  sale: "OPEN",
  seats_left: { st: 4 },
  seats_may_return: 1,
  clocks_stopped: false,
  draw: { state: "GATHERING", lobby_closes_at_ms: 1, round: 2, round_at_ms: 3, entrants: null },
  expires_at_ms: null,
  prolongable: false,
  poll_after_ms: 5_000,
  now_ms: 9,
};
const notification = {
  id: "ntf_1",
  seq: 1,
  kind: "TICKET",
  cause: "seats_returned",
  title: "t",
  text: "x",
  link: "/bookings",
  status: "UNREAD",
  urgent: true,
  created_at_ms: 5,
  read_at_ms: null,
};

const ROADS = [
  {
    road: "line",
    schema: lineFrame,
    read: readLine,
    frames: [
      { type: "place", version: 1, ...place },
      { type: "admitted", version: 2, position: 5, expires_at_ms: 8, now_ms: 7 },
      { type: "sale", version: 3, status: "PAUSED", now_ms: 7 },
      { type: "notice", version: 4, text: "x", at_ms: 6, now_ms: 7 },
    ],
  },
  {
    road: "seats",
    schema: seatFrame,
    read: readSeats,
    frames: [
      { type: "snapshot", version: 1, layout_version: "v1", now_ms: 7 },
      { type: "seats", version: 2, changes: [["A-1-1", "HELD"]] },
      { type: "zones", version: 3, zones: [{ id: "Z", left: 4 }] },
    ],
  },
  {
    road: "inbox",
    schema: inboxFrame,
    read: readInbox,
    frames: [
      { type: "hello", unread: 1, newest_id: null, resync: false, now_ms: 7 },
      { type: "notification", notification },
      { type: "unread", unread: 1 },
      { type: "passing", cause: "turn_come", title: "t", text: "x", link: "/" },
      { type: "read", ids: ["ntf_1"] },
      { type: "unread_again", ids: ["ntf_1"] },
      { type: "deleted", ids: ["ntf_1"] },
      { type: "all_read", through: 3 },
      { type: "all_deleted", through: 3 },
      { type: "restored" },
    ],
  },
] as const;

describe.each(ROADS)("the frames of $road", ({ schema, read, frames }) => {
  it("N2: every kind that may be said is here, and the page reads it", () => {
    const kinds = schema.def.options.map((option) => option.def.shape.type.def.values[0]);
    expect(frames.map(({ type }) => type).toSorted()).toEqual(kinds.toSorted());
    for (const frame of frames) {
      expect(z.safeParse(schema, frame).success, frame.type).toBe(true);
      expect(read(JSON.stringify(frame)), frame.type).toMatchObject({ type: frame.type });
    }
  });

  it("N2: a frame of another kind, of no kind or cut short says nothing", () => {
    const cut = JSON.stringify(frames[0]).slice(0, -3);
    for (const text of [cut, "null", "[]", '{"type":"later","version":1,"now_ms":1}', '{"version":1}']) {
      expect(read(text)).toBeNull();
    }
  });
});
