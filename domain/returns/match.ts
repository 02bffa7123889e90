// Which returned seats go to whom. The list is served in the order of registration: a seat goes to the earliest wish that
// the seats at hand can fulfil whole. Seats that fulfil only a part of an earlier wish are gathered for it a while, counted
// from their own return, and then go on; whoever they pass is told why and keeps the place in the list.
import type { Grade } from "../../schema/layout.ts";

export type Wish = {
  /** The place in the list: unique, and the order of registration. */
  readonly position: number;
  readonly count: number;
  /** Empty: any. */
  readonly grades: readonly Grade[];
  readonly together: boolean;
};

export type ReturnedSeat = {
  readonly place: number;
  readonly grade: Grade;
  readonly returned_at_ms: number;
};

export type Offer = { readonly position: number; readonly places: readonly number[] };
/** What stood in the way of a wish that seats passed on their way to a later one. */
export type PassedOver = { readonly position: number; readonly why: "too_few" | "not_together" };

export type Matched = {
  readonly offers: readonly Offer[];
  readonly passed: readonly PassedOver[];
  /** When seats that are being gathered go on; null while none is. */
  readonly go_on_at_ms: number | null;
};

export type MatchInput = {
  /** In the order of the list; only who waits, and has no offer open. */
  readonly wishes: readonly Wish[];
  readonly seats: readonly ReturnedSeat[];
  /** Whether a place and the next one are neighbours. */
  readonly joined_right: (place: number) => boolean;
  readonly gather_ms: number;
  readonly now_ms: number;
};

export function matchReturns({ wishes, seats, joined_right, gather_ms, now_ms }: MatchInput): Matched {
  const pool = new Map([...seats].sort((a, b) => a.place - b.place).map((seat) => [seat.place, seat]));
  const offers: Offer[] = [];
  const unfulfilled: Wish[] = [];
  // Seats only grow fewer: what one wish cannot have, no later one of its kind can, and it has gathered what there is for it. A
  // list of thousands is a few kinds.
  const in_vain = new Set<string>();
  let go_on_at_ms: number | null = null;
  for (const wish of wishes) {
    if (pool.size === 0) break;
    const kind = kindOf(wish);
    if (in_vain.has(kind)) {
      unfulfilled.push(wish);
      continue;
    }
    const fitting = [...pool.values()].filter((seat) => fits(wish, seat));
    const places = choose(wish, fitting, joined_right);
    if (places !== null) {
      offers.push({ position: wish.position, places });
      for (const place of places) pool.delete(place);
      continue;
    }
    unfulfilled.push(wish);
    in_vain.add(kind);
    for (const seat of fitting) {
      const until_ms = seat.returned_at_ms + gather_ms;
      if (until_ms <= now_ms) continue;
      pool.delete(seat.place);
      go_on_at_ms = Math.min(go_on_at_ms ?? until_ms, until_ms);
    }
  }
  return { offers, passed: passedOver(unfulfilled, offers, seats), go_on_at_ms };
}

const kindOf = ({ count, grades, together }: Wish): string => `${count} ${together} ${grades.join()}`;

const fits = (wish: Wish, seat: ReturnedSeat): boolean => wish.grades.length === 0 || wish.grades.includes(seat.grade);

/** Seats side by side where there are any, else, for a wish that allows it, those that came back first. */
function choose(
  { count, together }: Wish,
  fitting: readonly ReturnedSeat[],
  joined_right: (place: number) => boolean,
): readonly number[] | null {
  if (fitting.length < count) return null;
  const side_by_side = sideBySide(fitting, count, joined_right);
  if (side_by_side !== null || together) return side_by_side;
  const oldest = [...fitting].sort((a, b) => a.returned_at_ms - b.returned_at_ms || a.place - b.place);
  return oldest.slice(0, count).map(({ place }) => place);
}

/** Of all runs the one whose last seat came back first. `fitting` is in order of places. */
function sideBySide(
  fitting: readonly ReturnedSeat[],
  count: number,
  joined_right: (place: number) => boolean,
): readonly number[] | null {
  let best: { readonly places: readonly number[]; readonly since_ms: number } | null = null;
  for (let start = 0; start + count <= fitting.length; start++) {
    const run = fitting.slice(start, start + count);
    const whole = run.every((seat, i) => {
      const next = run[i + 1];
      return next === undefined || (next.place === seat.place + 1 && joined_right(seat.place));
    });
    if (!whole) continue;
    const since_ms = Math.max(...run.map(({ returned_at_ms }) => returned_at_ms));
    if (best === null || since_ms < best.since_ms) best = { places: run.map(({ place }) => place), since_ms };
  }
  return best?.places ?? null;
}

/** Earlier in the list than somebody who is offered a seat that they would have taken. */
function passedOver(
  unfulfilled: readonly Wish[],
  offers: readonly Offer[],
  seats: readonly ReturnedSeat[],
): PassedOver[] {
  if (offers.length === 0) return [];
  const seat_of = new Map(seats.map((seat) => [seat.place, seat]));
  const of_kind = new Map<string, { readonly last: number; readonly why: PassedOver["why"] }>();
  const ofKind = (wish: Wish) => {
    const takes = (place: number): boolean => {
      const seat = seat_of.get(place);
      return seat !== undefined && fits(wish, seat);
    };
    const last = offers.reduce(
      (most, { position, places }) => (places.some(takes) ? Math.max(most, position) : most),
      0,
    );
    const enough = seats.filter((seat) => fits(wish, seat)).length >= wish.count;
    return { last, why: enough ? ("not_together" as const) : ("too_few" as const) };
  };
  return unfulfilled.flatMap((wish): PassedOver[] => {
    const kind = kindOf(wish);
    const { last, why } = of_kind.get(kind) ?? ofKind(wish);
    of_kind.set(kind, { last, why });
    return last > wish.position ? [{ position: wish.position, why }] : [];
  });
}
