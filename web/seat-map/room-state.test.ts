import { describe, expect, test } from "vitest";
import { FREE, HELD, SOLD } from "../../domain/seat-ledger/seat-state.ts";
import { stepFrom } from "./grid-steps.ts";
import { noAnswer } from "./ledger-client.ts";
import type { LiveSeats } from "./live-seats.ts";
import { firstState, next, type RoomEvent, type RoomState } from "./room-state.ts";
import { smallHouse } from "./testing/small-house.ts";

function ready(seats_max = 4): RoomState {
  const plan = smallHouse();
  const live: LiveSeats = {
    version: 1,
    seat_state: new Uint8Array(plan.map.seats_count),
    free_in: Uint32Array.from(plan.sections, ({ start, end }) => end - start),
  };
  return having(firstState({ seats_max, hold: null, list: false }), { type: "plan", plan }, { type: "seats", live });
}

const having = (state: RoomState, ...events: readonly RoomEvent[]): RoomState => events.reduce(next, state);

/** What the feed does: the seat is set, then the change is told. */
function taken(state: RoomState, place: number, to: number = HELD): RoomState {
  const from = state.live?.seat_state[place] ?? FREE;
  if (state.live !== null) state.live.seat_state[place] = to;
  return next(state, { type: "changes", changes: [{ place, from, to }] });
}

const hold = {
  id: "h_1",
  showtime_id: "s",
  seats: [],
  together: true,
  total_krw: 0,
  expires_at_ms: 1_000,
};

describe("the room", () => {
  test("S2: a chosen seat that another takes leaves the choice, and as many equal ones are offered in the same step", () => {
    const state = taken(having(ready(), { type: "toggle", place: 2 }, { type: "toggle", place: 3 }), 3);
    expect(state.choice).toEqual([2]);
    expect(state.word).toEqual({ kind: "taken", lost: [3], nearest: [1, 2] });
  });

  test("S2: an offer that goes, too, is made anew", () => {
    const first = taken(having(ready(), { type: "toggle", place: 2 }, { type: "toggle", place: 3 }), 3);
    const second = taken(first, 1, SOLD);
    expect(second.word?.kind === "taken" ? second.word.nearest : null).not.toContain(1);
    expect(second.word?.kind === "taken" ? second.word.nearest.length : 0).toBe(2);
  });

  test("S2: news of one's own hold, come before its answer, is no loss", () => {
    const asked = having(ready(), { type: "toggle", place: 2 }, { type: "busy", busy: "hold" });
    const told = taken(asked, 2);
    expect(told.choice).toEqual([2]);
    expect(told.word).toBeNull();
    expect(having(told, { type: "held", hold }).choice).toEqual([]);
  });

  test("S2 negative control: without the mark that a hold is on its way, its own news would be a loss", () => {
    const told = taken(having(ready(), { type: "toggle", place: 2 }), 2);
    expect([told.choice, told.word?.kind]).toEqual([[], "taken"]);
  });

  test("S3: the server's refusal empties lost seats from the choice and carries its own offer", () => {
    const state = having(
      ready(),
      { type: "toggle", place: 4 },
      { type: "toggle", place: 5 },
      { type: "busy", busy: "hold" },
    );
    const ids = state.plan?.map.ids ?? [];
    const refusal = {
      ...noAnswer,
      code: "seat_held",
      status: 409,
      states: [
        { id: ids[4] ?? "", state: "AVAILABLE", own: false },
        { id: ids[5] ?? "", state: "HELD", own: false },
      ],
      nearest: [ids[12] ?? "", ids[13] ?? ""],
    };
    const refused = having(state, { type: "refused", refusal });
    expect(refused.choice).toEqual([4]);
    expect(refused.word).toEqual({ kind: "taken", lost: [5], nearest: [12, 13] });
    expect(refused.busy).toBeNull();
  });

  test("S4: limits hold in every way of choosing: one by one, offered, and by count", () => {
    const state = having(
      ready(2),
      { type: "toggle", place: 0 },
      { type: "toggle", place: 1 },
      { type: "toggle", place: 2 },
    );
    expect(state.choice).toEqual([0, 1]);
    expect(state.word).toEqual({ kind: "not_free", why: "limit" });
    expect(having(state, { type: "choose", places: [3, 4, 5] }).choice).toEqual([3, 4]);
    expect(having(state, { type: "zone", section: 3, count: 9 }).zone).toEqual({ section: 3, count: 2 });
    expect(having(state, { type: "party", party: { count: 9, grade: null } }).party.count).toBe(2);
  });

  test("S7: a zone is chosen by no more than is left of it, and instead of seats", () => {
    const state = ready();
    if (state.live !== null) state.live.free_in[3] = 1;
    const zone = having(state, { type: "toggle", place: 0 }, { type: "zone", section: 3, count: 3 });
    expect(zone.zone).toEqual({ section: 3, count: 1 });
    expect(zone.choice).toEqual([]);
    expect(having(zone, { type: "toggle", place: 0 }).zone).toBeNull();
  });

  test("S7: what is chosen of a zone shrinks as others take of it, so that what is asked for can be had", () => {
    const state = ready();
    if (state.live !== null) state.live.free_in[3] = 4;
    const chosen = having(state, { type: "zone", section: 3, count: 3 });
    expect(chosen.zone?.count).toBe(3);
    if (chosen.live !== null) chosen.live.free_in[3] = 1;
    expect(having(chosen, { type: "changes", changes: [] }).zone).toEqual({ section: 3, count: 1 });
    if (chosen.live !== null) chosen.live.free_in[3] = 0;
    expect(having(chosen, { type: "changes", changes: [] }).zone).toEqual({ section: 3, count: 1 });
  });

  test("D24 S3: while seats are held, or a pass is over, nothing else is chosen", () => {
    const held = having(ready(), { type: "held", hold }, { type: "toggle", place: 0 });
    expect(held.choice).toEqual([]);
    const over = having(ready(), { type: "toggle", place: 0 }, { type: "pass_over" }, { type: "toggle", place: 1 });
    expect(over.choice).toEqual([]);
  });

  test("D54: the end of a pass takes the choice, never the hold", () => {
    expect(having(ready(), { type: "held", hold }, { type: "pass_over" }).hold).toEqual(hold);
  });

  test("S5: a party that had to be split is told so", () => {
    const seat = { id: "1-1-1", section: "A", row: "1", label: "1", grade: "R" as const, price_krw: 1 };
    const split = { ...hold, together: false, seats: [seat, { ...seat, id: "1-1-7" }] };
    expect(having(ready(), { type: "held", hold: split }).word).toEqual({ kind: "split" });
    expect(having(ready(), { type: "held", hold }).word).toBeNull();
  });
});

describe("keys in the grid", () => {
  const rows = [
    { label: "1", start: 0, end: 8 },
    { label: "2", start: 8, end: 12 },
  ];
  test("S1: along a row keys stop at its ends; across they keep to the middle of the stand", () => {
    expect(stepFrom(rows, 0, "ArrowLeft")).toBe(0);
    expect(stepFrom(rows, 7, "ArrowRight")).toBe(7);
    expect(stepFrom(rows, 3, "ArrowDown")).toBe(9);
    expect(stepFrom(rows, 11, "ArrowUp")).toBe(7);
    expect(stepFrom(rows, 10, "Home")).toBe(8);
    expect(stepFrom(rows, 10, "End")).toBe(11);
    expect(stepFrom(rows, 7, "PageDown")).toBe(11);
    expect(stepFrom(rows, 7, "a")).toBeNull();
  });
});
