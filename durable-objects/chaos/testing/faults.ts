// What may go wrong in one run: a random subset of all faults by seed, so that runs differ in kind and not only in luck.
import { chance } from "../../../domain/chance.ts";

export const FAULTS = [
  "delay",
  "drop",
  "duplicate",
  "reorder",
  "line_crash",
  "ledger_crash",
  "relay_death",
  "decline",
  "silent_charge",
  "provider_down",
  "pause",
  "cancelled",
  "slow_fan",
  "no_show",
  "leaving",
] as const;
export type Fault = (typeof FAULTS)[number];

/** A guard taken out, to see that the run turns red without it. */
export type Guard = "outbox_until_heard" | "answer_after_commit" | "one_key_one_hold";

/** Rare meetings that a run of many seeds must have seen, or it has proved little. */
export const MEETINGS = [
  "message_dropped",
  "message_twice",
  "message_overtaken",
  "line_crashed_in_a_write",
  "ledger_crashed_in_a_write",
  "crash_between_sell_and_outbox",
  "relay_died_with_batch_under_way",
  "place_kept_over_a_second_join",
  "same_hold_answered_twice",
  "charge_without_an_answer",
  "charge_sent_back",
  "declined_and_paid_again",
  "seat_gone_when_chosen",
  "hold_expired",
  "paused_with_holds",
] as const;
export type Meeting = (typeof MEETINGS)[number];

export class Chance {
  readonly faults: ReadonlySet<Fault>;
  readonly seed: number;
  readonly met = new Map<Meeting, number>();
  /** Off once the run calms down: from then on nothing is lost any more. */
  calm = false;
  #drawn = 0;

  constructor(seed: number) {
    this.seed = seed;
    this.faults = new Set(FAULTS.filter((_, i) => chance(seed, i) < 0.55));
  }

  draw(): number {
    return chance(this.seed, 1_000, this.#drawn++);
  }

  /** Evenly in whole numbers, both ends with it. */
  between(least: number, most: number): number {
    return least + Math.floor(this.draw() * (most - least + 1));
  }

  happens(fault: Fault, share: number): boolean {
    return this.faults.has(fault) && !this.calm && this.draw() < share;
  }

  meet(meeting: Meeting): void {
    this.met.set(meeting, (this.met.get(meeting) ?? 0) + 1);
  }
}
