import { describe, expect, test } from "vitest";
import { contains } from "../../domain/layout/outline.ts";
import { seatsInOrder } from "../../domain/layout/seats.ts";
import type { Layout } from "../../schema/layout.ts";
import { planOf, STEP_FREE, sectionAt, WHEELCHAIR } from "./plan.ts";
import { smallHouse, smallLayout } from "./testing/small-house.ts";

describe("the plan", () => {
  test("S1: places are numbered in the layout's own order, the one the ledger counts in", () => {
    const layout = smallLayout();
    const plan = planOf(layout);
    expect(plan.map.ids.slice(0, plan.map.seats_count)).toEqual(seatsInOrder(layout).map(({ seat }) => seat.id));
  });

  test("S11: marks of a seat are kept with its number", () => {
    const plan = smallHouse();
    const first = plan.sections.find(({ name }) => name === "Balcony")?.start ?? -1;
    expect(plan.tags[first]).toBe(WHEELCHAIR | STEP_FREE);
    expect(plan.tags[0]).toBe(0);
  });

  test("S1: the usual step between neighbours is measured, not assumed", () => {
    expect(smallHouse().pitch).toBe(10);
  });

  test("S1: a name stands inside its section, in the widest part of an L", () => {
    const outline = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 200 },
      { x: 80, y: 200 },
      { x: 80, y: 20 },
      { x: 0, y: 20 },
    ];
    const layout: Layout = {
      layout_version: "l",
      sections: [{ id: "z", name: "Bar", kind: "standing", grade: "B", capacity: 5, outline }],
      stage: { kind: "stage", outline: [] },
      focal_point: { x: 0, y: 0 },
    };
    const [bar] = planOf(layout).sections;
    expect(bar === undefined ? false : contains(outline, bar.anchor)).toBe(true);
    expect(bar?.room).toBeGreaterThan(8);
    expect(bar?.reach).toBeLessThan(30);
  });

  test("S7: a point on the floor finds the floor, a point beside everything finds nothing", () => {
    const plan = smallHouse();
    expect(sectionAt(plan, { x: 100, y: -45 })?.name).toBe("Floor");
    expect(sectionAt(plan, { x: 40, y: 6 })?.name).toBe("A");
    expect(sectionAt(plan, { x: 500, y: 500 })).toBeNull();
  });
});
