// Whether anybody has something of a showtime in hand, asked of those who know. D1 learns of an order only when it is
// paid; its ledger knows of it from the first tap.

import type { WordlessEnd } from "../../domain/seat-ledger/events.ts";
import { ledgerOf, lineOf } from "../kit/objects.ts";

/** Held, being paid for, or sold. A ledger that was never published has nothing to tell. */
export async function isInHands(env: Env, codes: readonly string[]): Promise<boolean> {
  const counts = await Promise.all(codes.map((code) => ledgerOf(env, code).counts()));
  return counts.some((one) => one.ok && one.value.held + one.value.sold > 0);
}

/**
 * For showtimes that are gone from D1. Whoever held a seat between the look and the deletion is let go, a payment that
 * began meanwhile is refunded, and nobody begins anew.
 */
export async function closeLedgers(env: Env, codes: readonly string[], reason: WordlessEnd): Promise<void> {
  await Promise.all(codes.map((code) => ledgerOf(env, code).cancelShow(reason)));
}

/** The same for a whole show: who waits for it is told. */
export async function closeSale(
  env: Env,
  show_id: string,
  codes: readonly string[],
  reason: WordlessEnd,
): Promise<void> {
  await lineOf(env, show_id).cancel();
  await closeLedgers(env, codes, reason);
}
