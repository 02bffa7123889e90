// What a limit for each fan came to in one showtime: how many seats everybody had at most at once, and who stood at the limit.
import type { LedgerEvent } from "../seat-ledger/events.ts";
import { type LedgerState, seatsCounted } from "../seat-ledger/state.ts";

export type LimitsHit = {
  readonly seats_per_fan: number;
  readonly fans: number;
  /** How many fans had this many seats at most. */
  readonly most_seats: Readonly<Record<string, number>>;
  readonly at_limit: readonly string[];
  /** None, unless the limit was lowered while they had more, or somebody was handed a ticket. */
  readonly above_limit: readonly string[];
};

export class LimitWatch {
  readonly #most = new Map<string, number>();

  /** After each event that the state took in. */
  see(state: LedgerState, event: LedgerEvent): void {
    const fan_id = fanOf(state, event);
    if (fan_id === null) return;
    const { held, bought } = seatsCounted(state, fan_id);
    this.#most.set(fan_id, Math.max(this.#most.get(fan_id) ?? 0, held + bought));
  }

  hit(seats_per_fan: number): LimitsHit {
    const most_seats: Record<string, number> = {};
    for (const seats of this.#most.values()) most_seats[seats] = (most_seats[seats] ?? 0) + 1;
    const with_seats = (fits: (seats: number) => boolean) =>
      [...this.#most].filter(([, seats]) => fits(seats)).map(([fan_id]) => fan_id);
    return {
      seats_per_fan,
      fans: this.#most.size,
      most_seats,
      at_limit: with_seats((seats) => seats === seats_per_fan),
      above_limit: with_seats((seats) => seats > seats_per_fan),
    };
  }
}

function fanOf(state: LedgerState, event: LedgerEvent): string | null {
  if (event.kind === "held") return event.hold.fan_id;
  return "order_id" in event ? (state.orders.get(event.order_id)?.fan_id ?? null) : null;
}
