// An object's one alarm: rings at the earliest moment that was asked for. An alarm that could not be set counts as none,
// so that the next one who asks sets it.
import { complain } from "./complain.ts";

export type Clockwork = {
  readonly setAlarm: (at_ms: number) => Promise<void>;
  readonly now: () => number;
  readonly failed: (error: unknown) => void;
};

export class Alarm {
  readonly #clockwork: Clockwork;
  /** Not remembered over a sleep: one that is set again does no harm. */
  #at_ms: number | null = null;

  constructor(clockwork: Clockwork) {
    this.#clockwork = clockwork;
  }

  /** One that rings too early is harmless, so an earlier one stands. At once means a millisecond from now. */
  ringBy(due_ms: number): void {
    const now_ms = this.#clockwork.now();
    const at_ms = Math.max(due_ms, now_ms + 1);
    if (this.#at_ms !== null && this.#at_ms > now_ms && this.#at_ms <= at_ms) return;
    this.#at_ms = at_ms;
    this.#clockwork.setAlarm(at_ms).catch((error: unknown) => {
      if (this.#at_ms === at_ms) this.#at_ms = null;
      this.#clockwork.failed(error);
    });
  }

  /** It rang, or somebody rang for it. */
  rung(): void {
    this.#at_ms = null;
  }
}

export const alarmOf = (storage: { setAlarm(at_ms: number): Promise<void> }): Alarm =>
  new Alarm({
    setAlarm: (at_ms) => storage.setAlarm(at_ms),
    now: Date.now,
    failed: (error) => complain("alarm_not_set", error),
  });
