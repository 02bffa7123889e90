// The sockets that watch the map. They sleep with the object; every message is made once and sent to all (SL28).
import type { SocketBudget } from "../socket-budget.ts";

const TAG = "map";
/** Viewers have nothing to say but pings, which the platform answers by itself. */
const MESSAGE_CHARS_MAX = 256;

export class LiveMap {
  readonly #ctx: DurableObjectState;
  readonly #budget: SocketBudget;

  constructor(ctx: DurableObjectState, budget: SocketBudget) {
    this.#ctx = ctx;
    this.#budget = budget;
    budget.recount(ctx.getWebSockets(TAG).length);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** `first` names the snapshot's version: whatever is numbered higher is laid over it. */
  accept(first: string): Response {
    if (!this.#budget.tryOpen()) return new Response(null, { status: 503, headers: { "Retry-After": "5" } });
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server, [TAG]);
    server.send(first);
    return new Response(null, { status: 101, webSocket: client });
  }

  broadcast(messages: readonly string[]): void {
    if (messages.length === 0) return;
    for (const socket of this.#ctx.getWebSockets(TAG)) {
      try {
        for (const message of messages) socket.send(message);
      } catch {
        // Closing already: its viewer reconnects and begins with a snapshot.
      }
    }
  }

  heard(socket: WebSocket, message: string | ArrayBuffer): void {
    if (typeof message !== "string" || message.length > MESSAGE_CHARS_MAX) socket.close(1009, "too long");
  }

  closed(): void {
    this.#budget.closed();
  }

  count(): number {
    return this.#ctx.getWebSockets(TAG).length;
  }
}
