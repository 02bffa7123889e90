// What a counter or a gauge did within a window of time. Measurements fall inside the window and not on its edges, so the
// increase seen is stretched to them as Prometheus does it: not further than a measurement's own distance, nor below nought.
export type Point = { readonly at_ms: number; readonly value: number };
type Window = { readonly from_ms: number; readonly to_ms: number };

/** A gap of more than this many usual distances means that the series did not live there. */
const GAP = 1.1;

/** Null where fewer than two measurements tell anything. A counter that fell began anew. */
export function increaseIn(points: readonly Point[], { from_ms, to_ms }: Window): number | null {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2) return null;
  let seen = last.value - first.value;
  for (const [i, { value }] of points.entries()) {
    const before = points[i - 1];
    if (before !== undefined && value < before.value) seen += before.value;
  }
  const covered_ms = last.at_ms - first.at_ms;
  const usual_ms = covered_ms / (points.length - 1);
  const to_nought_ms = seen > 0 && first.value >= 0 ? covered_ms * (first.value / seen) : Number.POSITIVE_INFINITY;
  const stretch = (gap_ms: number): number => (gap_ms < usual_ms * GAP ? gap_ms : usual_ms / 2);
  const stretched_ms =
    covered_ms + stretch(Math.min(first.at_ms - from_ms, to_nought_ms)) + stretch(to_ms - last.at_ms);
  return seen * (stretched_ms / covered_ms);
}

export const changesIn = (points: readonly Point[]): number =>
  points.filter(({ value }, i) => i > 0 && value !== points[i - 1]?.value).length;
