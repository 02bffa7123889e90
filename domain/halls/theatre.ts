// Proscenium theatres: curved stalls in three blocks, a balcony or two above the back, boxes to the sides.
import type { Grade, LayoutInput, SectionInput } from "../../schema/layout.ts";
import { accessRow, arcPoints, lettered, type SeatAt, stand, trimTo } from "./drawing.ts";

type Tier = {
  readonly floor: number;
  /** From the middle of the rows' circle to the first row. */
  readonly radius: number;
  readonly rows: number;
  /** Half angles of the middle block and of the whole tier. */
  readonly middle: number;
  readonly spread: number;
  readonly grades: { readonly middle: Grade; readonly sides: Grade; readonly back: Grade };
  /** Rows from here on belong to blocks of the cheaper grade. */
  readonly back_from: number;
  readonly access_row: number;
};

/** Angle of one aisle at the front row. */
const aisleAngle = (radius: number): number => (24 / radius) * (180 / Math.PI);

const blocks = (tier: Tier) => {
  const aisle = aisleAngle(tier.radius);
  return [
    { letter: "L", from: 90 + tier.middle + aisle, to: 90 + tier.spread, side: true },
    { letter: "C", from: 90 - tier.middle, to: 90 + tier.middle, side: false },
    { letter: "R", from: 90 - tier.spread, to: 90 - tier.middle - aisle, side: true },
  ];
};

const tierSections = (tier: Tier, center: { x: number; y: number }): SectionInput[] =>
  [
    { rows: tier.back_from, offset: 0, back: false },
    { rows: tier.rows - tier.back_from, offset: tier.back_from, back: true },
  ].flatMap((part) =>
    part.rows <= 0
      ? []
      : blocks(tier).map((block) => {
          const accessible = accessRow(tier.access_row - part.offset, 2);
          // Far to the side the proscenium hides a corner of the stage.
          const hidden = ({ seat, seats }: SeatAt) =>
            block.side && (block.letter === "L" ? seat < 2 : seat >= seats - 2);
          const radius = tier.radius + part.offset * 12 + (part.back ? 14 : 0);
          return stand({
            name: `${tier.floor}F ${block.letter}${part.back ? "2" : "1"}`,
            grade: part.back ? tier.grades.back : block.side ? tier.grades.sides : tier.grades.middle,
            path: [{ kind: "arc", center, radius, from: block.from, to: block.to }],
            from: 0,
            to: ((block.to - block.from) * Math.PI * radius) / 180,
            rows: part.rows,
            row_pitch: 12,
            level: tier.floor,
            row_label: (row) => lettered(row + part.offset),
            tags: (at) => [...accessible(at), ...(hidden(at) ? (["restricted_view"] as const) : [])],
          });
        }),
  );

/** 500 seats, the size at which an actor needs no microphone. */
export const smallTheatre = (): LayoutInput => {
  const center = { x: 0, y: -330 };
  const sections = [
    ...tierSections(
      {
        floor: 1,
        radius: 400,
        rows: 9,
        middle: 13,
        spread: 28,
        grades: { middle: "VIP", sides: "R", back: "S" },
        back_from: 6,
        access_row: 8,
      },
      center,
    ),
    ...tierSections(
      {
        floor: 2,
        radius: 556,
        rows: 3,
        middle: 11.5,
        spread: 26,
        grades: { middle: "S", sides: "A", back: "A" },
        back_from: 3,
        access_row: -1,
      },
      center,
    ),
  ];
  return {
    sections: trimTo(sections, 500),
    stage: {
      kind: "stage",
      outline: [{ x: -150, y: -90 }, { x: 150, y: -90 }, ...arcPoints(center, 372, 63, 117, 8)],
    },
    focal_point: { x: 0, y: 40 },
  };
};

/** A playhouse of about 1,200 with two balconies. */
export const playhouse = (): LayoutInput => {
  const center = { x: 0, y: -560 };
  const sections = [
    ...tierSections(
      {
        floor: 1,
        radius: 640,
        rows: 14,
        middle: 11,
        spread: 24,
        grades: { middle: "VIP", sides: "R", back: "R" },
        back_from: 9,
        access_row: 13,
      },
      center,
    ),
    ...tierSections(
      {
        floor: 2,
        radius: 868,
        rows: 4,
        middle: 10,
        spread: 22,
        grades: { middle: "S", sides: "S", back: "S" },
        back_from: 4,
        access_row: 0,
      },
      center,
    ),
    ...tierSections(
      {
        floor: 3,
        radius: 958,
        rows: 4,
        middle: 9,
        spread: 21,
        grades: { middle: "A", sides: "A", back: "A" },
        back_from: 4,
        access_row: -1,
      },
      center,
    ),
  ];
  return {
    sections,
    stage: {
      kind: "stage",
      outline: [{ x: -210, y: -110 }, { x: 210, y: -110 }, ...arcPoints(center, 606, 67, 113, 8)],
    },
    focal_point: { x: 0, y: 44 },
  };
};
