// What the list does by itself whenever something came back or somebody joined: offers in the order of the rule, who was
// passed and why, and its end. Runs at the end of every step of the ledger, so that no seat is between two hands.
import { second } from "../log/entry.ts";
import { saleTimeOf } from "../seat-ledger/clock.ts";
import { priceOf } from "../seat-ledger/config.ts";
import type { Hold, LedgerEvent } from "../seat-ledger/events.ts";
import { gradeOf } from "../seat-ledger/seat-map.ts";
import { type LedgerState, seatsCounted } from "../seat-ledger/state.ts";
import { isListOver, listEndsAtMs } from "./decide-list.ts";
import type { AsideReason, Entry } from "./events.ts";
import { seatsReady } from "./list-view.ts";
import { matchReturns } from "./match.ts";
import { DEFAULT_RETURNS, gatherMs, offerMs, type ReturnsTerms } from "./terms.ts";

/** Entries closed in one step: a step must stay short beside fans' commands. */
const CLOSE_SLICE = 200;

/** The caller applies every event and asks again until there are none. */
export function sweepList(state: LedgerState, now_ms: number, makeHoldId: () => string): LedgerEvent[] {
  const { returns } = state;
  if (state.cancelled_reason !== null || isListOver(state, now_ms)) return close(state, now_ms);
  if (!returns.changed && (returns.go_on_at_ms ?? Infinity) > now_ms) return [];
  returns.changed = false;
  returns.go_on_at_ms = null;
  if (returns.takers === 0) return freePool(state, now_ms);
  if (state.config.suspended === true) return [];
  return match(state, now_ms, makeHoldId);
}

function close(state: LedgerState, now_ms: number): LedgerEvent[] {
  const { returns } = state;
  returns.changed = false;
  // Nothing goes on any more: a time left here would wake the ledger for ever.
  returns.go_on_at_ms = null;
  if (returns.takers > 0) {
    const waiting = [...returns.entries.values()].filter((entry) => entry.state === "WAITING").slice(0, CLOSE_SLICE);
    if (waiting.length > 0)
      return waiting.map(({ fan_id }) => ({ kind: "unlisted", at_ms: now_ms, fan_id, how: "closed" }));
  }
  return freePool(state, now_ms);
}

const freePool = ({ returns }: LedgerState, now_ms: number): LedgerEvent[] =>
  returns.pool.size === 0 ? [] : [{ kind: "list_freed", at_ms: now_ms, places: [...returns.pool.keys()] }];

function match(state: LedgerState, now_ms: number, makeHoldId: () => string): LedgerEvent[] {
  const ready = seatsReady(state);
  if (ready.length === 0) return [];
  const waiting = [...state.returns.entries.values()].filter((entry) => entry.state === "WAITING");
  const givers = new Set<string>();
  for (const { order_id } of state.returns.offered.values()) givers.add(state.orders.get(order_id)?.fan_id ?? "");
  const moved = waiting.flatMap((entry): LedgerEvent[] => {
    const why = asideReason(state, entry, givers);
    return why === (entry.aside ?? null) ? [] : [{ kind: "set_aside", at_ms: now_ms, fan_id: entry.fan_id, why }];
  });
  if (moved.length > 0) return moved;
  const wishes = waiting.filter(({ aside }) => aside == null).sort((a, b) => a.position - b.position);
  const matched = matchReturns({
    wishes,
    seats: ready.map((seat) => ({ ...seat, grade: gradeOf(state.map, seat.place) })),
    joined_right: (place) => state.map.joined_right[place] === 1,
    gather_ms: gatherMs(state.config),
    now_ms: second(now_ms),
  });
  state.returns.go_on_at_ms = matched.go_on_at_ms;
  const by_position = new Map(wishes.map((entry) => [entry.position, entry]));
  const events: LedgerEvent[] = [];
  for (const { position, why } of matched.passed) {
    const entry = by_position.get(position);
    if (entry !== undefined && entry.passed !== why)
      events.push({ kind: "passed_over", at_ms: now_ms, fan_id: entry.fan_id, why });
  }
  for (const { position, places } of matched.offers) {
    const entry = by_position.get(position);
    if (entry === undefined) continue;
    const seq = state.seq + events.length + 1;
    const hold = offerHold(state, { id: makeHoldId(), seq, fan_id: entry.fan_id, places, now_ms });
    events.push({ kind: "held", at_ms: now_ms, hold });
  }
  return events;
}

/** Nobody is offered past the limit, nor the ticket that they themselves give away. They wait on, at their place. */
function asideReason(state: LedgerState, { fan_id, count }: Entry, givers: ReadonlySet<string>): AsideReason | null {
  const { held, bought } = seatsCounted(state, fan_id);
  if (held + bought + count > state.config.limits.seats_per_fan) return "limit";
  return givers.has(fan_id) ? "own_ticket" : null;
}

type Offer = Pick<Hold, "id" | "seq" | "fan_id"> & { readonly places: readonly number[]; readonly now_ms: number };

const offerHold = (state: LedgerState, { places, now_ms, ...of }: Offer): Hold => ({
  ...of,
  pass_id: null,
  places: [...places],
  prices_krw: places.map((place) => priceOf(state.config, gradeOf(state.map, place))),
  started_at_ms: now_ms,
  expires_sale_ms: saleTimeOf(
    state.clock,
    Math.min(now_ms + offerMs(termsOf(state), state.config.time_zone, now_ms), listEndsAtMs(state)),
    now_ms,
  ),
  turn_ends_sale_ms: null,
  for_list: true,
});

const termsOf = ({ config }: LedgerState): ReturnsTerms => config.returns ?? DEFAULT_RETURNS;

/** When the list has something to do by itself. */
export function listDueMs(state: LedgerState, now_ms: number): number {
  const { returns } = state;
  if (returns.changed && returns.takers + returns.pool.size > 0) return now_ms;
  const waits = [...returns.entries.values()].some((entry) => entry.state === "WAITING");
  return Math.min(returns.go_on_at_ms ?? Infinity, waits ? Math.max(now_ms, listEndsAtMs(state)) : Infinity);
}
