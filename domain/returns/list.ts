// The list for returned seats in memory: who waits, which seats are kept for them, and which tickets are offered back.
// Changed by apply-list.ts alone.
import {
  type Fenwick,
  growFenwick,
  markPosition,
  marksUpTo,
  newFenwick,
  unmarkPosition,
} from "../waiting-line/fenwick.ts";
import type { Entry, KeptList, OfferedBack } from "./events.ts";
import type { ListNote } from "./public-entry.ts";

/** The owner of a seat that is kept for the list. */
export const LIST_OWNER = "list";

export type ReturnsList = {
  next_position: number;
  readonly entries: Map<string, Entry>;
  /** By the hold that the offer is. */
  readonly fan_by_hold: Map<string, string>;
  /** How many wait or have an offer: while anybody does, no returned seat is on sale. */
  takers: number;
  /** Their places in the list, so that how many are before one is not counted out. */
  readonly places: Fenwick;
  /** How often seats that came back were offered to somebody. */
  offers_made: number;
  /** Seats kept for the list, and since when. */
  readonly pool: Map<number, number>;
  readonly offered: Map<number, OfferedBack>;
  /** By place: the order of a ticket that is void and not paid back yet, while its seat is lent to whoever may pay for it. */
  readonly refunding: Map<number, string>;
  /** Something changed since the list was last matched. */
  changed: boolean;
  /** When gathered seats go on; null while none wait for that. */
  go_on_at_ms: number | null;
  /** What the public log still has to be told; whoever writes it takes them away. */
  readonly notes: ListNote[];
};

export const emptyList = (): ReturnsList => ({
  next_position: 1,
  entries: new Map(),
  fan_by_hold: new Map(),
  takers: 0,
  places: newFenwick(0),
  offers_made: 0,
  pool: new Map(),
  offered: new Map(),
  refunding: new Map(),
  changed: true,
  go_on_at_ms: null,
  notes: [],
});

/** Somebody waits or chooses at this place. */
export function takePlace(list: ReturnsList, position: number): void {
  list.takers++;
  growFenwick(list.places, position);
  markPosition(list.places, position);
}

export function leavePlace(list: ReturnsList, position: number): void {
  list.takers--;
  unmarkPosition(list.places, position);
}

/** Who waits or chooses before this place. */
export const takersBefore = ({ places }: ReturnsList, position: number): number =>
  marksUpTo(places, Math.min(position, places.sums.length) - 1);

export const takes = ({ state }: Pick<Entry, "state">): boolean => state === "WAITING" || state === "OFFERED";

export const keepList = (list: ReturnsList): KeptList => ({
  next_position: list.next_position,
  offers_made: list.offers_made,
  entries: [...list.entries.values()],
  pool: [...list.pool].map(([place, since_ms]): [number, number] => [place, since_ms]),
  offered: [...list.offered.values()],
  refunding: [...list.refunding].map(([place, order_id]): [number, string] => [place, order_id]),
});

export function readList(list: ReturnsList, kept: KeptList): void {
  list.next_position = kept.next_position;
  list.offers_made = kept.offers_made ?? 0;
  for (const entry of kept.entries) {
    list.entries.set(entry.fan_id, { ...entry });
    if (entry.hold_id !== null) list.fan_by_hold.set(entry.hold_id, entry.fan_id);
    if (takes(entry)) takePlace(list, entry.position);
  }
  for (const [place, since_ms] of kept.pool) list.pool.set(place, since_ms);
  for (const one of kept.offered) list.offered.set(one.place, one);
  for (const [place, order_id] of kept.refunding ?? []) list.refunding.set(place, order_id);
}
