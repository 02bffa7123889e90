// The card after a practice: what each step took, which seats were lost to whom and when, a grade, and for each reason one
// piece of advice. Facts only, out of the journal: the page puts them into words.

import type { LedgerEvent } from "../seat-ledger/events.ts";
import { type Keys, type KeysWhy, keysWhy } from "./keys.ts";

export type Try = { readonly at_ms: number; readonly seats: readonly string[]; readonly held: boolean };

export type Practised = {
  readonly fan_id: string;
  readonly opens_ms: number;
  readonly joined_ms: number | null;
  readonly position: number | null;
  /** The turn came; the fan entered. */
  readonly admitted_ms: number | null;
  readonly entered_ms: number | null;
  readonly tries: readonly Try[];
  readonly paid_ms: number | null;
  readonly declined: number;
  readonly refreshes: number;
  /** Where choosing by keys was what was practised. */
  readonly keys: Keys | null;
  readonly left: boolean;
};

export type StepName = "click" | "wait" | "enter" | "choose" | "pay";
export type Step = { readonly name: StepName; readonly ms: number };

/** In milliseconds since the fan stood before the map: "you chose after 6.2 s; that seat was gone at 2.1 s". */
export type LostSeat = {
  readonly seat: string;
  readonly chose_ms: number;
  /** Negative: it was gone before they came in. */
  readonly gone_ms: number;
};

export type Grade = "S" | "A" | "B" | "C" | "F";

export type Why =
  | { readonly code: "won"; readonly advice: "try_harder" }
  | { readonly code: "clicked_late"; readonly ms: number; readonly ahead: number; readonly advice: "be_ready" }
  | { readonly code: "entered_late"; readonly ms: number; readonly advice: "keep_page_in_sight" }
  | {
      readonly code: "seats_lost";
      readonly count: number;
      readonly worst_ms: number;
      readonly advice: "take_the_next_best";
    }
  | { readonly code: "payment_declined"; readonly count: number; readonly advice: "prepare_payment" }
  | { readonly code: "paid_late"; readonly ms: number; readonly advice: "prepare_payment" }
  | { readonly code: "refreshed"; readonly count: number; readonly advice: "no_need_to_refresh" }
  | { readonly code: "left"; readonly advice: "stay" }
  | { readonly code: "sold_out_before_turn"; readonly ahead: number; readonly advice: "be_ready" }
  | { readonly code: "sold_out_before_entering"; readonly advice: "keep_page_in_sight" }
  | { readonly code: "sold_out_inside"; readonly advice: "take_the_next_best" }
  | { readonly code: "never_joined"; readonly advice: "be_ready" }
  | KeysWhy;

export type Card = {
  readonly steps: readonly Step[];
  readonly lost_seats: readonly LostSeat[];
  readonly place: number | null;
  readonly grade: Grade;
  readonly why: readonly Why[];
};

/** Own time, without the wait in the line, up to which a purchase is worth a grade; each lost seat costs one. */
const GRADES: readonly (readonly [Grade, number])[] = [
  ["S", 12_000],
  ["A", 25_000],
  ["B", 60_000],
  ["C", Number.POSITIVE_INFINITY],
];
const LATE_CLICK_MS = 1_000;
const LATE_ENTRY_MS = 4_000;
const LATE_PAYMENT_MS = 45_000;

type Journal = { readonly events: readonly LedgerEvent[]; readonly seatId: (place: number) => string };

export function cardOf(practised: Practised, journal: Journal): Card {
  const lost_seats = lostSeats(practised, journal);
  const steps = stepsOf(practised);
  return {
    steps,
    lost_seats,
    place: practised.position,
    grade: gradeOf(practised, { steps, lost: lost_seats.length }),
    why: whyOf(practised, { steps, lost_seats }),
  };
}

function stepsOf({ opens_ms, joined_ms, admitted_ms, entered_ms, tries, paid_ms }: Practised): Step[] {
  const held_ms = tries.find(({ held }) => held)?.at_ms ?? null;
  const chosen_ms = held_ms ?? tries.at(-1)?.at_ms ?? null;
  const marks: readonly (readonly [StepName, number | null, number | null])[] = [
    ["click", opens_ms, joined_ms],
    ["wait", joined_ms, admitted_ms],
    ["enter", admitted_ms, entered_ms],
    ["choose", entered_ms, chosen_ms],
    ["pay", held_ms, paid_ms],
  ];
  return marks.flatMap(([name, from_ms, to_ms]) =>
    from_ms === null || to_ms === null ? [] : [{ name, ms: Math.max(0, to_ms - from_ms) }],
  );
}

/** A seat's owner at the moment of the try, and since when, as the ledger wrote it down. */
function lostSeats({ fan_id, entered_ms, opens_ms, tries }: Practised, { events, seatId }: Journal): LostSeat[] {
  const since_ms = entered_ms ?? opens_ms;
  return tries
    .filter(({ held }) => !held)
    .flatMap(({ at_ms, seats }) =>
      seats.flatMap((seat) => {
        const gone_at_ms = takenAt(seat, at_ms, { events, seatId, fan_id });
        return gone_at_ms === null ? [] : [{ seat, chose_ms: at_ms - since_ms, gone_ms: gone_at_ms - since_ms }];
      }),
    );
}

function takenAt(
  seat: string,
  until_ms: number,
  { events, seatId, fan_id }: Journal & { fan_id: string },
): number | null {
  let taken_ms: number | null = null;
  const holds = new Set<string>();
  for (const event of events) {
    if (event.at_ms > until_ms) break;
    if (event.kind === "held" && event.hold.places.some((place) => seatId(place) === seat)) {
      if (event.hold.fan_id === fan_id) continue;
      taken_ms = event.at_ms;
      holds.add(event.hold.id);
    } else if ((event.kind === "released" || event.kind === "hold_expired") && holds.has(event.hold_id))
      taken_ms = null;
  }
  return taken_ms;
}

function gradeOf({ paid_ms }: Practised, { steps, lost }: { steps: readonly Step[]; lost: number }): Grade {
  if (paid_ms === null) return "F";
  const own_ms = steps.filter(({ name }) => name !== "wait").reduce((sum, { ms }) => sum + ms, 0);
  const at = GRADES.findIndex(([, most_ms]) => own_ms <= most_ms);
  return GRADES[Math.min(GRADES.length - 1, at + lost)]?.[0] ?? "C";
}

function whyOf(
  practised: Practised,
  { steps, lost_seats }: { steps: readonly Step[]; lost_seats: readonly LostSeat[] },
): Why[] {
  const { joined_ms, opens_ms, position, paid_ms, admitted_ms, entered_ms, declined, refreshes, keys, left } =
    practised;
  const took = (name: StepName): number => steps.find((step) => step.name === name)?.ms ?? 0;
  const ahead = Math.max(0, (position ?? 1) - 1);
  const why: Why[] = [];
  if (paid_ms !== null) why.push({ code: "won", advice: "try_harder" });
  if (left) why.push({ code: "left", advice: "stay" });
  else if (paid_ms === null) {
    if (joined_ms === null) why.push({ code: "never_joined", advice: "be_ready" });
    else if (admitted_ms === null) why.push({ code: "sold_out_before_turn", ahead, advice: "be_ready" });
    else if (entered_ms === null) why.push({ code: "sold_out_before_entering", advice: "keep_page_in_sight" });
    else why.push({ code: "sold_out_inside", advice: "take_the_next_best" });
  }
  if (keys !== null) why.push(...keysWhy(keys, took("choose")));
  if (joined_ms !== null && joined_ms - opens_ms > LATE_CLICK_MS) {
    why.push({ code: "clicked_late", ms: joined_ms - opens_ms, ahead, advice: "be_ready" });
  }
  if (took("enter") > LATE_ENTRY_MS) {
    why.push({ code: "entered_late", ms: took("enter"), advice: "keep_page_in_sight" });
  }
  if (lost_seats.length > 0) {
    const worst_ms = Math.max(...lost_seats.map(({ chose_ms, gone_ms }) => chose_ms - gone_ms));
    why.push({ code: "seats_lost", count: lost_seats.length, worst_ms, advice: "take_the_next_best" });
  }
  if (declined > 0) why.push({ code: "payment_declined", count: declined, advice: "prepare_payment" });
  else if (took("pay") > LATE_PAYMENT_MS) {
    why.push({ code: "paid_late", ms: took("pay"), advice: "prepare_payment" });
  }
  if (refreshes > 0) why.push({ code: "refreshed", count: refreshes, advice: "no_need_to_refresh" });
  return why;
}
