// Bowls with a stage at one end: a stadium of exactly 50,000 and an indoor arena of about 12,000.
import type { Grade, LayoutInput, SectionInput } from "../../schema/layout.ts";
import { accessRow, cut, type Path, pathLength, type SeatAt, stand, trimTo } from "./drawing.ts";

type Ground = {
  readonly half_width: number;
  readonly half_length: number;
  readonly corner: number;
};

/** A rounded rectangle from the right of the stage round the far end to its left; open where the stage stands. */
const bowl = ({ half_width: w, half_length: l, corner: r }: Ground): Path => [
  { kind: "line", from: { x: w, y: -l }, to: { x: w, y: l - r } },
  { kind: "arc", center: { x: w - r, y: l - r }, radius: r, from: 0, to: 90 },
  { kind: "line", from: { x: w - r, y: l }, to: { x: -w + r, y: l } },
  { kind: "arc", center: { x: -w + r, y: l - r }, radius: r, from: 90, to: 180 },
  { kind: "line", from: { x: -w, y: l - r }, to: { x: -w, y: -l } },
];

type Tier = {
  readonly level: number;
  readonly first: number;
  readonly outward: number;
  readonly rows: number;
  /** Sections on each long side, in each corner, at the far end. */
  readonly side: number;
  readonly corner: number;
  readonly end: number;
  readonly grades: { readonly near: Grade; readonly middle: Grade; readonly far: Grade };
  readonly access_row: number;
  readonly stairs: boolean;
};

const stairs =
  (rows: number) =>
  ({ row, seat, seats }: SeatAt): boolean =>
    row >= 5 && row <= Math.min(8, rows - 4) && Math.abs(seat - (seats - 1) / 2) <= 1.5;

const tier = (ground: Ground, plan: Tier): SectionInput[] => {
  const path = bowl(ground);
  const long = 2 * ground.half_length - ground.corner;
  const bend = (Math.PI / 2) * ground.corner;
  const wide = 2 * (ground.half_width - ground.corner);
  const aisle = 20;
  const starts = [0, long, long + bend, long + bend + wide, long + 2 * bend + wide];
  const spans = [plan.side, plan.corner, plan.end, plan.corner, plan.side].flatMap((sections, piece) => {
    const from = starts[piece] ?? 0;
    const to = starts[piece + 1] ?? pathLength(path);
    return cut(from + aisle / 2, to - aisle / 2, sections, aisle);
  });
  return spans.map((span, index) => {
    const from_stage = Math.min(index, spans.length - 1 - index) / ((spans.length - 1) / 2);
    const beside_stage = from_stage < 0.05;
    const straight = span.to <= long || span.from >= pathLength(path) - long;
    return stand({
      name: String(plan.first + index),
      grade: from_stage < 0.34 ? plan.grades.near : from_stage < 0.66 ? plan.grades.middle : plan.grades.far,
      path,
      ...span,
      outward: plan.outward,
      rows: plan.rows,
      level: plan.level,
      without: plan.stairs && straight ? stairs(plan.rows) : () => false,
      tags: (at) => [
        ...(beside_stage ? (["restricted_view"] as const) : []),
        ...(straight ? accessRow(plan.access_row, 1)(at) : []),
      ],
    });
  });
};

type Floor = {
  readonly columns: number;
  readonly bands: number;
  readonly seats: number;
  readonly rows: number;
  readonly top: number;
  readonly grades: readonly Grade[];
};

/** Chairs set out on the ground, row behind row, in blocks with fire lanes between. */
const floor = ({ columns, bands, seats, rows, top, grades }: Floor): SectionInput[] =>
  Array.from({ length: columns * bands }, (_, index) => {
    const band = Math.floor(index / columns);
    const column = index % columns;
    const width = (seats - 1) * 10;
    const pitch = width + 40;
    const left = (column - (columns - 1) / 2) * pitch - width / 2;
    const y = top + band * ((rows - 1) * 11 + 40);
    // Walked from right to left: the audience looks up the plan, towards the stage.
    const path: Path = [{ kind: "line", from: { x: left + width, y }, to: { x: left, y } }];
    return stand({
      name: `F${index + 1}`,
      grade: grades[band] ?? "S",
      path,
      from: 0,
      to: width,
      rows,
      level: 0,
      // The ground is flat: the last row, by the lane, takes wheelchairs.
      tags: ({ row, seat, seats: count }) => [
        ...accessRow(rows - 1, column % 2 === 0 ? 1 : 0)({ row, seat, seats: count }),
      ],
    });
  });

export const stadium = (): LayoutInput => {
  const ground: Ground = { half_width: 760, half_length: 1180, corner: 330 };
  const sections = [
    ...floor({ columns: 4, bands: 5, seats: 28, rows: 28, top: -740, grades: ["VIP", "VIP", "R", "R", "R"] }),
    ...tier(ground, {
      level: 1,
      first: 101,
      outward: 0,
      rows: 26,
      side: 9,
      corner: 3,
      end: 5,
      grades: { near: "R", middle: "S", far: "A" },
      access_row: 25,
      stairs: true,
    }),
    ...tier(ground, {
      level: 2,
      first: 301,
      outward: 340,
      rows: 29,
      side: 9,
      corner: 4,
      end: 5,
      grades: { near: "A", middle: "A", far: "B" },
      access_row: -1,
      stairs: true,
    }),
  ];
  return {
    sections: trimTo(sections, 50_000),
    stage: {
      kind: "stage",
      outline: [
        { x: -560, y: -1180 },
        { x: 560, y: -1180 },
        { x: 560, y: -900 },
        { x: 110, y: -900 },
        { x: 110, y: -790 },
        { x: -110, y: -790 },
        { x: -110, y: -900 },
        { x: -560, y: -900 },
      ],
    },
    focal_point: { x: 0, y: -850 },
  };
};

export const arena = (): LayoutInput => {
  const ground: Ground = { half_width: 430, half_length: 620, corner: 300 };
  const sections = [
    ...floor({ columns: 3, bands: 3, seats: 22, rows: 18, top: -230, grades: ["VIP", "R", "R"] }),
    ...tier(ground, {
      level: 1,
      first: 101,
      outward: 0,
      rows: 12,
      side: 5,
      corner: 3,
      end: 2,
      grades: { near: "R", middle: "R", far: "S" },
      access_row: 11,
      stairs: false,
    }),
    ...tier(ground, {
      level: 2,
      first: 201,
      outward: 174,
      rows: 15,
      side: 5,
      corner: 3,
      end: 2,
      grades: { near: "S", middle: "S", far: "A" },
      access_row: -1,
      stairs: true,
    }),
  ];
  return {
    sections: trimTo(sections, 12_000),
    stage: {
      kind: "thrust",
      outline: [
        { x: -300, y: -620 },
        { x: 300, y: -620 },
        { x: 300, y: -420 },
        { x: 60, y: -420 },
        { x: 60, y: -330 },
        { x: 110, y: -330 },
        { x: 110, y: -270 },
        { x: -110, y: -270 },
        { x: -110, y: -330 },
        { x: -60, y: -330 },
        { x: -60, y: -420 },
        { x: -300, y: -420 },
      ],
    },
    focal_point: { x: 0, y: -300 },
  };
};
