// Gathers calls that arrive together, so that they share one write: a call costs far more than a row. Everyone is
// answered after the write, in order of arrival.
type Waiting<Item, Answer> = {
  readonly item: Item;
  readonly answer: (value: Answer) => void;
  readonly fail: (error: unknown) => void;
};

type Ports<Item, Answer> = {
  /** One write for all of them; as many answers, in the same order. */
  readonly write: (items: readonly Item[]) => readonly Answer[];
  /** Runs its argument after the calls that are already on their way in. */
  readonly soon: (run: () => void) => void;
  /** So many are written before more is gathered: who is at the head should not wait for the tail. */
  readonly most: number;
};

export class Gathered<Item, Answer> {
  readonly #ports: Ports<Item, Answer>;
  #waiting: Waiting<Item, Answer>[] = [];
  #scheduled = false;

  constructor(ports: Ports<Item, Answer>) {
    this.#ports = ports;
  }

  add(item: Item): Promise<Answer> {
    return new Promise((answer, fail) => {
      this.#waiting.push({ item, answer, fail });
      if (this.#waiting.length >= this.#ports.most) this.flush();
      else if (!this.#scheduled) {
        this.#scheduled = true;
        this.#ports.soon(() => {
          this.#scheduled = false;
          this.flush();
        });
      }
    });
  }

  /** At once: before something else is written that must not come ahead of those who arrived earlier. */
  flush(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    try {
      const answers = this.#ports.write(waiting.map(({ item }) => item));
      for (const [i, { answer, fail }] of waiting.entries()) {
        const value = answers[i];
        if (value === undefined) fail(new Error("a call was not answered"));
        else answer(value);
      }
    } catch (error) {
      // Nothing was written, so nobody is told anything: they ask again.
      for (const { fail } of waiting) fail(error);
    }
  }
}
