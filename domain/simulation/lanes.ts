// The road of joins to the line as relays make it: each gathers those of its share of the fans and has one batch under
// way, the next when the last has been answered. Without relays the line's own gate is the only lane.
import { mix } from "../chance.ts";
import { Gathering } from "../relay/gathering.ts";
import { DRAW } from "./kinds.ts";
import type { Network } from "./scenario.ts";

/** The line's own gate gathers what comes within one turn of its event loop. */
const GATE_MS = 1;

export class Lanes {
  readonly #lanes: readonly Gathering<number>[];
  readonly #seed: number;
  readonly window_ms: number;
  batch_largest = 0;

  constructor(network: Network, seed: number) {
    this.#seed = seed;
    this.window_ms = network.relays === 0 ? GATE_MS : network.window_ms;
    const pace = { window_ms: this.window_ms, batch_max: network.batch_max };
    this.#lanes = Array.from({ length: Math.max(1, network.relays) }, () => new Gathering<number>(pace));
  }

  get empty(): boolean {
    return this.#lanes.every((lane) => lane.isEmpty);
  }

  laneOf(fan: number): number {
    return mix(this.#seed, DRAW.LANE, fan) % this.#lanes.length;
  }

  /** A join reaches its lane. Answers when the lane has to send, null where that is settled already. */
  take(fan: number, now_ms: number): number | null {
    return this.#at(this.laneOf(fan)).add(fan, now_ms);
  }

  /** True when a batch sets out now. */
  send(number: number, now_ms: number): boolean {
    const batch = this.#at(number).send(now_ms);
    this.batch_largest = Math.max(this.batch_largest, batch?.length ?? 0);
    return batch !== null;
  }

  batch(number: number): readonly number[] {
    return this.#at(number).underWay ?? [];
  }

  /** The batch is answered. When the lane has to send the next one; null where nobody waits. */
  answered(number: number, now_ms: number): number | null {
    return this.#at(number).answered(now_ms);
  }

  #at(number: number): Gathering<number> {
    const lane = this.#lanes[number];
    if (lane === undefined) throw new RangeError("no such lane");
    return lane;
  }
}
