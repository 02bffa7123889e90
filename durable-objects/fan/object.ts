// One fan's object: which room they are inside, their newest orders, and their open pages. Asked when a fan claims or
// buys, never on the road of a join. Of rooms it only remembers where the fan went last; whether they are still there is
// the other line's truth, and messages are D1's: nothing here can go stale.
import { DurableObject } from "cloudflare:workers";
import type { Numbered } from "../../domain/inbox/hearing.ts";
import type { InboxChange } from "../../schema/frames.ts";
import type { Language } from "../../schema/http/words.ts";
import { askerOf } from "../kit/socket-budget.ts";
import { parseEar } from "./ear.ts";
import type { FanPorts } from "./ports.ts";
import { InboxSockets } from "./sockets.ts";

export type Entered = { readonly show_id: string; readonly at_ms: number };
export type EnterAnswer = { readonly entered: true } | { readonly entered: false; readonly other: Entered };

/** An order as the fan's list needs it before D1 has its row. */
export type FanOrder = { readonly id: string; readonly created_at_ms: number };

const KEY = "room";
const ORDERS = "orders";
const LISTS = "lists";
/** Lists for returned seats end with their showtimes: nobody waits for so many at once. */
const LISTS_MAX = 20;
/** D1 has the older ones long since. */
const ORDERS_MAX = 100;
/** Who opens a page, as the edge has found out: JSON of an `Ear`. */
export const EAR_HEADER = "X-Inbox-Ear";

/** Makes the object's class for an assembly: `export class Fan extends fan(portsOf) {}`. */
export function fan<Env, Row extends Numbered>(portsOf: (env: Env, ctx: DurableObjectState) => FanPorts<Row>) {
  return class Fan extends DurableObject<Env> {
    readonly #sockets: InboxSockets<Row>;

    constructor(ctx: DurableObjectState, env: Env) {
      super(ctx, env);
      this.#sockets = new InboxSockets(ctx, portsOf(env, ctx));
    }

    /**
     * Takes the place of `instead_of`, which the asker has seen and found empty: of that very entering, for the fan may be on
     * the way into the same room again. Of two claims at once for two shows one is told of the other.
     */
    async enter(show_id: string, instead_of: Entered | null): Promise<EnterAnswer> {
      const now = await this.ctx.storage.get<Entered>(KEY);
      const seen = now?.show_id === instead_of?.show_id && now?.at_ms === instead_of?.at_ms;
      if (now !== undefined && now.show_id !== show_id && !seen) return { entered: false, other: now };
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

    /** The fan joined the list for returned seats of a showtime; whether they still stand there is the list's truth. */
    async keepList(showtime_id: string): Promise<void> {
      const others = (await this.lists()).filter((id) => id !== showtime_id);
      await this.ctx.storage.put<string[]>(LISTS, [showtime_id, ...others].slice(0, LISTS_MAX));
    }

    async lists(): Promise<string[]> {
      return (await this.ctx.storage.get<string[]>(LISTS)) ?? [];
    }

    /** The account is no more: nothing stays here, and no page of it hears anything. */
    async forget(): Promise<void> {
      await this.ctx.storage.deleteAll();
      this.#sockets.close();
    }

    /** Messages were stored, or their state changed. Returns how many pages are open: a hint to whoever poked. */
    async poke(changes: readonly InboxChange[]): Promise<number> {
      for (const change of changes) {
        const frame = JSON.stringify(change);
        this.#sockets.audience.tell(() => frame);
      }
      await this.#sockets.audience.refresh();
      return this.#sockets.audience.size;
    }

    /** Shown where the fan is, and nowhere kept. */
    flash(frames: Readonly<Record<Language, string>>): number {
      this.#sockets.audience.tell(({ language }) => frames[language]);
      return this.#sockets.audience.size;
    }

    /** The live socket of an open page. */
    override async fetch(request: Request): Promise<Response> {
      const ear = parseEar(JSON.parse(request.headers.get(EAR_HEADER) ?? "null"));
      if (ear === null || request.headers.get("Upgrade") !== "websocket") return new Response(null, { status: 426 });
      return this.#sockets.open(ear, askerOf(request.headers).range);
    }

    override webSocketMessage(): void {
      // Everything a fan may say goes over HTTP; pings are answered before they come this far.
    }

    override webSocketClose(socket: WebSocket): void {
      this.#sockets.closed(socket);
    }

    override webSocketError(socket: WebSocket): void {
      this.#sockets.closed(socket);
    }

    override async alarm(): Promise<void> {
      await this.#sockets.alarm();
    }
  };
}
