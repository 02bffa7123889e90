// Watches how long frames take while the map moves, and says when the device would be better off with fewer dots.

/** Two frames of a 60 Hz screen, nearly: a hand sees the difference. */
const SLOW_MS = 29;
const FRAMES_WATCHED = 14;
/** A pause between two moves is not a slow frame. */
const PAUSE_MS = 400;
const STEP = 0.75;
export const DENSITY_LEAST = 1;

export class FrameWatch {
  #slow = 0;
  #seen = 0;
  #last_ms = Number.NEGATIVE_INFINITY;

  /** Told at each moving frame; true once most of the last ones were slow. */
  isSlow(now_ms: number): boolean {
    const ms = now_ms - this.#last_ms;
    this.#last_ms = now_ms;
    if (ms > PAUSE_MS) return false;
    this.#seen++;
    if (ms > SLOW_MS) this.#slow++;
    if (this.#seen < FRAMES_WATCHED) return false;
    const slow = this.#slow * 2 > this.#seen;
    this.#seen = 0;
    this.#slow = 0;
    return slow;
  }
}

export const lowerDensity = (density: number): number => Math.max(DENSITY_LEAST, density * STEP);
