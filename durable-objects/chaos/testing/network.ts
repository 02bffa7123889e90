// A virtual clock, and between all parts a network that delays, drops, repeats and reorders. Whatever must arrive is sent
// again by whoever needs it: nothing here keeps a message for anyone.
import { Agenda } from "../../../domain/simulation/agenda.ts";
import type { Chance } from "./faults.ts";

const USUAL_MS = [4, 30] as const;
const SLOW_MS = 8_000;

export class Network {
  now_ms: number;
  readonly #agenda = new Agenda();
  readonly #works = new Map<number, () => void>();
  readonly #chance: Chance;
  #ids = 0;
  #sent = 0;
  #arrived_last = 0;

  constructor(now_ms: number, chance: Chance) {
    this.now_ms = now_ms;
    this.#chance = chance;
  }

  later(ms: number, work: () => void): void {
    const id = this.#ids++;
    this.#works.set(id, work);
    this.#agenda.put(this.now_ms + ms, 0, id);
  }

  send(work: () => void): void {
    if (this.#chance.happens("drop", 0.06)) {
      this.#chance.meet("message_dropped");
      return;
    }
    this.#post(work);
    if (this.#chance.happens("duplicate", 0.06)) {
      this.#chance.meet("message_twice");
      this.#post(work);
    }
  }

  #post(work: () => void): void {
    const number = this.#sent++;
    this.later(this.#way(), () => {
      if (number < this.#arrived_last) this.#chance.meet("message_overtaken");
      this.#arrived_last = Math.max(this.#arrived_last, number);
      work();
    });
  }

  #way(): number {
    const [least, most] = USUAL_MS;
    if (this.#chance.happens("delay", 0.04)) return this.#chance.between(most, SLOW_MS);
    return this.#chance.happens("reorder", 0.5)
      ? this.#chance.between(least, 20 * most)
      : this.#chance.between(least, most);
  }

  /** What is due next happens. False when nothing is to happen any more, or not before then. */
  step(until_ms: number): boolean {
    if (this.#agenda.next_ms > until_ms) return false;
    this.now_ms = Math.max(this.now_ms, this.#agenda.take());
    const work = this.#works.get(this.#agenda.who);
    this.#works.delete(this.#agenda.who);
    work?.();
    return true;
  }
}
