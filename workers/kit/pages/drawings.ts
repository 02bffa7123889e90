// Drawn documents, kept for as long as nobody can tell: a crowd that opens a page in the same quarter of a second gets the
// same bytes. What is drawn here is drawn for everybody who looks in the same way, and so must hold nothing of anybody.

/** Sales open on whole seconds, so no page says "not yet" past its moment; and no countdown is later than this. */
export const MOMENT_MS = 250;
/** Addresses with made-up queries must not fill the memory: past it a page is drawn and forgotten. */
const KEPT_MAX = 64;

export const momentOf = (now_ms: number): number => now_ms - (now_ms % MOMENT_MS);

export class Drawings<Drawn> {
  #moment_ms = 0;
  readonly #drawn = new Map<string, Drawn>();

  get(key: string, now_ms: number): Drawn | undefined {
    if (momentOf(now_ms) !== this.#moment_ms) return undefined;
    return this.#drawn.get(key);
  }

  /** `at_ms`: the moment that it was drawn for, which may be over by now. */
  keep(key: string, at_ms: number, drawn: Drawn): void {
    if (at_ms < this.#moment_ms) return;
    if (at_ms > this.#moment_ms) {
      this.#drawn.clear();
      this.#moment_ms = at_ms;
    }
    if (this.#drawn.size < KEPT_MAX) this.#drawn.set(key, drawn);
  }

  forget(): void {
    this.#drawn.clear();
  }
}
