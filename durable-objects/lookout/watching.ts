// One look at everything: what stands after it, which incidents it changed. Without the platform, so that the tests drive
// the same code over another database.
import { nextIncidents } from "../../domain/alerts/incidents.ts";
import { ALERTS } from "../../domain/alerts/rules.ts";
import { nextStandings, type Standing } from "../../domain/alerts/states.ts";
import type { Measured } from "../../domain/metrics/sale-metrics.ts";
import { labelKey, type Series, STALE_MS } from "../../domain/promql/evaluate.ts";
import { parseExpression } from "../../domain/promql/parse.ts";
import { selectorsOf } from "../../domain/promql/syntax.ts";
import type { LookoutStore, Minute } from "./store.ts";

export type Look = { readonly at_ms: number; readonly measured: readonly Measured[] };

const SELECTORS = ALERTS.flatMap(({ when }) => selectorsOf(parseExpression(when)));
const READ_BY_ALERTS: ReadonlySet<string> = new Set(SELECTORS.map(({ name }) => name));
const LONGEST_MS = Math.max(STALE_MS, ...SELECTORS.map(({ window_ms }) => window_ms ?? 0));

/** False where there were more figures than can be kept: nothing but their latest values is looked at then. */
export function lookAt(store: LookoutStore, look: Look, newId: () => string): boolean {
  const { at_ms } = look;
  const measured = look.measured.filter(({ name }) => READ_BY_ALERTS.has(name));
  const keep_from_ms = at_ms - LONGEST_MS;
  const series = seriesOf([...store.minutes(keep_from_ms), { at_ms, measured }]);
  const before = store.fact<Standing[]>("standings", []);
  const standings = nextStandings(before, { alerts: ALERTS, series, at_ms });
  const changed = nextIncidents(store.open(), standings, { at_ms, newId });
  return store.looked({ at_ms, measured, keep_from_ms, changed, facts: { standings, looked_at_ms: at_ms } });
}

function seriesOf(minutes: readonly Minute[]): Series[] {
  const series = new Map<string, Series & { points: { at_ms: number; value: number }[] }>();
  for (const { at_ms, measured } of minutes) {
    for (const { name, labels, value } of measured) {
      const key = `${name} ${labelKey(labels)}`;
      const known = series.get(key) ?? { name, labels, points: [] };
      if (known.points.at(-1)?.at_ms !== at_ms) known.points.push({ at_ms, value });
      series.set(key, known);
    }
  }
  return [...series.values()];
}
