// Orders of a fan that are not settled yet, asked of those who know: D1 learns of an order only when it is paid.
import { readId } from "../../domain/seat-ledger/ids.ts";
import type { Identity } from "../kit/env.ts";
import { fanOf, ledgerOf } from "../kit/objects.ts";

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
