// One fan's object: which room they are inside, and their newest orders. Asked when a fan claims or buys, never on the
// road of a join. Of rooms it only remembers where the fan went last; whether they are still there is the other line's
// truth, so nothing here can go stale.
import { DurableObject } from "cloudflare:workers";

export type Entered = { readonly show_id: string; readonly at_ms: number };
export type EnterAnswer = { readonly entered: true } | { readonly entered: false; readonly other: Entered };

/** An order as the fan's list needs it before D1 has its row. */
export type FanOrder = { readonly id: string; readonly created_at_ms: number };

const KEY = "room";
const ORDERS = "orders";
/** D1 has the older ones long since. */
const ORDERS_MAX = 100;

export class Fan extends DurableObject<object> {
  /**
   * Takes the place of `instead_of`, which the asker has seen and found empty. Of two claims at once for two shows one
   * is told of the other.
   */
  async enter(show_id: string, instead_of: string | null): Promise<EnterAnswer> {
    const now = await this.ctx.storage.get<Entered>(KEY);
    if (now !== undefined && now.show_id !== show_id && now.show_id !== instead_of)
      return { entered: false, other: now };
    await this.ctx.storage.put<Entered>(KEY, { show_id, at_ms: Date.now() });
    return { entered: true };
  }

  /** Told by the edge that made the order, and again by its ledger: a booking is in the list at once and stays there. */
  async keepOrder(order: FanOrder): Promise<void> {
    const kept = await this.orders();
    if (kept.some(({ id }) => id === order.id)) return;
    await this.ctx.storage.put<FanOrder[]>(ORDERS, [order, ...kept].slice(0, ORDERS_MAX));
  }

  async orders(): Promise<FanOrder[]> {
    return (await this.ctx.storage.get<FanOrder[]>(ORDERS)) ?? [];
  }

  async leave(show_id: string): Promise<void> {
    const now = await this.ctx.storage.get<Entered>(KEY);
    if (now?.show_id === show_id) await this.ctx.storage.delete(KEY);
  }
}
