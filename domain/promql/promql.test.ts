// AL1: our reading of Prometheus' language is Prometheus' own, for the part of it that we write.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate, type Series } from "./evaluate.ts";
import { parseExpression } from "./parse.ts";
import { hasPromtool, promtool } from "./testing/promtool.ts";
import { durationMs, durationText, Unreadable } from "./tokens.ts";

const MINUTE_MS = 60_000;
const SEED = 20_261_128;

const series = (name: string, labels: Series["labels"], values: readonly (number | null)[]): Series => ({
  name,
  labels,
  points: values.flatMap((value, i) => (value === null ? [] : [{ at_ms: i * MINUTE_MS, value }])),
});
const at = (text: string, all: readonly Series[], minute: number) =>
  evaluate(parseExpression(text), { series: all, at_ms: minute * MINUTE_MS });

describe("AL1 the language", () => {
  test("AL1: what binds tighter is read first, and equals from left to right", () => {
    const of = (text: string) => evaluate(parseExpression(text), { series: [], at_ms: 0 })[0]?.value;
    expect([of("1 + 2 * 3"), of("(1 + 2) * 3"), of("8 / 4 / 2"), of("7 - 2 - 1")]).toEqual([7, 9, 1, 4]);
    expect(parseExpression("a > 1 and b == 2 or c")).toMatchObject({ op: "or", left: { op: "and" } });
  });

  test.each([
    ["sum by (show", "missing"],
    ["rate(a)", "wants a window"],
    ["a{show=1}", "condition"],
    ["a b", "behind the end"],
    ["a[x]", "window"],
    ["a $ b", "no meaning"],
    ["", "missing"],
  ])("AL1: %s is refused with the place and the reason", (text, why) => {
    expect(() => parseExpression(text)).toThrow(Unreadable);
    expect(() => parseExpression(text)).toThrow(why);
  });

  test("AL1: a value older than five minutes is none, and one at the edge still is", () => {
    const all = [series("a", {}, [1])];
    expect(at("a", all, 5)).toEqual([{ labels: {}, value: 1 }]);
    expect(at("a", all, 5.001)).toEqual([]);
  });

  test("AL1: a counter that begins anew has not shrunk", () => {
    const all = [series("a", {}, [100, 110, 5, 10])];
    expect(at("increase(a[3m])", all, 3)[0]?.value).toBeCloseTo(20, 9);
    expect(at("increase(a[3m])", all.slice(1), 3)).toEqual([]);
  });

  test("AL1: durations are read and written alike", () => {
    expect(["0s", "90s", "5m", "2h", "1d"].map((text) => durationText(durationMs(text)))).toEqual([
      "0s",
      "90s",
      "5m",
      "2h",
      "1d",
    ]);
  });
});

const EXPRESSIONS = [
  "a",
  'a{show="x"}',
  'a{show!="x"}',
  'a{show=~"x|y"}',
  'a{show!~"x.*"}',
  "a > 3",
  "3 < a",
  "a + b",
  "a / b > 1",
  "a and b > 2",
  "a or b",
  "a unless b > 2",
  "sum(a)",
  "sum by (show) (c)",
  "max without (kind) (c)",
  "count by (kind) (c)",
  "min(a) + 1",
  "a and on (show) sum by (show) (c) > 4",
  "sum by (show) (c) / on (show) a",
  "rate(a[5m])",
  "increase(a[3m])",
  "increase(b[10m])",
  "changes(a[4m])",
  "max_over_time(b[4m])",
  "clamp_min(b, 2)",
  "a > 1 and b < 9 and on (show) sum by (show) (increase(c[5m])) >= 0",
];

/** As `round(…, 0.000001)` does it, so that two ways to add do not differ in the last digit. */
const rounded = (value: number): number => Math.floor(value * 1_000_000 + 0.5) / 1_000_000;

const labelText = (labels: Series["labels"]): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(",");

const valuesText = (points: Series["points"], minutes: number): string =>
  Array.from({ length: minutes }, (_, i) => points.find(({ at_ms }) => at_ms === i * MINUTE_MS)?.value ?? "_").join(
    " ",
  );

function fileOf(cases: readonly (readonly Series[])[], minutes: number): string {
  const tests = cases.map((all) => {
    const inputs = all.map(
      ({ name, labels, points }) =>
        `      - series: '${name}{${labelText(labels)}}'\n        values: '${valuesText(points, minutes)}'`,
    );
    const asked = EXPRESSIONS.map((expression) => {
      const got = at(expression, all, minutes - 1).filter(
        ({ value }) => !Number.isNaN(value) && Number.isFinite(value),
      );
      const samples = got.map(
        ({ labels, value }) => `          - labels: '{${labelText(labels)}}'\n            value: ${rounded(value)}`,
      );
      const head = `      - expr: 'round(${expression}, 0.000001) < Inf'\n        eval_time: ${minutes - 1}m`;
      return `${head}\n        exp_samples:${samples.length === 0 ? " []" : `\n${samples.join("\n")}`}`;
    });
    return `  - interval: 1m\n    input_series:\n${inputs.join("\n")}\n    promql_expr_test:\n${asked.join("\n")}`;
  });
  return `evaluation_interval: 1m\ntests:\n${tests.join("\n")}\n`;
}

describe("AL1 beside Prometheus", () => {
  const MINUTES = 13;
  const values = fc.array(fc.oneof({ weight: 5, arbitrary: fc.nat(9) }, { weight: 1, arbitrary: fc.constant(null) }), {
    minLength: MINUTES,
    maxLength: MINUTES,
  });
  const labelled = (name: string) =>
    fc
      .uniqueArray(fc.constantFrom("x", "y", "xy"), { minLength: 1 })
      .chain((shows) => fc.tuple(...shows.map((show) => values.map((some) => series(name, { show }, some)))));
  const kinds = fc
    .tuple(values, values, values)
    .map(([one, two, three]) => [
      series("c", { show: "x", kind: "k" }, one),
      series("c", { show: "x", kind: "l" }, two),
      series("c", { show: "y", kind: "k" }, three),
    ]);
  const anySeries = fc.tuple(labelled("a"), labelled("b"), kinds).map((all) => all.flat());

  test.skipIf(!hasPromtool)("AL1: every construct says what promtool says, over series with gaps and resets", () => {
    const cases = fc.sample(anySeries, { seed: SEED, numRuns: 25 });
    expect(promtool(["test", "rules"], { "test.yml": fileOf(cases, MINUTES) })).toBe("");
  });

  test.skipIf(!hasPromtool)("AL1 control: a number that is off by a thousandth is told", () => {
    const cases = fc.sample(anySeries, { seed: SEED, numRuns: 1 });
    const off = fileOf(cases, MINUTES).replace(
      /value: (\d+)$/m,
      (_, value: string) => `value: ${Number(value) + 0.001}`,
    );
    expect(promtool(["test", "rules"], { "test.yml": off })).toContain("FAILED");
  });
});
