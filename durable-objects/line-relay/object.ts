// One of the objects over which the fans of a large line are spread. It holds their sockets, gathers their joins and answers
// their questions from a copy of the line. It decides nothing and writes nothing: it may die at any moment.
import { DurableObject } from "cloudflare:workers";
import type { Board, Learned } from "../../domain/relay/board.ts";
import { TICK_MS } from "../../domain/relay/board.ts";
import { JOIN_PACE } from "../../domain/relay/gathering.ts";
import { relayOf } from "../../domain/relay/spread.ts";
import { alarmOf } from "../kit/alarm.ts";
import { complain } from "../kit/complain.ts";
import { askerOf } from "../kit/socket-budget.ts";
import type { JoinAnswer, JoinItem, PlaceAnswer } from "../waiting-line/replies.ts";
import { LineSockets } from "../waiting-line/sockets.ts";
import { RelayEngine } from "./engine.ts";
import type { RelayPorts } from "./ports.ts";

/** While nothing happens a relay sleeps with its listeners, and looks by its alarm should a call of the line be lost. */
const QUIET_AFTER_MS = 30_000;
const ASLEEP_LOOKS_MS = 15_000;

/** Makes the object's class for an assembly: `export class LineRelay extends lineRelay(portsOf) {}`. */
export function lineRelay<Env>(portsOf: (env: Env, ctx: DurableObjectState) => RelayPorts) {
  return class LineRelay extends DurableObject<Env> {
    readonly #engine: RelayEngine;
    readonly #ports: RelayPorts;
    readonly #alarm: ReturnType<typeof alarmOf>;
    /** Made with the first board: until then nobody's place is known. */
    #sockets: LineSockets | null = null;
    #notice_id = 0;
    #relays = -1;
    #news_ms = 0;
    #ticking = false;

    constructor(ctx: DurableObjectState, env: Env) {
      super(ctx, env);
      this.#ports = portsOf(env, ctx);
      this.#alarm = alarmOf(ctx.storage);
      this.#engine = new RelayEngine({
        line: this.#ports.line,
        index: this.#ports.index,
        join_pace: JOIN_PACE,
        sockets: () => this.#sockets?.audience.size ?? ctx.getWebSockets().length,
        now: () => Date.now(),
        later: (ms, run) => void setTimeout(run, ms),
        learned: (learned) => this.#learned(learned),
        boarded: (board) => this.#boarded(board),
      });
    }

    joinOne(item: JoinItem): Promise<JoinAnswer> {
      return this.#engine.join(item);
    }

    status(fan: string): Promise<PlaceAnswer> {
      return this.#engine.status(fan);
    }

    /** From the line: something concerns a fan of this relay. Answered at once. */
    hurry(): void {
      this.ctx.waitUntil(this.#look());
    }

    /** Done when the copy holds everything that had happened. */
    caughtUp(): Promise<void> {
      return this.#engine.catchUp();
    }

    /** The live socket of a fan whom the edge has named. */
    override async fetch(request: Request): Promise<Response> {
      const { fan, range } = askerOf(request.headers);
      if (fan === null || request.headers.get("Upgrade") !== "websocket") return new Response(null, { status: 426 });
      const position = await this.#engine.positionOf(fan);
      if (position === 0) return new Response(null, { status: 404 });
      const answer = this.#socketsNow().accept({ fan, range }, position);
      this.#tickLater();
      return answer;
    }

    override webSocketMessage(): void {
      // Everything a fan may say goes over HTTP; pings are answered before they come this far.
    }

    override webSocketClose(socket: WebSocket): void {
      this.#sockets?.closed(socket);
    }

    override webSocketError(socket: WebSocket): void {
      this.#sockets?.closed(socket);
    }

    override async alarm(): Promise<void> {
      this.#alarm.rung();
      await this.#look();
    }

    async #look(): Promise<void> {
      try {
        await this.#engine.catchUp();
      } catch (error) {
        complain("board_not_seen", error, { relay: this.#ports.index });
      }
      this.#tickLater();
    }

    #socketsNow(): LineSockets {
      this.#sockets ??= new LineSockets(this.ctx, this.#engine, { budget: this.#ports.sockets, notice: null });
      return this.#sockets;
    }

    #learned({ events, whole }: Learned): void {
      const { audience } = this.#socketsNow();
      this.#news_ms = this.#engine.now();
      if (whole) audience.hearAll(this.#engine.state);
      else audience.hear(events, this.#engine.state);
      this.#socketsNow().beat();
    }

    #boarded({ notices, spread: { relays, since_ms } }: Board): void {
      for (const notice of notices) if (notice.id > this.#notice_id) this.#socketsNow().notice(notice);
      this.#notice_id = notices.at(-1)?.id ?? this.#notice_id;
      if (relays === this.#relays) return;
      this.#relays = relays;
      const { index, key } = this.#ports;
      this.#socketsNow().move({ here: (fan) => relayOf(fan, relays, key) === index, since_ms });
    }

    /** With nobody listening there is nothing to look for; questions look by themselves. */
    #tickLater(): void {
      if (this.#ticking || (this.#sockets?.audience.size ?? 0) === 0) return;
      this.#alarm.ringBy(Date.now() + ASLEEP_LOOKS_MS);
      if (Date.now() - this.#news_ms >= QUIET_AFTER_MS) return;
      this.#ticking = true;
      setTimeout(() => {
        this.#ticking = false;
        void this.#look();
      }, TICK_MS);
    }
  };
}
