// Joins and admissions over time, thinned as they come: a long sale draws as quickly as a short one.

export type Point = {
  readonly at_ms: number;
  readonly joined: number;
  /** The last position let in. */
  readonly head: number;
  readonly paused: boolean;
};
export type Series = { points: Point[]; step: number; seen: number };

const POINTS_MAX = 600;

export const newSeries = (): Series => ({ points: [], step: 1, seen: 0 });

/** One point for a moment of the log, whose times are whole seconds; every second one goes when there are too many. */
export function addPoint(series: Series, point: Point): void {
  const last = series.points.at(-1);
  if (last !== undefined && last.at_ms === point.at_ms && last.paused === point.paused) {
    series.points[series.points.length - 1] = point;
    return;
  }
  series.seen++;
  // A pause begins and ends where it does, however much is left out.
  const edge = last === undefined || last.paused !== point.paused;
  if (edge || series.seen % series.step === 0) series.points.push(point);
  else series.points[series.points.length - 1] = point;
  if (series.points.length <= POINTS_MAX) return;
  series.points = series.points.filter(
    (kept, i, all) => i % 2 === 0 || i === all.length - 1 || kept.paused !== all[i - 1]?.paused,
  );
  series.step *= 2;
}

export type Drawing = {
  readonly joined: string;
  readonly head: string;
  /** The people between the two lines. */
  readonly waiting: string;
  readonly pauses: readonly { readonly x: number; readonly width: number }[];
  readonly you: { readonly y: number; readonly from_x: number; readonly to_x: number; readonly inside: boolean } | null;
  readonly from_ms: number;
  readonly to_ms: number;
  readonly top: number;
};

const round = (value: number): number => Math.round(value * 100) / 100;

/** In a box of 100 by 100; the page stretches it. Steps, for nobody joins or enters by halves. */
export function drawingOf({ points }: Series, position: number | null): Drawing | null {
  const first = points.find(({ joined }) => joined > 0);
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const shown = points.filter(({ joined }) => joined > 0);
  const span_ms = Math.max(1_000, last.at_ms - first.at_ms);
  const top = Math.max(1, last.joined);
  const x = (at_ms: number): number => round(((at_ms - first.at_ms) / span_ms) * 100);
  const y = (count: number): number => round(100 - (count / top) * 100);
  const steps = (value: (point: Point) => number): string =>
    shown.map((point, i) => (i === 0 ? `M0 ${y(value(point))}` : `H${x(point.at_ms)}V${y(value(point))}`)).join("");
  const joined = `${steps((point) => point.joined)}H100`;
  const head = `${steps((point) => point.head)}H100`;
  const back = [...shown].reverse().map((point, i, all) => {
    const before = all[i + 1];
    return `H${x(point.at_ms)}${before === undefined ? "" : `V${y(before.head)}`}`;
  });
  const waiting = `${joined}V${y(last.head)}${back.join("")}Z`;
  return {
    joined,
    head,
    waiting,
    pauses: pausesOf(shown, x),
    you: youIn(shown, position, { x, y }),
    from_ms: first.at_ms,
    to_ms: last.at_ms,
    top,
  };
}

function pausesOf(points: readonly Point[], x: (at_ms: number) => number): Drawing["pauses"] {
  const pauses: { x: number; width: number }[] = [];
  let since: number | null = null;
  for (const point of points) {
    if (point.paused && since === null) since = x(point.at_ms);
    if (point.paused || since === null) continue;
    pauses.push({ x: since, width: round(x(point.at_ms) - since) });
    since = null;
  }
  if (since !== null) pauses.push({ x: since, width: round(100 - since) });
  return pauses;
}

function youIn(
  points: readonly Point[],
  position: number | null,
  scale: { x: (at_ms: number) => number; y: (count: number) => number },
): Drawing["you"] {
  const came = position === null ? undefined : points.find(({ joined }) => joined >= position);
  if (position === null || came === undefined) return null;
  const entered = points.find(({ head }) => head >= position);
  return {
    y: scale.y(position),
    from_x: scale.x(came.at_ms),
    to_x: entered === undefined ? 100 : scale.x(entered.at_ms),
    inside: entered !== undefined,
  };
}
