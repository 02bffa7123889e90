// The waiting line in memory for a simulation: the product's own rules, without rows, log or sockets.
import { apply } from "../waiting-line/apply.ts";
import { decideJoin, joinCandidates } from "../waiting-line/decide-join.ts";
import { decideAdmit, decideDue, nextDeadline, tightenBound } from "../waiting-line/decide-room.ts";
import type { LineEvent } from "../waiting-line/events.ts";
import { hashFan } from "../waiting-line/fan-hash.ts";
import { positionOf } from "../waiting-line/numbers.ts";
import { type LineState, newLineState } from "../waiting-line/state.ts";

const KEY = { k0: 0x5eed, k1: 0x11e };

export class LineDesk {
  readonly state: LineState = newLineState();
  /** Fans by their numbers, at their positions. */
  readonly fan_at: Uint32Array;
  readonly position_of: Uint32Array;
  readonly #heard: (event: LineEvent) => void;
  /** Written by the real line for each: what a sale costs follows from it. */
  events = 0;

  constructor(fans: number, heard: (event: LineEvent) => void) {
    this.fan_at = new Uint32Array(fans + 1);
    this.position_of = new Uint32Array(fans);
    this.#heard = heard;
  }

  settle(now_ms: number): void {
    this.commit(decideDue(this.state, now_ms));
    tightenBound(this.state, now_ms);
    this.commit(decideAdmit(this.state, now_ms));
  }

  commit(events: readonly LineEvent[]): void {
    this.events += events.length;
    for (const event of events) {
      apply(this.state, event);
      this.#heard(event);
    }
  }

  /** Asks everyone of the batch to their place; who is in the line already keeps theirs. */
  join(batch: readonly number[], now_ms: number): void {
    this.settle(now_ms);
    const { state } = this;
    const fans = batch.map(nameOf);
    const hashes = new Uint32Array(fans.length * 2);
    fans.forEach((fan, i) => {
      hashFan(KEY, fan, hashes, 2 * i);
    });
    const found = joinCandidates(state, hashes);
    const stored = new Map(
      [...found.values()].flat().map((at) => [at, nameOf(this.fan_at[positionOf(state, at)] ?? 0)]),
    );
    const { events, positions, fresh } = decideJoin(state, { fans, hashes, found, stored }, now_ms);
    batch.forEach((fan, i) => {
      const position = positions[i] ?? 0;
      if (fresh[i] === 0) return;
      this.fan_at[position] = fan;
      this.position_of[fan] = position;
    });
    this.commit(events);
    this.settle(now_ms);
  }

  /** After a draw: those of its lobby stand where they were drawn. */
  takePlaces(): void {
    const places = this.state.draw?.places ?? new Uint32Array();
    const before = this.fan_at.slice(1, places.length + 1);
    before.forEach((fan, i) => {
      const position = places[i] ?? 0;
      this.fan_at[position] = fan;
      this.position_of[fan] = position;
    });
  }

  nextDeadline(now_ms: number): number | null {
    return nextDeadline(this.state, now_ms);
  }
}

export const nameOf = (fan: number): string => `fan_${fan}`;
