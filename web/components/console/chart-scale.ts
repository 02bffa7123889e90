// Where a chart's values stand: pure arithmetic, shared by every curve.
export type Point = { readonly x: number; readonly y: number };
export type Bounds = { readonly x_from: number; readonly x_to: number; readonly y_to: number };

/** Curves are drawn on a sheet of this size and stretched to the screen. */
export const SHEET = 1_000;

const round = (value: number): number => Math.round(value * 10) / 10;

/** 1, 2 or 5 times a power of ten, at least as large as the largest value: a scale that a person reads. */
export function niceTop(largest: number): number {
  if (!(largest > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 2, 5, 10].find((one) => one * power >= largest) ?? 10;
  return step * power;
}

export function boundsOf(points: readonly Point[], thresholds: readonly number[]): Bounds {
  const xs = points.map(({ x }) => x);
  const x_from = points.length === 0 ? 0 : Math.min(...xs);
  const x_to = points.length === 0 ? 1 : Math.max(...xs);
  const y_to = niceTop(Math.max(0, ...points.map(({ y }) => y), ...thresholds));
  return { x_from, x_to: x_to === x_from ? x_from + 1 : x_to, y_to };
}

const placed = ({ x, y }: Point, { x_from, x_to, y_to }: Bounds): string =>
  `${round(((x - x_from) / (x_to - x_from)) * SHEET)} ${round(SHEET - (y / y_to) * SHEET)}`;

export function linePath(points: readonly Point[], bounds: Bounds): string {
  return points.map((point, index) => `${index === 0 ? "M" : "L"}${placed(point, bounds)}`).join("");
}

export function areaPath(points: readonly Point[], bounds: Bounds): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return "";
  return `${linePath(points, bounds)}L${placed({ x: last.x, y: 0 }, bounds)}L${placed({ x: first.x, y: 0 }, bounds)}Z`;
}

/** How far down a value stands, as a share of the height. */
export const depthOf = (y: number, { y_to }: Bounds): number => 1 - y / y_to;
