// What the ledger is told when a showtime is published: prices, limits and the refund rule. Never from a client (SL14).
import * as z from "zod/mini";
import { GRADES, type Grade } from "../../schema/layout.ts";
import { handoverTerms, returnsTerms } from "../returns/terms.ts";

const count = z.int().check(z.minimum(0));
const duration_ms = z.int().check(z.minimum(1));
const krw = z.int().check(z.minimum(0));

/** A fan who cancels at least `before_start_ms` before the show pays `fee_percent`; the first step that fits counts. */
const refundStep = z.object({ before_start_ms: count, fee_percent: z.int().check(z.minimum(0), z.maximum(100)) });

export const refundRule = z.object({ cutoff_before_start_ms: count, steps: z.array(refundStep) });
export type RefundRule = z.infer<typeof refundRule>;

export const ledgerConfig = z.object({
  showtime_id: z.string(),
  show_id: z.string(),
  /** The short code all ids of this showtime carry; it never changes. */
  code: z.string().check(z.length(6)),
  starts_at_ms: count,
  /** The venue's, in which its nights are; left out where it is not known. */
  time_zone: z.optional(z.string()),
  /** Grows with every change of prices, limits or layout; a message that comes late changes nothing. */
  version: z.int().check(z.minimum(1)),
  prices_krw: z.partialRecord(z.enum(GRADES), krw),
  limits: z.object({
    seats_per_fan: z.int().check(z.minimum(1)),
    hold_ms: duration_ms,
    payment_ms: duration_ms,
    payment_attempts: z.int().check(z.minimum(1)),
    release_on_decline: z.boolean(),
    strand_check: z.boolean(),
  }),
  /** Taken down: nothing begins, what is paid stays (D74). Left out where it is not. */
  suspended: z.optional(z.boolean()),
  refund_rule: refundRule,
  /** Left out where the organiser set nothing. */
  returns: z.optional(returnsTerms),
  handover: z.optional(handoverTerms),
});
export type LedgerConfig = z.infer<typeof ledgerConfig>;

const DAY_MS = 86_400_000;

/** The refund table customary for performances in Korea; a show may have its own. */
export const DEFAULT_REFUND_RULE: RefundRule = {
  cutoff_before_start_ms: DAY_MS,
  steps: [
    { before_start_ms: 10 * DAY_MS, fee_percent: 0 },
    { before_start_ms: 7 * DAY_MS, fee_percent: 10 },
    { before_start_ms: 3 * DAY_MS, fee_percent: 20 },
    { before_start_ms: DAY_MS, fee_percent: 30 },
  ],
};

export const priceOf = (config: LedgerConfig, grade: Grade): number => config.prices_krw[grade] ?? 0;

/** From its first minute on a showtime is not sold any more. */
export const hasBegun = (config: LedgerConfig, now_ms: number): boolean => now_ms >= config.starts_at_ms;
