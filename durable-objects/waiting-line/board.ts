// The board that a line publishes for its relays: the latest events as their texts, ready to be handed on, and the line whole
// for a relay that was away for longer. Kept in memory alone; a line that wakes hands itself out whole.
import { type Board, type BoardNotice, eventText, type Spread, wholeLine } from "../../domain/relay/board.ts";
import type { LineEvent } from "../../domain/waiting-line/events.ts";
import type { LineEngine } from "./engine.ts";

/** Some seconds of a very busy line. */
const EVENTS_KEPT = 8_192;
const NOTICES_KEPT = 20;

/** How far a relay knows the line. */
export type Known = { readonly life: string; readonly since: number };

export class LineBoard {
  readonly #engine: LineEngine;
  #texts: string[] = [];
  /** The last event before the first text. */
  #before: number;
  #notices: readonly BoardNotice[];

  readonly #life: string;

  /** `life`: no other of this line has the same. */
  constructor(engine: LineEngine, { life, notice }: { readonly life: string; readonly notice: BoardNotice | null }) {
    this.#engine = engine;
    this.#life = life;
    this.#before = engine.seq;
    this.#notices = notice === null ? [] : [notice];
  }

  notice(notice: BoardNotice): void {
    this.#notices = [...this.#notices, notice].slice(-NOTICES_KEPT);
  }

  hear(events: readonly LineEvent[]): void {
    for (const event of events) this.#texts.push(eventText(event));
    // A draw moves everybody, and after a failure nobody knows what was missed: then the line is handed out whole.
    const whole = events.some(({ kind }) => kind === "drawn") || this.#before + this.#texts.length !== this.#engine.seq;
    if (whole) this.#texts = [];
    else if (this.#texts.length > EVENTS_KEPT) this.#texts = this.#texts.slice(-EVENTS_KEPT / 2);
    this.#before = this.#engine.seq - this.#texts.length;
  }

  /** What came after the event that a relay has heard of last, if it heard of it in this life. */
  read({ since, life }: Known, spread: Spread, now_ms: number): Board {
    const { state, seq } = this.#engine;
    const common = {
      life: this.#life,
      seq,
      braked_until_ms: state.braked_until_ms,
      notices: this.#notices,
      spread,
      now_ms,
    };
    if (life !== this.#life || since < this.#before || since > seq)
      return { ...common, news: null, whole: wholeLine(state) };
    return { ...common, news: { since, events: this.#texts.slice(since - this.#before) }, whole: null };
  }
}
