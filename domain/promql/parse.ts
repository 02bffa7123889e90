// Reads an expression: Prometheus' own precedence, nothing beyond the part that syntax.ts names.
import {
  AGGREGATES,
  type AggregateOp,
  type BinaryOp,
  COMPARISONS,
  type Expression,
  FUNCTIONS,
  type FunctionName,
  type Grouping,
  type Matcher,
  type MatchOp,
} from "./syntax.ts";
import { durationMs, type Token, tokensOf, Unreadable } from "./tokens.ts";

/** The loosest first; those of one level are read from left to right. */
const LEVELS: readonly (readonly string[])[] = [["or"], ["and", "unless"], COMPARISONS, ["+", "-"], ["*", "/"]];
const MATCH_OPS: readonly string[] = ["=", "!=", "=~", "!~"];

type Reading = { readonly text: string; readonly tokens: readonly Token[]; at: number };

/** Throws `Unreadable` where the text is not of the language. */
export function parseExpression(text: string): Expression {
  const reading: Reading = { text, tokens: tokensOf(text), at: 0 };
  const expression = binary(reading, 0);
  if (peek(reading).kind !== "end") throw wrong(reading, "something stands behind the end");
  return expression;
}

const peek = ({ tokens, at }: Reading): Token => tokens[at] ?? { kind: "end", text: "", at: 0 };

function take(reading: Reading): Token {
  const token = peek(reading);
  reading.at++;
  return token;
}

const wrong = (reading: Reading, why: string): Unreadable =>
  new Unreadable({ text: reading.text, at: peek(reading).at, why });

function takeMark(reading: Reading, mark: string): void {
  if (!skipMark(reading, mark)) throw wrong(reading, `"${mark}" is missing`);
}

function skipMark(reading: Reading, mark: string): boolean {
  const { kind, text } = peek(reading);
  if (kind !== "mark" || text !== mark) return false;
  reading.at++;
  return true;
}

function binary(reading: Reading, level: number): Expression {
  const operators = LEVELS[level];
  if (operators === undefined) return operand(reading);
  let left = binary(reading, level + 1);
  while (operators.includes(peek(reading).text) && peek(reading).kind !== "string") {
    const op = take(reading).text as BinaryOp;
    const on = skipName(reading, "on") ? labels(reading) : null;
    left = { kind: "binary", op, on, left, right: binary(reading, level + 1) };
  }
  return left;
}

function skipName(reading: Reading, name: string): boolean {
  const { kind, text } = peek(reading);
  if (kind !== "name" || text !== name) return false;
  reading.at++;
  return true;
}

function operand(reading: Reading): Expression {
  if (skipMark(reading, "(")) {
    const inner = binary(reading, 0);
    takeMark(reading, ")");
    return inner;
  }
  const { kind, text } = peek(reading);
  if (kind === "number") return { kind: "number", value: Number(take(reading).text) };
  if (kind !== "name") throw wrong(reading, "a metric, a function or a number is missing");
  if (isOneOf(AGGREGATES, text)) return aggregate(reading);
  if (Object.hasOwn(FUNCTIONS, text)) return call(reading);
  return selector(reading);
}

const isOneOf = (names: readonly string[], text: string): boolean => names.includes(text);

function aggregate(reading: Reading): Expression {
  const op = take(reading).text as AggregateOp;
  const before = grouping(reading);
  takeMark(reading, "(");
  const of = binary(reading, 0);
  takeMark(reading, ")");
  return { kind: "aggregate", op, of, grouping: before ?? grouping(reading) ?? { without: false, labels: [] } };
}

function grouping(reading: Reading): Grouping | null {
  const { text } = peek(reading);
  if (text !== "by" && text !== "without") return null;
  reading.at++;
  return { without: text === "without", labels: labels(reading) };
}

function labels(reading: Reading): string[] {
  const names: string[] = [];
  takeMark(reading, "(");
  while (!skipMark(reading, ")")) {
    if (peek(reading).kind !== "name") throw wrong(reading, "a label is missing");
    names.push(take(reading).text);
    if (peek(reading).text !== ")") takeMark(reading, ",");
  }
  return names;
}

function call(reading: Reading): Expression {
  const name = take(reading).text as FunctionName;
  const wanted = FUNCTIONS[name];
  takeMark(reading, "(");
  const args = wanted.map((what, i) => {
    if (i > 0) takeMark(reading, ",");
    const arg = binary(reading, 0);
    if (kindOf(arg) !== what) throw wrong(reading, `${name} wants a ${what} before this`);
    return arg;
  });
  takeMark(reading, ")");
  return { kind: "call", name, args };
}

function kindOf(expression: Expression): "number" | "window" | "vector" {
  if (expression.kind === "number") return "number";
  return expression.kind === "selector" && expression.window_ms !== null ? "window" : "vector";
}

function selector(reading: Reading): Expression {
  const name = take(reading).text;
  const matchers = skipMark(reading, "{") ? matchersOf(reading) : [];
  if (!skipMark(reading, "[")) return { kind: "selector", name, matchers, window_ms: null };
  const window = take(reading);
  if (window.kind !== "duration") throw wrong(reading, "a window of time is missing before this");
  takeMark(reading, "]");
  return { kind: "selector", name, matchers, window_ms: durationMs(window.text) };
}

function matchersOf(reading: Reading): Matcher[] {
  const matchers: Matcher[] = [];
  while (!skipMark(reading, "}")) {
    const label = take(reading);
    const op = take(reading);
    const value = take(reading);
    if (label.kind !== "name" || !MATCH_OPS.includes(op.text) || value.kind !== "string") {
      throw wrong(reading, "a label's condition is missing before this");
    }
    matchers.push({ label: label.text, op: op.text as MatchOp, value: JSON.parse(value.text) as string });
    if (peek(reading).text !== "}") takeMark(reading, ",");
  }
  return matchers;
}
