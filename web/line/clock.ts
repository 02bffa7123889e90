// The service's clock as this page knows it: learnt from every answer, never taken from the phone's own clock.

/** What the service's clock was ahead of this page's at the last answers. */
export type Clock = { readonly leads_ms: readonly number[] };

const SAMPLES = 6;
/** No answer takes so long: this page's own clock has jumped, and what was learnt before it is void. */
const JUMP_MS = 10_000;

export const newClock = (): Clock => ({ leads_ms: [] });

export function learn(clock: Clock, told: { readonly now_ms: number; readonly local_ms: number }): Clock {
  const lead_ms = told.now_ms - told.local_ms;
  const known = clock.leads_ms.filter((other_ms) => Math.abs(other_ms - lead_ms) < JUMP_MS);
  return { leads_ms: [...known, lead_ms].slice(-SAMPLES) };
}

/** Every answer is a little old when it comes, so the largest lead is the one that came fastest. Never ahead of truth. */
export const serverNow = (clock: Clock, local_ms: number): number =>
  clock.leads_ms.length === 0 ? local_ms : local_ms + Math.max(...clock.leads_ms);
