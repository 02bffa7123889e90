// Fifty thousand seats in eighty blocks around a field: as many seats, sections and grades as the largest house sold here.
import type { Grade, LayoutInput, SectionInput } from "../../schema/layout.ts";

const COLUMNS = 10;
const LINES = 8;
const SIDE = 25;
const PITCH = 10;
const AISLE = 24;
const BLOCK = SIDE * PITCH + AISLE;
const FIELD_HEIGHT = 700;
const GRADES_BY_LINE: readonly Grade[] = ["B", "A", "S", "R", "VIP", "R", "S", "A"];

function block(column: number, line: number): SectionInput {
  const left = column * BLOCK;
  const top = line * BLOCK + (line >= LINES / 2 ? FIELD_HEIGHT : 0);
  return {
    kind: "seated",
    name: `${line + 1}${String(column + 1).padStart(2, "0")}`,
    grade: GRADES_BY_LINE[line] ?? "B",
    rows: Array.from({ length: SIDE }, (_, row) => ({
      label: String(row + 1),
      seats: Array.from({ length: SIDE }, (_, seat) => ({
        label: String(seat + 1),
        x: left + seat * PITCH,
        y: top + row * PITCH,
        ...(row === 0 && seat < 2 ? { tags: [seat === 0 ? ("wheelchair" as const) : ("companion" as const)] } : {}),
      })),
    })),
  };
}

export function stadiumInput(): LayoutInput {
  const top = (LINES / 2) * BLOCK;
  const right = COLUMNS * BLOCK;
  return {
    sections: Array.from({ length: LINES * COLUMNS }, (_, i) => block(i % COLUMNS, Math.floor(i / COLUMNS))),
    stage: {
      kind: "field",
      outline: [
        { x: 300, y: top + 40 },
        { x: right - 300, y: top + 40 },
        { x: right - 300, y: top + FIELD_HEIGHT - 60 },
        { x: 300, y: top + FIELD_HEIGHT - 60 },
      ],
    },
    focal_point: { x: Math.round(right / 2), y: Math.round(top + FIELD_HEIGHT / 2) },
  };
}
