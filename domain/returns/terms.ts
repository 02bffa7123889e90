// What an organiser sets for returned seats and for tickets that change hands, and what holds where nothing was set.
import * as z from "zod/mini";

const duration_ms = z.int().check(z.minimum(0));

export const returnsTerms = z.object({
  /** Seats are gathered this long for a wish that they fulfil only in part. */
  gather_ms: duration_ms,
  offer_ms: z.int().check(z.minimum(1)),
  /** Tickets may be offered back. */
  tickets: z.boolean(),
  /** Of a ticket offered back that sells; null or absent: as much as a cancellation of that day costs. */
  fee_percent: z.optional(z.nullable(z.int().check(z.minimum(0), z.maximum(100)))),
});
export type ReturnsTerms = z.infer<typeof returnsTerms>;

export const handoverTerms = z.object({
  on: z.boolean(),
  /** From then on a ticket stays with whoever has it. */
  cutoff_before_start_ms: duration_ms,
  /** How many tickets of one showtime a fan may hand over. */
  per_fan: z.int().check(z.minimum(0)),
});
export type HandoverTerms = z.infer<typeof handoverTerms>;

const MINUTE_MS = 60_000;
export const DEFAULT_RETURNS = {
  gather_ms: 10 * MINUTE_MS,
  offer_ms: 30 * MINUTE_MS,
  tickets: true,
  fee_percent: null,
} as const satisfies ReturnsTerms;
export const DEFAULT_HANDOVER: HandoverTerms = { on: true, cutoff_before_start_ms: 60 * MINUTE_MS, per_fan: 4 };
