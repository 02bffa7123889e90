// Small places: a museum entered by the hour, and a black box with the audience on three sides.

import { accessRow, stand } from "../../../domain/halls/drawing.ts";
import type { LayoutInput, SectionInput } from "../../../schema/layout.ts";

/** Tickets by count for each hour; the rooms are drawn so that a visitor finds the way in. */
export const museum = (): LayoutInput => ({
  sections: [
    {
      kind: "standing",
      name: "GALLERY",
      grade: "A",
      capacity: 180,
      // The wing north of the courtyard.
      outline: [
        { x: -260, y: -120 },
        { x: 260, y: -120 },
        { x: 260, y: 20 },
        { x: -260, y: 20 },
      ],
    },
    {
      kind: "standing",
      name: "DOCENT TOUR",
      grade: "R",
      capacity: 20,
      outline: [
        { x: -110, y: 196 },
        { x: 110, y: 196 },
        { x: 110, y: 260 },
        { x: -110, y: 260 },
      ],
    },
  ],
  stage: {
    kind: "field",
    outline: [
      { x: -110, y: 40 },
      { x: 110, y: 40 },
      { x: 110, y: 180 },
      { x: -110, y: 180 },
    ],
  },
  focal_point: { x: 0, y: 110 },
});

type Side = { readonly name: string; readonly from: { x: number; y: number }; readonly to: { x: number; y: number } };

/** 128 seats round a thrust stage; nobody sits farther than four rows from the players. */
export const blackBox = (): LayoutInput => {
  const sides: readonly (Side & { readonly rows: number; readonly grade: "R" | "S"; readonly accessible: number })[] = [
    { name: "C", from: { x: 65, y: 110 }, to: { x: -65, y: 110 }, rows: 4, grade: "R", accessible: 0 },
    { name: "L", from: { x: -100, y: 75 }, to: { x: -100, y: -35 }, rows: 3, grade: "S", accessible: -1 },
    { name: "R", from: { x: 100, y: -35 }, to: { x: 100, y: 75 }, rows: 3, grade: "S", accessible: -1 },
  ];
  const sections: SectionInput[] = sides.map(({ name, from, to, rows, grade, accessible }) =>
    stand({
      name,
      grade,
      path: [{ kind: "line", from, to }],
      from: 0,
      to: Math.hypot(to.x - from.x, to.y - from.y),
      rows,
      row_pitch: 13,
      tags: accessRow(accessible, 1),
    }),
  );
  return {
    sections,
    stage: {
      kind: "thrust",
      outline: [
        { x: -70, y: -60 },
        { x: 70, y: -60 },
        { x: 70, y: 75 },
        { x: -70, y: 75 },
      ],
    },
    focal_point: { x: 0, y: 40 },
  };
};
