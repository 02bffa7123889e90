// A house small enough to count on one's fingers: two blocks of one grade, a balcony of another, a floor to stand on.
import { buildLayout } from "../../../domain/layout/build.ts";
import type { Layout, LayoutInput } from "../../../schema/layout.ts";
import { type Plan, planOf } from "../plan.ts";

type Seats = Extract<LayoutInput["sections"][number], { kind: "seated" }>["rows"][number]["seats"];
type Tags = ("wheelchair" | "companion" | "restricted_view" | "step_free")[];

const seats = (from_x: number, y: number, tags: Readonly<Record<number, Tags>> = {}): Seats =>
  Array.from({ length: 8 }, (_, i) => ({
    label: String(i + 1),
    x: from_x + i * 10,
    y,
    ...(tags[i] === undefined ? {} : { tags: tags[i] }),
  }));

export function smallLayout(): Layout {
  const built = buildLayout({
    sections: [
      {
        kind: "seated",
        name: "A",
        grade: "R",
        rows: [
          { label: "1", seats: seats(0, 0) },
          // An aisle between the fourth and the fifth seat.
          { label: "2", seats: seats(0, 12), breaks: [3] },
        ],
      },
      { kind: "seated", name: "B", grade: "R", rows: [{ label: "1", seats: seats(120, 0) }] },
      {
        kind: "seated",
        name: "Balcony",
        grade: "S",
        rows: [
          {
            label: "1",
            seats: seats(0, 80, {
              0: ["wheelchair", "step_free"],
              1: ["companion", "step_free"],
              7: ["restricted_view"],
            }),
          },
        ],
      },
      {
        kind: "standing",
        name: "Floor",
        grade: "STANDING",
        capacity: 50,
        outline: [
          { x: 0, y: -60 },
          { x: 200, y: -60 },
          { x: 200, y: -30 },
          { x: 0, y: -30 },
        ],
      },
    ],
    focal_point: { x: 40, y: -100 },
  });
  if (!built.ok) throw new Error(JSON.stringify(built.failure));
  return { layout_version: "small.1", ...built.value };
}

export const smallHouse = (): Plan => planOf(smallLayout());
