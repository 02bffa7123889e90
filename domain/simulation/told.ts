// What a sample of fans was told of their waiting time on the way, and whether it came true.
import type { Eta } from "../waiting-line/flow.ts";

/** Moments of a wait at which what was told is held against what came, as shares of the whole wait. */
export const MOMENTS = [0, 0.2, 0.4, 0.6, 0.8] as const;
/** A turn is seen with the next tick, so a range is kept to within one. */
const TICK_MS = 1_000;

type Asked = { readonly since_ms: number; readonly at_ms: number[]; readonly told: (Eta | null)[] };

export type Kept = {
  /** By moment: of how many fans something was known then, and of how many it came true. */
  readonly moments: readonly { readonly told: number; readonly kept: number }[];
  /** The mean width of the range against its middle. */
  readonly width: number;
};

export class ToldRanges {
  readonly #asked = new Map<number, Asked>();
  readonly #moments = MOMENTS.map(() => ({ told: 0, kept: 0 }));
  #widths = 0;
  #told = 0;

  begin(fan: number, now_ms: number): void {
    this.#asked.set(fan, { since_ms: now_ms, at_ms: [], told: [] });
  }

  waiting(): IterableIterator<number> {
    return this.#asked.keys();
  }

  tell(fan: number, now_ms: number, eta: Eta | null): void {
    const asked = this.#asked.get(fan);
    asked?.at_ms.push(now_ms);
    asked?.told.push(eta);
  }

  left(fan: number): void {
    this.#asked.delete(fan);
  }

  admitted(fan: number, now_ms: number): void {
    const asked = this.#asked.get(fan);
    if (asked === undefined) return;
    this.#asked.delete(fan);
    const wait_ms = now_ms - asked.since_ms;
    MOMENTS.forEach((share, i) => {
      const moment = this.#moments[i];
      const at_ms = asked.since_ms + share * wait_ms;
      // What stood on the page then: the last word before it.
      const last = asked.at_ms.findLastIndex((told_ms) => told_ms <= at_ms);
      const eta = asked.told[Math.max(0, last)];
      if (moment === undefined || eta === null || eta === undefined) return;
      const passed_ms = now_ms - (asked.at_ms[Math.max(0, last)] ?? now_ms);
      moment.told++;
      if (passed_ms >= eta.p10_ms - TICK_MS && passed_ms <= eta.p90_ms + TICK_MS) moment.kept++;
      this.#widths += (eta.p90_ms - eta.p10_ms) / Math.max(1, eta.p50_ms);
      this.#told++;
    });
  }

  kept(): Kept {
    return { moments: this.#moments, width: this.#told === 0 ? 0 : this.#widths / this.#told };
  }
}
