// A hall of about 3,000 for music without loudspeakers: long stalls, two balconies in a horseshoe, a choir behind the stage.

import {
  accessRow,
  arcPoints,
  cut,
  lettered,
  type Path,
  pathLength,
  type SeatAt,
  stand,
} from "../../../domain/halls/drawing.ts";
import type { Grade, LayoutInput, SectionInput } from "../../../schema/layout.ts";

const HALF_WIDTH = 372;
const SIDE_FROM = 0;
const SIDE_TO = 372;
/** How flat the back wall is: its circle's middle lies this many half widths before it. */
const FLATNESS = 1.9;

/** Down the right wall, round the back, up the left wall. */
const horseshoe = (half_width: number, top: number, bottom: number): Path => [
  { kind: "line", from: { x: half_width, y: top }, to: { x: half_width, y: bottom } },
  {
    kind: "arc",
    center: { x: 0, y: bottom - half_width * FLATNESS },
    radius: half_width * Math.hypot(1, FLATNESS),
    from: (Math.atan(FLATNESS) * 180) / Math.PI,
    to: 180 - (Math.atan(FLATNESS) * 180) / Math.PI,
  },
  { kind: "line", from: { x: -half_width, y: bottom }, to: { x: -half_width, y: top } },
];

const stalls = (): SectionInput[] => {
  const center = { x: 0, y: -700 };
  const part = (from_row: number, rows: number, grades: readonly [Grade, Grade], number: number) =>
    [
      { letter: "L", from: 100.4, to: 107.6, grade: grades[1] },
      { letter: "C", from: 81.4, to: 98.6, grade: grades[0] },
      { letter: "R", from: 72.4, to: 79.6, grade: grades[1] },
    ].map(({ letter, from, to, grade }) => {
      const radius = 800 + from_row * 12 + (number - 1) * 20;
      return stand({
        name: `1F ${letter}${number}`,
        grade,
        path: [{ kind: "arc", center, radius, from, to }],
        from: 0,
        to: ((to - from) * Math.PI * radius) / 180,
        rows,
        row_pitch: 12,
        level: 1,
        row_label: (row) => lettered(from_row + row),
        tags: accessRow(number === 2 ? 0 : -1, 2),
      });
    });
  return [...part(0, 10, ["VIP", "R"], 1), ...part(10, 12, ["R", "S"], 2)];
};

type Balcony = {
  readonly floor: number;
  readonly rows: number;
  readonly wall_rows: number;
  /** How far it stands behind the tier below, at the back and at the walls. */
  readonly outward: { readonly back: number; readonly wall: number };
  readonly grades: { readonly back: Grade; readonly wall: Grade };
};

const balcony = (plan: Balcony): SectionInput[] => {
  const path = horseshoe(HALF_WIDTH, SIDE_FROM, SIDE_TO);
  const side = SIDE_TO - SIDE_FROM;
  const whole = pathLength(path);
  const common = { path, row_pitch: 12, level: plan.floor };
  const walls = [...cut(0, side - 8, 2, 18), ...cut(whole - side + 8, whole, 2, 18)].map((span, index) => {
    const name = ["R1", "R2", "L2", "L1"][index] ?? "";
    // The seats over the stage's edge look down on the players from the side.
    const over_stage = ({ seat, seats }: SeatAt) => (name === "L1" ? seat < 5 : name === "R1" && seat >= seats - 5);
    return stand({
      ...common,
      ...span,
      name: `${plan.floor}F ${name}`,
      grade: plan.grades.wall,
      outward: plan.outward.wall,
      rows: plan.wall_rows,
      tags: (at) => (over_stage(at) ? ["restricted_view"] : []),
    });
  });
  const backs = cut(side + 12, whole - side - 12, 3, 20).map((span, index) =>
    stand({
      ...common,
      ...span,
      name: `${plan.floor}F ${["BR", "BC", "BL"][index] ?? ""}`,
      grade: plan.grades.back,
      outward: plan.outward.back,
      rows: plan.rows,
      tags: accessRow(plan.floor === 2 ? plan.rows - 1 : -1, 2),
    }),
  );
  return [...walls, ...backs];
};

const choir = (): SectionInput[] => {
  const center = { x: 0, y: 250 };
  const radius = 420;
  return [
    { letter: "L", from: -127, to: -109 },
    { letter: "C", from: -106, to: -74 },
    { letter: "R", from: -71, to: -53 },
  ].map(({ letter, from, to }) =>
    stand({
      name: `CHOIR ${letter}`,
      grade: "B",
      path: [{ kind: "arc", center, radius, from, to }],
      from: 0,
      to: ((to - from) * Math.PI * radius) / 180,
      rows: 5,
      row_pitch: 12,
      level: 2,
      // From behind the orchestra one sees the conductor's face and the backs of the players.
      tags: () => ["restricted_view"],
    }),
  );
};

export const concertHall = (): LayoutInput => ({
  sections: [
    ...stalls(),
    ...choir(),
    ...balcony({ floor: 2, rows: 6, wall_rows: 4, outward: { back: 0, wall: 0 }, grades: { back: "S", wall: "S" } }),
    ...balcony({ floor: 3, rows: 7, wall_rows: 4, outward: { back: 104, wall: 80 }, grades: { back: "A", wall: "A" } }),
  ],
  stage: {
    kind: "stage",
    outline: [
      { x: -190, y: -40 },
      ...arcPoints({ x: 0, y: 250 }, 390, -119, -61, 8),
      { x: 190, y: -40 },
      ...arcPoints({ x: 0, y: -700 }, 772, 74, 106, 6),
    ],
  },
  focal_point: { x: 0, y: 40 },
});
