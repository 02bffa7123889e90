// What becomes of an alert from minute to minute: it must hold for its time before it fires, and be gone for a while before
// it counts as over, so that a value about its threshold is one incident and not ten.
import type { Labels } from "../metrics/exposition.ts";
import { evaluate, labelKey, type Series } from "../promql/evaluate.ts";
import { parseExpression } from "../promql/parse.ts";
import type { Expression } from "../promql/syntax.ts";
import type { Alert } from "./rules.ts";

/** One alert for one set of labels. */
export type Standing = {
  readonly alert: string;
  readonly labels: Labels;
  readonly state: "pending" | "firing";
  readonly since_ms: number;
  /** The first minute since when it is no longer true; null while it is. */
  readonly gone_since_ms: number | null;
  readonly value: number;
};

/** An alert that fires goes on doing so for this long from the first minute in which it is not true any more. */
export const KEEP_FIRING_MS = 120_000;

type Minute = { readonly alerts: readonly Alert[]; readonly series: readonly Series[]; readonly at_ms: number };

/** Those that stand after this minute; whatever is missing from before has ended. */
export function nextStandings(before: readonly Standing[], { alerts, series, at_ms }: Minute): Standing[] {
  const known = new Map(before.map((standing) => [keyOf(standing.alert, standing.labels), standing]));
  return alerts.flatMap((alert) => {
    const values = evaluate(readOnce(alert.when), { series, at_ms });
    const seen = new Set(values.map(({ labels }) => keyOf(alert.name, labels)));
    const held = values.map(({ labels, value }) => {
      const was = known.get(keyOf(alert.name, labels));
      return heldOn({ alert: alert.name, labels, value, was, for_ms: alert.for_ms, at_ms });
    });
    const gone = before.filter((was) => was.alert === alert.name && !seen.has(keyOf(was.alert, was.labels)));
    return [...held, ...gone.flatMap((was) => fading(was, at_ms))];
  });
}

/** The rules are few and stay as they are. */
const read = new Map<string, Expression>();
function readOnce(text: string): Expression {
  const expression = read.get(text) ?? parseExpression(text);
  read.set(text, expression);
  return expression;
}

const keyOf = (alert: string, labels: Labels): string => `${alert} ${labelKey(labels)}`;

function fading(was: Standing, at_ms: number): Standing[] {
  const gone_since_ms = was.gone_since_ms ?? at_ms;
  return was.state === "firing" && at_ms - gone_since_ms < KEEP_FIRING_MS ? [{ ...was, gone_since_ms }] : [];
}

type Held = Pick<Standing, "alert" | "labels" | "value"> & {
  readonly was: Standing | undefined;
  readonly for_ms: number;
  readonly at_ms: number;
};

function heldOn({ alert, labels, value, was, for_ms, at_ms }: Held): Standing {
  const since_ms = was?.since_ms ?? at_ms;
  const fires = was?.state === "firing" || at_ms - since_ms >= for_ms;
  return { alert, labels, value, state: fires ? "firing" : "pending", since_ms, gone_since_ms: null };
}
