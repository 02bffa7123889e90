// Holding seats (SL1 to SL7) and letting them go (SL9): who may, which refusal wins, and until when.

import type { Failure, FailureCode } from "../../schema/failures.ts";
import type { Grade } from "../../schema/layout.ts";
import { ok, type Result } from "../result.ts";
import { readPass } from "../waiting-line/pass-id.ts";
import { chooseBest } from "./best-together.ts";
import { saleTime, saleTimeOf } from "./clock.ts";
import { hasBegun, priceOf } from "./config.ts";
import { isOutside } from "./decide-admin.ts";
import { type Decided, decided, refuse } from "./decided.ts";
import type { EventOf, Hold } from "./events.ts";
import { nearestEqual } from "./nearest.ts";
import { gradeOf, placeId, sectionsWanted } from "./seat-map.ts";
import { BLOCKED, FREE, HELD, SOLD, seatStateName } from "./seat-state.ts";
import { type LedgerState, RELEASE_MEMORY_MS, seatsCounted } from "./state.ts";
import { strandedBy } from "./stranding.ts";
import { type HoldView, holdView } from "./views.ts";

export type Wish =
  | { readonly kind: "seats"; readonly seats: readonly string[] }
  | { readonly kind: "best"; readonly count: number; readonly grade?: Grade; readonly section?: string }
  | { readonly kind: "zone"; readonly zone: string; readonly count: number };

export type HoldCommand = {
  readonly hold_id: string;
  readonly fan_id: string;
  readonly pass_id: string | null;
  /** The end of the claimed time that the pass speaks of, before any hold or order prolonged it; null without a turn. */
  readonly stay_ends_ms: number | null;
  readonly wish: Wish;
};

export function decideHold(state: LedgerState, command: HoldCommand, now_ms: number): Decided<HoldView> {
  if (state.cancelled_reason !== null) return refuse("show_cancelled");
  if (state.config.suspended === true) return refuse("show_taken_down");
  if (hasBegun(state.config, now_ms) || (state.clock.closes_at_ms ?? Infinity) <= now_ms) return refuse("sale_over");
  const void_pass = passRefused(state, command.pass_id);
  if (void_pass !== null) return refuse(void_pass);
  const turn_ends_sale_ms = turnEnd(state, command.stay_ends_ms, now_ms);
  if (turn_ends_sale_ms !== null && turn_ends_sale_ms <= saleTime(state.clock, now_ms)) return refuse("pass_expired");
  const unknown = unknownIn(state, command.wish);
  if (unknown !== null) return unknown;
  const wanted_count = command.wish.kind === "seats" ? command.wish.seats.length : command.wish.count;
  const over = limitReached(state, command.fan_id, wanted_count);
  if (over !== null) return over;
  const choice = choose(state, command);
  if (!choice.ok) return choice;

  const places = choice.value;
  const hold: Hold = {
    id: command.hold_id,
    seq: state.seq + 1,
    fan_id: command.fan_id,
    pass_id: command.pass_id,
    places: [...places],
    prices_krw: places.map((place) => priceOf(state.config, gradeOf(state.map, place))),
    started_at_ms: now_ms,
    expires_sale_ms: Math.min(
      holdDeadline(state, { fan_id: command.fan_id, places, now_ms }),
      turn_ends_sale_ms ?? Infinity,
    ),
    turn_ends_sale_ms,
  };
  return decided([{ kind: "held", at_ms: now_ms, hold }], holdView(state, hold, now_ms));
}

/**
 * A pass that the line ended: told since it met this ledger, or not among those inside at that time (D72). Nor was one inside
 * that was given in a stretch of the line's life which was taken back (L55).
 */
function passRefused(state: LedgerState, pass_id: string | null): FailureCode | null {
  if (pass_id === null) return null;
  if (state.ended_passes.has(pass_id)) return "pass_void";
  if (readPass(state.config.show_id, pass_id) === null) return null;
  if (state.standing === null) return "unavailable";
  return isOutside(state, state.standing, pass_id) ? "pass_void" : null;
}

/** One end for a turn, whatever is cancelled and held again: the claimed time, one hold's extension, one order (D71). */
function turnEnd(state: LedgerState, stay_ends_ms: number | null, now_ms: number): number | null {
  if (stay_ends_ms === null) return null;
  const { hold_ms, payment_ms } = state.config.limits;
  return saleTimeOf(state.clock, stay_ends_ms + hold_ms + payment_ms, now_ms);
}

function unknownIn(state: LedgerState, wish: Wish): ReturnType<typeof refuse> | null {
  const { map } = state;
  if (wish.kind === "zone") {
    const known = map.sections.some((section) => section.kind === "standing" && section.id === wish.zone);
    return known && wish.count > 0 ? null : refuse("seat_unknown", { zone: wish.zone });
  }
  if (wish.kind === "best") {
    const known = wish.section === undefined || map.sections.some((section) => section.id === wish.section);
    return known && wish.count > 0 ? null : refuse("seat_unknown", { section: wish.section ?? null });
  }
  // Standing places have ids of their own, but are sold by count: nobody picks a number in a crowd.
  const unknown = wish.seats.filter((id) => (map.place_by_id.get(id) ?? map.places_count) >= map.seats_count);
  if (unknown.length > 0 || wish.seats.length === 0) return refuse("seat_unknown", { seats: unknown });
  const twice = wish.seats.filter((id, i) => wish.seats.indexOf(id) !== i);
  return twice.length > 0 ? refuse("duplicate_seat", { seats: [...new Set(twice)] }) : null;
}

function limitReached(state: LedgerState, fan_id: string, wanted: number): ReturnType<typeof refuse> | null {
  const { held, bought } = seatsCounted(state, fan_id);
  const limit = state.config.limits.seats_per_fan;
  return held + bought + wanted > limit ? refuse("limit_reached", { limit, held, bought, wanted }) : null;
}

function choose(state: LedgerState, { wish, fan_id }: HoldCommand): Result<readonly number[], Failure> {
  switch (wish.kind) {
    case "seats":
      return chooseSeats(state, { seats: wish.seats, fan_id });
    case "best":
      return chooseTogether(state, wish);
    case "zone":
      return chooseInZone(state, wish);
  }
}

/** Where seats differ, the refusal that no waiting would mend comes first. */
const REFUSALS: readonly (readonly [number, FailureCode])[] = [
  [BLOCKED, "seat_blocked"],
  [SOLD, "seat_sold"],
  [HELD, "seat_held"],
];

function chooseSeats(
  state: LedgerState,
  { seats, fan_id }: { readonly seats: readonly string[]; readonly fan_id: string },
): Result<readonly number[], Failure> {
  const places = seats.map((id) => state.map.place_by_id.get(id) ?? -1);
  const found = REFUSALS.find(([taken]) => places.some((place) => state.seat_state[place] === taken));
  if (found !== undefined) {
    const [taken, code] = found;
    return refuse(code, {
      seats: places.filter((place) => state.seat_state[place] === taken).map((place) => placeId(state.map, place)),
      states: places.map((place) => ({
        id: placeId(state.map, place),
        state: seatStateName(state.seat_state[place]),
        ...(isOwn(state, place, fan_id) ? { own: true } : {}),
      })),
      nearest: nearestEqual(state, places).map((place) => placeId(state.map, place)),
    });
  }
  if (state.config.limits.strand_check) {
    const stranded = strandedBy(state, places);
    if (stranded.length > 0) {
      return refuse("strands_seat", { seats: stranded.map((place) => placeId(state.map, place)) });
    }
  }
  return ok(places);
}

function isOwn(state: LedgerState, place: number, fan_id: string): boolean {
  const owner = state.owner[place];
  if (owner === null || owner === undefined) return false;
  return (state.holds.get(owner) ?? state.orders.get(owner))?.fan_id === fan_id;
}

function chooseTogether(state: LedgerState, wish: Extract<Wish, { kind: "best" }>): Result<readonly number[], Failure> {
  const wanted = sectionsWanted(state.map, wish);
  // Known without a look at the seats, for the crowd that goes on asking when hardly any are left.
  const left = wanted.reduce((sum, fits, i) => sum + (fits === 1 ? (state.tally[i * 4 + FREE] ?? 0) : 0), 0);
  if (left < wish.count) return refuse("not_enough", { left });
  const choice = chooseBest(state, wish.count, wanted);
  if (choice.kind !== "none") return ok(choice.places);
  return refuse(choice.free_count < wish.count ? "not_enough" : "not_enough_together", { left: choice.free_count });
}

/** The lowest free numbers: who comes first enters first. */
function chooseInZone(state: LedgerState, wish: Extract<Wish, { kind: "zone" }>): Result<readonly number[], Failure> {
  const zone = state.map.sections.find((section) => section.id === wish.zone);
  if (zone === undefined) return refuse("seat_unknown", { zone: wish.zone });
  const places: number[] = [];
  let at = state.seat_state.indexOf(FREE, zone.start);
  while (at >= 0 && at < zone.end && places.length < wish.count) {
    places.push(at);
    at = state.seat_state.indexOf(FREE, at + 1);
  }
  return places.length < wish.count ? refuse("not_enough", { left: places.length }) : ok(places);
}

/** Seats given up and taken again within a minute keep their old deadline, so nobody keeps them by letting go (D31). */
function holdDeadline(
  state: LedgerState,
  { fan_id, places, now_ms }: { readonly fan_id: string; readonly places: readonly number[]; readonly now_ms: number },
): number {
  const sale_ms = saleTime(state.clock, now_ms);
  let expires_sale_ms = sale_ms + state.config.limits.hold_ms;
  for (const seat of state.fans.get(fan_id)?.released ?? []) {
    const recent = now_ms - seat.released_at_ms < RELEASE_MEMORY_MS && seat.expires_sale_ms > sale_ms;
    if (recent && places.includes(seat.place)) expires_sale_ms = Math.min(expires_sale_ms, seat.expires_sale_ms);
  }
  return expires_sale_ms;
}

export type ReleaseCommand = {
  readonly hold_id: string;
  /** Null where the organiser lets it go. */
  readonly fan_id: string | null;
};

/**
 * A second time is fine: what is gone stays gone. Another fan's hold is simply not found (D25), and so is one that has
 * become an order, which is cancelled instead.
 */
export function decideRelease(state: LedgerState, command: ReleaseCommand, now_ms: number): Decided<null> {
  if (state.order_by_hold.has(command.hold_id)) return refuse("not_found");
  const hold = state.holds.get(command.hold_id);
  if (hold === undefined) return decided([], null);
  if (command.fan_id !== null && hold.fan_id !== command.fan_id) return refuse("not_found");
  const cause = command.fan_id === null ? "organiser" : "fan";
  const event: EventOf<"released"> = { kind: "released", at_ms: now_ms, hold_id: hold.id, cause };
  return decided([event], null);
}
