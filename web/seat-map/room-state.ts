// Everything the room shows, as one value, and how each event changes it. No network, no clock, no drawing.
import type { HoldView } from "../../domain/seat-ledger/views.ts";
import type { Grade } from "../../schema/layout.ts";
import { type Choice, type ChoiceRefusal, lostFrom, toggled } from "./choice.ts";
import { type Filters, NO_FILTERS } from "./filters.ts";
import type { Refusal } from "./ledger-client.ts";
import type { Link } from "./live-feed.ts";
import type { Change, LiveSeats } from "./live-seats.ts";
import { nearestEqualTo } from "./nearest-equal.ts";
import type { Plan } from "./plan.ts";

/** What the room has to say just now; there is only ever one such thing. */
export type Word =
  | { readonly kind: "taken"; readonly lost: readonly number[]; readonly nearest: readonly number[] }
  | { readonly kind: "not_free"; readonly why: ChoiceRefusal }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "no_answer" }
  | { readonly kind: "split" }
  | { readonly kind: "hold_over" }
  | { readonly kind: "released" };

/** Best together: how many, and in which grade or section. */
export type Party = { readonly count: number; readonly grade: Grade | null };

export type RoomState = {
  readonly stage: "plan" | "seats" | "ready" | "failed" | "outdated";
  readonly link: Link;
  readonly plan: Plan | null;
  /** Changes in place; `tick` grows with each change. */
  readonly live: LiveSeats | null;
  readonly tick: number;
  readonly filters: Filters;
  readonly choice: Choice;
  readonly zone: { readonly section: number; readonly count: number } | null;
  readonly party: Party;
  readonly hold: HoldView | null;
  readonly busy: "hold" | "release" | null;
  readonly word: Word | null;
  /** The list instead of the plan, for keys and for ears. */
  readonly list: boolean;
  readonly pass_over: boolean;
  /** How many seats this fan may still take. */
  readonly seats_max: number;
};

export type RoomEvent =
  | { readonly type: "plan"; readonly plan: Plan }
  | { readonly type: "failed" }
  | { readonly type: "outdated" }
  | { readonly type: "retry" }
  | { readonly type: "seats"; readonly live: LiveSeats }
  | { readonly type: "changes"; readonly changes: readonly Change[] }
  | { readonly type: "link"; readonly link: Link }
  | { readonly type: "filters"; readonly filters: Filters }
  | { readonly type: "toggle"; readonly place: number }
  | { readonly type: "choose"; readonly places: readonly number[] }
  | { readonly type: "clear" }
  | { readonly type: "zone"; readonly section: number; readonly count: number }
  | { readonly type: "party"; readonly party: Party }
  | { readonly type: "busy"; readonly busy: "hold" | "release" }
  | { readonly type: "held"; readonly hold: HoldView }
  | { readonly type: "refused"; readonly refusal: Refusal }
  | { readonly type: "no_answer" }
  | { readonly type: "released" }
  | { readonly type: "hold_over" }
  | { readonly type: "pass_over" }
  | { readonly type: "list"; readonly list: boolean };

export const PARTY_USUAL = 2;

type Beginning = { readonly seats_max: number; readonly hold: HoldView | null; readonly list: boolean };

export function firstState({ seats_max, hold, list }: Beginning): RoomState {
  return {
    stage: "plan",
    link: "live",
    plan: null,
    live: null,
    tick: 0,
    filters: NO_FILTERS,
    choice: [],
    zone: null,
    party: { count: Math.max(1, Math.min(PARTY_USUAL, seats_max)), grade: null },
    hold,
    busy: null,
    word: null,
    list,
    pass_over: false,
    seats_max,
  };
}

export function next(state: RoomState, event: RoomEvent): RoomState {
  switch (event.type) {
    case "plan":
      return { ...state, plan: event.plan, stage: "seats" };
    case "seats":
      return {
        ...state,
        live: event.live,
        stage: "ready",
        tick: state.tick + 1,
        zone: asFarAsLeft({ ...state, live: event.live }),
      };
    case "changes":
      return afterChanges(state, event.changes);
    case "failed":
    case "outdated":
      return { ...state, stage: event.type };
    case "retry":
      return { ...state, stage: state.plan === null ? "plan" : "seats", word: null };
    case "link":
      return { ...state, link: event.link };
    case "filters":
      return { ...state, filters: event.filters };
    case "party":
      return { ...state, party: { ...event.party, count: within(event.party.count, 1, state.seats_max) } };
    case "list":
      return { ...state, list: event.list };
    case "pass_over":
      return { ...state, pass_over: true, choice: [], zone: null };
    case "toggle":
    case "choose":
    case "clear":
    case "zone":
      return state.hold !== null || state.busy !== null || state.pass_over ? state : choosing(state, event);
    default:
      return holding(state, event);
  }
}

type Choosing = Extract<RoomEvent, { type: "toggle" | "choose" | "clear" | "zone" }>;
type Holding = Extract<RoomEvent, { type: "busy" | "held" | "refused" | "no_answer" | "released" | "hold_over" }>;

function choosing(state: RoomState, event: Choosing): RoomState {
  switch (event.type) {
    case "clear":
      return { ...state, choice: [], zone: null, word: null };
    case "zone": {
      const zone = { section: event.section, count: event.count };
      return { ...state, zone: asFarAsLeft({ ...state, zone }), choice: [], word: null };
    }
    case "choose":
      return { ...state, choice: event.places.slice(0, state.seats_max), zone: null, word: null };
    case "toggle": {
      if (state.live === null) return state;
      const { seat_state } = state.live;
      const result = toggled(state.choice, event.place, { seat_state, seats_max: state.seats_max });
      if (!result.ok) return { ...state, word: { kind: "not_free", why: result.failure } };
      return { ...state, choice: result.value, zone: null, word: null };
    }
  }
}

/** Others take of a zone, too: what is chosen there is never more than is left, nor none. */
function asFarAsLeft({ zone, live, seats_max }: RoomState): RoomState["zone"] {
  if (zone === null || live === null) return zone;
  return { ...zone, count: within(zone.count, 1, Math.min(seats_max, live.free_in[zone.section] ?? 0)) };
}

function holding(state: RoomState, event: Holding): RoomState {
  switch (event.type) {
    case "busy":
      return { ...state, busy: event.busy, word: null };
    case "held": {
      const word: Word | null = event.hold.together || event.hold.seats.length < 2 ? null : { kind: "split" };
      return { ...state, hold: event.hold, busy: null, choice: [], zone: null, word };
    }
    case "refused":
      return afterRefusal({ ...state, busy: null }, event.refusal);
    case "no_answer":
      return { ...state, busy: null, word: { kind: "no_answer" } };
    case "released":
      return { ...state, hold: null, busy: null, word: { kind: "released" } };
    case "hold_over":
      return { ...state, hold: null, busy: null, word: { kind: "hold_over" } };
  }
}

/**
 * Somebody took a chosen seat: it leaves the choice, and as many equal seats are offered with the same words. While an own
 * hold is on its way, or its answer was lost, the news may be of that very hold: its answer will tell.
 */
function afterChanges(state: RoomState, changes: readonly Change[]): RoomState {
  const moved = { ...state, tick: state.tick + 1, zone: asFarAsLeft(state) };
  const unsure = state.busy === "hold" || state.word?.kind === "no_answer";
  const lost = unsure || state.hold !== null ? [] : lostFrom(state.choice, changes);
  if (lost.length > 0) {
    const nearest = equalsFor(state, state.choice);
    const choice = state.choice.filter((place) => !lost.includes(place));
    return { ...moved, choice, word: { kind: "taken", lost, nearest } };
  }
  const { word } = state;
  if (word?.kind !== "taken" || !word.nearest.some((place) => changes.some((change) => change.place === place))) {
    return moved;
  }
  // What was offered went, too: offer what is nearest now.
  return { ...moved, word: { ...word, nearest: equalsFor(state, word.nearest) } };
}

function afterRefusal(state: RoomState, refusal: Refusal): RoomState {
  const { plan, live } = state;
  const aboutSeats = ["seat_held", "seat_sold", "seat_blocked"].includes(refusal.code);
  if (plan === null || live === null || !aboutSeats) return { ...state, word: { kind: "refused", refusal } };
  const placesOf = (ids: readonly string[]): number[] =>
    ids.flatMap((id) => {
      const place = plan.map.place_by_id.get(id);
      return place === undefined ? [] : [place];
    });
  const lost = placesOf(refusal.states.filter((seat) => seat.state !== "AVAILABLE").map((seat) => seat.id));
  const offered = placesOf(refusal.nearest);
  const nearest = offered.length > 0 ? offered : equalsFor(state, state.choice);
  const choice = state.choice.filter((place) => !lost.includes(place));
  return { ...state, choice, word: { kind: "taken", lost, nearest } };
}

function equalsFor({ plan, live }: RoomState, wanted: readonly number[]): readonly number[] {
  return plan === null || live === null ? [] : nearestEqualTo(plan, live, wanted);
}

const within = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
