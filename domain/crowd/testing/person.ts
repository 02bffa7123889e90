// One person in a practice on a table, by a fixed script: joins, enters, chooses what is free, tries again, pays.
import { type SeatsSeen, seatsFor } from "../taste.ts";

export const OPENS_MS = 1_800_000_000_000;

/** A person: how fast, and how long they look before they choose. */
export type Person = { readonly react_ms: number; readonly choose_ms: number; readonly seats: number };

/** What a person at the table sees and does there. */
export type Table = {
  readonly now_ms: number;
  readonly line: {
    readonly position_of: { readonly [fan: number]: number | undefined };
    readonly state: { readonly head: number };
  };
  readonly returns: readonly unknown[];
  readonly seen: () => SeatsSeen;
  readonly join: (fan: number) => unknown;
  readonly claim: (fan: number) => boolean;
  readonly hold: (fan: number, seats: readonly string[]) => string | null;
  readonly pay: (fan: number, hold_id: string, declined: boolean) => boolean;
};

type Step = "join" | "wait" | "look" | "hold" | "pay";

export class Script {
  at_ms: number | null;
  bought = false;
  readonly #table: Table;
  readonly #fan: number;
  readonly #person: Person;
  #step: Step = "join";
  #seats: readonly string[] = [];
  #hold_id = "";
  #glances = 0;

  constructor(table: Table, fan: number, person: Person) {
    this.#table = table;
    this.#fan = fan;
    this.#person = person;
    this.at_ms = OPENS_MS + person.react_ms;
  }

  step(): void {
    const { now_ms, line } = this.#table;
    const { react_ms, choose_ms, seats } = this.#person;
    const after = (step: Step, ms: number): void => {
      this.#step = step;
      this.at_ms = now_ms + ms;
    };
    switch (this.#step) {
      case "join":
        this.#table.join(this.#fan);
        after("wait", react_ms);
        return;
      case "wait":
        if ((line.position_of[this.#fan] ?? 0) > line.state.head) after("wait", 1_000);
        else if (this.#table.claim(this.#fan)) after("look", 0);
        else this.at_ms = null;
        return;
      case "look": {
        // An even hand over the map: a person's taste is not the crowd's.
        const draw = (glance: number): number => (((this.#glances * 31 + glance * 17) % 97) + 0.5) / 97;
        this.#glances++;
        this.#seats = seatsFor(this.#table.seen(), { count: seats, blind: false, draw });
        if (this.#seats.length > 0) after("hold", choose_ms);
        else if (this.#table.returns.length > 0 && now_ms < OPENS_MS + 240_000) after("look", react_ms);
        else this.at_ms = null;
        return;
      }
      case "hold": {
        const hold_id = this.#table.hold(this.#fan, this.#seats);
        if (hold_id === null) after("look", react_ms);
        else {
          this.#hold_id = hold_id;
          after("pay", 10_000);
        }
        return;
      }
      case "pay":
        this.bought = this.#table.pay(this.#fan, this.#hold_id, false);
        this.at_ms = null;
    }
  }
}
