import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutInput } from "../../schema/layout.ts";
import { buildLayout } from "../layout/build.ts";
import { PLAIN_SHAPE, placeBlock } from "./block.ts";
import { apply, everything, sectionTarget } from "./command.ts";
import { compileDraft, type Draft, EMPTY_DRAFT, openDraft } from "./draft.ts";
import { eachSeat, findByLabel } from "./finding.ts";
import { act, begin, redo, undo } from "./history.ts";
import { PLAIN_LABELLING } from "./labelling.ts";
import { zoneOutline } from "./making.ts";
import { snap } from "./moving.ts";
import { labelAfter, labelAt } from "./sequence.ts";
import { block, hallOf, ids, intent, labels, layoutOf, NOTHING } from "./testing/halls.ts";

const session = fc.array(intent, { minLength: 1, maxLength: 14 });

describe("undo and redo", () => {
  it("LE1: every step taken back is the very draft before it, and taken again the very draft after it", () => {
    fc.assert(
      fc.property(session, (steps) => {
        let history = begin(hallOf(block()));
        const drafts = [history.present];
        for (const step of steps) {
          history = act(history, step(history.present));
          if (history.present !== drafts.at(-1)) drafts.push(history.present);
        }
        for (const draft of drafts.slice(0, -1).reverse()) {
          history = undo(history);
          expect(history.present).toBe(draft);
        }
        expect(undo(history)).toBe(history);
        for (const draft of drafts.slice(1)) {
          history = redo(history);
          expect(history.present).toBe(draft);
        }
      }),
    );
  });

  it("LE1: a key held down is one step; another step ends it; what was undone is gone after a new step", () => {
    const target = everything(hallOf(block()));
    const by = { x: 1, y: 0 };
    let history = begin(hallOf(block()));
    for (let i = 0; i < 5; i++) history = act(history, { kind: "move", by, ...target }, "nudge");
    expect(history.past).toHaveLength(1);
    history = act(history, { kind: "turn", degrees: 10, ...target });
    history = act(history, { kind: "move", by, ...target }, "nudge");
    expect(history.past).toHaveLength(3);
    history = act(undo(history), { kind: "focal_point", point: by });
    expect(history.future).toEqual([]);
  });

  it("LE1: what a step leaves alone is shared with the draft before it", () => {
    const before = hallOf(block(), block({ name: "B", at: { x: 0, y: 90 } }));
    const after = apply(before, { kind: "move", by: { x: 3, y: 3 }, seats: new Set(["1-1-1"]), zones: new Set() });
    expect(after.sections[1]).toBe(before.sections[1]);
    const [was, is] = [before.sections[0], after.sections[0]];
    expect(was?.kind === "seated" && is?.kind === "seated" && was.rows[1] === is.rows[1]).toBe(true);
    expect(apply(before, { kind: "move", by: { x: 0, y: 0 }, ...everything(before) })).toBe(before);
    expect(apply(before, { kind: "mark", seats: new Set(["1-1-1"]), tag: "wheelchair", on: false })).toBe(before);
  });
});

describe("to the wire and back", () => {
  const drawn = fc
    .constant(null)
    .chain(() => session)
    .map((steps) => steps.reduce<Draft>((draft, step) => apply(draft, step(draft)), hallOf(block())));

  it("LE2: a draft that was published and opened again is published as the same layout, every id kept", () => {
    fc.assert(
      fc.property(drawn, (draft) => {
        const input = compileDraft(draft);
        if (input === null) return;
        const built = buildLayout(input);
        if (!built.ok) {
          // The wizard of arbitrary steps may have given one label twice; nothing else is ever refused.
          expect(["duplicate_seat", "duplicate_row", "duplicate_section"]).toContain(built.failure.code);
          return;
        }
        const layout = { layout_version: "1", ...built.value };
        const again = compileDraft(openDraft(layout));
        expect(again === null ? null : buildLayout(again)).toEqual(built);
        expect(new Set(ids(openDraft(layout)))).toEqual(new Set(ids(draft)));
      }),
    );
  });

  it("LE2: no id is ever given twice, whatever is drawn, copied, painted, removed and drawn again", () => {
    fc.assert(
      fc.property(drawn, (draft) => {
        const all = ids(draft);
        expect(new Set(all).size).toBe(all.length);
        const sections = draft.sections.map(({ id }) => id);
        expect(new Set(sections).size).toBe(sections.length);
      }),
    );
  });

  it("LE2: a row put in before others leaves their ids; without ids, the counted ones are given as ever", () => {
    const layout = layoutOf(hallOf(block({ rows: 2 })));
    const input = compileDraft(openDraft(layout));
    const section = input?.sections[0];
    if (section?.kind !== "seated") throw new Error("no section");
    section.rows.unshift({ label: "Z", seats: [{ label: "1", x: 0, y: -40 }] });
    const built = buildLayout(layoutInput.parse({ sections: [section] }));
    if (!built.ok) throw new Error(built.failure.code);
    const rows = built.value.sections[0]?.kind === "seated" ? built.value.sections[0].rows : [];
    expect(rows.map((row) => row.seats[0]?.id)).toEqual(["1-1-1-2", "1-1-1", "1-2-1"]);
  });

  it("LE2: an id sent twice is refused where it stands the second time", () => {
    const seat = { id: "x-1", label: "1", x: 0, y: 0 };
    const section = (name: string) => ({
      name,
      kind: "seated" as const,
      grade: "R" as const,
      rows: [{ label: "1", seats: [seat] }],
    });
    const built = buildLayout({ sections: [section("A"), section("B")] });
    expect(built.ok ? null : [built.failure.code, built.failure.path]).toEqual([
      "duplicate_id",
      "sections.1.rows.0.seats.0.id",
    ]);
    const named = buildLayout({
      sections: [
        { ...section("A"), id: "1" },
        { ...section("B"), id: "1", rows: [{ label: "1", seats: 2 }] },
      ],
    });
    expect(named.ok ? null : named.failure.path).toBe("sections.1.id");
  });
});

describe("blocks of rows", () => {
  it.each([0, 40, 120, -60])(
    "LE3: on an arc of %s° seats of every row stand evenly along their row's own arc",
    (arc_degrees) => {
      const rows = Array.from({ length: 12 }, () => ({ seats: 30, breaks: [] }));
      const shape = { ...PLAIN_SHAPE, arc_degrees };
      for (const row of placeBlock(rows, shape, { x: 500, y: 500 })) {
        const gaps = row.slice(1).map((seat, i) => Math.hypot(seat.x - (row[i]?.x ?? 0), seat.y - (row[i]?.y ?? 0)));
        // Whole coordinates are off by up to half a unit at both ends; the sum over the row is not.
        expect(Math.min(...gaps)).toBeGreaterThan(8.4);
        expect(Math.max(...gaps)).toBeLessThan(11.6);
        expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeCloseTo(10, 0);
      }
    },
  );

  it("LE3: rows of an arc keep their distance, an aisle is as wide as it is said, staggering moves half a seat", () => {
    const rows = [
      { seats: 4, breaks: [1] },
      { seats: 4, breaks: [1] },
    ];
    const [front = [], back = []] = placeBlock(rows, { ...PLAIN_SHAPE, staggered: true }, { x: 0, y: 0 });
    expect(front.map(({ x }) => x)).toEqual([-20, -10, 10, 20]);
    expect(back.map(({ x, y }) => [x, y])).toEqual([
      [-15, 12],
      [-5, 12],
      [15, 12],
      [25, 12],
    ]);
    const bent = placeBlock(rows, { ...PLAIN_SHAPE, arc_degrees: 90 }, { x: 0, y: 0 });
    expect(bent[0]?.[0]?.y).toBeLessThan(0);
  });
});

describe("labels", () => {
  it("LE4: numbers, odd, even and letters over Z; the label that follows", () => {
    expect([1, 26, 27, 52, 703].map((n) => labelAt("letters", n))).toEqual(["A", "Z", "AA", "AZ", "AAA"]);
    expect([8, 9, 24, 25].map((n) => labelAt("letters_plain", n))).toEqual(["H", "J", "Z", "AA"]);
    expect([1, 2, 3].map((n) => labelAt("odd", n) + labelAt("even", n))).toEqual(["12", "34", "56"]);
    expect(["7", "09", "Z", "1B", "R9", "1층", "가 2"].map(labelAfter)).toEqual([
      "8",
      "10",
      "AA",
      "1C",
      "R10",
      "1층 2",
      "가 3",
    ]);
  });

  it("LE4: one step labels rows and seats of everything chosen, from the left or the right, wherever the stage is", () => {
    const hall = hallOf(block({ rows: 2, seats: 3 }), block({ name: "B", rows: 2, seats: 3, at: { x: 0, y: 90 } }));
    const seats = everything(hall).seats;
    const { rows, seats: plain } = PLAIN_LABELLING;
    const told = (more: Partial<typeof plain>, row: Partial<typeof rows> = {}) =>
      labels(
        apply(hall, { kind: "label", seats, labelling: { rows: { ...rows, ...row }, seats: { ...plain, ...more } } }),
      );
    expect(told({}).slice(0, 4)).toEqual(["A-1", "A-2", "A-3", "B-1"]);
    expect(told({ from: "right", sequence: "even" }).slice(0, 4)).toEqual(["A-6", "A-4", "A-2", "B-6"]);
    expect(told({ restart: "section", template: "{row}{nn}" }).slice(0, 4)).toEqual([
      "A-A01",
      "A-A02",
      "A-A03",
      "B-B04",
    ]);
    expect(
      told({ restart: "never" }, { restart: "never", sequence: "numbers", template: "{section}{row}" }).slice(6, 8),
    ).toEqual(["B3-7", "B3-8"]);
    expect(told({ from: "middle" }).slice(0, 3)).toEqual(["A-3", "A-1", "A-2"]);
    expect(told({}, { from: "back" }).filter((_, i) => i % 3 === 0)).toEqual(["B-1", "A-1", "B-1", "A-1"]);
    const behind = apply(hall, { kind: "focal_point", point: { x: 0, y: 400 } });
    const turned = apply(behind, { kind: "label", seats, labelling: { rows, seats: null } });
    expect(labels(turned).filter((_, i) => i % 3 === 0)).toEqual(["B-1", "A-1", "B-1", "A-1"]);
  });

  it("LE4: a seat is found by what its ticket says", () => {
    const hall = hallOf(block({ name: "1층" }), block({ name: "2층", at: { x: 0, y: 90 } }));
    expect(findByLabel(hall, "b 3").map(({ seat }) => seat.id)).toEqual(["1-2-3", "2-2-3"]);
    expect(findByLabel(hall, "2층 B 3").map(({ seat }) => seat.id)).toEqual(["2-2-3"]);
    expect(findByLabel(hall, "Q 3")).toEqual([]);
  });
});

describe("grades and marks", () => {
  it("LE5: part of a section painted goes to a part of that grade, with ids and labels; painted back, it is one again", () => {
    const hall = hallOf(block({ rows: 2, seats: 6, aisles: [4] }));
    const seats = new Set(["1-1-3", "1-1-4", "1-2-3"]);
    const painted = apply(hall, { kind: "paint", grade: "S", seats, zones: new Set() });
    expect(painted.sections.map(({ name, grade }) => [name, grade])).toEqual([
      ["A", "R"],
      ["A · S", "S"],
    ]);
    const [home, part] = painted.sections;
    if (home?.kind !== "seated" || part?.kind !== "seated") throw new Error("no sections");
    expect(part.rows.map((row) => [row.label, row.seats.map(({ id }) => id), row.breaks])).toEqual([
      ["A", ["1-1-3", "1-1-4"], []],
      ["B", ["1-2-3"], []],
    ]);
    // Whoever sat beside a seat that is gone has no neighbour there now.
    expect(home.rows[0]?.breaks).toEqual([1]);
    const back = apply(painted, { kind: "paint", grade: "R", seats, zones: new Set() });
    expect(back.sections).toHaveLength(1);
    expect(labels(back)).toEqual(labels(hall));
    expect(back.sections[0]?.kind === "seated" ? back.sections[0].rows.map(({ breaks }) => breaks) : []).toEqual([
      [3],
      [3],
    ]);
  });

  it("LE5: a whole section and a zone just change their grade", () => {
    const hall = apply(hallOf(block()), {
      kind: "add_zone",
      zone: { name: "F", grade: null, capacity: 9, outline: [] },
    });
    const painted = apply(hall, { kind: "paint", grade: "VIP", ...everything(hall) });
    expect(painted.sections.map(({ name, grade }) => [name, grade])).toEqual([
      ["A", "VIP"],
      ["F", "VIP"],
    ]);
  });

  it("LE5: marks are set and cleared; a gap left by a removed seat parts its neighbours", () => {
    const hall = hallOf(block({ rows: 1, seats: 4 }));
    const marked = apply(hall, { kind: "mark", seats: new Set(["1-1-1"]), tag: "wheelchair", on: true });
    expect([...eachSeat(marked)][0]?.seat.tags).toEqual(["wheelchair"]);
    expect(apply(marked, { kind: "mark", seats: new Set(["1-1-1"]), tag: "wheelchair", on: false })).toEqual(hall);
    const gone = apply(hall, { kind: "remove", seats: new Set(["1-1-2"]), zones: new Set() });
    expect([...eachSeat(gone)][0]?.row.breaks).toEqual([0]);
    expect(apply(hall, { kind: "remove", ...everything(hall) }).sections).toEqual([]);
  });

  it("LE5: an aisle parts two seats and is closed again", () => {
    const hall = hallOf(block({ rows: 1, seats: 4 }));
    const open = apply(hall, { kind: "aisle", after: new Set(["1-1-2", "1-1-4"]), open: true });
    expect([...eachSeat(open)][0]?.row.breaks).toEqual([1]);
    expect(apply(open, { kind: "aisle", after: new Set(["1-1-2"]), open: false })).toEqual(hall);
  });
});

describe("copies and moves", () => {
  it("LE6: a whole section is copied under the next name, rows under the next labels, all with new ids", () => {
    const hall = hallOf(block({ name: "101", rows: 2, seats: 2 }));
    const twice = apply(hall, { kind: "duplicate", by: { x: 50, y: 0 }, ...everything(hall) });
    expect(twice.sections.map(({ id, name }) => [id, name])).toEqual([
      ["1", "101"],
      ["2", "102"],
    ]);
    const row = apply(hall, {
      kind: "duplicate",
      by: { x: 0, y: 24 },
      seats: new Set(["1-1-1", "1-1-2"]),
      zones: new Set(),
    });
    expect(labels(row)).toEqual(["A-1", "A-2", "B-1", "B-2", "C-1", "C-2"]);
    expect(ids(row).slice(4)).toEqual(["1-3-1", "1-3-2"]);
  });

  it("LE6: a row grows at either end with the labels that follow, and its aisles stay where they were", () => {
    const hall = hallOf(block({ rows: 1, seats: 3, aisles: [2] }));
    const row = (draft: Draft) => [...eachSeat(draft)][0]?.row;
    const end = row(apply(hall, { kind: "extend", seats: new Set(["1-1-1"]), count: 2, at: "end" }));
    expect(end?.seats.map(({ label, x }) => [label, x])).toEqual([
      ["1", -15],
      ["2", -5],
      ["3", 15],
      ["4", 35],
      ["5", 55],
    ]);
    const start = row(apply(hall, { kind: "extend", seats: new Set(["1-1-1"]), count: 1, at: "start" }));
    expect([start?.seats.map(({ label, x }) => [label, x]), start?.breaks]).toEqual([
      [
        ["4", -25],
        ["1", -15],
        ["2", -5],
        ["3", 15],
      ],
      [2],
    ]);
  });

  it("LE6: a move snaps into line with what stands near, else onto the grid, each axis by itself", () => {
    const moving = [{ x: 3, y: 3 }];
    expect(snap({ x: 40, y: 0 }, { moving, peers: [{ x: 45, y: 300 }], reach: 4 })).toEqual({
      by: { x: 42, y: -3 },
      guides: { x: 45, y: null },
    });
    expect(snap({ x: 2.4, y: 2.4 }, { moving, peers: [], reach: 0 }).by).toEqual({ x: 2, y: 2 });
  });

  it("LE6: a zone is moved and copied like a section", () => {
    const zone = { name: "F", grade: "STANDING" as const, capacity: 9, outline: zoneOutline({ x: 0, y: 0 }, 20, 10) };
    const hall = apply(hallOf(block()), { kind: "add_zone", zone });
    const floor = hall.sections[1];
    if (floor === undefined) throw new Error("no zone");
    const twice = apply(hall, { kind: "duplicate", by: { x: 30, y: 0 }, ...sectionTarget(floor) });
    expect(twice.sections.map(({ id, name }) => [id, name])).toEqual([
      ["1", "A"],
      ["2", "F"],
      ["3", "G"],
    ]);
    expect(twice.sections[2]?.outline?.[0]).toEqual({ x: 20, y: -5 });
  });

  it("LE6: nothing leaves the plan, and turning four times by 90° about its own middle brings all back", () => {
    const hall = hallOf(block({ rows: 3, seats: 3, at: { x: 0, y: 0 } }));
    const all = everything(hall);
    let turned = hall;
    for (let i = 0; i < 4; i++) turned = apply(turned, { kind: "turn", degrees: 90, ...all });
    expect([...eachSeat(turned)].map(({ seat }) => [seat.x, seat.y])).toEqual(
      [...eachSeat(hall)].map(({ seat }) => [seat.x, seat.y]),
    );
    const far = apply(hall, { kind: "move", by: { x: 1e9, y: 0 }, ...all });
    expect([...eachSeat(far)].every(({ seat }) => seat.x === 100_000)).toBe(true);
    expect(apply(EMPTY_DRAFT, { kind: "mirror", ...NOTHING })).toBe(EMPTY_DRAFT);
  });
});
