// The sockets that watch the map. They sleep with the object; every message is made once and sent to all (SL28).
import { Broadcast } from "../kit/broadcast.ts";
import { type Asker, askerOfTags, refusedOpening, type SocketBudget, tagsOf } from "../kit/socket-budget.ts";

const TAG = "map";
/** Viewers have nothing to say but pings, which the platform answers by itself. */
const MESSAGE_CHARS_MAX = 256;

export class LiveMap {
  readonly #ctx: DurableObjectState;
  readonly #budget: SocketBudget;
  readonly #askers = new Map<WebSocket, Asker>();
  readonly #broadcast = new Broadcast((run) => void setTimeout(run, 0));

  constructor(ctx: DurableObjectState, budget: SocketBudget) {
    this.#ctx = ctx;
    this.#budget = budget;
    // A closing socket is still listed.
    const open = ctx.getWebSockets(TAG).filter(({ readyState }) => readyState === WebSocket.OPEN);
    for (const socket of open) this.#askers.set(socket, askerOfTags(ctx.getTags(socket)));
    budget.recount([...this.#askers.values()]);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** `first` names the snapshot's version: whatever is numbered higher is laid over it. */
  accept(first: string, asker: Asker): Response {
    const opening = this.#budget.tryOpen(asker);
    if (opening !== "opened") return refusedOpening(opening);
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server, [TAG, ...tagsOf(asker)]);
    this.#askers.set(server, asker);
    server.send(first);
    return new Response(null, { status: 101, webSocket: client });
  }

  broadcast(messages: readonly string[]): void {
    if (messages.length > 0) this.#broadcast.send(messages, this.#ctx.getWebSockets(TAG));
  }

  heard(socket: WebSocket, message: string | ArrayBuffer): void {
    if (typeof message !== "string" || message.length > MESSAGE_CHARS_MAX) socket.close(1009, "too long");
  }

  closed(socket: WebSocket): void {
    const asker = this.#askers.get(socket);
    if (asker === undefined) return;
    this.#askers.delete(socket);
    this.#budget.closed(asker);
  }

  count(): number {
    return this.#ctx.getWebSockets(TAG).length;
  }
}
