import { describe, expect, test } from "vitest";
import { FREE, HELD, SOLD } from "../../domain/seat-ledger/seat-state.ts";
import { writeSeatBits } from "../../domain/seat-ledger/status.ts";
import type { SeatsSnapshot } from "./ledger-client.ts";
import { applyFrame, applySnapshot, liveFrom } from "./live-seats.ts";
import type { Plan } from "./plan.ts";
import { smallHouse } from "./testing/small-house.ts";

const snapshotOf = (plan: Plan, version: number, states: Readonly<Record<number, number>> = {}): SeatsSnapshot => {
  const seat_state = new Uint8Array(plan.map.seats_count);
  for (const [place, state] of Object.entries(states)) seat_state[Number(place)] = state;
  const bits = writeSeatBits(seat_state, plan.map.seats_count);
  return { version, layout_version: plan.layout_version, bits, zones: [{ id: zoneOf(plan).id, left: 31 }] };
};
const zoneOf = (plan: Plan) => plan.sections.find(({ kind }) => kind === "standing") ?? { id: "", number: -1 };

function loaded(states: Readonly<Record<number, number>> = {}) {
  const plan = smallHouse();
  const live = liveFrom(plan, snapshotOf(plan, 7, states));
  if (live === null) throw new Error("the snapshot is of another plan");
  return { plan, live };
}

describe("live seats", () => {
  test("S2: a snapshot is read in the layout's order and counted by section", () => {
    const { plan, live } = loaded({ 0: SOLD, 5: HELD, 16: SOLD });
    expect([live.seat_state[0], live.seat_state[5], live.seat_state[6]]).toEqual([SOLD, HELD, FREE]);
    expect([...live.free_in]).toEqual([14, 7, 8, 31]);
    expect(zoneOf(plan).number).toBe(3);
  });

  test("S2: a snapshot of another layout version, or of another length, is not laid over this plan", () => {
    const plan = smallHouse();
    const snapshot = snapshotOf(plan, 1);
    expect(liveFrom(plan, { ...snapshot, layout_version: "small.2" })).toBeNull();
    expect(liveFrom(plan, { ...snapshot, bits: `${snapshot.bits}AAAA` })).toBeNull();
  });

  test("S2: the next frame is applied; seats, counts and version move together", () => {
    const { plan, live } = loaded();
    const id = plan.map.ids[3] ?? "";
    const outcome = applyFrame(live, plan, { type: "seats", version: 8, changes: [[id, "HELD"]] });
    expect(outcome).toEqual({ kind: "applied", changes: [{ place: 3, from: FREE, to: HELD }] });
    expect([live.version, live.seat_state[3], live.free_in[0]]).toEqual([8, HELD, 15]);
  });

  test("D30 S2: a frame that is told already changes nothing; one past the next is a gap", () => {
    const { plan, live } = loaded();
    const changes = [[plan.map.ids[0] ?? "", "SOLD"]] as const;
    expect(applyFrame(live, plan, { type: "seats", version: 7, changes }).kind).toBe("known");
    expect(applyFrame(live, plan, { type: "seats", version: 9, changes }).kind).toBe("gap");
    expect([live.version, live.seat_state[0]]).toEqual([7, FREE]);
  });

  test("D30 negative control: laid over without asking for its version, an overtaken frame sells a seat back", () => {
    const { plan, live } = loaded({ 0: SOLD });
    const stale = { type: "seats", version: 6, changes: [[plan.map.ids[0] ?? "", "AVAILABLE"]] } as const;
    applyFrame(live, plan, stale);
    expect(live.seat_state[0]).toBe(SOLD);
    // The guard taken away: the page's version is forgotten, as after a restart that began to count anew.
    live.version = 5;
    applyFrame(live, plan, stale);
    expect(live.seat_state[0]).toBe(FREE);
  });

  test("S2: the socket's first frame tells whether something was missed", () => {
    const { plan, live } = loaded();
    const first = { type: "snapshot", layout_version: plan.layout_version, now_ms: 0 } as const;
    expect(applyFrame(live, plan, { ...first, version: 7 }).kind).toBe("known");
    expect(applyFrame(live, plan, { ...first, version: 8 }).kind).toBe("gap");
  });

  test("S7: a zone's frame sets what is left of it", () => {
    const { plan, live } = loaded();
    const zone = zoneOf(plan);
    applyFrame(live, plan, { type: "zones", version: 8, zones: [{ id: zone.id, left: 0 }] });
    expect(live.free_in[zone.number]).toBe(0);
  });

  test("S2: a later snapshot is told as changes; an overtaken one turns nothing back", () => {
    const { plan, live } = loaded({ 2: HELD });
    expect(applySnapshot(live, plan, snapshotOf(plan, 9, { 2: SOLD, 4: HELD }))).toEqual([
      { place: 2, from: HELD, to: SOLD },
      { place: 4, from: FREE, to: HELD },
    ]);
    expect(applySnapshot(live, plan, snapshotOf(plan, 8, {}))).toEqual([]);
    expect([live.version, live.seat_state[2], live.free_in[0]]).toEqual([9, SOLD, 14]);
  });

  test("S2: words this page does not know pass it by", () => {
    const { plan, live } = loaded();
    const changes = [["9-9-9", "SOLD"] as const, [plan.map.ids[1] ?? "", "MELTED"] as const];
    expect(applyFrame(live, plan, { type: "seats", version: 8, changes })).toEqual({ kind: "applied", changes: [] });
  });
});
