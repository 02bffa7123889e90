import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LayoutInput, layoutInput } from "../../schema/layout.ts";
import { LIMITS } from "../../schema/limits.ts";
import { buildLayout } from "./build.ts";
import { boxOf, clearance, contains } from "./outline.ts";
import { capacityOf, seatsInOrder } from "./seats.ts";
import { flawsOf } from "./testing/flaws.ts";

type SectionInput = LayoutInput["sections"][number];

const seated = (name: string, rows: readonly number[], more: Partial<SectionInput> = {}): SectionInput =>
  ({
    name,
    kind: "seated",
    grade: "R",
    rows: rows.map((seats, row) => ({ label: String(row + 1), seats })),
    ...more,
  }) as SectionInput;

const standing = (name: string, capacity: number): SectionInput => ({
  name,
  kind: "standing",
  grade: "STANDING",
  capacity,
});

const built = (input: LayoutInput) => {
  const result = buildLayout(input);
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
};

const failureOf = (input: LayoutInput) => {
  const result = buildLayout(input);
  return result.ok ? null : { code: result.failure.code, path: result.failure.path };
};

const sections = (layout: ReturnType<typeof built>) =>
  layout.sections.map((section) => ({
    ...section,
    seats: section.kind === "seated" ? section.rows.flatMap((row) => row.seats) : [],
  }));

describe("ids and labels", () => {
  it("S1: ids are section, row and seat counted from 1, and the same plan always gets the same ids", () => {
    const input: LayoutInput = { sections: [seated("A", [2]), seated("B", [3, 4])] };
    const layout = built(input);
    expect(seatsInOrder(layout).map(({ seat }) => seat.id)).toEqual([
      "1-1-1",
      "1-1-2",
      ...["2-1-1", "2-1-2", "2-1-3"],
      ...["2-2-1", "2-2-2", "2-2-3", "2-2-4"],
    ]);
    expect(built(structuredClone(input))).toEqual(layout);
  });

  it("S1: explicit seats keep their labels, places and tags", () => {
    const layout = built({
      sections: [
        {
          name: "A",
          kind: "seated",
          grade: "VIP",
          side: "HOME",
          level: 2,
          rows: [
            {
              label: "가",
              seats: [
                { label: "12", x: 5, y: 7, tags: ["wheelchair", "wheelchair", "step_free"] },
                { label: "14", x: 15, y: 7 },
              ],
            },
          ],
        },
      ],
    });
    expect(layout.sections[0]).toMatchObject({
      id: "1",
      side: "HOME",
      level: 2,
      rows: [
        {
          label: "가",
          seats: [
            { id: "1-1-1", label: "12", x: 5, y: 7, tags: ["wheelchair", "step_free"] },
            { id: "1-1-2", label: "14", x: 15, y: 7 },
          ],
        },
      ],
    });
  });
});

describe("refusals", () => {
  it("S1: a venue of exactly the most places is built, one more is refused, seated and standing counted together", () => {
    const full = [seated("A", Array(100).fill(400)), standing("Z", LIMITS.seats_per_venue - 40_000)];
    expect(capacityOf(built({ sections: full })).total).toBe(LIMITS.seats_per_venue);
    const over = [seated("A", Array(100).fill(400)), standing("Z", LIMITS.seats_per_venue - 39_999)];
    expect(failureOf({ sections: over })).toEqual({ code: "too_many_seats", path: "sections" });
  });

  it("S1: a name used twice is refused where it stands the second time", () => {
    expect(failureOf({ sections: [seated("A", [1]), standing("B", 1), standing("A", 1)] })).toEqual({
      code: "duplicate_section",
      path: "sections.2.name",
    });
    const rows = [
      { label: "1", seats: 2 },
      { label: "1", seats: 2 },
    ];
    expect(failureOf({ sections: [{ name: "A", kind: "seated", grade: "R", rows }] })).toEqual({
      code: "duplicate_row",
      path: "sections.0.rows.1.label",
    });
    const seats = [
      { label: "1", x: 0, y: 0 },
      { label: "1", x: 10, y: 0 },
    ];
    expect(failureOf({ sections: [{ name: "A", kind: "seated", grade: "R", rows: [{ label: "1", seats }] }] })).toEqual(
      { code: "duplicate_seat", path: "sections.0.rows.0.seats.1.label" },
    );
  });

  it.each([
    { breaks: [0, 2], seats: 4, bad: null },
    { breaks: [3], seats: 4, bad: "sections.0.rows.0.breaks.0" },
    { breaks: [1, 1], seats: 4, bad: "sections.0.rows.0.breaks.1" },
    { breaks: [0], seats: 1, bad: "sections.0.rows.0.breaks.0" },
  ])("S1: breaks $breaks in a row of $seats lie between two seats, each once", ({ breaks, seats, bad }) => {
    const input: LayoutInput = {
      sections: [{ name: "A", kind: "seated", grade: "R", rows: [{ label: "1", seats, breaks }] }],
    };
    expect(failureOf(input)).toEqual(bad === null ? null : { code: "bad_break", path: bad });
  });
});

describe("adjacency", () => {
  const row = (xs: readonly number[], breaks?: number[]): LayoutInput => ({
    sections: [
      {
        name: "A",
        kind: "seated",
        grade: "R",
        rows: [
          {
            label: "1",
            seats: xs.map((x, index) => ({ label: String(index + 1), x, y: 0 })),
            ...(breaks && { breaks }),
          },
        ],
      },
    ],
  });
  const breaksOf = (input: LayoutInput) => {
    const [section] = built(input).sections;
    return section?.kind === "seated" ? section.rows[0]?.breaks : null;
  };

  it("S5: an aisle that only coordinates show parts neighbours", () => {
    expect(breaksOf(row([0, 10, 20, 44, 54, 64]))).toEqual([2]);
    expect(breaksOf(row([0, 10, 20, 37, 47, 57]))).toBeUndefined();
  });

  it("S5: breaks that are given are taken as given, sorted", () => {
    expect(breaksOf(row([0, 10, 20, 44, 54, 64], [4, 0]))).toEqual([0, 4]);
    expect(breaksOf(row([0, 10, 20, 44, 54, 64], []))).toBeUndefined();
  });

  it("S5: a break in a counted row leaves an aisle on the plan", () => {
    const [section] = built({
      sections: [{ name: "A", kind: "seated", grade: "R", rows: [{ label: "1", seats: 4, breaks: [1] }] }],
    }).sections;
    const xs = section?.kind === "seated" ? (section.rows[0]?.seats.map(({ x }) => x) ?? []) : [];
    expect(xs.slice(1).map((x, index) => x - (xs[index] ?? 0))).toEqual([10, 20, 10]);
  });
});

describe("places for counted rows", () => {
  const section = fc.record({
    rows: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 25 }),
    level: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    side: fc.option(fc.constantFrom("HOME" as const, "AWAY" as const), { nil: undefined }),
    standing: fc.option(fc.integer({ min: 1, max: 2_000 }), { nil: undefined }),
  });

  it("S1: sections never overlap, whatever their sizes", () => {
    fc.assert(
      fc.property(fc.array(section, { minLength: 1, maxLength: 14 }), (list) => {
        const input: LayoutInput = {
          sections: list.map(({ rows, level, side, standing: capacity }, index) => ({
            ...(capacity === undefined ? seated(`S${index}`, rows) : standing(`S${index}`, capacity)),
            ...(level === undefined ? {} : { level }),
            ...(side === undefined ? {} : { side }),
          })),
        };
        expect(flawsOf(built(input))).toEqual([]);
      }),
      { numRuns: 200, verbose: true },
    );
  });

  it("S1: the widest plans the schema lets through stay on the plan", () => {
    const long = Array.from({ length: LIMITS.sections_per_venue }, (_, index) =>
      seated(`S${index}`, Array(125).fill(1)),
    );
    const wide = Array.from({ length: 125 }, (_, index) => seated(`S${index}`, [400]));
    expect(flawsOf(built({ sections: long }))).toEqual([]);
    expect(flawsOf(built({ sections: wide }))).toEqual([]);
  });

  it("C5: home sections stand to the left of away sections within a band", () => {
    const input = [seated("away", [10, 10], { side: "AWAY" }), seated("home", [10, 10], { side: "HOME" })];
    const [away, home] = sections(built({ sections: input }));
    expect(boxOf(home?.outline ?? [])?.right).toBeLessThan(boxOf(away?.outline ?? [])?.left ?? 0);
  });

  it("S1: the stage stands before the seats and is their focal point; a stage that came is kept", () => {
    const layout = built({ sections: [seated("A", [10, 12, 14]), seated("B", [10, 12, 14])] });
    const stage = boxOf(layout.stage.outline);
    const seats = boxOf(sections(layout).flatMap(({ seats }) => seats));
    expect(stage?.bottom).toBeLessThan(seats?.top ?? 0);
    expect(layout.focal_point.y).toBe(stage?.bottom);
    const stageGiven = {
      kind: "diamond" as const,
      outline: [
        { x: 0, y: 0 },
        { x: 100, y: 0 },
        { x: 50, y: 80 },
      ],
    };
    const kept = built({ sections: [seated("A", [10])], stage: stageGiven });
    expect(kept.stage).toEqual(stageGiven);
    expect(kept.focal_point).toEqual({ x: 50, y: 40 });
    const top = boxOf(sections(kept).flatMap(({ seats: list }) => list))?.top;
    expect(top).toBeGreaterThan(80);
  });

  it("S1: counted sections stand clear of sections that brought coordinates", () => {
    const seats = Array.from({ length: 20 }, (_, index) => ({ label: String(index + 1), x: 500 + index * 10, y: 900 }));
    const explicit: SectionInput = { name: "X", kind: "seated", grade: "A", rows: [{ label: "1", seats }] };
    expect(flawsOf(built({ sections: [seated("A", [20, 20]), explicit, standing("Z", 100)] }))).toEqual([]);
  });

  it("S1: counted rows inside an outline that was drawn stay inside it", () => {
    const outline = [
      { x: 0, y: 0 },
      { x: 120, y: 0 },
      { x: 120, y: 60 },
      { x: 0, y: 60 },
    ];
    const [drawn] = sections(
      built({ sections: [seated("A", [20, 20, 20, 20], { outline } as Partial<SectionInput>)] }),
    );
    expect(drawn?.outline).toEqual(outline);
    expect(drawn?.seats.every((seat) => contains(outline, seat))).toBe(true);
  });

  it("S1: outlines follow a bend instead of covering what it bends round", () => {
    const arc = (radius: number) =>
      Array.from({ length: 31 }, (_, index) => {
        const angle = (Math.PI * index) / 30;
        const at = { x: Math.round(radius * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)) };
        return { label: String(index + 1), ...at };
      });
    const rows = [300, 312, 324].map((radius) => ({ label: String(radius), seats: arc(radius) }));
    const [bent] = sections(built({ sections: [{ name: "A", kind: "seated", grade: "R", rows }] }));
    expect(bent?.seats.every((seat) => contains(bent.outline, seat))).toBe(true);
    expect(contains(bent?.outline ?? [], { x: 0, y: 200 })).toBe(false);
    expect(Math.min(...(bent?.seats.map((seat) => clearance(bent.outline, seat)) ?? [0]))).toBeGreaterThanOrEqual(3);
  });
});

describe("places that came with coordinates", () => {
  it("S1: every outline holds its seats, however wildly they are strewn", () => {
    const coordinate = fc.integer({ min: -LIMITS.coordinate_max, max: LIMITS.coordinate_max });
    const row = fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (list) => {
        const rows = list.map((seats, index) => ({
          label: String(index + 1),
          seats: seats.map((at, seat) => ({ label: String(seat + 1), ...at })),
        }));
        const [section] = sections(built({ sections: [{ name: "A", kind: "seated", grade: "R", rows }] }));
        const outline = section?.outline ?? [];
        expect(section?.seats.filter((seat) => !contains(outline, seat))).toEqual([]);
        expect(outline.length).toBeGreaterThanOrEqual(3);
        expect(outline.length).toBeLessThanOrEqual(LIMITS.outline_points);
      }),
      { numRuns: 300, verbose: true },
    );
  });
});

describe("the check of plans itself", () => {
  it("S1: sees crowded seats, a seat outside its outline and a section laid over another", () => {
    const at = (xs: readonly number[]) => xs.map((x, index) => ({ label: String(index + 1), x, y: 0 }));
    const outline = [
      { x: -10, y: -10 },
      { x: 25, y: -10 },
      { x: 25, y: 10 },
      { x: -10, y: 10 },
    ];
    const flawed = built({
      sections: [
        { name: "A", kind: "seated", grade: "R", outline, rows: [{ label: "1", seats: at([0, 6, 40]) }] },
        { name: "B", kind: "seated", grade: "R", rows: [{ label: "1", seats: at([20]) }] },
      ],
    });
    expect(flawsOf(flawed)).toEqual([
      "two seats stand 6 apart",
      "1: 1 seats outside its outline",
      "1: holds 1 seats of 2",
    ]);
  });
});

describe("size of the answer", () => {
  it("S1: 50,000 counted seats compress to less than 250 kB, in a hundred sections or in four", () => {
    const hundred = Array.from({ length: 100 }, (_, index) => seated(`S${index}`, Array(25).fill(20)));
    const four = Array.from({ length: 4 }, (_, index) => seated(`S${index}`, Array(125).fill(100)));
    for (const input of [hundred, four]) {
      expect(layoutInput.safeParse({ sections: input }).success).toBe(true);
      const layout = built({ sections: input });
      expect(capacityOf(layout).total).toBe(50_000);
      const body = JSON.stringify({ layout_version: "lay_00000000000000000000", ...layout });
      expect(gzipSync(body, { level: 6 }).length).toBeLessThan(250_000);
      expect(gzipSync(body, { level: 9 }).length).toBeLessThan(250_000);
    }
  });
});
