// Whether anybody has something of a showtime in hand, asked of those who know. D1 learns of an order only when it is
// paid; its ledger knows of it from the first tap.

import { readId } from "../../domain/seat-ledger/ids.ts";
import type { Identity } from "../env.ts";
import { fanOf, ledgerOf, lineOf } from "../objects.ts";

/** Held, being paid for, or sold. A ledger that was never published has nothing to tell. */
export async function isInHands(env: Env, codes: readonly string[]): Promise<boolean> {
  const counts = await Promise.all(codes.map((code) => ledgerOf(env, code).counts()));
  return counts.some((one) => one.ok && one.value.held + one.value.sold > 0);
}

/**
 * For showtimes that are gone from D1. Whoever held a seat between the look and the deletion is let go, a payment that
 * began meanwhile is refunded, and nobody begins anew.
 */
export async function closeLedgers(env: Env, codes: readonly string[], reason: string): Promise<void> {
  await Promise.all(codes.map((code) => ledgerOf(env, code).cancelShow(reason)));
}

/** The same for a whole show: who waits for it is told. */
export async function closeSale(env: Env, show_id: string, codes: readonly string[], reason: string): Promise<void> {
  await lineOf(env, show_id).cancel();
  await closeLedgers(env, codes, reason);
}

/** An order lives minutes, its last question to the provider less than an hour; D1 has the older ones. */
const ORDERS_YOUNGER_THAN_MS = 86_400_000;
const OPEN = new Set(["PENDING", "PAYING", "REFUNDING"]);

/** Orders that are not settled yet, though D1 may not have heard of them. */
export async function hasOpenOrders(env: Env, fan: Pick<Identity, "user_id">, now_ms: number): Promise<boolean> {
  const orders = await fanOf(env, fan.user_id).orders();
  const young = orders.filter(({ created_at_ms }) => created_at_ms > now_ms - ORDERS_YOUNGER_THAN_MS);
  const read = await Promise.all(
    young.map(({ id }) => ledgerOf(env, readId(id)?.code ?? "").orderOf({ order_id: id, fan_id: fan.user_id })),
  );
  return read.some((order) => order.ok && OPEN.has(order.value.status));
}
