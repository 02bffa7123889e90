// Which entry is whose, of the fans a relay was asked for: bounded, and right as far as the relay's copy of the line is, because
// the line says of everyone who joins again which entry was theirs before.
import type { LineEvent } from "../../domain/waiting-line/events.ts";

/** Ten relays' fans: those who move away are forgotten by and by. */
const FANS_MAX = 50_000;

export class KnownFans {
  readonly #arrivals = new Map<string, number>();
  readonly #fans = new Map<number, string>();

  /** Undefined for one who was not asked for yet, or not for long. */
  arrivalOf(fan: string): number | undefined {
    return this.#arrivals.get(fan);
  }

  /** Who never joined is asked for again: they may join by another road. */
  learn(fan: string, arrival: number): void {
    const before = this.#arrivals.get(fan) ?? 0;
    if (arrival === 0 || arrival < before) return;
    this.#forget(fan, before);
    this.#arrivals.set(fan, arrival);
    this.#fans.set(arrival, fan);
    if (this.#arrivals.size <= FANS_MAX) return;
    const oldest = this.#arrivals.entries().next().value;
    if (oldest !== undefined) this.#forget(...oldest);
  }

  hear(events: readonly LineEvent[]): void {
    for (const event of events) {
      if (event.kind !== "joined") continue;
      for (const [i, previous] of event.fans?.previous ?? []) {
        const fan = this.#fans.get(previous);
        if (fan !== undefined) this.learn(fan, (event.arrival ?? event.from) + i);
      }
    }
  }

  /** What was missed may have been somebody joining again. */
  clear(): void {
    this.#arrivals.clear();
    this.#fans.clear();
  }

  #forget(fan: string, arrival: number): void {
    this.#arrivals.delete(fan);
    this.#fans.delete(arrival);
  }
}
