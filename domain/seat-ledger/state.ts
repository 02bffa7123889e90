// A ledger in memory: a byte per place, and small objects only for what is held or ordered. Changed by apply() alone.

import { emptyList, type ReturnsList } from "../returns/list.ts";
import { RUNNING_CLOCK, type SaleClock } from "./clock.ts";
import type { LedgerConfig } from "./config.ts";
import { Deadlines } from "./deadlines.ts";
import type { Hold, LineStanding, Order } from "./events.ts";
import { FreeWindows } from "./free-windows.ts";
import type { SeatMap } from "./seat-map.ts";
import { FREE, HELD, SOLD } from "./seat-state.ts";
import { newTallies, type Tallies } from "./tallies.ts";

/** Seats given up are remembered this long, so that letting go and taking again wins no time (D31). */
export const RELEASE_MEMORY_MS = 60_000;

export type ReleasedSeat = {
  readonly place: number;
  readonly released_at_ms: number;
  readonly expires_sale_ms: number;
};

export type FanClaims = { readonly holds: Set<string>; readonly orders: Set<string>; released: ReleasedSeat[] };

export type LedgerState = {
  readonly map: SeatMap;
  config: LedgerConfig;
  clock: SaleClock;
  cancelled_reason: string | null;
  readonly seat_state: Uint8Array;
  /** What the automatic choice begins with. */
  readonly free_windows: FreeWindows;
  /** The hold or order a place belongs to. */
  readonly owner: (string | null)[];
  /** Four counts for each section: available, held, sold, blocked. */
  readonly tally: Int32Array;
  readonly holds: Map<string, Hold>;
  readonly orders: Map<string, Order>;
  readonly order_by_hold: Map<string, string>;
  readonly order_by_number: Map<string, string>;
  readonly fans: Map<string, FanClaims>;
  /** By fan: orders of others that hold, or held, a ticket handed over to them. */
  readonly received: Map<string, Set<string>>;
  /** Live holds and open orders by the pass they were made with. */
  readonly claims_by_pass: Map<string, Set<string>>;
  /** Passes something was bought with. */
  readonly finished_passes: Set<string>;
  /** Passes ended early, until their own expiry makes the edge refuse them. */
  readonly ended_passes: Map<string, number>;
  /** Null while the line has not vouched for anyone: then no pass of it opens anything here (SL33). */
  standing: LineStanding | null;
  /** The line, or this ledger, was once taken back: the line is told at each meeting. */
  line_went_back: boolean;
  /** Holds, on the sale's clock. */
  readonly hold_deadlines: Deadlines;
  /** Orders, on the real clock: payment time, questions to the provider, seats kept after an unknown outcome. */
  readonly order_deadlines: Deadlines;
  readonly returns: ReturnsList;
  /** Orders that a cancelled show still has to end or refund. */
  to_refund: string[];
  /** What has happened, counted. */
  tallies: Tallies;
  /** Events applied, ever: the journal's last number. */
  seq: number;
  /** The event that last changed a place: the version of the counts (SL16). */
  seats_seq: number;
  /** The time of the last event: the ledger's clock never steps back behind it. */
  last_at_ms: number;
  /** Places changed since the last frame to the map's viewers. */
  readonly touched: Set<number>;
};

export function createState(map: SeatMap, config: LedgerConfig): LedgerState {
  const tally = new Int32Array(map.sections.length * 4);
  map.sections.forEach((section, i) => {
    tally[i * 4 + FREE] = section.end - section.start;
  });
  const seat_state = new Uint8Array(map.places_count);
  return {
    map,
    config,
    clock: RUNNING_CLOCK,
    cancelled_reason: null,
    seat_state,
    free_windows: new FreeWindows(map, seat_state),
    owner: new Array<string | null>(map.places_count).fill(null),
    tally,
    holds: new Map(),
    orders: new Map(),
    order_by_hold: new Map(),
    order_by_number: new Map(),
    fans: new Map(),
    received: new Map(),
    claims_by_pass: new Map(),
    finished_passes: new Set(),
    ended_passes: new Map(),
    standing: null,
    line_went_back: false,
    hold_deadlines: new Deadlines(),
    order_deadlines: new Deadlines(),
    returns: emptyList(),
    to_refund: [],
    tallies: newTallies(),
    seq: 0,
    seats_seq: 0,
    last_at_ms: 0,
    touched: new Set(),
  };
}

export function setPlace(state: LedgerState, place: number, next: { state: number; owner: string | null }): void {
  const before = state.seat_state[place] ?? FREE;
  const section = (state.map.section_of[place] ?? 0) * 4;
  state.seat_state[place] = next.state;
  state.owner[place] = next.owner;
  if (before === next.state) return;
  state.tally[section + before] = (state.tally[section + before] ?? 0) - 1;
  state.tally[section + next.state] = (state.tally[section + next.state] ?? 0) + 1;
  // A seat that is held and then sold changes nothing for who looks for free ones.
  if (before === FREE || next.state === FREE) state.free_windows.changed(place);
  state.touched.add(place);
  state.seats_seq = state.seq;
}

export function fanClaims(state: LedgerState, fan_id: string): FanClaims {
  let claims = state.fans.get(fan_id);
  if (claims === undefined) {
    claims = { holds: new Set(), orders: new Set(), released: [] };
    state.fans.set(fan_id, claims);
  }
  return claims;
}

/** Somebody has this order's ticket who did not buy it. */
export function noteReceived(state: LedgerState, fan_id: string, order_id: string): void {
  const orders = state.received.get(fan_id) ?? new Set();
  state.received.set(fan_id, orders.add(order_id));
}

/**
 * Seats that count towards a fan's limit: held, ordered and bought (SL3), and those handed over to them (HO7). A refund
 * under way still counts.
 */
export function seatsCounted(state: LedgerState, fan_id: string): { readonly held: number; readonly bought: number } {
  const claims = state.fans.get(fan_id);
  let held = 0;
  let bought = 0;
  for (const id of claims?.holds ?? []) held += state.holds.get(id)?.places.length ?? 0;
  for (const id of claims?.orders ?? []) {
    const order = state.orders.get(id);
    if (order === undefined) continue;
    for (const line of order.lines) {
      if (line.status === "PENDING") held++;
      else if (line.status !== "FREED" && line.status !== "REFUNDED") bought++;
    }
  }
  for (const id of state.received.get(fan_id) ?? [])
    for (const { holder_id, status } of state.orders.get(id)?.lines ?? [])
      if (holder_id === fan_id && status !== "FREED" && status !== "REFUNDED") bought++;
  return { held, bought };
}

/** True for places held or sold, whoever owns them. */
export const isClaimed = (seat: number | undefined): boolean => seat === HELD || seat === SOLD;
