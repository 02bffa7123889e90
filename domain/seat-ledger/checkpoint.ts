// The state written down whole, so that a ledger wakes from its last checkpoint and the events after it, not from the
// first day. What can be worked out again (counts, indexes, deadlines) is not written.
import * as z from "zod/mini";
import { keptList } from "../returns/events.ts";
import { keepList, LIST_OWNER, readList } from "../returns/list.ts";
import { canonicalBody } from "./answers.ts";
import { ordersOfCancelledShow, takeHold } from "./apply.ts";
import { enlist } from "./apply-order.ts";
import { ledgerConfig } from "./config.ts";
import { hold, ORDER_STATUSES, type Order, order, storedStanding } from "./events.ts";
import type { SeatMap } from "./seat-map.ts";
import { BLOCKED, HELD, SOLD } from "./seat-state.ts";
import { createState, fanClaims, type LedgerState, setPlace } from "./state.ts";
import { newTallies, type Tallies } from "./tallies.ts";

const released = z.object({ place: z.int(), released_at_ms: z.int(), expires_sale_ms: z.int() });

const n = z.int();
const tallies = z.object({
  holds: z.object({ held: n, released: n, expired: n, ordered: n }),
  orders: z.record(z.enum(ORDER_STATUSES), n),
  payments: z.object({ captured: n, declined: n, unknown: n, given_up: n }),
  refunded_krw: n,
  payment_counts: z.array(n),
  payment_ms: n,
});

export const checkpointHead = z.object({
  seq: z.int(),
  seats_seq: z.int(),
  last_at_ms: z.int(),
  layout_version: z.string(),
  config: ledgerConfig,
  clock: z.object({
    version: z.int(),
    paused_since_ms: z.nullable(z.int()),
    paused_total_ms: z.int(),
    closes_at_ms: z._default(z.nullable(z.int()), null),
  }),
  standing: z._default(storedStanding, null),
  line_went_back: z._default(z.boolean(), false),
  cancelled_reason: z.nullable(z.string()),
  blocked: z.array(z.int()),
  holds: z.array(hold),
  ended_passes: z.array(z.tuple([z.string(), z.int()])),
  released: z.array(z.object({ fan_id: z.string(), seats: z.array(released) })),
  orders_count: z.int(),
  tallies: z._default(z.nullable(tallies), null),
  /** Written since there is a list for returned seats. */
  returns: z.optional(keptList),
});
export type CheckpointHead = z.infer<typeof checkpointHead>;

/** Orders travel apart from the head, in slices: a row has a size limit, and there may be tens of thousands. */
export const orderSlice = z.array(order);
export type Checkpoint = { readonly head: CheckpointHead; readonly orders: readonly Order[] };

export function writeCheckpoint(state: LedgerState): Checkpoint {
  const blocked: number[] = [];
  state.seat_state.forEach((seat, place) => {
    if (seat === BLOCKED) blocked.push(place);
  });
  const orders = [...state.orders.values()];
  return {
    head: {
      seq: state.seq,
      seats_seq: state.seats_seq,
      last_at_ms: state.last_at_ms,
      layout_version: state.map.layout_version,
      config: state.config,
      clock: { ...state.clock },
      standing: state.standing,
      line_went_back: state.line_went_back,
      cancelled_reason: state.cancelled_reason,
      blocked,
      holds: [...state.holds.values()],
      ended_passes: [...state.ended_passes],
      released: [...state.fans].flatMap(([fan_id, claims]) =>
        claims.released.length > 0 ? [{ fan_id, seats: [...claims.released] }] : [],
      ),
      orders_count: orders.length,
      tallies: state.tallies,
      returns: keepList(state.returns),
    },
    orders,
  };
}

export function readCheckpoint(map: SeatMap, { head, orders }: Checkpoint): LedgerState {
  if (head.layout_version !== map.layout_version) throw new Error("a checkpoint belongs to another layout");
  if (head.orders_count !== orders.length) throw new Error("a checkpoint lacks some of its orders");
  const state = createState(map, head.config);
  state.clock = head.clock;
  state.standing = head.standing;
  state.line_went_back = head.line_went_back;
  state.cancelled_reason = head.cancelled_reason;
  for (const place of head.blocked) setPlace(state, place, { state: BLOCKED, owner: null });
  if (head.returns !== undefined) readList(state.returns, head.returns);
  for (const place of state.returns.pool.keys()) setPlace(state, place, { state: HELD, owner: LIST_OWNER });
  for (const held of head.holds) takeHold(state, held);
  for (const one of orders) {
    enlist(state, one);
    for (const line of one.lines) {
      const seat = line.status === "PENDING" ? HELD : SOLD;
      const over = line.status === "FREED" || line.status === "REFUNDED";
      // A ticket offered back stays live while its seat is in the hands of whoever may pay for it.
      const lent = line.passed_on === true || state.holds.has(state.owner[line.place] ?? "");
      if (!over && !lent) setPlace(state, line.place, { state: seat, owner: one.id });
    }
  }
  for (const [pass_id, until_ms] of head.ended_passes) state.ended_passes.set(pass_id, until_ms);
  for (const { fan_id, seats } of head.released) fanClaims(state, fan_id).released = seats;
  if (head.cancelled_reason !== null) state.to_refund = ordersOfCancelledShow(state);
  // A checkpoint of before they were counted: they begin anew, as after any reset of a counter.
  state.tallies = head.tallies === null ? newTallies() : copyOf(head.tallies);
  state.seq = head.seq;
  state.seats_seq = head.seats_seq;
  state.last_at_ms = head.last_at_ms;
  state.touched.clear();
  return state;
}

/** The written one stays as it was: two ledgers made of one checkpoint count apart. */
const copyOf = (written: Tallies): Tallies => JSON.parse(JSON.stringify(written)) as Tallies;

/** The same ledger over a new layout, on which nothing is held or sold: blocked seats stay blocked where they remain. */
export function relayout(state: LedgerState, map: SeatMap): LedgerState {
  const { head } = writeCheckpoint(state);
  const blocked = head.blocked.flatMap((place) => map.place_by_id.get(state.map.ids[place] ?? "") ?? []);
  const next = {
    ...head,
    layout_version: map.layout_version,
    seats_seq: head.seq,
    blocked,
    released: [],
    orders_count: 0,
  };
  return readCheckpoint(map, { head: next, orders: [] });
}

/** Two states with one fingerprint are the same: seats, claims, indexes and all (tests, and the sale's verifier). */
export function fingerprint(state: LedgerState): string {
  const { head, orders } = writeCheckpoint(state);
  const sorted = (items: Iterable<unknown>) => [...items].map(canonicalBody).sort();
  const setsOf = (sets: Iterable<readonly [string, Iterable<string>]>) =>
    sorted([...sets].map(([key, ids]) => [key, [...ids].sort()]));
  const claims = [...state.fans].map(([fan_id, fan]) => [fan_id, [...fan.holds, ...fan.orders]] as const);
  return canonicalBody({
    head: {
      ...head,
      holds: sorted(head.holds),
      ended_passes: sorted(head.ended_passes),
      released: sorted(head.released),
    },
    orders: sorted(orders),
    seats: [...state.seat_state],
    owners: state.owner,
    tally: [...state.tally],
    passes: setsOf(state.claims_by_pass),
    finished: [...state.finished_passes].sort(),
    numbers: sorted(state.order_by_number),
    by_hold: sorted(state.order_by_hold),
    fans: setsOf(claims.filter(([, ids]) => ids.length > 0)),
  });
}
