// The refund rule as a fan reads it: until when, what is kept, what comes back. Only what is still ahead.
import type { RefundRule } from "../../../domain/seat-ledger/config.ts";

export type RefundRow = {
  readonly until_ms: number;
  readonly fee_percent: number;
  readonly fee_krw: number;
  readonly back_krw: number;
  /** The row that counts at this moment. */
  readonly now: boolean;
};

export type RefundWish = {
  readonly rule: RefundRule;
  readonly starts_at_ms: number;
  readonly prices_krw: readonly number[];
  readonly now_ms: number;
};

/** The same sum as the ledger's: what is kept is rounded down for each seat. */
export function refundRows({ rule, starts_at_ms, prices_krw, now_ms }: RefundWish): readonly RefundRow[] {
  const total_krw = prices_krw.reduce((sum, price_krw) => sum + price_krw, 0);
  const ahead = rule.steps
    .map(({ before_start_ms, fee_percent }) => ({
      until_ms: starts_at_ms - Math.max(before_start_ms, rule.cutoff_before_start_ms),
      fee_percent,
    }))
    .filter(({ until_ms }, i, all) => until_ms >= now_ms && until_ms !== all[i - 1]?.until_ms);
  return ahead.map((step, i) => {
    const fee_krw = prices_krw.reduce((sum, price_krw) => sum + Math.floor((price_krw * step.fee_percent) / 100), 0);
    return { ...step, fee_krw, back_krw: total_krw - fee_krw, now: i === 0 };
  });
}

export const refundCutoffMs = ({ rule, starts_at_ms }: Pick<RefundWish, "rule" | "starts_at_ms">): number =>
  starts_at_ms - rule.cutoff_before_start_ms;
