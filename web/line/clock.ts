// The service's clock as this page knows it: learnt from every answer, never taken from the phone's own clock.

/** What the service's clock was ahead of this page's at the last answers. */
export type Clock = { readonly leads_ms: readonly number[] };

/** A page's own clock may jump when the phone's is set; after this many answers the jump is forgotten. */
const SAMPLES = 6;

export const newClock = (): Clock => ({ leads_ms: [] });

export const learn = (clock: Clock, told: { readonly now_ms: number; readonly local_ms: number }): Clock => ({
  leads_ms: [...clock.leads_ms, told.now_ms - told.local_ms].slice(-SAMPLES),
});

/** Every answer is a little old when it comes, so the largest lead is the one that came fastest. Never ahead of truth. */
export const serverNow = (clock: Clock, local_ms: number): number =>
  clock.leads_ms.length === 0 ? local_ms : local_ms + Math.max(...clock.leads_ms);
