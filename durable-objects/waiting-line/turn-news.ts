// Tells fans who are elsewhere on the site that their turn came, or is near: gathered for a second and behind everything
// else, because the line admits whether or not this is heard. What a sleep forgets is not told: the line is the fact.
import type { LineEvent } from "../../domain/waiting-line/events.ts";
import type { LineEngine } from "./engine.ts";

export type Turn = {
  readonly cause: "turn_come" | "turn_near";
  readonly show_id: string;
  readonly user_ids: readonly string[];
};
export type TellTurn = (turn: Turn) => Promise<void>;

type Range = { readonly from: number; readonly to: number };
type Around = {
  readonly engine: LineEngine;
  readonly tell: TellTurn;
  readonly behind: (work: Promise<void>) => void;
};

const GATHERED_MS = 1_000;
/** Of one gathering. Past it a crowd comes in at once, and everybody in it is looking at the line. */
const FANS_MAX = 1_000;

export class TurnNews {
  readonly #around: Around;
  #come: Range[] = [];
  #near: Range[] = [];
  #near_through = 0;

  constructor(around: Around) {
    this.#around = around;
  }

  hear(events: readonly LineEvent[]): void {
    const first = this.#come.length === 0;
    for (const event of events) if (event.kind === "admitted") this.#admitted(event);
    if (first && this.#come.length > 0) this.#around.behind(this.#tellSoon());
  }

  #admitted({ from, to }: Range): void {
    this.#come.push({ from, to });
    const { state } = this.#around.engine;
    const near = {
      from: Math.max(this.#near_through, to) + 1,
      to: Math.min(to + state.settings.batch_size, state.joined),
    };
    if (near.to < near.from) return;
    this.#near_through = near.to;
    this.#near.push(near);
  }

  async #tellSoon(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, GATHERED_MS));
    const [come, near] = [this.#come, this.#near];
    this.#come = [];
    this.#near = [];
    await this.#tell("turn_come", this.#fansIn(come, "ADMITTED"));
    await this.#tell("turn_near", this.#fansIn(near, "WAITING"));
  }

  async #tell(cause: Turn["cause"], user_ids: readonly string[]): Promise<void> {
    const { show_id } = this.#around.engine.state;
    if (show_id !== null && user_ids.length > 0) await this.#around.tell({ cause, show_id, user_ids });
  }

  /** Those who are still there: a place may have been left meanwhile. */
  #fansIn(ranges: readonly Range[], state: "ADMITTED" | "WAITING"): string[] {
    const { engine } = this.#around;
    const now_ms = engine.now();
    const fans: string[] = [];
    for (const { from, to } of ranges) {
      const end = Math.min(to, from + FANS_MAX - fans.length - 1);
      for (const [at, fan] of engine.fansBetween(from, end).entries()) {
        if (engine.view(from + at, now_ms).state === state) fans.push(fan);
      }
      if (fans.length >= FANS_MAX) break;
    }
    return fans;
  }
}
