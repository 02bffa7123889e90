// Joins that arrive together become one write: a call costs far more than a row. Everyone is answered after the write.
export type JoinItem = { readonly fan: string; readonly vip?: boolean };
type Waiting<Answer> = { item: JoinItem; resolve: (answer: Answer) => void; reject: (error: unknown) => void };

/** One write's worth; the rest goes into the next, still in order of arrival. */
export const GATHERED_MAX = 1000;

export class JoinGate<Answer> {
  readonly #write: (items: readonly JoinItem[]) => readonly Answer[];
  readonly #defer: (work: () => void) => void;
  #waiting: Waiting<Answer>[] = [];

  constructor(write: (items: readonly JoinItem[]) => readonly Answer[], defer: (work: () => void) => void) {
    this.#write = write;
    this.#defer = defer;
  }

  join(item: JoinItem): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#waiting.length === 1) this.#defer(() => this.flush());
      else if (this.#waiting.length >= GATHERED_MAX) this.flush();
    });
  }

  /** Also before a batch is taken in, so that nobody in it comes before those who arrived earlier. */
  flush(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    try {
      const answers = this.#write(waiting.map(({ item }) => item));
      for (const [i, { resolve, reject }] of waiting.entries()) {
        const answer = answers[i];
        if (answer === undefined) reject(new Error("a join was not answered"));
        else resolve(answer);
      }
    } catch (error) {
      // Nothing was written, so nobody is told a place: they ask again.
      for (const { reject } of waiting) reject(error);
    }
  }
}
