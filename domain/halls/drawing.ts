// Draws stands the way they are built: a line along the front row, rows behind it one step apart, seats one pitch apart.
import type { Grade, Point, SeatTag, SectionInput } from "../../schema/layout.ts";

/**
 * Walked clockwise on the screen, so that the audience side is always the outside. Angles are degrees, 0 to the right,
 * 90 down.
 */
type Piece =
  | { readonly kind: "line"; readonly from: Point; readonly to: Point }
  | {
      readonly kind: "arc";
      readonly center: Point;
      readonly radius: number;
      readonly from: number;
      readonly to: number;
    };
export type Path = readonly Piece[];

type Spot = Point & { readonly nx: number; readonly ny: number };
type SeatedInput = Extract<SectionInput, { kind: "seated" }>;
type SeatInput = { label: string; x: number; y: number; tags?: SeatTag[] | undefined };

const SEAT_PITCH = 10;
const SAMPLE_STEP = 3;
const RADIAN = Math.PI / 180;

export const polar = (center: Point, radius: number, degrees: number): Point => ({
  x: center.x + radius * Math.cos(degrees * RADIAN),
  y: center.y + radius * Math.sin(degrees * RADIAN),
});

export const rounded = (points: readonly Point[]): Point[] =>
  points.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));

export const arcPoints = (center: Point, radius: number, from: number, to: number, steps: number): Point[] =>
  rounded(Array.from({ length: steps + 1 }, (_, step) => polar(center, radius, from + ((to - from) * step) / steps)));

const lengthOf = (piece: Piece): number =>
  piece.kind === "line"
    ? Math.hypot(piece.to.x - piece.from.x, piece.to.y - piece.from.y)
    : Math.abs(piece.to - piece.from) * RADIAN * piece.radius;

export const pathLength = (path: Path): number => path.reduce((sum, piece) => sum + lengthOf(piece), 0);

const spotOn = (piece: Piece, share: number): Spot => {
  if (piece.kind === "arc") {
    const degrees = piece.from + (piece.to - piece.from) * share;
    const { x, y } = polar(piece.center, piece.radius, degrees);
    return { x, y, nx: Math.cos(degrees * RADIAN), ny: Math.sin(degrees * RADIAN) };
  }
  const dx = piece.to.x - piece.from.x;
  const dy = piece.to.y - piece.from.y;
  const length = Math.hypot(dx, dy);
  return { x: piece.from.x + dx * share, y: piece.from.y + dy * share, nx: dy / length, ny: -dx / length };
};

/** The stretch of a path between two distances along it, moved outward. */
const stretchOf = (path: Path, from: number, to: number, outward: number): Point[] => {
  const points: Point[] = [];
  let start = 0;
  for (const piece of path) {
    const length = lengthOf(piece);
    const first = Math.max(from - start, 0);
    const last = Math.min(to - start, length);
    if (last > first) {
      const steps = piece.kind === "line" ? 1 : Math.ceil((last - first) / SAMPLE_STEP);
      for (let step = 0; step <= steps; step += 1) {
        const spot = spotOn(piece, (first + ((last - first) * step) / steps) / length);
        points.push({ x: spot.x + spot.nx * outward, y: spot.y + spot.ny * outward });
      }
    }
    start += length;
  }
  return points;
};

/** Points at the given distances along a line, distances in rising order. */
const pointsAt = (line: readonly Point[], distances: readonly number[]): Point[] => {
  const found: Point[] = [];
  let walked = 0;
  let before = line[0];
  for (const corner of line.slice(1)) {
    if (before === undefined) break;
    const length = Math.hypot(corner.x - before.x, corner.y - before.y);
    while (found.length < distances.length) {
      const left = (distances[found.length] ?? 0) - walked;
      if (left > length + 0.001) break;
      const share = length === 0 ? 0 : left / length;
      found.push({ x: before.x + (corner.x - before.x) * share, y: before.y + (corner.y - before.y) * share });
    }
    walked += length;
    before = corner;
  }
  return rounded(found);
};

const lineLength = (line: readonly Point[]): number =>
  line.slice(1).reduce((sum, corner, index) => {
    const before = line[index] ?? corner;
    return sum + Math.hypot(corner.x - before.x, corner.y - before.y);
  }, 0);

export type SeatAt = { readonly row: number; readonly seat: number; readonly seats: number };

export type Stand = {
  readonly name: string;
  readonly grade: Grade;
  readonly path: Path;
  /** Distances along the path, at the front row. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** How far the first row stands outside the path. */
  readonly outward?: number;
  readonly row_pitch?: number;
  readonly level?: number;
  readonly side?: "HOME" | "AWAY";
  readonly row_label?: (row: number) => string;
  /** Rows and seats count from 0, seats from the left as one sits. */
  readonly tags?: (at: SeatAt) => SeatTag[];
  /** Places left out: stairs, a vomitory, a camera. */
  readonly without?: (at: SeatAt) => boolean;
};

const seatsOf = (stand: Stand, row: number): SeatInput[] => {
  const outward = (stand.outward ?? 0) + row * (stand.row_pitch ?? 11);
  const line = stretchOf(stand.path, stand.from, stand.to, outward).reverse();
  const length = lineLength(line);
  const seats = Math.floor((length + 0.01) / SEAT_PITCH) + 1;
  const first = (length - (seats - 1) * SEAT_PITCH) / 2;
  const distances = Array.from({ length: seats }, (_, seat) => first + seat * SEAT_PITCH);
  return pointsAt(line, distances)
    .flatMap((point, seat) => {
      const at = { row, seat, seats };
      if (stand.without?.(at) === true) return [];
      const tags = stand.tags?.(at) ?? [];
      return [tags.length === 0 ? { label: "", ...point } : { label: "", ...point, tags }];
    })
    .map((seat, index) => ({ ...seat, label: String(index + 1) }));
};

export const stand = (plan: Stand): SeatedInput => ({
  kind: "seated",
  name: plan.name,
  grade: plan.grade,
  ...(plan.level === undefined ? {} : { level: plan.level }),
  ...(plan.side === undefined ? {} : { side: plan.side }),
  rows: Array.from({ length: plan.rows }, (_, row) => ({
    label: plan.row_label?.(row) ?? String(row + 1),
    seats: seatsOf(plan, row),
  })).filter(({ seats }) => seats.length > 0),
});

/** Cuts a path into sections with aisles between them. */
export const cut = (
  from: number,
  to: number,
  sections: number,
  aisle: number,
): { readonly from: number; readonly to: number }[] => {
  const each = (to - from - (sections - 1) * aisle) / sections;
  return Array.from({ length: sections }, (_, index) => ({
    from: from + index * (each + aisle),
    to: from + index * (each + aisle) + each,
  }));
};

/** Rows lettered A to Z, then AA: the habit of theatres. */
export const lettered = (row: number): string =>
  row < 26 ? String.fromCharCode(65 + row) : `A${String.fromCharCode(65 + row - 26)}`;

/** Wheelchair places, each with a companion beside it, at both ends of one row; that row is reached without a step. */
export const accessRow =
  (accessible: number, pairs: number) =>
  ({ row, seat, seats }: SeatAt): SeatTag[] => {
    if (row !== accessible) return [];
    const fromEnd = Math.min(seat, seats - 1 - seat);
    if (fromEnd >= pairs * 2) return ["step_free"];
    return [fromEnd % 2 === 0 ? "wheelchair" : "companion", "step_free"];
  };

const SHORTEST_LAST_ROW = 6;

const isAccessible = ({ tags }: SeatInput): boolean => tags?.includes("wheelchair") === true;

const countOf = (section: SectionInput): number =>
  section.kind === "standing"
    ? section.capacity
    : section.rows.reduce((sum, { seats }) => sum + (typeof seats === "number" ? seats : seats.length), 0);

/** The last row with fewer seats, taken evenly from both ends. */
const shortened = (section: SeatedInput, gone: number): SeatedInput => ({
  ...section,
  rows: section.rows.map((row, at) => {
    if (gone === 0 || at < section.rows.length - 1 || typeof row.seats === "number") return row;
    const kept = row.seats.slice(Math.ceil(gone / 2), row.seats.length - Math.floor(gone / 2));
    return { ...row, seats: kept.map((seat, place) => ({ ...seat, label: String(place + 1) })) };
  }),
});

/** Takes pairs of seats away from the ends of the top tier's last rows, the longest first, until the number is right. */
export const trimTo = (sections: readonly SectionInput[], places: number): SectionInput[] => {
  let excess = sections.reduce((sum, section) => sum + countOf(section), 0) - places;
  if (excess < 0) throw new Error(`The plan has ${-excess} places too few`);
  const top = Math.max(...sections.map(({ level }) => level ?? 0));
  const left = sections.map((section) => {
    const seats = section.kind === "seated" && section.level === top ? section.rows.at(-1)?.seats : undefined;
    return seats === undefined || typeof seats === "number" || seats.some(isAccessible) ? 0 : seats.length;
  });
  const gone = sections.map(() => 0);
  while (excess > 0) {
    const pair = Math.min(2, excess);
    const longest = Math.max(...left);
    const index = left.indexOf(longest);
    if (longest < SHORTEST_LAST_ROW + pair) throw new Error(`The last rows cannot give up ${excess} more places`);
    left[index] = longest - pair;
    gone[index] = (gone[index] ?? 0) + pair;
    excess -= pair;
  }
  return sections.map((section, index) =>
    section.kind === "standing" ? section : shortened(section, gone[index] ?? 0),
  );
};
