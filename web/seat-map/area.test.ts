import { expect, test } from "vitest";
import { BLOCKED, FREE, HELD, SOLD } from "../../domain/seat-ledger/seat-state.ts";
import { groupsOf, nobodys, placesInBox, placesOfGroup } from "./area.ts";
import type { LiveSeats } from "./live-seats.ts";
import { smallHouse } from "./testing/small-house.ts";

test("CN42: a box finds the seats that stand in it, its edges among them", () => {
  const plan = smallHouse();
  const { x, y, seats_count } = plan.map;
  const whole = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };
  expect(placesInBox(plan, whole)).toHaveLength(seats_count);
  const at = { left: x[0] ?? 0, right: x[0] ?? 0, top: y[0] ?? 0, bottom: y[0] ?? 0 };
  expect(placesInBox(plan, at)).toEqual([0]);
  expect(placesInBox(plan, { ...whole, left: 1e6 })).toEqual([]);
});

test("CN42: a section and a grade are all their seats; standing zones, which have none, are not offered", () => {
  const plan = smallHouse();
  const { grades, sections } = groupsOf(plan);
  expect(sections.every(({ kind }) => kind === "seated")).toBe(true);
  const [first] = sections;
  const own = placesOfGroup(plan, `section:${first?.id}`);
  expect([own[0], own.length]).toEqual([first?.start, (first?.end ?? 0) - (first?.start ?? 0)]);
  const every = grades.flatMap((grade) => placesOfGroup(plan, `grade:${grade}`));
  expect(new Set(every).size).toBe(plan.map.seats_count);
  for (const unknown of ["", "grade:", "section:none", "row:1"]) expect(placesOfGroup(plan, unknown)).toEqual([]);
});

test("CN42: what is held or sold is left out of many", () => {
  const live: LiveSeats = {
    version: 1,
    seat_state: Uint8Array.of(FREE, HELD, SOLD, BLOCKED),
    free_in: new Uint32Array(1),
  };
  expect(nobodys(live, [0, 1, 2, 3])).toEqual([0, 3]);
});
