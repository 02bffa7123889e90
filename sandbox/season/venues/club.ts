// A music club: two standing zones before the stage, one at the bar, and a small balcony with chairs.

import { accessRow, stand } from "../../../domain/halls/drawing.ts";
import type { LayoutInput, Point } from "../../../schema/layout.ts";

const box = (left: number, top: number, right: number, bottom: number): Point[] => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
  { x: left, y: bottom },
];

const balconyRow = (name: string, from: Point, to: Point, rows: number, grade: "S" | "A", accessible: number) =>
  stand({
    name,
    grade,
    path: [{ kind: "line", from, to }],
    from: 0,
    to: Math.hypot(to.x - from.x, to.y - from.y),
    rows,
    level: 2,
    tags: accessRow(accessible, 1),
  });

/** 622 people: 280 close, 200 behind, 80 at the bar, 62 seated above. */
export const club = (): LayoutInput => ({
  sections: [
    { kind: "standing", name: "ZONE A", grade: "STANDING", capacity: 280, level: 1, outline: box(-150, 60, 150, 150) },
    { kind: "standing", name: "ZONE B", grade: "STANDING", capacity: 200, level: 1, outline: box(-150, 166, 150, 240) },
    {
      kind: "standing",
      name: "BAR",
      grade: "B",
      capacity: 80,
      level: 1,
      outline: box(166, 100, 212, 270),
    },
    balconyRow("BALCONY C", { x: 125, y: 310 }, { x: -125, y: 310 }, 2, "S", 1),
    balconyRow("BALCONY L", { x: -184, y: 250 }, { x: -184, y: 160 }, 1, "A", -1),
  ],
  stage: {
    kind: "stage",
    outline: [
      { x: -120, y: -50 },
      { x: 120, y: -50 },
      { x: 120, y: 30 },
      { x: 40, y: 44 },
      { x: -40, y: 44 },
      { x: -120, y: 30 },
    ],
  },
  focal_point: { x: 0, y: 30 },
});
