// What the line publishes for its relays, and the copy of the line that each makes of it. The copy is told nothing that the
// line has not written down, by the same events in the same order, so that everybody's place comes out the same in both. It
// names nobody: who stands at a position a relay knows only of those it asked for.
import { apply } from "../waiting-line/apply.ts";
import type { LineEvent } from "../waiting-line/events.ts";
import { openSnapshot, type Snapshot, takeSnapshot } from "../waiting-line/snapshot.ts";
import { type LineState, newLineState } from "../waiting-line/state.ts";

/** A relay with listeners looks at the board so often while anything happens. */
export const TICK_MS = 1_000;

export type BoardNotice = {
  readonly id: number;
  readonly text: string;
  /** Of the product's own notices, which it says in two languages; an organiser's words are as they were written. */
  readonly text_en: string | null;
  readonly at_ms: number;
};

export type WholeLine = { readonly snapshot: Snapshot; readonly places: Uint32Array };

/** How many relays there are to be, and since when. */
export type Spread = { readonly relays: number; readonly since_ms: number };

export type Board = {
  /** Of the line's memory: one that woke again may have been taken back to an earlier moment meanwhile. */
  readonly life: string;
  /** The number of the last event that this holds. */
  readonly seq: number;
  /** The events after `since`, each as its text; null where the line comes whole. */
  readonly news: { readonly since: number; readonly events: readonly string[] } | null;
  readonly whole: WholeLine | null;
  readonly braked_until_ms: number;
  readonly notices: readonly BoardNotice[];
  readonly spread: Spread;
  readonly now_ms: number;
};

/** Fans stay out of it, whom a rejoined place belonged to before does not. */
export function eventText(event: LineEvent): string {
  if (event.kind !== "joined") return JSON.stringify(event);
  const { fans, ...rest } = event;
  const previous = fans?.previous ?? [];
  return JSON.stringify(previous.length === 0 ? rest : { ...rest, fans: { previous } });
}

/** A million places: about a megabyte. */
export function wholeLine(state: LineState): WholeLine {
  const { facts, entries } = takeSnapshot(state);
  // The bytes alone, not the buffer with its room to grow.
  const snapshot = { facts, entries: entries.slice() };
  return { snapshot, places: (state.draw?.places ?? new Uint32Array()).slice() };
}

/** What a copy became by a board: the events that were new to it, or all of it. */
export type Learned = { readonly events: readonly LineEvent[]; readonly whole: boolean };

export class LineCopy {
  #state: LineState = newLineState();
  #seq = -1;
  #life = "";

  get life(): string {
    return this.#life;
  }

  get state(): LineState {
    return this.#state;
  }

  /** -1 before the first board. */
  get seq(): number {
    return this.#seq;
  }

  /** Null where the board tells nothing new: answers may come in another order than they were asked for. */
  take(board: Board): Learned | null {
    if (board.whole !== null) return this.#takeWhole(board.whole, board);
    const { news } = board;
    if (news === null || board.life !== this.#life || this.#seq < news.since) return null;
    this.#state.braked_until_ms = board.braked_until_ms;
    if (board.seq <= this.#seq) return null;
    const events = news.events.slice(this.#seq - news.since).map((text) => JSON.parse(text) as LineEvent);
    try {
      for (const event of events) apply(this.#state, withoutFans(event));
    } catch (error) {
      // Half of it stands in memory, and would stand there twice with the next board: the line has to come whole.
      this.#seq = -1;
      this.#life = "";
      throw error;
    }
    this.#seq = board.seq;
    return { events, whole: false };
  }

  #takeWhole({ snapshot, places }: WholeLine, { life, seq, braked_until_ms }: Board): Learned | null {
    if (life === this.#life && seq <= this.#seq) return null;
    const state = openSnapshot(snapshot, places);
    // A line of another version: nothing is believed until both are of one.
    if (state === null) throw new Error("the line's copy is of another version");
    this.#state = { ...state, braked_until_ms };
    this.#seq = seq;
    this.#life = life;
    return { events: [], whole: true };
  }
}

function withoutFans(event: LineEvent): LineEvent {
  if (event.kind !== "joined") return event;
  const { fans: _fans, ...rest } = event;
  return rest;
}
