// The picture of a sale: thinned without lying, drawn in steps, a pause where it was.
import { describe, expect, it } from "vitest";
import { addPoint, drawingOf, newSeries, type Point } from "./series.ts";

const pointAt = (second: number, joined: number, head: number, paused = false): Point => ({
  at_ms: second * 1_000,
  joined,
  head,
  paused,
});

describe("the picture of a sale", () => {
  it("L21: a long sale draws as few points as a short one, and ends where it ends", () => {
    const series = newSeries();
    for (let i = 1; i <= 50_000; i++) addPoint(series, pointAt(i, i, Math.floor(i / 2)));
    expect(series.points.length).toBeLessThan(700);
    expect(series.points.at(-1)).toEqual(pointAt(50_000, 50_000, 25_000));
    const times = series.points.map(({ at_ms }) => at_ms);
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });

  it("L21: a pause keeps its beginning and its end, however much is left out", () => {
    const series = newSeries();
    for (let i = 1; i <= 9_000; i++) addPoint(series, pointAt(i, i, 0, i >= 4_000 && i < 4_003));
    const drawing = drawingOf(series, null);
    expect(drawing?.pauses).toHaveLength(1);
    expect(drawing?.pauses[0]?.x).toBeCloseTo(44.4, 0);
  });

  it("L21: what happened within a second is one step", () => {
    const series = newSeries();
    for (const joined of [1, 2, 3]) addPoint(series, pointAt(7, joined, 0));
    expect(series.points).toEqual([pointAt(7, 3, 0)]);
  });

  it("L22: a fan's own wait goes from their joining to their being let in", () => {
    const series = newSeries();
    for (const point of [pointAt(0, 0, 0), pointAt(10, 10, 0), pointAt(20, 20, 5), pointAt(30, 20, 15)]) {
      addPoint(series, point);
    }
    expect(drawingOf(series, 12)?.you).toEqual({ y: 40, from_x: 50, to_x: 100, inside: true });
    expect(drawingOf(series, 18)?.you).toMatchObject({ inside: false, to_x: 100 });
    expect(drawingOf(series, 99)?.you).toBeNull();
    expect(drawingOf(newSeries(), null)).toBeNull();
  });
});
