// What the lookout knows, as pages, readiness and the metrics ask for it.
import type { Incident } from "./incidents.ts";

/** By part, whether it answered when it was last tried. */
export type Parts = Readonly<Record<string, boolean>>;

/** A sale that the operator stopped, or all of them (`show_id` null), with what visitors read. */
export type Stop = {
  readonly show_id: string | null;
  readonly text: { readonly ko: string; readonly en: string };
  readonly at_ms: number;
  readonly by: string;
};

export const isStopped = (stops: readonly Stop[], show_id: string): boolean =>
  stops.some((stop) => stop.show_id === null || stop.show_id === show_id);

export type LookoutState = {
  /** The last look; null before the first. */
  readonly looked_at_ms: number | null;
  /** Since when looks could be expected. */
  readonly expected_since_ms: number;
  readonly parts: Parts;
  readonly stops: readonly Stop[];
  /** Newest first; some of them over. */
  readonly incidents: readonly Incident[];
};

/** A dead man's switch: with no look for this long nobody would be woken by anything. */
export const BLIND_AFTER_MS = 180_000;

export const isBlind = (state: Pick<LookoutState, "looked_at_ms" | "expected_since_ms">, now_ms: number): boolean =>
  now_ms - Math.max(state.looked_at_ms ?? 0, state.expected_since_ms) > BLIND_AFTER_MS;
