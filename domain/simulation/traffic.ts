// How many requests each object of a simulated sale gets in each second, beside the platform's limit.

/** The platform's soft limit of one object; with parsing and writing it advises to plan for half. */
export const REQUESTS_PER_SECOND_MAX = 1_000;

export class Traffic {
  readonly #seconds: Uint32Array;
  readonly #opens_ms: number;
  total = 0;

  constructor(opens_ms: number, horizon_ms: number) {
    this.#seconds = new Uint32Array(Math.ceil(horizon_ms / 1_000) + 1);
    this.#opens_ms = opens_ms;
  }

  count(now_ms: number, requests = 1): void {
    this.total += requests;
    const second = Math.min(this.#seconds.length - 1, Math.max(0, Math.floor((now_ms - this.#opens_ms) / 1_000)));
    this.#seconds[second] = (this.#seconds[second] ?? 0) + requests;
  }

  peak(): number {
    let peak = 0;
    for (const requests of this.#seconds) if (requests > peak) peak = requests;
    return peak;
  }

  /** Seconds in which more came than the platform lets through. */
  secondsOver(): number {
    let over = 0;
    for (const requests of this.#seconds) if (requests > REQUESTS_PER_SECOND_MAX) over++;
    return over;
  }
}
