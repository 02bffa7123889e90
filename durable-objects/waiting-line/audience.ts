// Who listens to the line, and what each is still to be told. Works by comparing what a listener was told with what is
// so now, never by replaying changes: a frame that was lost is made up for by the next.

import type { BoardNotice } from "../../domain/relay/board.ts";
import type { LineEvent } from "../../domain/waiting-line/events.ts";
import { positionOf } from "../../domain/waiting-line/numbers.ts";
import type { LineState } from "../../domain/waiting-line/state.ts";
import { boardOf, ownView, saleForLine } from "../../domain/waiting-line/view.ts";
import type { Ear } from "./ear.ts";

export type Notice = BoardNotice;
export type NoticeWords = Pick<Notice, "text" | "text_en">;

export type Voice = {
  /** False once nobody is at the other end. */
  send(text: string): boolean;
  keep(ear: Ear): void;
};

type Listener = {
  readonly voice: Voice;
  readonly ear: Ear;
  /** The revision their place was told at, and the last that everyone has to hear of. */
  told: number;
  heard: number;
  due_ms: number;
  admitted: boolean;
  /** Told something since it was last kept. */
  unkept: boolean;
};

/** At 8 to 12 µs a frame a slice takes about 4 ms; with the gap, ticks stay under a fifth of the object's time. */
export const SLICE_FRAMES = 400;
export const SLICE_GAP_MS = 25;
/** Kept in memory for those who come back from a short loss; the store keeps them all. */
const NOTICES_KEPT = 20;

/** Often for those near the head, seldom far back. */
const intervalFor = (ahead: number): number =>
  ahead <= 20 ? 250 : ahead <= 200 ? 1_000 : ahead <= 2_000 ? 2_500 : ahead <= 20_000 ? 5_000 : 10_000;

/** After these, who stands at which position has changed. */
const RENUMBERING: ReadonlySet<LineEvent["kind"]> = new Set(["frozen", "drawn", "fell_back"]);

/** Who is not waiting hears at once of what concerns them; of the line's length now and then. */
const ELSEWHERE_MS = 5_000;

export class Audience {
  readonly #listeners: Listener[] = [];
  readonly #places = new Map<number, Listener[]>();
  readonly #by_voice = new Map<Voice, Listener>();
  readonly #urgent = new Set<Listener>();
  #notices: readonly Notice[];
  #revision = 1;
  #loud = 1;
  #cursor = 0;

  /** `notice`: the last one there was, for those who come to listen later. */
  constructor(notice: Notice | null = null) {
    this.#notices = notice === null ? [] : [notice];
  }

  get size(): number {
    return this.#listeners.length;
  }

  /** `told`: a listener that was here before the object slept and is not told everything again. */
  add(voice: Voice, ear: Ear, told = false): void {
    const listener: Listener = {
      voice,
      ear,
      told: told ? this.#revision : 0,
      heard: told ? this.#loud : 0,
      due_ms: 0,
      admitted: false,
      unkept: false,
    };
    this.#listeners.push(listener);
    this.#by_voice.set(voice, listener);
    this.#seat(listener);
    if (!told) this.#urgent.add(listener);
  }

  drop(voice: Voice): void {
    const listener = this.#by_voice.get(voice);
    if (listener === undefined) return;
    this.#by_voice.delete(voice);
    this.#urgent.delete(listener);
    this.#unseat(listener);
    const at = this.#listeners.indexOf(listener);
    const last = this.#listeners.pop();
    if (last !== undefined && last !== listener) this.#listeners[at] = last;
  }

  notice(notice: Notice): void {
    this.#notices = [...this.#notices, notice].slice(-NOTICES_KEPT);
    this.#revision++;
    this.#loud++;
  }

  /** Much may have happened that was not heard of one by one: everybody is looked at anew. */
  hearAll(state: LineState): void {
    this.#revision++;
    this.#renumber(state);
    for (const listener of this.#listeners) listener.admitted = true;
  }

  /** Something happened: who has to hear of it at once, and who in their turn. `state`: as it is after all of it. */
  hear(events: readonly LineEvent[], state: LineState): void {
    if (events.length > 0) this.#revision++;
    if (events.some(({ kind }) => RENUMBERING.has(kind))) this.#renumber(state);
    for (const event of events) {
      if (event.kind === "admitted") this.#hearAdmitted(event.from, event.to);
      else if (event.kind === "joined") this.#hearJoined(event, state);
      else if (!("position" in event)) this.#loud++;
      else for (const listener of this.#at(event.position)) this.#urgent.add(listener);
    }
  }

  #hearAdmitted(from: number, to: number): void {
    const call = (listener: Listener): void => {
      listener.admitted = true;
      this.#urgent.add(listener);
    };
    if (to - from > this.#places.size) {
      // They are told in the order in which they are called: that of the line, not that of their coming to listen.
      const called = [...this.#places.keys()].filter((position) => position >= from && position <= to);
      for (const position of called.sort((a, b) => a - b)) this.#at(position).forEach(call);
    } else for (let position = from; position <= to; position++) this.#at(position).forEach(call);
  }

  /** A lobby was frozen or drawn: everyone stands elsewhere, and everyone is told at once. */
  #renumber(state: LineState): void {
    this.#places.clear();
    this.#loud++;
    for (const listener of this.#listeners) {
      listener.ear.position = positionOf(state, listener.ear.arrival);
      listener.due_ms = 0;
      this.#seat(listener);
    }
  }

  /** A fan who joined again has a new place in every tab they have open. */
  #hearJoined(event: Extract<LineEvent, { kind: "joined" }>, state: LineState): void {
    for (const [i, previous] of event.fans?.previous ?? []) {
      for (const listener of [...this.#at(positionOf(state, previous))]) {
        this.#unseat(listener);
        listener.ear.arrival = (event.arrival ?? event.from) + i;
        listener.ear.position = event.from + i;
        this.#seat(listener);
        this.#urgent.add(listener);
      }
    }
  }

  /** Sends what is due, at most a slice of it. Returns when to come again, null when everyone knows everything. */
  slice(state: LineState, now_ms: number, frames_max = SLICE_FRAMES): { sent: number; again_ms: number | null } {
    const tick = { state, now_ms, board: JSON.stringify(boardOf(state, now_ms)).slice(1) };
    let sent = 0;
    for (const listener of this.#urgent) {
      if (sent >= frames_max) return { sent, again_ms: now_ms + SLICE_GAP_MS };
      this.#urgent.delete(listener);
      sent += this.#tell(listener, tick, true);
    }
    let again_ms = Number.POSITIVE_INFINITY;
    for (let seen = this.#listeners.length; seen > 0; seen--) {
      if (sent >= frames_max) return { sent, again_ms: now_ms + SLICE_GAP_MS };
      this.#cursor = this.#cursor + 1 < this.#listeners.length ? this.#cursor + 1 : 0;
      const listener = this.#listeners[this.#cursor];
      if (listener === undefined || listener.told === this.#revision) continue;
      const due = listener.due_ms <= now_ms;
      if (due || listener.heard !== this.#loud) sent += this.#tell(listener, tick, due);
      if (listener.told !== this.#revision) again_ms = Math.min(again_ms, listener.due_ms);
    }
    return { sent, again_ms: Number.isFinite(again_ms) ? Math.max(again_ms, now_ms + 1) : null };
  }

  /** Before the object may fall asleep: what was told is put where sleep does not reach. At most a slice of it. */
  keep(max = SLICE_FRAMES): boolean {
    let kept = 0;
    for (const listener of this.#listeners) {
      if (!listener.unkept) continue;
      if (kept++ >= max) return false;
      listener.unkept = false;
      listener.voice.keep(listener.ear);
    }
    return true;
  }

  #tell(listener: Listener, tick: { state: LineState; now_ms: number; board: string }, place: boolean): number {
    const { ear } = listener;
    const { state, now_ms, board } = tick;
    listener.heard = this.#loud;
    let sent = 0;
    const say = (type: string, rest: string): void => {
      sent++;
      ear.version++;
      listener.unkept = true;
      if (!listener.voice.send(`{"type":"${type}","version":${ear.version},${rest}`)) this.drop(listener.voice);
    };
    const sale = saleForLine(state, ear.position, now_ms);
    if (sale !== ear.sale) {
      // A first place frame says it already.
      if (ear.sale !== "") say("sale", `"status":"${sale}","now_ms":${now_ms}}`);
      ear.sale = sale;
    }
    for (const { id, text, text_en, at_ms } of this.#notices) {
      if (id <= ear.notice_id) continue;
      ear.notice_id = id;
      const english = text_en === null ? "" : `"text_en":${JSON.stringify(text_en)},`;
      say("notice", `"text":${JSON.stringify(text)},${english}"at_ms":${at_ms},"now_ms":${now_ms}}`);
    }
    if (!place) return sent;
    const own = ownView(state, ear.position, now_ms);
    if (listener.admitted && own.state === "ADMITTED") {
      say("admitted", `"position":${ear.position},"expires_at_ms":${own.expires_at_ms},"now_ms":${now_ms}}`);
    }
    listener.admitted = false;
    say("place", `${JSON.stringify(own).slice(1, -1)},${board}`);
    listener.told = this.#revision;
    listener.due_ms = now_ms + (own.state === "WAITING" ? intervalFor(own.ahead ?? 0) : ELSEWHERE_MS);
    return sent;
  }

  #at(position: number): readonly Listener[] {
    return this.#places.get(position) ?? [];
  }

  #seat(listener: Listener): void {
    const { position } = listener.ear;
    const there = this.#places.get(position);
    if (there === undefined) this.#places.set(position, [listener]);
    else there.push(listener);
  }

  #unseat(listener: Listener): void {
    const { position } = listener.ear;
    const rest = this.#at(position).filter((other) => other !== listener);
    if (rest.length === 0) this.#places.delete(position);
    else this.#places.set(position, rest);
  }
}
