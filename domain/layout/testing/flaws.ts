// What would make a plan unusable on a map, for tests of every plan: crowded seats, outlines that miss or overreach.
import type { Layout, Point } from "../../../schema/layout.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { boxOf, contains } from "../outline.ts";

/** Nearer than this two seats are drawn over each other and a finger cannot part them. */
const SEAT_DISTANCE_MIN = 7;
const CELL = 20;

const nearestPair = (points: readonly Point[]): number => {
  const cells = new Map<string, Point[]>();
  let nearest = Number.POSITIVE_INFINITY;
  for (const point of points) {
    const column = Math.floor(point.x / CELL);
    const row = Math.floor(point.y / CELL);
    for (const right of [-1, 0, 1]) {
      for (const down of [-1, 0, 1]) {
        for (const other of cells.get(`${column + right},${row + down}`) ?? []) {
          nearest = Math.min(nearest, Math.hypot(other.x - point.x, other.y - point.y));
        }
      }
    }
    const cell = cells.get(`${column},${row}`);
    if (cell === undefined) cells.set(`${column},${row}`, [point]);
    else cell.push(point);
  }
  return nearest;
};

const onPlan = ({ x, y }: Point): boolean =>
  Number.isInteger(x) && Number.isInteger(y) && Math.max(Math.abs(x), Math.abs(y)) <= LIMITS.coordinate_max;

export const flawsOf = (layout: Pick<Layout, "sections" | "stage" | "focal_point">): string[] => {
  const sections = layout.sections.map((section) => ({
    ...section,
    box: boxOf(section.outline),
    seats: section.kind === "seated" ? section.rows.flatMap((row) => row.seats) : [],
  }));
  const flaws: string[] = [];
  const nearest = nearestPair(sections.flatMap(({ seats }) => seats));
  if (nearest < SEAT_DISTANCE_MIN) flaws.push(`two seats stand ${nearest} apart`);
  for (const { id, outline, seats, box } of sections) {
    if (outline.length < 3 || outline.length > LIMITS.outline_points) flaws.push(`${id}: ${outline.length} corners`);
    const outside = seats.filter((seat) => !contains(outline, seat));
    if (outside.length > 0) flaws.push(`${id}: ${outside.length} seats outside its outline`);
    if (![...outline, ...seats].every(onPlan)) flaws.push(`${id}: a place off the plan`);
    for (const other of sections) {
      if (other.id === id || box === null) continue;
      const strays = other.seats.filter(
        (seat) =>
          seat.x >= box.left &&
          seat.x <= box.right &&
          seat.y >= box.top &&
          seat.y <= box.bottom &&
          contains(outline, seat),
      );
      if (strays.length > 0) flaws.push(`${id}: holds ${strays.length} seats of ${other.id}`);
    }
  }
  if (![...layout.stage.outline, layout.focal_point].every(onPlan)) flaws.push("the stage is off the plan");
  return flaws;
};
