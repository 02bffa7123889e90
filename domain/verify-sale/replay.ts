// A ledger's journal played again with the ledger's own apply(): the state it must have come to, and what its copies must
// have been told. Whatever the journal itself gives away (a seat taken twice) is noted on the way.

import { LIST_OWNER } from "../returns/list.ts";
import { apply } from "../seat-ledger/apply.ts";
import { relayout } from "../seat-ledger/checkpoint.ts";
import type { LedgerEvent, Order } from "../seat-ledger/events.ts";
import { goneBy, messagesOf } from "../seat-ledger/outbox.ts";
import { placeId, type SeatMap } from "../seat-ledger/seat-map.ts";
import { FREE } from "../seat-ledger/seat-state.ts";
import { createState, type LedgerState } from "../seat-ledger/state.ts";
import type { OrderView } from "../seat-ledger/views.ts";
import { type Difference, difference } from "./facts.ts";

export type JournalEntry = { readonly seq: number; readonly event: LedgerEvent };

export class SaleReplay {
  /** Every order there ever was, those that the ledger has forgotten too. */
  readonly orders = new Map<string, Order>();
  /** What the record was last told of an order; nothing of one that came to no payment and is not over. */
  readonly recorded = new Map<string, OrderView>();
  readonly differences: Difference[] = [];
  readonly #maps: ReadonlyMap<string, SeatMap>;
  #state: LedgerState | null = null;
  #seq = 0;

  /** `maps` by layout version; the reader of the journal fills it before it feeds what stands on one. */
  constructor(maps: ReadonlyMap<string, SeatMap>) {
    this.#maps = maps;
  }

  get state(): LedgerState | null {
    return this.#state;
  }

  get seq(): number {
    return this.#seq;
  }

  /** False once the journal cannot be followed any more. */
  feed({ seq, event }: JournalEntry): boolean {
    if (seq !== this.#seq + 1) {
      this.differences.push(difference("journal_gap", `entry ${seq}`, this.#seq + 1, seq));
      return false;
    }
    this.#seq = seq;
    if (event.kind === "published") return this.#publish(event);
    const state = this.#state;
    if (state === null) {
      this.differences.push(difference("journal_gap", "entry 1", "published", event.kind));
      return false;
    }
    if (event.at_ms < state.last_at_ms) {
      this.differences.push(difference("clock_stepped_back", `entry ${seq}`, state.last_at_ms, event.at_ms));
    }
    this.#checkSeats(state, event);
    const gone = goneBy(state, event);
    apply(state, event);
    if (event.kind === "ordered") {
      const order = state.orders.get(event.order_id);
      if (order !== undefined) this.orders.set(order.id, order);
    }
    for (const message of messagesOf(state, event, gone)) {
      if (message.destination === "record") this.recorded.set(message.body.id, message.body);
    }
    return true;
  }

  #publish(event: Extract<LedgerEvent, { kind: "published" }>): boolean {
    const map = this.#maps.get(event.layout_version);
    if (map === undefined) {
      this.differences.push(difference("layout_unknown", event.layout_version, "a layout", "nothing"));
      return false;
    }
    const state = this.#state ?? createState(map, event.config);
    apply(state, event);
    this.#state = state.map.layout_version === event.layout_version ? state : relayout(state, map);
    return true;
  }

  /** The rule nothing may ever break: who takes a seat finds it free, or has it already. */
  #checkSeats(state: LedgerState, event: LedgerEvent): void {
    const taking = takingOf(state, event);
    for (const place of taking.places) {
      const owner = state.owner[place];
      const free = state.seat_state[place] === FREE || owner === taking.before || owner === taking.id;
      if (free || (taking.for_list && isForList(state, place))) continue;
      this.differences.push(difference("seat_taken_twice", placeId(state.map, place), owner, taking.id));
    }
  }
}

/** Kept for the list, or under a ticket whose holder offers it back: an offer of the list takes it from there (RT16). */
const isForList = ({ owner, returns }: LedgerState, place: number): boolean =>
  owner[place] === LIST_OWNER || owner[place] === (returns.offered.get(place)?.order_id ?? LIST_OWNER);

type Taking = {
  readonly places: readonly number[];
  readonly id: string;
  readonly before: string | null;
  readonly for_list?: boolean;
};
const NOTHING: Taking = { places: [], id: "", before: null };

function takingOf(state: LedgerState, event: LedgerEvent): Taking {
  switch (event.kind) {
    case "held": {
      const { places, id, for_list = false } = event.hold;
      return { places, id, before: null, for_list };
    }
    case "ordered":
      return { places: event.order.lines.map(({ place }) => place), id: event.order_id, before: event.order.hold_id };
    case "sold": {
      const lines = state.orders.get(event.order_id)?.lines ?? [];
      return { places: lines.map(({ place }) => place), id: event.order_id, before: null };
    }
    default:
      return NOTHING;
  }
}
