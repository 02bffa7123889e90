import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Layout, layoutInput } from "../../schema/layout.ts";
import { LIMITS } from "../../schema/limits.ts";
import { buildLayout } from "../layout/build.ts";
import { apply } from "../layout-editing/command.ts";
import { compileDraft } from "../layout-editing/draft.ts";
import { block, hallOf, intent, layoutOf } from "../layout-editing/testing/halls.ts";
import { processorMs } from "../testing/processor.ts";
import { exportPlan } from "./export.ts";
import { importPlan, importText } from "./import.ts";
import { reportMessage } from "./report.ts";
import { bentPlan, perfectPlan } from "./testing/plans.ts";
import { breaches } from "./testing/schema.ts";

const imported = (plan: unknown, join_rows = false) => {
  const result = importPlan(plan, { join_rows });
  if (!result.ok) throw new Error(result.failure);
  return result.value;
};

const built = (plan: unknown, join_rows = false) => {
  const { sections, stage, focal_point } = imported(plan, join_rows);
  const input = { sections, ...(stage === null ? {} : { stage }), ...(focal_point === null ? {} : { focal_point }) };
  const layout = buildLayout(layoutInput.parse(JSON.parse(JSON.stringify(input))));
  if (!layout.ok) throw new Error(layout.failure.code);
  return JSON.parse(JSON.stringify({ layout_version: "1", ...layout.value })) as Layout;
};

const rowsOf = (plan: unknown, join_rows = false) =>
  imported(plan, join_rows).sections.map((section) => [
    section.name,
    section.grade,
    section.kind === "seated"
      ? section.rows.map(
          ({ label, seats }) =>
            `${label}: ${typeof seats === "number" ? seats : seats.map((seat) => `${seat.label}@${seat.x},${seat.y}`).join(" ")}`,
        )
      : [],
  ]);

const codes = (plan: unknown, join_rows = false) => imported(plan, join_rows).report.map(({ code }) => code);

describe("a plan from elsewhere", () => {
  it("LP1: the plan that keeps every rule keeps its ids, labels and places; positions add up, aisles are seen", () => {
    expect(breaches(perfectPlan)).toEqual([]);
    expect(rowsOf(perfectPlan)).toEqual([
      ["Stalls", "R", ["1: 1@125,80 2@150,80 3@200,80 4@225,80"]],
      ["Stalls · S", "S", ["2: 1@125,110 2@150,110 3@200,110 4@225,110"]],
    ]);
    expect(codes(perfectPlan)).toEqual([]);
    const layout = built(perfectPlan);
    const [section] = layout.sections;
    expect(section?.kind === "seated" ? [section.rows[0]?.seats[0]?.id, section.rows[0]?.breaks] : null).toEqual([
      "stalls-1-1",
      [1],
    ]);
    expect(layout.stage.outline).toEqual([
      { x: 120, y: 20 },
      { x: 240, y: 20 },
      { x: 240, y: 50 },
      { x: 120, y: 50 },
    ]);
  });

  it("LP2: the plan with every bend is read, and every bend is told with where it is", () => {
    expect(rowsOf(bentPlan)).toEqual([
      ["Zone 1", "VIP", ["A: 1@11,20 1-2@36,21 3@61,20", "A-2: 4@111,20 5@136,20", "B: 1@11,50"]],
      ["Zone 1 · R", "R", ["B: 2@36,50"]],
      ["Zone 1 · S", "S", ["B: 1@61,50"]],
      ["Balcony <b>of a name that is far too long for any ticket any", "VIP", ["far too long: 1@0,0"]],
    ]);
    expect(new Set(codes(bentPlan))).toEqual(
      new Set([
        ...[
          "missing_part",
          "old_version",
          "bad_position",
          "decoration",
          "standing_area",
          "category_mapped",
          "category_unknown",
        ],
        ...["no_name", "renamed", "double_id", "unfit_ids", "row_split", "empty_row", "rounded"],
      ]),
    );
    const double = imported(bentPlan).report.find(({ code }) => code === "double_id");
    expect(double).toMatchObject({ severity: "warning", path: "zones.0.rows.0.seats.1", was: "x-1", now: "1-1-2" });
    const { stage } = imported(bentPlan);
    expect(stage?.outline).toHaveLength(4);
    expect(() => built(bentPlan)).not.toThrow();
  });

  it("LP2: pieces of one row are joined only where that is asked for", () => {
    expect(rowsOf(bentPlan, true)[0]?.[2]).toEqual(["A: 1@11,20 1-2@36,21 3@61,20 4@111,20 5@136,20", "B: 1@11,50"]);
    const { sections } = imported(bentPlan, true);
    expect(sections[0]?.kind === "seated" ? sections[0].rows[0]?.breaks : null).toEqual([2]);
    expect(codes(bentPlan, true)).toContain("row_joined");
  });

  it("LP3: nothing of a plan's colours comes through, and its texts only as visible letters; words in both languages", () => {
    const { sections, report } = imported(bentPlan);
    expect(JSON.stringify(sections)).not.toMatch(/javascript|script>|evil|\p{Cc}|\p{Cf}/u);
    for (const entry of report) {
      expect(reportMessage(entry, "ko")).toMatch(/[가-힣]/);
      expect(reportMessage(entry, "en")).not.toMatch(/\p{Cc}|\p{Cf}/u);
    }
  });

  it("LP4: the bounds, at them and one past them", () => {
    const plan = (seats: number) => ({
      zones: [
        {
          name: "A",
          position: { x: 0, y: 0 },
          rows: [
            {
              row_number: "1",
              seats: Array.from({ length: seats }, (_, i) => ({
                seat_guid: `a-${i}`,
                seat_number: String(i),
                position: { x: i, y: 0 },
                category: "R",
              })),
            },
          ],
        },
      ],
    });
    const failure = (value: unknown) => {
      const result = importPlan(value, { join_rows: false });
      return result.ok ? null : result.failure;
    };
    expect(failure(plan(100_000))).toBeNull();
    expect(failure(plan(100_001))).toBe("too_many");
    expect(failure({ zones: [] })).toBe("no_seats");
    for (const value of [null, [], "plan", 7, { zones: {} }]) expect(failure(value)).toBe("not_a_plan");
    const text = (value: string) => {
      const result = importText(value, { join_rows: false });
      return result.ok ? null : result.failure;
    };
    expect(text(" ".repeat(LIMITS.plan_bytes))).toBe("not_json");
    expect(text(" ".repeat(LIMITS.plan_bytes + 1))).toBe("too_large");
    expect(text(`${"[".repeat(16)}${"]".repeat(16)}`)).toBe("not_a_plan");
    expect(text(`${"[".repeat(17)}${"]".repeat(17)}`)).toBe("too_deep");
    expect(text('{"zones": "[[[[[[[[[[[[[[[[[[[[[["}')).toBe("not_a_plan");
  });

  it("LP4: 5 MiB of brackets, nested or side by side, are refused in less than 200 ms", () => {
    const half = LIMITS.plan_bytes / 2;
    for (const hostile of [
      "[".repeat(half * 2),
      `[${"[],".repeat(half / 2)}[]]`,
      '{"a":'.repeat(half / 3),
      `"${"\\".repeat(half)}`,
    ]) {
      const began = processorMs();
      expect(importText(hostile.slice(0, LIMITS.plan_bytes), { join_rows: false }).ok).toBe(false);
      expect(processorMs() - began).toBeLessThan(200);
    }
  });

  it("LP4: whatever a plan holds in whatever place, it is read or refused, never thrown at", () => {
    const junk = fc.oneof(
      fc.constant(null),
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constant([]),
      fc.constant({}),
      fc.constant({ x: "1e999", y: -0 }),
    );
    const seats = fc.array(
      fc.record({ seat_guid: junk, seat_number: junk, position: junk, category: junk, uuid: junk }),
      { maxLength: 4 },
    );
    const rows = fc.array(fc.record({ row_number: junk, position: junk, seats: fc.oneof(seats, junk), uuid: junk }), {
      maxLength: 3,
    });
    const areas = fc.array(
      fc.record({ text: junk, polygon: junk, rectangle: junk, circle: junk, rotation: junk, position: junk }),
      { maxLength: 3 },
    );
    const plans = fc.record({
      name: junk,
      categories: junk,
      zones: fc.array(
        fc.record({ name: junk, position: junk, rows: fc.oneof(rows, junk), areas: fc.oneof(areas, junk) }),
        { maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(plans, fc.boolean(), (plan, join_rows) => {
        const result = importPlan(plan, { join_rows });
        if (!result.ok) expect(result.failure).toBe("no_seats");
        else expect(() => built(plan, join_rows)).not.toThrow();
      }),
    );
  });
});

describe("our layout as a plan", () => {
  const drawn = fc
    .array(intent, { minLength: 1, maxLength: 12 })
    .map((steps) =>
      steps.reduce((draft, step) => apply(draft, step(draft)), hallOf(block({ name: "1층", aisles: [2] }))),
    );

  it("LP5: what is exported keeps every published rule, and imported again it is the very same layout", () => {
    fc.assert(
      fc.property(drawn, (draft) => {
        const input = compileDraft(draft);
        if (input === null || !buildLayout(input).ok) return;
        const layout = layoutOf(draft);
        if (layout.sections.length === 0) return;
        const plan = exportPlan(layout, "홀");
        expect(breaches(plan)).toEqual([]);
        expect({ ...built(plan), layout_version: "test" }).toEqual(layout);
        expect(codes(plan)).toEqual([]);
        const text = importText(JSON.stringify(plan), { join_rows: false });
        expect(text.ok).toBe(true);
      }),
    );
  });

  it("LP5: what came in bent goes out straight", () => {
    for (const plan of [perfectPlan, bentPlan]) {
      const out = exportPlan(built(plan), "Hall");
      expect(breaches(out)).toEqual([]);
      expect({ ...built(out), layout_version: "1" }).toEqual(built(plan));
    }
  });

  it("LP5: a plan of ours that was changed elsewhere is read as it is there, not as we noted it", () => {
    const plan = exportPlan(layoutOf(hallOf(block({ rows: 1, seats: 6, aisles: [2] }))), "Hall");
    const [zone] = plan.zones;
    const [row] = zone?.rows ?? [];
    const moved = {
      ...plan,
      zones: [
        {
          ...zone,
          position: { x: (zone?.position.x ?? 0) + 100, y: zone?.position.y },
          rows: [{ ...row, seats: row?.seats.slice(0, 5) }],
        },
      ],
    };
    const layout = built(moved);
    const [section] = layout.sections;
    expect(section?.kind === "seated" ? section.rows[0]?.seats.map(({ x }) => x) : []).toEqual([70, 80, 100, 110, 120]);
    expect(section?.kind === "seated" ? section.rows[0]?.breaks : []).toEqual([1]);
  });
});
