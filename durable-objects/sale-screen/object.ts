// One object per show that is watched: it reads the line and its ledgers, each second while somebody looks and each
// minute while the sale lives, tells the watchers and keeps the minutes. It owns no truth: what it lost it reads again.
import { DurableObject } from "cloudflare:workers";
import { type LedgerPart, type LinePart, saleFigures } from "../../domain/sale-figures/figures.ts";
import { hasMoved, type Moment, momentOf, SECONDS_KEPT_MS } from "../../domain/sale-figures/history.ts";
import { type Reading, readingOf } from "../../domain/sale-figures/reading.ts";
import { Broadcast } from "../kit/broadcast.ts";
import { complain } from "../kit/complain.ts";
import { partForGood } from "../kit/parting.ts";
import { type Asker, askerOf, askerOfTags, refusedOpening, type SocketBudget, tagsOf } from "../kit/socket-budget.ts";
import { objectSql } from "../kit/sql.ts";
import { type History, MINUTE_MS, type Range, ScreenStore } from "./store.ts";

export type ScreenPorts = {
  readonly line: (show_id: string) => Promise<LinePart>;
  /** Null where the ledger was not published. */
  readonly ledger: (code: string) => Promise<LedgerPart | null>;
  readonly sockets: SocketBudget;
};

/** Below a second, so that what is shown is not older than one. */
const LOOK_MS = 800;
/** Unmoved figures are told now and then, so that watchers see that the road stands. */
const STILL_MS = 10_000;
const SECOND_MS = 1_000;
const QUIET_MAX_MS = 300_000;
const MINUTES_REMEMBERED = 10;
/** So many joins since the last minute make a sale that moves. */
const BUSY_JOINS = 10;

/** Makes the object's class for an assembly. */
export function saleScreen<Env>(portsOf: (env: Env, ctx: DurableObjectState) => ScreenPorts) {
  return class SaleScreen extends DurableObject<Env> {
    readonly #ports: ScreenPorts;
    readonly #store: ScreenStore;
    readonly #broadcast = new Broadcast((run) => void setTimeout(run, 0));
    readonly #askers = new Map<WebSocket, Asker>();
    /** By the second, in memory: after a sleep it begins anew and does not pretend to know what was between. */
    #seconds: Moment[] = [];
    #minutes: Moment[];
    #last: Reading | null = null;
    #told_ms = 0;
    #quiet_ms = MINUTE_MS;
    #looking: Promise<Reading> | null = null;
    #next: Promise<Reading> | null = null;
    #beats = false;
    /** A sale that moves is read each second, watched or not: who comes later sees how it began. */
    #busy_until_ms = 0;
    #over = false;

    constructor(ctx: DurableObjectState, env: Env) {
      super(ctx, env);
      this.#ports = portsOf(env, ctx);
      this.#store = new ScreenStore(objectSql(ctx.storage));
      this.#minutes = this.#store.lastMinutes(MINUTES_REMEMBERED);
      ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
      const open = ctx.getWebSockets().filter(({ readyState }) => readyState === WebSocket.OPEN);
      for (const socket of open) this.#askers.set(socket, askerOfTags(ctx.getTags(socket)));
      this.#ports.sockets.recount([...this.#askers.values()]);
      if (open.length > 0) this.#beat();
    }

    /** From now on the sale's minutes are kept. Safe to repeat. */
    async start(show_id: string): Promise<void> {
      this.#store.name(show_id);
      this.#quiet_ms = MINUTE_MS;
      if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now() + SECOND_MS);
    }

    /** A fresh reading of the owners themselves, never a remembered one. */
    reading(show_id: string): Promise<Reading> {
      this.#store.name(show_id);
      return this.#look();
    }

    /** Per second as far as the memory reaches back, and per minute before; a longer time per minute alone. */
    history({ from_ms, to_ms }: Range): History {
      const first_ms = this.#seconds[0]?.at_ms;
      const asks_seconds = to_ms - from_ms <= SECONDS_KEPT_MS && first_ms !== undefined && to_ms >= first_ms;
      if (!asks_seconds) return this.#store.minutes({ from_ms, to_ms });
      const before = this.#store.minutes({ from_ms, to_ms: first_ms - 1 }).items;
      const seconds = this.#seconds.filter(({ at_ms }) => at_ms >= from_ms && at_ms <= to_ms);
      return { step_ms: SECOND_MS, items: [...before, ...seconds] };
    }

    override async fetch(request: Request): Promise<Response> {
      if (request.headers.get("Upgrade") !== "websocket") return new Response(null, { status: 426 });
      const asker = askerOf(request.headers);
      const opening = this.#ports.sockets.tryOpen(asker);
      if (opening !== "opened") return refusedOpening(opening);
      const { 0: theirs, 1: ours } = new WebSocketPair();
      this.ctx.acceptWebSocket(ours, tagsOf(asker));
      this.#askers.set(ours, asker);
      ours.send(frameOf(await this.#look()));
      this.#beat();
      return new Response(null, { status: 101, webSocket: theirs });
    }

    override webSocketMessage(socket: WebSocket): void {
      socket.close(1009, "nothing to say");
    }
    override webSocketClose(socket: WebSocket): void {
      this.#closed(socket);
    }
    override webSocketError(socket: WebSocket): void {
      this.#closed(socket);
    }

    /** The minute's reading, and the watchers' hand should the beat have died with the object. */
    override async alarm(): Promise<void> {
      if (this.#over) return;
      let again_ms: number | null = MINUTE_MS;
      try {
        const before = this.#minutes.at(-1);
        const now = await this.#look();
        if (before !== undefined && now.joined - before.joined >= BUSY_JOINS) {
          this.#busy_until_ms = now.as_of_ms + MINUTE_MS + LOOK_MS;
        }
        const still = before !== undefined && before.sold === now.sold && before.joined === now.joined;
        this.#quiet_ms = still ? Math.min(this.#quiet_ms * 2, QUIET_MAX_MS) : MINUTE_MS;
        again_ms = now.status === "ENDED" && still ? null : this.#quiet_ms;
      } finally {
        const moves = this.#askers.size > 0 || this.#busy_until_ms > Date.now();
        if (moves) this.#beat();
        if (moves) again_ms = MINUTE_MS;
        if (again_ms !== null && !this.#over) await this.ctx.storage.setAlarm(Date.now() + again_ms);
      }
    }

    /** Of a practice, when it is over; any other screen refuses. */
    async end(): Promise<void> {
      await partForGood(this.ctx, () => {
        this.#over = true;
      });
    }

    /** Those who ask together share one reading, but only one that begins after they asked. */
    #look(): Promise<Reading> {
      if (this.#looking === null) return this.#begin();
      this.#next ??= this.#looking
        .catch(() => null)
        .then(() => {
          this.#next = null;
          return this.#begin();
        });
      return this.#next;
    }

    #begin(): Promise<Reading> {
      const looking = this.#read().finally(() => {
        if (this.#looking === looking) this.#looking = null;
      });
      this.#looking = looking;
      return looking;
    }

    async #read(): Promise<Reading> {
      const show_id = this.#store.showId();
      if (show_id === null) throw new Error("a screen that was never started");
      const line = await this.#ports.line(show_id);
      const ledgers = await Promise.all(line.ledgers.map((code) => this.#ports.ledger(code)));
      const figures = saleFigures(
        { ...line, at_ms: Math.max(line.at_ms, this.#last?.as_of_ms ?? 0) },
        ledgers.filter((ledger) => ledger !== null),
      );
      const reading = readingOf(figures, this.#remembered());
      this.#remember(momentOf(figures, reading.forecast));
      this.#tell(reading);
      return reading;
    }

    /** The seconds, and before them the minutes that are older than they are. */
    #remembered(): Moment[] {
      const first_ms = this.#seconds[0]?.at_ms ?? Number.POSITIVE_INFINITY;
      return [...this.#minutes.filter(({ at_ms }) => at_ms < first_ms), ...this.#seconds];
    }

    #remember(now: Moment): void {
      const last_ms = this.#seconds.at(-1)?.at_ms ?? 0;
      if (now.at_ms - last_ms < LOOK_MS / 2) this.#seconds.pop();
      this.#seconds.push(now);
      while ((this.#seconds[0]?.at_ms ?? now.at_ms) < now.at_ms - SECONDS_KEPT_MS) this.#seconds.shift();
      const before = this.#minutes.at(-1);
      const minute = Math.floor(now.at_ms / MINUTE_MS);
      const over = before !== undefined && before.sold + before.holds > 0 && now.available + now.holds === 0;
      const ends = over && before.available + before.holds > 0;
      if (before !== undefined && Math.floor(before.at_ms / MINUTE_MS) === minute && !ends) return;
      this.#store.keep(now);
      this.#minutes = [...this.#minutes, now].slice(-MINUTES_REMEMBERED);
    }

    #tell(reading: Reading): void {
      const moved = hasMoved(this.#last, reading);
      this.#last = reading;
      if (!moved && reading.as_of_ms - this.#told_ms < STILL_MS) return;
      this.#told_ms = reading.as_of_ms;
      this.#broadcast.send([frameOf(reading)], [...this.#askers.keys()]);
    }

    #beat(): void {
      if (this.#beats || this.#over) return;
      this.#beats = true;
      setTimeout(() => {
        this.#beats = false;
        if (this.#askers.size === 0 && this.#busy_until_ms <= Date.now()) return;
        // Whoever does not answer now is asked again: watchers see by the figures' age that they are late.
        this.ctx.waitUntil(
          this.#look()
            .catch((error) => complain("screen_unread", error))
            .finally(() => this.#beat()),
        );
      }, LOOK_MS);
    }

    #closed(socket: WebSocket): void {
      const asker = this.#askers.get(socket);
      if (asker === undefined) return;
      this.#askers.delete(socket);
      this.#ports.sockets.closed(asker);
    }
  };
}

const frameOf = (reading: Reading): string => JSON.stringify({ type: "sale", ...reading });
