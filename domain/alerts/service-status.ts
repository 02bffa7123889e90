// What is told to everybody of how the service is: by part, from the last look, and never better than it is known to be.
import { BLIND_AFTER_MS, type LookoutState, type Stop } from "./lookout-state.ts";
import { ALERTS, type Alert, type ServicePart } from "./rules.ts";

export const SERVICE_PARTS = [
  "sales",
  "payments",
  "database",
  "queues",
  "mail",
] as const satisfies readonly ServicePart[];
export const SERVICE_STATES = ["ok", "degraded", "stopped", "unknown"] as const;
export type ServiceState = (typeof SERVICE_STATES)[number];

export type PublicIncident = {
  readonly id: string;
  readonly part: ServicePart;
  readonly title: Alert["title"];
  readonly began_at_ms: number;
  readonly ended_at_ms: number | null;
};

export type ServiceStatus = {
  /** `unknown`: nothing was looked at for minutes, so nothing is claimed. */
  readonly state: ServiceState;
  /** Of the last look. */
  readonly as_of_ms: number | null;
  /** Those this deployment has, by whether they answer. */
  readonly parts: readonly { readonly name: ServicePart; readonly up: boolean }[];
  readonly stops: readonly Stop[];
  /** Newest first. */
  readonly incidents: readonly PublicIncident[];
};

export function serviceStatus(state: LookoutState, now_ms: number): ServiceStatus {
  const incidents = state.incidents.flatMap(publicOf);
  const troubled = new Set(incidents.filter(({ ended_at_ms }) => ended_at_ms === null).map(({ part }) => part));
  const parts = SERVICE_PARTS.filter((name) => name === "sales" || name in state.parts).map((name) => ({
    name,
    // Those that were tried are known by it at once; an incident goes on for a while to be sure that it is over.
    up: state.parts[name] ?? !troubled.has(name),
  }));
  const about = { as_of_ms: state.looked_at_ms, parts, stops: state.stops, incidents };
  if (!isKnown(state, now_ms)) return { state: "unknown", ...about, parts: [] };
  if (state.stops.some(({ show_id }) => show_id === null)) return { state: "stopped", ...about };
  return { state: parts.every(({ up }) => up) ? "ok" : "degraded", ...about };
}

const isKnown = ({ looked_at_ms }: LookoutState, now_ms: number): boolean =>
  looked_at_ms !== null && now_ms - looked_at_ms <= BLIND_AFTER_MS;

function publicOf({ id, alert, began_at_ms, ended_at_ms }: LookoutState["incidents"][number]): PublicIncident[] {
  const rule = ALERTS.find(({ name }) => name === alert);
  if (rule?.part === undefined) return [];
  return [{ id, part: rule.part, title: rule.title, began_at_ms, ended_at_ms }];
}

export type Banner =
  | { readonly kind: "stopped"; readonly text: Stop["text"] }
  | { readonly kind: "payments" | "database" };

/** What a page must tell whoever looks at it now; null where there is nothing, or nothing is known. */
export function bannerFor(state: LookoutState, show_id: string | null, now_ms: number): Banner | null {
  const stop = state.stops.find((one) => one.show_id === null) ?? state.stops.find((one) => one.show_id === show_id);
  if (stop !== undefined) return { kind: "stopped", text: stop.text };
  if (!isKnown(state, now_ms)) return null;
  if (state.parts.payments === false) return { kind: "payments" };
  return state.parts.database === false ? { kind: "database" } : null;
}
