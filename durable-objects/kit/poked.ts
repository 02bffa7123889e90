// What an object says to the minute cron's hand: whether it had slept past something, and what it does next by itself.
export type Poked = {
  /** How long its earliest deadline, or the alarm that was to ring for it, had been over and nothing had been done. */
  readonly overdue_ms: number;
  readonly due_at_ms: number | null;
};

type Late = { readonly due_ms: number | null; readonly alarm_ms: number | null };

/** An alarm that still stands in the past has never rung. */
export const overdueMs = ({ due_ms, alarm_ms }: Late, now_ms: number): number =>
  Math.max(0, now_ms - Math.min(due_ms ?? now_ms, alarm_ms ?? now_ms));
