// An incident is all that one alert says at once, from the first show it fires for until the last has recovered: one
// message, however many shows a cause touches.
import type { Labels } from "../metrics/exposition.ts";
import { labelKey } from "../promql/evaluate.ts";
import type { Standing } from "./states.ts";

export type Firing = { readonly labels: Labels; readonly since_ms: number; readonly value: number };

export type Incident = {
  readonly id: string;
  readonly alert: string;
  readonly began_at_ms: number;
  readonly ended_at_ms: number | null;
  /** What fires now; once over, what fired last. */
  readonly firing: readonly Firing[];
  /** Grows with every change that its message should show. */
  readonly rev: number;
};

type Minute = { readonly at_ms: number; readonly newId: () => string };

/** The incidents that changed: begun, gone on, or ended. `open` are those that had not ended before. */
export function nextIncidents(
  open: readonly Incident[],
  standings: readonly Standing[],
  { at_ms, newId }: Minute,
): Incident[] {
  const firing = new Map<string, Firing[]>();
  for (const { alert, labels, state, since_ms, value } of standings) {
    if (state === "firing") firing.set(alert, [...(firing.get(alert) ?? []), { labels, since_ms, value }]);
  }
  const begun = [...firing]
    .filter(([alert]) => !open.some((incident) => incident.alert === alert))
    .map(([alert, now]) => ({ id: newId(), alert, began_at_ms: at_ms, ended_at_ms: null, firing: now, rev: 1 }));
  const changed = open.flatMap((incident): Incident[] => {
    const now = firing.get(incident.alert);
    if (now === undefined) return [{ ...incident, ended_at_ms: at_ms, rev: incident.rev + 1 }];
    return tells(incident.firing) === tells(now) ? [] : [{ ...incident, firing: now, rev: incident.rev + 1 }];
  });
  return [...begun, ...changed];
}

/** A value that moved in its third figure is no news. */
const tells = (firing: readonly Firing[]): string =>
  JSON.stringify(firing.map(({ labels, value }) => [labelKey(labels), value.toPrecision(2)]));
