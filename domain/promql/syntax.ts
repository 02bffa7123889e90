// The part of Prometheus' language that alerts and dashboards here are written in, as a tree. What is not in it is a fault
// of whoever wrote the expression, and is said when it is read.
export type MatchOp = "=" | "!=" | "=~" | "!~";
export type Matcher = { readonly label: string; readonly op: MatchOp; readonly value: string };

export type Selector = {
  readonly kind: "selector";
  readonly name: string;
  readonly matchers: readonly Matcher[];
  /** Null: the latest value. A window of time: all values in it. */
  readonly window_ms: number | null;
};

export type Grouping = { readonly without: boolean; readonly labels: readonly string[] };

export const ARITHMETIC = ["+", "-", "*", "/"] as const;
export const COMPARISONS = ["==", "!=", ">", "<", ">=", "<="] as const;
export const SET_OPERATORS = ["and", "or", "unless"] as const;
export type BinaryOp = (typeof ARITHMETIC | typeof COMPARISONS | typeof SET_OPERATORS)[number];

export const AGGREGATES = ["sum", "max", "min", "count"] as const;
export type AggregateOp = (typeof AGGREGATES)[number];

/** With what each is given, in order. */
export const FUNCTIONS = {
  rate: ["window"],
  increase: ["window"],
  changes: ["window"],
  max_over_time: ["window"],
  clamp_min: ["vector", "number"],
  histogram_quantile: ["number", "vector"],
} as const;
export type FunctionName = keyof typeof FUNCTIONS;

export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | Selector
  | { readonly kind: "call"; readonly name: FunctionName; readonly args: readonly Expression[] }
  | {
      readonly kind: "aggregate";
      readonly op: AggregateOp;
      readonly grouping: Grouping;
      readonly of: Expression;
    }
  | {
      readonly kind: "binary";
      readonly op: BinaryOp;
      /** The labels that tell which sides belong together; null: all of them. */
      readonly on: readonly string[] | null;
      readonly left: Expression;
      readonly right: Expression;
    };

/** Every series an expression reads. */
export function selectorsOf(expression: Expression): Selector[] {
  switch (expression.kind) {
    case "number":
      return [];
    case "selector":
      return [expression];
    case "call":
      return expression.args.flatMap(selectorsOf);
    case "aggregate":
      return selectorsOf(expression.of);
    case "binary":
      return [...selectorsOf(expression.left), ...selectorsOf(expression.right)];
  }
}
