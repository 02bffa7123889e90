// Outlines of sections: a line around the seats that follows the rows, or a hull where the rows follow no pattern.
import type { Point } from "../../schema/layout.ts";
import { LIMITS } from "../../schema/limits.ts";

/** From a seat's middle to the line around its section; about the seat's own half width, so that aisles stay open. */
const OUTLINE_MARGIN = 8;

export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

export const boxOf = (points: Iterable<Point>): Box | null => {
  let box: Box | null = null;
  for (const { x, y } of points) {
    box =
      box === null
        ? { left: x, top: y, right: x, bottom: y }
        : {
            left: Math.min(box.left, x),
            top: Math.min(box.top, y),
            right: Math.max(box.right, x),
            bottom: Math.max(box.bottom, y),
          };
  }
  return box;
};

export const boxOutline = ({ left, top, right, bottom }: Box): Point[] => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
  { x: left, y: bottom },
];

/** Even-odd rule; a point on the line may fall on either side. */
export const contains = (outline: readonly Point[], { x, y }: Point): boolean => {
  let inside = false;
  let before = outline.at(-1);
  for (const corner of outline) {
    if (before !== undefined && corner.y > y !== before.y > y) {
      const crossing = before.x + ((y - before.y) / (corner.y - before.y)) * (corner.x - before.x);
      if (x < crossing) inside = !inside;
    }
    before = corner;
  }
  return inside;
};

const distanceToLine = (point: Point, from: Point, to: Point): number => {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / squared;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy);
};

/** How far a point stands from the nearest edge. */
export const clearance = (outline: readonly Point[], point: Point): number => {
  let nearest = Number.POSITIVE_INFINITY;
  let before = outline.at(-1);
  for (const corner of outline) {
    if (before !== undefined) nearest = Math.min(nearest, distanceToLine(point, before, corner));
    before = corner;
  }
  return nearest;
};

/** Ramer, Douglas and Peucker on an open line: leaves out what lies within the tolerance. */
const simplifyLine = (line: readonly Point[], tolerance: number): Point[] => {
  const first = line[0];
  const last = line.at(-1);
  if (first === undefined || last === undefined || line.length < 3) return [...line];
  let farthest = 0;
  let at = 0;
  line.forEach((point, index) => {
    const distance = distanceToLine(point, first, last);
    if (distance > farthest) {
      farthest = distance;
      at = index;
    }
  });
  if (farthest <= tolerance) return [first, last];
  return [...simplifyLine(line.slice(0, at + 1), tolerance).slice(0, -1), ...simplifyLine(line.slice(at), tolerance)];
};

const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

const halfHull = (points: readonly Point[]): Point[] => {
  const hull: Point[] = [];
  for (const point of points) {
    for (;;) {
      const last = hull.at(-1);
      const before = hull.at(-2);
      if (last === undefined || before === undefined || turn(before, last, point) > 0) break;
      hull.pop();
    }
    hull.push(point);
  }
  return hull.slice(0, -1);
};

const convexHull = (points: readonly Point[]): Point[] => {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  return [...halfHull(sorted), ...halfHull(sorted.reverse())];
};

const hullAround = (seats: readonly Point[], margin: number): Point[] => {
  const hull = convexHull(
    seats.flatMap(({ x, y }) => [
      { x: x - margin, y: y - margin },
      { x: x + margin, y: y - margin },
      { x: x + margin, y: y + margin },
      { x: x - margin, y: y + margin },
    ]),
  );
  if (hull.length <= LIMITS.outline_points) return hull;
  const box = boxOf(hull);
  return box === null ? hull : boxOutline(box);
};

/** A row's curve is meant and kept; ends that step in and out by half a seat are drawn as one straight line. */
const CURVE_TOLERANCE = 1.2;
const ENDS_TOLERANCE = 5;

/** Along the first row, down the rows' ends, back along the last row, up the other ends. */
const edgeOf = (rows: readonly (readonly Point[])[]): Point[] => {
  const right = simplifyLine(
    rows.flatMap((row) => row.at(-1) ?? []),
    ENDS_TOLERANCE,
  );
  const left = simplifyLine(
    rows.flatMap((row) => row[0] ?? []),
    ENDS_TOLERANCE,
  ).reverse();
  const edge = [
    ...simplifyLine(rows[0] ?? [], CURVE_TOLERANCE),
    ...right.slice(1, -1),
    ...simplifyLine(rows.at(-1) ?? [], CURVE_TOLERANCE).reverse(),
    ...left.slice(1, -1),
  ];
  return edge.filter(({ x, y }, index) => {
    const before = edge.at(index - 1);
    return before === undefined || before.x !== x || before.y !== y;
  });
};

const signedArea = (outline: readonly Point[]): number => {
  let doubled = 0;
  let before = outline.at(-1);
  for (const corner of outline) {
    if (before !== undefined) doubled += before.x * corner.y - corner.x * before.y;
    before = corner;
  }
  return doubled / 2;
};

/** Moves every edge outward by the margin; sharp corners are held to twice the margin. */
const grown = (outline: readonly Point[], margin: number): Point[] => {
  const way = signedArea(outline) > 0 ? 1 : -1;
  return outline.map((corner, index) => {
    const before = outline.at(index - 1) ?? corner;
    const after = outline[(index + 1) % outline.length] ?? corner;
    const inLength = Math.hypot(corner.x - before.x, corner.y - before.y) || 1;
    const outLength = Math.hypot(after.x - corner.x, after.y - corner.y) || 1;
    const a = { x: (corner.y - before.y) / inLength, y: (before.x - corner.x) / inLength };
    const b = { x: (after.y - corner.y) / outLength, y: (corner.x - after.x) / outLength };
    const reach = (way * margin) / Math.max(0.5, 1 + a.x * b.x + a.y * b.y);
    return { x: Math.round(corner.x + (a.x + b.x) * reach), y: Math.round(corner.y + (a.y + b.y) * reach) };
  });
};

/** A single row has no depth; drawn a hair's breadth before and behind itself it bends like any other. */
const withDepth = (row: readonly Point[]): Point[][] =>
  [-0.5, 0.5].map((shift) =>
    row.map((point, index) => {
      const before = row[index - 1] ?? point;
      const after = row[index + 1] ?? point;
      const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
      return {
        x: point.x - (shift * (after.y - before.y)) / length,
        y: point.y + (shift * (after.x - before.x)) / length,
      };
    }),
  );

/** An outline that holds every seat, with room around each. */
export const outlineAround = (rows: readonly (readonly Point[])[], margin = OUTLINE_MARGIN): Point[] => {
  const seats = rows.flat();
  const [only] = rows;
  const edge = edgeOf(rows.length === 1 && only !== undefined ? withDepth(only) : rows);
  if (edge.length >= 3) {
    const outline = grown(edge, margin);
    const holds = (seat: Point) => contains(outline, seat) && clearance(outline, seat) >= 3;
    if (outline.length >= 3 && outline.length <= LIMITS.outline_points && seats.every(holds)) return outline;
  }
  return hullAround(seats, margin);
};
