// What an organiser sets for returned seats and for tickets that change hands, and what holds where nothing was set.
import * as z from "zod/mini";

const duration_ms = z.int().check(z.minimum(0));

export const returnsTerms = z.object({
  /** Seats are gathered this long for a wish that they fulfil only in part. */
  gather_ms: duration_ms,
  offer_ms: z.int().check(z.minimum(1)),
  /** For offers made at night, where that is longer; null or absent: as by day. */
  night_offer_ms: z.optional(z.nullable(z.int().check(z.minimum(1)))),
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
  night_offer_ms: null,
  tickets: true,
  fee_percent: null,
} as const satisfies ReturnsTerms;
export const DEFAULT_HANDOVER: HandoverTerms = { on: true, cutoff_before_start_ms: 60 * MINUTE_MS, per_fan: 4 };

/** Seats are gathered for whole seconds, as the public log tells times. */
export const gatherMs = ({ returns }: { readonly returns?: ReturnsTerms | undefined }): number =>
  Math.ceil((returns ?? DEFAULT_RETURNS).gather_ms / 1_000) * 1_000;

/** From 22:00 until 8:00 at the venue people sleep. */
const NIGHT_FROM_HOUR = 22;
const NIGHT_TO_HOUR = 8;

/** How long an offer made now is open. `zone` is the venue's; without it there is no night. */
export function offerMs({ offer_ms, night_offer_ms }: ReturnsTerms, zone: string | undefined, now_ms: number): number {
  if (night_offer_ms == null || zone === undefined) return offer_ms;
  const hour = Number(
    new Intl.DateTimeFormat("en", { timeZone: zone, hour: "2-digit", hourCycle: "h23" }).format(now_ms),
  );
  const is_night = hour >= NIGHT_FROM_HOUR || hour < NIGHT_TO_HOUR;
  return is_night ? Math.max(offer_ms, night_offer_ms) : offer_ms;
}
