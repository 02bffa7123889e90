// Calls of many fans as few calls of one relay: gathered, one batch under way, sent again while its answer does not come. That
// is safe for everything that is asked here: a join asks for the same place again, a question changes nothing.
import { Gathering, type Pace } from "../../domain/relay/gathering.ts";
import { within } from "../kit/time-limit.ts";

type Waiting<Item, Answer> = {
  readonly item: Item;
  readonly answer: (value: Answer) => void;
  readonly fail: (error: unknown) => void;
};

type Ports<Item, Answer> = {
  readonly pace: Pace;
  readonly now: () => number;
  readonly later: (ms: number, run: () => void) => void;
  /** As many answers as items, in their order. */
  readonly send: (items: readonly Item[]) => Promise<readonly Answer[]>;
};

const TRIES_MAX = 3;
const ANSWER_WITHIN_MS = 5_000;

export class Batches<Item, Answer> {
  readonly #ports: Ports<Item, Answer>;
  readonly #gathering: Gathering<Waiting<Item, Answer>>;

  constructor(ports: Ports<Item, Answer>) {
    this.#ports = ports;
    this.#gathering = new Gathering(ports.pace);
  }

  add(item: Item): Promise<Answer> {
    return new Promise((answer, fail) => {
      this.#sendAt(this.#gathering.add({ item, answer, fail }, this.#ports.now()));
    });
  }

  #sendAt(due_ms: number | null): void {
    if (due_ms === null) return;
    this.#ports.later(Math.max(0, due_ms - this.#ports.now()), () => {
      const batch = this.#gathering.send(this.#ports.now());
      if (batch !== null) void this.#sendAll(batch);
    });
  }

  async #sendAll(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.#answersTo(batch.map(({ item }) => item));
      for (const [i, { answer, fail }] of batch.entries()) {
        const value = answers[i];
        if (value === undefined) fail(new Error("a call was not answered"));
        else answer(value);
      }
    } catch (error) {
      // Perhaps it was done and only the answer lost; whoever asks again is told.
      for (const { fail } of batch) fail(error);
    } finally {
      this.#sendAt(this.#gathering.answered(this.#ports.now()));
    }
  }

  async #answersTo(items: readonly Item[]): Promise<readonly Answer[]> {
    for (let tries = 1; ; tries++) {
      try {
        return await within(ANSWER_WITHIN_MS, this.#ports.send(items));
      } catch (error) {
        if (tries === TRIES_MAX) throw error;
      }
    }
  }
}
