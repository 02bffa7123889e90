// Keeps a page's live road open, for the line, the seat map and the messages alike: pings what is silent, cuts what does
// not answer, opens again later and later, with jitter everywhere, so that a crowd that lost its sockets does not come
// back as one. What to do meanwhile is for whoever listens.
import type { Road, RoadEar } from "./road.ts";

export type Timers = {
  /** Runs once after so many ms; returns how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** 0 up to 1. */
  readonly random: () => number;
};

export type Listener = {
  readonly opened: () => void;
  readonly said: (text: string) => void;
  readonly lost: () => void;
};

const AGAIN_FIRST_MS = 800;
const AGAIN_LONGEST_MS = 30_000;
/** Some networks cut what is silent for a minute. */
const PING_MS = 25_000;
/** A road on which a ping is not answered is cut, however open it looks: phones keep such sockets for minutes. */
const PONG_WITHIN_MS = 8_000;
const OPEN_WITHIN_MS = 10_000;

/** Half to one and a half times as long: nobody comes back in step. */
export const jittered = (ms: number, random: () => number): number => ms * (0.5 + random());

export class LiveSocket {
  readonly #open_road: (ear: RoadEar) => Road;
  readonly #timers: Timers;
  readonly #listener: Listener;
  #socket: Road | null = null;
  #open = false;
  #losses = 0;
  #wanted = false;
  #callOff: (() => void) | null = null;
  #callOffPing: (() => void) | null = null;

  constructor(openRoad: (ear: RoadEar) => Road, timers: Timers, listener: Listener) {
    this.#open_road = openRoad;
    this.#timers = timers;
    this.#listener = listener;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** Idempotent: whoever learns that there is something to listen to may call it. */
  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#connect();
  }

  stop(): void {
    this.#wanted = false;
    this.#callOff?.();
    this.#callOff = null;
    this.#drop();
  }

  /** The network is back, or someone is looking: no more waiting for the next try. */
  hurry(): void {
    if (!this.#wanted || this.#socket !== null) return;
    this.#losses = 0;
    this.#callOff?.();
    this.#callOff = this.#timers.after(this.#timers.random() * 1_000, () => this.#connect());
  }

  /** The network is gone: a socket that seems open is a dead one. */
  cut(): void {
    if (this.#socket !== null) this.#lost();
  }

  /** After a sleep an open socket may be a dead one. */
  probe(): void {
    if (this.#open) this.#ping();
  }

  #connect(): void {
    this.#callOff?.();
    if (!this.#wanted) return;
    const socket = this.#open_road({
      opened: () => {
        if (socket !== this.#socket) return;
        this.#open = true;
        this.#pingLater(PING_MS);
        this.#callOff?.();
        this.#callOff = null;
        this.#listener.opened();
      },
      said: (text) => {
        if (socket !== this.#socket) return;
        this.#losses = 0;
        this.#pingLater(PING_MS);
        if (text !== "pong") this.#listener.said(text);
      },
      closed: () => {
        if (socket === this.#socket) this.#lost();
      },
    });
    this.#socket = socket;
    this.#callOff = this.#timers.after(OPEN_WITHIN_MS, () => this.#lost());
  }

  #pingLater(ms: number): void {
    this.#callOffPing?.();
    this.#callOffPing = this.#timers.after(ms, () => this.#ping());
  }

  #ping(): void {
    this.#socket?.send("ping");
    this.#callOffPing?.();
    this.#callOffPing = this.#timers.after(PONG_WITHIN_MS, () => this.#lost());
  }

  #lost(): void {
    this.#drop();
    this.#listener.lost();
    if (!this.#wanted) return;
    const wait_ms = Math.min(AGAIN_LONGEST_MS, AGAIN_FIRST_MS * 2 ** this.#losses);
    this.#losses++;
    this.#callOff?.();
    this.#callOff = this.#timers.after(jittered(wait_ms, this.#timers.random), () => this.#connect());
  }

  #drop(): void {
    this.#callOffPing?.();
    this.#callOffPing = null;
    this.#open = false;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }
}
