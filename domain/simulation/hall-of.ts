// A plain hall for a simulation: as many seats of each grade as are wanted, in rows before the stage. Where the real
// layout is at hand it serves better; what matters to a forecast is how many seats there are and that they adjoin.
import type { Grade, Layout, SeatedSection } from "../../schema/layout.ts";

const ROW_SEATS = 25;
const ROWS_PER_SECTION = 20;
const SEAT_UNITS = 10;
const OUTLINE = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
];

export type SeatsPerGrade = Readonly<Partial<Record<Grade, number>>>;

export function hallOf(seats: SeatsPerGrade): Layout {
  const sections: SeatedSection[] = [];
  for (const [grade, count] of Object.entries(seats) as [Grade, number][]) {
    for (let left = count; left > 0; left -= ROW_SEATS * ROWS_PER_SECTION) {
      sections.push(section(sections.length, grade, Math.min(left, ROW_SEATS * ROWS_PER_SECTION)));
    }
  }
  return {
    layout_version: "plain",
    sections,
    stage: { kind: "stage", outline: OUTLINE },
    focal_point: { x: 0, y: 0 },
  };
}

/** Four sections abreast, the next four behind them. */
function section(number: number, grade: Grade, count: number): SeatedSection {
  const id = `s${number + 1}`;
  const left = ((number % 4) - 2) * (ROW_SEATS + 2) * SEAT_UNITS;
  const depth = 100 + Math.floor(number / 4) * (ROWS_PER_SECTION + 2) * SEAT_UNITS;
  const rows = Array.from({ length: Math.ceil(count / ROW_SEATS) }, (_, r) => ({
    label: String(r + 1),
    seats: Array.from({ length: Math.min(ROW_SEATS, count - r * ROW_SEATS) }, (_, s) => ({
      id: `${id}-${r + 1}-${s + 1}`,
      label: String(s + 1),
      x: left + s * SEAT_UNITS,
      y: depth + r * SEAT_UNITS,
    })),
  }));
  return { id, name: `${grade} ${number + 1}`, kind: "seated", grade, rows, outline: OUTLINE };
}
