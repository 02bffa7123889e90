// Hibernating sockets of one fan's open pages, and the lease that says there are some. The lease is written before the
// first read: a message stored before it is found by that read, one stored after it finds the lease.
import type { Numbered } from "../../domain/inbox/hearing.ts";
import { type Asker, askerOfTags, refusedOpening, tagsOf } from "../kit/socket-budget.ts";
import { InboxAudience, SESSION_ENDED, type Voice } from "./audience.ts";
import { type Ear, parseEar } from "./ear.ts";
import type { FanPorts } from "./ports.ts";

/** Clients ping to learn that the road still stands; the runtime answers without waking the object. */
const PING = "ping";
const PONG = "pong";
/** A page turn closes one socket and opens the next: the lease outlives it, so that it costs no write. */
const LEASE_MS = 30 * 60_000;
/** Renewed while this much is left, so that no message falls between two leases. */
const LEASE_RENEWED_MS = 5 * 60_000;
const LISTED = "inbox_listed";

type Listed = { readonly user_id: string; readonly until_ms: number };

export class InboxSockets<Row extends Numbered> {
  readonly audience: InboxAudience<Row>;
  readonly #ctx: DurableObjectState;
  readonly #ports: FanPorts<Row>;
  readonly #voices = new Map<WebSocket, { readonly voice: Voice; readonly asker: Asker }>();

  constructor(ctx: DurableObjectState, ports: FanPorts<Row>) {
    this.#ctx = ctx;
    this.#ports = ports;
    this.audience = new InboxAudience({
      ...ports,
      now: () => Date.now(),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
    for (const socket of ctx.getWebSockets()) {
      const ear = parseEar(socket.deserializeAttachment());
      // A closing socket is still listed.
      if (ear !== null && socket.readyState === WebSocket.OPEN) {
        this.#listen(socket, ear, askerOfTags(ctx.getTags(socket)));
      }
    }
    ports.sockets.recount([...this.#voices.values()].map(({ asker }) => asker));
  }

  async open(ear: Ear, range: string): Promise<Response> {
    await this.#lease(ear.user_id);
    const asker = { fan: ear.user_id, range };
    const opening = this.#ports.sockets.tryOpen(asker);
    if (opening !== "opened") return refusedOpening(opening);
    const { 0: theirs, 1: ours } = new WebSocketPair();
    this.#ctx.acceptWebSocket(ours, tagsOf(asker));
    ours.serializeAttachment(ear);
    this.#listen(ours, ear, asker);
    this.#ctx.waitUntil(this.audience.refresh());
    return new Response(null, { status: 101, webSocket: theirs });
  }

  closed(socket: WebSocket): void {
    const listener = this.#voices.get(socket);
    if (listener === undefined) return;
    this.#voices.delete(socket);
    this.audience.drop(listener.voice);
    this.#ports.sockets.closed(listener.asker);
  }

  close(): void {
    for (const { voice } of [...this.#voices.values()]) voice.close(SESSION_ENDED, "session ended");
  }

  /** Goes on with the lease while something is open, and tells whatever a lost poke left unsaid. */
  async alarm(): Promise<void> {
    const listed = await this.#ctx.storage.get<Listed>(LISTED);
    if (listed === undefined || this.audience.size === 0) return;
    await this.#lease(listed.user_id);
    await this.audience.refresh();
  }

  async #lease(user_id: string): Promise<void> {
    const now_ms = Date.now();
    const listed = await this.#ctx.storage.get<Listed>(LISTED);
    if (listed !== undefined && listed.until_ms - now_ms > LEASE_RENEWED_MS) return;
    const until_ms = now_ms + LEASE_MS;
    await this.#ports.listOpen(user_id, until_ms);
    await this.#ctx.storage.put<Listed>(LISTED, { user_id, until_ms });
    await this.#ctx.storage.setAlarm(until_ms - LEASE_RENEWED_MS);
  }

  #listen(socket: WebSocket, ear: Ear, asker: Asker): void {
    // A socket that closed meanwhile takes nothing and has nothing to keep: its page comes back and says what it heard.
    const quietly = (act: () => void): void => {
      try {
        act();
      } catch {
        this.closed(socket);
      }
    };
    const voice: Voice = {
      send: (text) => quietly(() => socket.send(text)),
      keep: (kept) => quietly(() => socket.serializeAttachment(kept)),
      close: (code, reason) => {
        quietly(() => socket.close(code, reason));
        this.closed(socket);
      },
    };
    this.#voices.set(socket, { voice, asker });
    this.audience.add(voice, ear);
  }
}
