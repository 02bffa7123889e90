// What must hold of tickets and of the seats under them at every instant, looked at from outside.
import { LIST_OWNER } from "../../../domain/returns/list.ts";
import type { Line, Order } from "../../../domain/seat-ledger/events.ts";
import { FREE } from "../../../domain/seat-ledger/seat-state.ts";
import type { LedgerState } from "../../../domain/seat-ledger/state.ts";
import type { OrderView } from "../../../domain/seat-ledger/views.ts";

/** The record's own lock: a seat is in at most one live ticket, after every single message. */
export class RecordedTickets {
  readonly #live = new Map<string, string>();
  readonly #orders = new Map<string, OrderView>();

  take(order: OrderView): void {
    for (const { seat_id } of this.#orders.get(order.id)?.lines ?? [])
      if (this.#live.get(seat_id) === order.id) this.#live.delete(seat_id);
    this.#orders.set(order.id, order);
    for (const { seat_id, status } of order.lines) {
      if (status !== "LIVE") continue;
      const other = this.#live.get(seat_id);
      if (other !== undefined) throw new Error(`${seat_id} is in live tickets of ${other} and ${order.id}`);
      this.#live.set(seat_id, order.id);
    }
  }
}

const law = (holds: boolean, text: string): void => {
  if (!holds) throw new Error(`broken: ${text}`);
};

type Held = { readonly order: Order; readonly line: Line };

export function checkTickets(state: LedgerState, used: ReadonlySet<string>): void {
  const lines = [...state.orders.values()].flatMap((order) => order.lines.map((line): Held => ({ order, line })));
  const live = new Map<number, string>();
  for (const one of lines) {
    const { order, line } = one;
    if (line.status === "LIVE") {
      law(!live.has(line.place), "a seat is in one live ticket");
      live.set(line.place, order.id);
      const lent = state.returns.offered.get(line.place)?.order_id === order.id;
      law(lent || state.owner[line.place] === order.id, "a live ticket has its seat, or it is lent");
    }
    if (used.has(line.ticket_id) && state.cancelled_reason === null)
      law(line.status === "LIVE", "a ticket that somebody came in with is not taken away");
    if (isOwed(line) && !wasSoldOn(one, lines))
      law(!isForAnybody(state, line.place), "a seat waits for the money of its refund");
  }
  for (const [place, { order_id }] of state.returns.offered)
    law(live.get(place) === order_id, "what is offered back is a live ticket");
  for (const [place, order_id] of state.returns.refunding)
    law(
      lines.some(({ order, line }) => order.id === order_id && line.place === place && isOwed(line)),
      "a refund waits",
    );
}

/** Something of it is still under way, or its outcome is not known. */
export const isOpenYet = ({ status, attempts, refunds }: Order): boolean =>
  status === "PENDING" ||
  status === "PAYING" ||
  attempts.some(({ next_ask_at_ms }) => next_ask_at_ms !== null) ||
  refunds.some((refund) => refund.status === "REQUESTED");

/** Asked for and not done: the seat's price is still with the provider, or with us. */
const isOwed = ({ status }: Line): boolean => status === "REFUNDING" || status === "REFUND_REFUSED";

const isForAnybody = ({ seat_state, owner }: LedgerState, place: number): boolean =>
  seat_state[place] === FREE || owner[place] === LIST_OWNER;

/** The next fan paid for it while it was lent. */
const wasSoldOn = (of: Held, lines: readonly Held[]): boolean =>
  lines.some(
    ({ order, line }) =>
      line.place === of.line.place &&
      order !== of.order &&
      order.paid_by !== null &&
      order.created_at_ms >= of.order.created_at_ms,
  );
