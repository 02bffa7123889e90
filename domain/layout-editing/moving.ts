// Moving, turning and re-shaping seats that are there, and snapping them into line with others.
import type { Point } from "../../schema/layout.ts";
import { LIMITS } from "../../schema/limits.ts";
import { boxOf } from "../layout/outline.ts";
import { type BlockShape, placeBlock } from "./block.ts";
import type { Draft, DraftRow, DraftSection } from "./draft.ts";
import { isWhole, type SeatIds, touches, withRows, withSeats, withSections } from "./rows.ts";

/** Plus nought, because a rounded trifle to the left is "-0", which is another number to whoever compares. */
const onPlan = (value: number): number =>
  Math.max(-LIMITS.coordinate_max, Math.min(LIMITS.coordinate_max, Math.round(value))) + 0;

/** Seats and standing zones chosen together go through one and the same map of the plane. */
function mapped(draft: Draft, seats: SeatIds, zones: SeatIds, to: (point: Point) => Point): Draft {
  const go = <P extends Point>(point: P): P => {
    const { x, y } = to(point);
    return { ...point, x: onPlan(x), y: onPlan(y) };
  };
  return withSections(draft, (section): DraftSection => {
    if (section.kind === "standing")
      return zones.has(section.id) ? { ...section, outline: section.outline.map(go) } : section;
    const next = withRows(section, (row) => withSeats(row, (seat) => (seats.has(seat.id) ? go(seat) : seat)));
    // An outline that was drawn by hand goes along with its whole section.
    if (next === section || section.outline === null || !isWhole(section, seats)) return next;
    return { ...next, outline: section.outline.map(go) };
  });
}

export const move = (draft: Draft, seats: SeatIds, zones: SeatIds, by: Point): Draft =>
  by.x === 0 && by.y === 0 ? draft : mapped(draft, seats, zones, ({ x, y }) => ({ x: x + by.x, y: y + by.y }));

/** Clockwise on the plan, about the middle of what is chosen. */
export function turn(draft: Draft, seats: SeatIds, zones: SeatIds, degrees: number): Draft {
  const middle = middleOf(draft, seats, zones);
  if (middle === null || degrees % 360 === 0) return draft;
  const angle = (degrees * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return mapped(draft, seats, zones, ({ x, y }) => ({
    x: middle.x + (x - middle.x) * cos - (y - middle.y) * sin,
    y: middle.y + (x - middle.x) * sin + (y - middle.y) * cos,
  }));
}

export function mirror(draft: Draft, seats: SeatIds, zones: SeatIds): Draft {
  const middle = middleOf(draft, seats, zones);
  return middle === null ? draft : mapped(draft, seats, zones, ({ x, y }) => ({ x: 2 * middle.x - x, y }));
}

export function middleOf(draft: Draft, seats: SeatIds, zones: SeatIds): Point | null {
  const box = boxOf(pointsOf(draft, seats, zones));
  return box === null ? null : { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
}

function* pointsOf(draft: Draft, seats: SeatIds, zones: SeatIds): Iterable<Point> {
  for (const section of draft.sections) {
    if (section.kind === "standing") {
      if (zones.has(section.id)) yield* section.outline;
      continue;
    }
    for (const row of section.rows) for (const seat of row.seats) if (seats.has(seat.id)) yield seat;
  }
}

/** The rows that are touched are laid out anew, section by section; ids, labels, marks and aisles stay. */
export const reshape = (draft: Draft, seats: SeatIds, shape: BlockShape): Draft =>
  withSections(draft, (section) => {
    if (section.kind === "standing") return section;
    const chosen = section.rows.filter((row) => touches(row, seats));
    const front = chosen[0];
    if (front === undefined) return section;
    const shapes = chosen.map(({ seats: list, breaks }) => ({ seats: list.length, breaks }));
    const laid = placeBlock(shapes, shape, frontMiddle(front));
    const placed = new Map(chosen.map((row, index) => [row, laid[index] ?? []]));
    return withRows(section, (row) => {
      const points = placed.get(row);
      if (points === undefined) return row;
      return withSeats(row, (seat, index) => {
        const point = points[index];
        return point === undefined || (point.x === seat.x && point.y === seat.y)
          ? seat
          : { ...seat, x: onPlan(point.x), y: onPlan(point.y) };
      });
    });
  });

/** The middle seat's place; between two middle seats, half-way. */
function frontMiddle({ seats }: DraftRow): Point {
  const a = seats[(seats.length - 1) >> 1] ?? { x: 0, y: 0 };
  const b = seats[seats.length >> 1] ?? a;
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

export type Snapped = {
  readonly by: Point;
  /** Lines to draw: the x and the y that what moves now shares with something else. */
  readonly guides: { readonly x: number | null; readonly y: number | null };
};

const SNAP_GRID = 10;

/**
 * Brings a move into line: with the left, right or middle of what stands near, else onto the grid. Each axis by itself.
 * `reach` is how far, in units of the plan, something pulls.
 */
export function snap(
  by: Point,
  { moving, peers, reach }: { moving: readonly Point[]; peers: readonly Point[]; reach: number },
): Snapped {
  const axis = (name: "x" | "y"): { by: number; guide: number | null } => {
    let best: { by: number; guide: number; off: number } | null = null;
    for (const own of moving) {
      for (const peer of peers) {
        const off = peer[name] - (own[name] + by[name]);
        if (Math.abs(off) > reach || (best !== null && Math.abs(off) >= Math.abs(best.off))) continue;
        best = { by: by[name] + off, guide: peer[name], off };
      }
    }
    if (best !== null) return { by: best.by, guide: best.guide };
    const anchor = moving[0]?.[name] ?? 0;
    const gridded = Math.round((anchor + by[name]) / SNAP_GRID) * SNAP_GRID - anchor;
    return { by: Math.abs(gridded - by[name]) <= reach ? gridded : Math.round(by[name]), guide: null };
  };
  const x = axis("x");
  const y = axis("y");
  return { by: { x: x.by, y: y.by }, guides: { x: x.guide, y: y.guide } };
}
