// What a line knows of its relays: how many there are to be, how many sockets each said it holds, and which of them to call at
// once because something concerns a fan of theirs. A call is a hint and may be lost: relays look at the board by themselves.
import type { Spread } from "../../domain/relay/board.ts";
import { type RelayKey, relayOf } from "../../domain/relay/spread.ts";
import type { LineEvent } from "../../domain/waiting-line/events.ts";
import { complain } from "../kit/complain.ts";
import type { LineEngine } from "./engine.ts";

export type RelayStub = { hurry(): Promise<void> };
/** How a line reaches its relays, and by which key its fans are spread over them. */
export type Relays = { readonly at: (index: number) => RelayStub; readonly key: RelayKey };
/** Of a line that has none. */
export const NO_RELAYS: Relays = { at: () => ({ hurry: async () => {} }), key: { k0: 0, k1: 0 } };
/** Which relay asks, and how many sockets it holds. */
export type RelaySelf = { readonly index: number; readonly sockets: number };

type Around = {
  readonly engine: LineEngine;
  readonly relays: Relays;
  readonly behind: (work: Promise<void>) => void;
};

/** What comes within it is one call. */
const GATHERED_MS = 50;
/** A relay that said nothing for so long holds nobody; one that sleeps with its listeners says so every quarter of a minute. */
const FORGOTTEN_MS = 45_000;
/** More places at once concern every relay. */
const FANS_MAX = 200;

/** Everyone has to hear of these within a moment. */
const CONCERNS_ALL: ReadonlySet<LineEvent["kind"]> = new Set([
  "paused",
  "resumed",
  "ended",
  "cancelled",
  "resized",
  "rescheduled",
  "ticked",
  "announced",
  "frozen",
  "drawn",
  "fell_back",
]);

export class RelayDesk {
  readonly #around: Around;
  readonly #held = new Map<number, { sockets: number; at_ms: number }>();
  #spread: Spread;
  /** Relays up to here may still hold fans, also after the number was lowered. */
  #reach: number;
  #positions: number[] = [];
  #all = false;
  #gathering = false;

  constructor(around: Around, spread: Spread) {
    this.#around = around;
    this.#spread = spread;
    this.#reach = spread.relays;
  }

  get spread(): Spread {
    return this.#spread;
  }

  set(spread: Spread): void {
    this.#reach = Math.max(this.#reach, spread.relays);
    this.#spread = spread;
    this.callAll();
  }

  heardOf({ index, sockets }: RelaySelf, now_ms: number): void {
    this.#reach = Math.max(this.#reach, index + 1);
    this.#held.set(index, { sockets, at_ms: now_ms });
  }

  /** As the relays said it last. */
  sockets(now_ms: number): number {
    let sum = 0;
    for (const { sockets, at_ms } of this.#held.values()) if (now_ms - at_ms < FORGOTTEN_MS) sum += sockets;
    return sum;
  }

  holding(now_ms: number): number {
    return [...this.#held.values()].filter(({ sockets, at_ms }) => sockets > 0 && now_ms - at_ms < FORGOTTEN_MS).length;
  }

  callAll(): void {
    this.#all = true;
    this.#soon();
  }

  hear(events: readonly LineEvent[]): void {
    if (this.#reach === 0) return;
    for (const event of events) {
      if (CONCERNS_ALL.has(event.kind) || (event.kind === "counted" && event.flip !== null)) this.callAll();
      else if (event.kind === "admitted") this.#concern(event.from, event.to);
      else if ("position" in event) this.#concern(event.position, event.position);
    }
  }

  #concern(from: number, to: number): void {
    if (this.#positions.length + to - from >= FANS_MAX) this.#all = true;
    else for (let position = from; position <= to; position++) this.#positions.push(position);
    this.#soon();
  }

  #soon(): void {
    if (this.#gathering || this.#reach === 0) return;
    this.#gathering = true;
    this.#around.behind(this.#callSoon());
  }

  async #callSoon(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, GATHERED_MS));
    this.#gathering = false;
    const indexes = this.#concerned();
    this.#all = false;
    this.#positions = [];
    await Promise.all(indexes.map((index) => this.#call(index)));
  }

  #concerned(): number[] {
    if (this.#all) return Array.from({ length: this.#reach }, (_, index) => index);
    const { relays } = this.#spread;
    const { key } = this.#around.relays;
    const fans = this.#around.engine.fansAt(this.#positions).values();
    return [...new Set([...fans].map((fan) => relayOf(fan, relays, key)))].filter((index) => index !== null);
  }

  async #call(index: number): Promise<void> {
    try {
      await this.#around.relays.at(index).hurry();
    } catch (error) {
      complain("relay_not_called", error);
    }
  }
}
