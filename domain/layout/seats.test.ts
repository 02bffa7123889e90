import { describe, expect, it } from "vitest";
import type { LayoutInput } from "../../schema/layout.ts";
import { buildLayout } from "./build.ts";
import { capacityOf, indexBySeatId, neighbours, neighboursNext, runsOf, seatsInOrder } from "./seats.ts";

const input: LayoutInput = {
  sections: [
    {
      name: "A",
      kind: "seated",
      grade: "VIP",
      rows: [
        { label: "1", seats: 5, breaks: [1] },
        { label: "2", seats: 1 },
      ],
    },
    { name: "Z", kind: "standing", grade: "STANDING", capacity: 70 },
    { name: "B", kind: "seated", grade: "R", rows: [{ label: "1", seats: 2 }] },
  ],
};

const built = buildLayout(input);
const layout = built.ok ? built.value : { sections: [] };

describe("reading a layout", () => {
  it("S1: places are counted by grade and by section, standing ones by their number", () => {
    expect(capacityOf(layout)).toEqual({
      total: 78,
      by_grade: { VIP: 6, STANDING: 70, R: 2 },
      by_section: { "1": 6, "2": 70, "3": 2 },
    });
  });

  it("S1: the order of seats is that of sections, rows and seats, and leaves standing places out", () => {
    const order = seatsInOrder(layout);
    expect(order.map(({ seat }) => seat.id)).toEqual([
      ...["1-1-1", "1-1-2", "1-1-3", "1-1-4", "1-1-5"],
      "1-2-1",
      ...["3-1-1", "3-1-2"],
    ]);
    expect(order.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(indexBySeatId(layout).get("3-1-1")).toBe(6);
  });

  it("S5: neither an aisle nor the end of a row makes neighbours", () => {
    expect(neighboursNext(layout)).toEqual([true, false, true, true, false, false, true, false]);
    expect(neighbours(layout, "1-1-1")).toEqual(["1-1-2"]);
    expect(neighbours(layout, "1-1-2")).toEqual(["1-1-1"]);
    expect(neighbours(layout, "1-1-3")).toEqual(["1-1-4"]);
    expect(neighbours(layout, "1-1-4")).toEqual(["1-1-3", "1-1-5"]);
    expect(neighbours(layout, "1-2-1")).toEqual([]);
  });

  it("S5: a seat that is not there has no neighbours", () => {
    for (const id of ["", "9-1-1", "2-1-1", "1-9-1", "1-1-9", "1-1-1x"]) expect(neighbours(layout, id)).toEqual([]);
  });

  it("S5: a row falls into runs at its breaks", () => {
    const [section] = layout.sections;
    const rows = section?.kind === "seated" ? section.rows : [];
    expect(rows.map(runsOf)).toEqual([
      [
        { from: 0, to: 1 },
        { from: 2, to: 4 },
      ],
      [{ from: 0, to: 0 }],
    ]);
  });
});
