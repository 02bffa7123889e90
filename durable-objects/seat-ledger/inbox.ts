// Gathers calls that arrive together, so that they share one write (SL27): a call costs far more than a row.
import type { Answer, Task } from "./ledger-engine.ts";

type Waiting = {
  readonly task: Task<unknown>;
  readonly answer: (value: Answer<unknown>) => void;
  readonly fail: (error: unknown) => void;
};

type Ports = {
  readonly runAll: (tasks: readonly Task<unknown>[]) => Answer<unknown>[];
  /** Runs its argument after the calls that are already on their way in. */
  readonly soon: (run: () => void) => void;
};

/** A batch this long is written before more is gathered: fans at its head should not wait for its tail. */
const BATCH_MAX = 256;

export class Inbox {
  readonly #ports: Ports;
  #waiting: Waiting[] = [];
  #scheduled = false;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  add<A>(task: Task<A>): Promise<Answer<A>> {
    return new Promise((answer, fail) => {
      // The answer goes back to the very task it was made for.
      this.#waiting.push({ task, answer: (value) => answer(value as Answer<A>), fail });
      if (this.#scheduled) return;
      this.#scheduled = true;
      this.#ports.soon(() => this.#flush());
    });
  }

  #flush(): void {
    this.#scheduled = false;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH_MAX);
      try {
        const answers = this.#ports.runAll(batch.map(({ task }) => task));
        batch.forEach(({ answer, fail }, i) => {
          const value = answers[i];
          if (value === undefined) fail(new Error("a task has no answer"));
          else answer(value);
        });
      } catch (error) {
        for (const { fail } of batch) fail(error);
      }
    }
  }
}
