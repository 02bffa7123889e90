// The sale's clock: it stands still while the sale is paused, and holds are timed by it. Orders use the real clock (SL8).
// The line tells it, and with it when selling is over.

export type SaleClock = {
  /** Told by the line; an older version never overwrites a newer one. */
  readonly version: number;
  readonly paused_since_ms: number | null;
  /** All finished pauses together. */
  readonly paused_total_ms: number;
  /** From here on nothing new is held (SL30); null while the line has not said. */
  readonly closes_at_ms: number | null;
};

export const RUNNING_CLOCK: SaleClock = {
  version: 0,
  paused_since_ms: null,
  paused_total_ms: 0,
  closes_at_ms: null,
};

/** What the sale's clock shows at `now_ms`. */
export function saleTime(clock: SaleClock, now_ms: number): number {
  const running_until_ms = clock.paused_since_ms === null ? now_ms : Math.min(now_ms, clock.paused_since_ms);
  return running_until_ms - clock.paused_total_ms;
}

/** When a deadline of the sale's clock falls on the real one, were a running pause to end now. */
export const realTime = (clock: SaleClock, sale_ms: number, now_ms: number): number =>
  sale_ms - saleTime(clock, now_ms) + now_ms;

/** A moment of the real clock on the sale's, as it looks now. */
export const saleTimeOf = (clock: SaleClock, real_ms: number, now_ms: number): number =>
  saleTime(clock, now_ms) + real_ms - now_ms;
