// The road of joins to the line as relays make it: each gathers those of its share of the fans and has one batch under
// way, the next when the last has been answered. Without relays the line's own gate is the only lane.
import { mix } from "../chance.ts";
import { DRAW } from "./kinds.ts";
import type { Network } from "./scenario.ts";

/** The line's own gate gathers what comes within one turn of its event loop. */
const GATE_MS = 1;

type Lane = { waiting: number[]; first_ms: number; under_way: number[] | null; set: boolean };

export class Lanes {
  readonly #lanes: readonly Lane[];
  readonly #network: Network;
  readonly #seed: number;
  readonly window_ms: number;
  batch_largest = 0;

  constructor(network: Network, seed: number) {
    this.#network = network;
    this.#seed = seed;
    this.window_ms = network.relays === 0 ? GATE_MS : network.window_ms;
    this.#lanes = Array.from({ length: Math.max(1, network.relays) }, () => ({
      waiting: [],
      first_ms: 0,
      under_way: null,
      set: false,
    }));
  }

  get empty(): boolean {
    return this.#lanes.every(({ waiting, under_way }) => waiting.length === 0 && under_way === null);
  }

  laneOf(fan: number): number {
    return mix(this.#seed, DRAW.LANE, fan) % this.#lanes.length;
  }

  /** A join reaches its lane. Answers when the lane has to send, null where that is settled already. */
  take(fan: number, now_ms: number): number | null {
    const lane = this.#at(this.laneOf(fan));
    if (lane.waiting.length === 0) lane.first_ms = now_ms;
    lane.waiting.push(fan);
    if (lane.under_way !== null) return null;
    // A full batch need not wait out its window.
    if (lane.waiting.length === this.#network.batch_max) return now_ms;
    if (lane.set) return null;
    lane.set = true;
    return lane.first_ms + this.window_ms;
  }

  /** True when a batch sets out now. */
  send(number: number): boolean {
    const lane = this.#at(number);
    lane.set = false;
    if (lane.under_way !== null || lane.waiting.length === 0) return false;
    lane.under_way = lane.waiting.splice(0, this.#network.batch_max);
    this.batch_largest = Math.max(this.batch_largest, lane.under_way.length);
    return true;
  }

  batch(number: number): readonly number[] {
    return this.#at(number).under_way ?? [];
  }

  /** The batch is answered. When the lane has to send the next one; null where nobody waits. */
  answered(number: number, now_ms: number): number | null {
    const lane = this.#at(number);
    lane.under_way = null;
    if (lane.waiting.length === 0) return null;
    lane.set = true;
    return Math.max(now_ms, lane.first_ms + this.window_ms);
  }

  #at(number: number): Lane {
    const lane = this.#lanes[number];
    if (lane === undefined) throw new RangeError("no such lane");
    return lane;
  }
}
