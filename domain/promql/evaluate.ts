// What an expression says at a moment, over series that were measured before it: the same numbers as Prometheus.
import type { Labels } from "../metrics/exposition.ts";
import {
  type AggregateOp,
  type BinaryOp,
  COMPARISONS,
  type Expression,
  type FunctionName,
  type Matcher,
  SET_OPERATORS,
  type Selector,
} from "./syntax.ts";
import { changesIn, increaseIn, type Point } from "./windows.ts";

export type Series = { readonly name: string; readonly labels: Labels; readonly points: readonly Point[] };
export type Value = { readonly labels: Labels; readonly value: number };

/** A value older than this is no longer the latest one. */
export const STALE_MS = 300_000;

type At = { readonly series: readonly Series[]; readonly at_ms: number };
type Answer = number | readonly Value[];

/** One value for each combination of labels; a bare number has none. */
export function evaluate(expression: Expression, at: At): readonly Value[] {
  const answer = answerTo(expression, at);
  return typeof answer === "number" ? [{ labels: {}, value: answer }] : answer;
}

function answerTo(expression: Expression, at: At): Answer {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "selector":
      return latest(expression, at);
    case "call":
      return called(expression.name, expression.args, at);
    case "aggregate":
      return aggregated(expression, vector(expression.of, at));
    case "binary":
      return combined(expression, answerTo(expression.left, at), answerTo(expression.right, at));
  }
}

const vector = (expression: Expression, at: At): readonly Value[] => {
  const answer = answerTo(expression, at);
  return typeof answer === "number" ? [] : answer;
};

const matching = ({ name, matchers }: Selector, series: readonly Series[]): Series[] =>
  series.filter((one) => one.name === name && matchers.every((matcher) => fits(matcher, one.labels)));

function fits({ label, op, value }: Matcher, labels: Labels): boolean {
  const found = labels[label] ?? "";
  switch (op) {
    case "=":
      return found === value;
    case "!=":
      return found !== value;
    case "=~":
      return new RegExp(`^(?:${value})$`).test(found);
    case "!~":
      return !new RegExp(`^(?:${value})$`).test(found);
  }
}

function latest(selector: Selector, { series, at_ms }: At): Value[] {
  return matching(selector, series).flatMap(({ labels, points }) => {
    const last = points.findLast((point) => point.at_ms <= at_ms);
    return last === undefined || at_ms - last.at_ms > STALE_MS ? [] : [{ labels, value: last.value }];
  });
}

function called(name: FunctionName, args: readonly Expression[], at: At): readonly Value[] {
  const [first, second] = args;
  if (name === "clamp_min" && first !== undefined && second?.kind === "number") {
    return vector(first, at).map(({ labels, value }) => ({ labels, value: Math.max(value, second.value) }));
  }
  if (first?.kind !== "selector" || first.window_ms === null) throw new Error(`${name} is for dashboards alone`);
  const window = { from_ms: at.at_ms - first.window_ms, to_ms: at.at_ms };
  return matching(first, at.series).flatMap(({ labels, points }) => {
    const within = points.filter(({ at_ms }) => at_ms >= window.from_ms && at_ms <= window.to_ms);
    const value = overWindow(name, within, window);
    return value === null ? [] : [{ labels, value }];
  });
}

type Window = Parameters<typeof increaseIn>[1];

function overWindow(name: FunctionName, points: readonly Point[], window: Window): number | null {
  if (name === "changes") return points.length === 0 ? null : changesIn(points);
  if (name === "max_over_time") return points.length === 0 ? null : Math.max(...points.map(({ value }) => value));
  const increase = increaseIn(points, window);
  if (increase === null || name === "increase") return increase;
  return increase / ((window.to_ms - window.from_ms) / 1_000);
}

/** Labels as a text that two equal sets share. */
export const labelKey = (labels: Labels): string =>
  JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));

type Aggregate = Extract<Expression, { kind: "aggregate" }>;

function aggregated({ op, grouping }: Aggregate, values: readonly Value[]): Value[] {
  const groups = new Map<string, { labels: Labels; values: number[] }>();
  for (const { labels, value } of values) {
    const kept = Object.entries(labels).filter(([label]) => grouping.labels.includes(label) !== grouping.without);
    const group = Object.fromEntries(kept);
    const key = labelKey(group);
    const known = groups.get(key) ?? { labels: group, values: [] };
    known.values.push(value);
    groups.set(key, known);
  }
  return [...groups.values()].map((group) => ({ labels: group.labels, value: together(op, group.values) }));
}

function together(op: AggregateOp, values: readonly number[]): number {
  switch (op) {
    case "sum":
      return values.reduce((sum, value) => sum + value, 0);
    case "max":
      return Math.max(...values);
    case "min":
      return Math.min(...values);
    case "count":
      return values.length;
  }
}

type Binary = Extract<Expression, { kind: "binary" }>;

const isComparison = (op: BinaryOp): boolean => (COMPARISONS as readonly string[]).includes(op);
const isSet = (op: BinaryOp): boolean => (SET_OPERATORS as readonly string[]).includes(op);

function combined({ op, on }: Binary, left: Answer, right: Answer): Answer {
  if (typeof left === "number" && typeof right === "number") return computed(op, left, right);
  if (typeof right === "number") return eachWith(op, left as readonly Value[], (value) => [value, right]);
  if (typeof left === "number") return eachWith(op, right, (value) => [left, value]);
  const keyOf = ({ labels }: Value): string => labelKey(on === null ? labels : pick(labels, on));
  const theirs = new Map(right.map((value) => [keyOf(value), value]));
  if (op === "or") {
    const ours = new Set(left.map(keyOf));
    return [...left, ...right.filter((value) => !ours.has(keyOf(value)))];
  }
  if (isSet(op)) return left.filter((value) => theirs.has(keyOf(value)) === (op === "and"));
  return left.flatMap((value) => {
    const other = theirs.get(keyOf(value));
    if (other === undefined) return [];
    const labels = isComparison(op) || on === null ? value.labels : pick(value.labels, on);
    return answered(op, { labels, kept: value.value }, [value.value, other.value]);
  });
}

const pick = (labels: Labels, names: readonly string[]): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => names.includes(name)));

const eachWith = (
  op: BinaryOp,
  values: readonly Value[],
  sides: (value: number) => readonly [number, number],
): Value[] => values.flatMap(({ labels, value }) => answered(op, { labels, kept: value }, sides(value)));

/** A comparison keeps the value it was asked of, or drops it. */
function answered(
  op: BinaryOp,
  { labels, kept }: { readonly labels: Labels; readonly kept: number },
  [left, right]: readonly [number, number],
): Value[] {
  const value = computed(op, left, right);
  if (!isComparison(op)) return [{ labels, value }];
  return value === 1 ? [{ labels, value: kept }] : [];
}

function computed(op: BinaryOp, left: number, right: number): number {
  switch (op) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "==":
      return Number(left === right);
    case "!=":
      return Number(left !== right);
    case ">":
      return Number(left > right);
    case "<":
      return Number(left < right);
    case ">=":
      return Number(left >= right);
    case "<=":
      return Number(left <= right);
    default:
      throw new Error(`${op} is between series alone`);
  }
}
