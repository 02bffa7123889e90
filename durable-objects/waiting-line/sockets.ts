// Hibernating sockets of those who listen to a line, at the line itself or at one of its relays: accepts them, finds them again
// after sleep, beats the time of the ticks, and sends on who belongs elsewhere.

import { moveAgainAt, movingNow } from "../../domain/relay/moving.ts";
import { arrivalOf, positionOf } from "../../domain/waiting-line/numbers.ts";
import type { LineState } from "../../domain/waiting-line/state.ts";
import { type Asker, askerOfTags, refusedOpening, type SocketBudget, tagsOf } from "../kit/socket-budget.ts";
import { Audience, type Notice, SLICE_GAP_MS } from "./audience.ts";
import { type Ear, parseEar } from "./ear.ts";

/** Clients ping to learn that the road still stands; the runtime answers without waking the object. */
const PING = "ping";
const PONG = "pong";

/** The platform refuses the 32,769th socket of an object by throwing; relays take over long before. */
const SOCKETS_MAX = 32_000;

/** Come back: whoever is asked next sends you to the right place. */
const MOVED = 1012;

type Voice = Parameters<Audience["add"]>[0];
type Listening = { readonly voice: Voice; readonly asker: Asker };

/** What they listen to: the line itself, or a relay's copy of it. */
export type Heard = { readonly state: LineState; now(): number };
/** Who belongs here, and since when that is so. */
export type Belonging = { readonly here: (fan: string) => boolean; readonly since_ms: number };

export class LineSockets {
  readonly audience: Audience;
  readonly #ctx: DurableObjectState;
  readonly #engine: Heard;
  readonly #budget: SocketBudget;
  readonly #voices = new Map<WebSocket, Listening>();
  #belonging: Belonging | null = null;
  #moving: ReturnType<typeof setTimeout> | null = null;
  #sliced_ms = 0;
  #timer: { id: ReturnType<typeof setTimeout>; at_ms: number } | null = null;

  constructor(ctx: DurableObjectState, engine: Heard, ports: { budget: SocketBudget; notice: Notice | null }) {
    this.audience = new Audience(ports.notice);
    this.#ctx = ctx;
    this.#engine = engine;
    this.#budget = ports.budget;
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
    for (const socket of ctx.getWebSockets()) {
      const ear = parseEar(socket.deserializeAttachment());
      // A closing socket is still listed.
      if (ear === null || socket.readyState !== WebSocket.OPEN) continue;
      const now_at = { ...ear, position: positionOf(engine.state, ear.arrival) };
      this.#listen(socket, { ear: now_at, asker: askerOfTags(ctx.getTags(socket)), told: true });
    }
    this.#budget.recount([...this.#voices.values()].map(({ asker }) => asker));
  }

  /** Where no socket can be opened now the asker falls back to polling. */
  accept(asker: Asker, position: number): Response {
    const opening = this.audience.size >= SOCKETS_MAX ? "full" : this.#budget.tryOpen(asker);
    if (opening !== "opened") return refusedOpening(opening);
    const { 0: theirs, 1: ours } = new WebSocketPair();
    this.#ctx.acceptWebSocket(ours, tagsOf(asker));
    const arrival = arrivalOf(this.#engine.state, position);
    const ear: Ear = { arrival, position, version: 0, sale: "", notice_id: 0 };
    ours.serializeAttachment(ear);
    this.#listen(ours, { ear, asker, told: false });
    this.beat();
    if (this.#belonging?.here(asker.fan ?? "") === false) this.#moveLater();
    return new Response(null, { status: 101, webSocket: theirs });
  }

  notice(notice: Notice): void {
    this.audience.notice(notice);
    this.beat();
  }

  closed(socket: WebSocket): void {
    const listener = this.#voices.get(socket);
    if (listener === undefined) return;
    this.#voices.delete(socket);
    this.audience.drop(listener.voice);
    this.#budget.closed(listener.asker);
  }

  /** Whoever does not belong here any more is sent on, a few at a time. */
  move(belonging: Belonging): void {
    this.#belonging = belonging;
    this.#moveLater();
  }

  #moveLater(): void {
    if (this.#belonging === null || this.#moving !== null) return;
    const now_ms = this.#engine.now();
    const again_ms = moveAgainAt(this.#misplaced(this.#belonging).length, this.#belonging.since_ms, now_ms);
    if (again_ms !== null) this.#moving = setTimeout(() => this.#moveSome(), again_ms - now_ms);
  }

  #moveSome(): void {
    this.#moving = null;
    if (this.#belonging === null) return;
    const misplaced = this.#misplaced(this.#belonging);
    const count = movingNow(misplaced.length, this.#belonging.since_ms, this.#engine.now());
    for (const socket of misplaced.slice(0, count)) {
      this.closed(socket);
      socket.close(MOVED, "moved");
    }
    this.#moveLater();
  }

  #misplaced({ here }: Belonging): WebSocket[] {
    const misplaced: WebSocket[] = [];
    for (const [socket, { asker }] of this.#voices) if (!here(asker.fan ?? "")) misplaced.push(socket);
    return misplaced;
  }

  /** Whatever happened is told soon, never in the turn that decided it, and with a gap after every slice. */
  beat(at_ms = 0): void {
    if (this.audience.size === 0) return;
    const slice_at_ms = Math.max(at_ms, this.#sliced_ms + SLICE_GAP_MS);
    if (this.#timer !== null) {
      if (this.#timer.at_ms <= slice_at_ms) return;
      clearTimeout(this.#timer.id);
    }
    const delay_ms = Math.max(0, slice_at_ms - this.#engine.now());
    this.#timer = { at_ms: slice_at_ms, id: setTimeout(() => this.#slice(), delay_ms) };
  }

  #slice(): void {
    this.#timer = null;
    const now_ms = this.#engine.now();
    this.#sliced_ms = now_ms;
    const { again_ms } = this.audience.slice(this.#engine.state, now_ms);
    if (again_ms !== null) this.beat(again_ms);
    // Nothing more to tell: the object may fall asleep, so what each was told is written to the sockets.
    else if (!this.audience.keep()) this.beat();
  }

  #listen(socket: WebSocket, { ear, asker, told }: { ear: Ear; asker: Asker; told: boolean }): void {
    const voice: Voice = {
      send(text) {
        try {
          socket.send(text);
          return true;
        } catch {
          return false;
        }
      },
      keep(kept) {
        try {
          socket.serializeAttachment(kept);
        } catch {
          // A socket that closed meanwhile has nothing to keep.
        }
      },
    };
    this.#voices.set(socket, { voice, asker });
    this.audience.add(voice, ear, told);
  }
}
