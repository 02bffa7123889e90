// What every call of a ledger stands on: its parts, made once when it wakes, how a call is gathered, and what the platform, the
// operator and the minute's cron ask of it.
import type { LedgerPart } from "../../domain/sale-figures/figures.ts";
import { Gathered } from "../kit/gathered.ts";
import { migrate } from "../kit/migrate.ts";
import type { ObjectPage } from "../kit/past.ts";
import { overdueMs, type Poked } from "../kit/poked.ts";
import { RoadTally } from "../kit/road-tally.ts";
import { askerOf } from "../kit/socket-budget.ts";
import { WholeObject } from "../kit/whole-object.ts";
import { LEDGER_COPY } from "./copied.ts";
import { LedgerDoors } from "./door.ts";
import { type Answer, LedgerEngine, type Task } from "./engine.ts";
import { LEDGER_STEPS } from "./migrations.ts";
import { gather, OutboxDrain } from "./outbox-drain.ts";
import { parkTasks } from "./park.ts";
import type { LedgerPorts } from "./ports.ts";
import * as reads from "./reads.ts";
import { LedgerRounds } from "./rounds.ts";
import { type Timed, timed } from "./rpc.ts";
import { LiveMap } from "./sockets.ts";
import { LedgerStore } from "./store.ts";

/** A batch this long is written before more is gathered: fans at its head should not wait for its tail. */
const GATHERED_MAX = 256;

export class LedgerParts<Env> extends WholeObject<Env> {
  protected readonly engine: LedgerEngine;
  protected readonly store: LedgerStore;
  protected readonly rounds: LedgerRounds;
  protected readonly doors: LedgerDoors;
  readonly #calls: Gathered<Task<unknown>, Answer<unknown>>;
  readonly #live: LiveMap;
  readonly #road = new RoadTally();
  readonly #drain: OutboxDrain;

  constructor(ctx: DurableObjectState, env: Env, ports: LedgerPorts) {
    super(ctx, env, LEDGER_COPY);
    const { sql } = this;
    migrate(sql, LEDGER_STEPS);
    const store = new LedgerStore(sql);
    const engine = new LedgerEngine({
      store,
      now: Date.now,
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    });
    const live = new LiveMap(ctx, ports.sockets);
    const park = (rows: Parameters<typeof parkTasks>[0]) => void engine.runAll(parkTasks(rows), rows);
    const drain = new OutboxDrain({ store, deliver: ports.deliver, park, now: Date.now, gather });
    const rounds = new LedgerRounds({ ctx, engine, drain, live, tellCounts: ports.tellCounts, road: this.#road });
    this.#calls = new Gathered({
      soon: (run) => void setTimeout(run, 0),
      most: GATHERED_MAX,
      write: (tasks) => {
        const answers = engine.runAll(tasks);
        rounds.happened();
        return answers;
      },
    });
    this.engine = engine;
    this.store = store;
    this.rounds = rounds;
    this.doors = new LedgerDoors({ sql, state: () => engine.state, now: () => engine.now() });
    this.#live = live;
    this.#drain = drain;
  }

  protected async ask<A>(task: Task<A>): Promise<Timed<A>> {
    const answer = this.#road.heard(await this.#gathered(task));
    return timed(answer, this.engine.now());
  }

  /** What leaves a line in the audit log: whoever asks for the log next finds it there, unless the log is away now. */
  protected async askByRight<A>(task: Task<A>): Promise<Timed<A>> {
    const answer = await this.ask(task);
    await this.#drain.drainTo("audit");
    return answer;
  }

  /** The answer goes back to the very task it was made for. */
  #gathered<A>(task: Task<A>): Promise<Answer<A>> {
    return this.#calls.add(task) as Promise<Answer<A>>;
  }

  /** Everything counted of this showtime, for whoever watches the sale or measures it; null before it is published. */
  async figures(): Promise<LedgerPart | null> {
    const answer = await this.#gathered({ decide: reads.readFigures });
    return answer.ok ? { ...answer.value, road: this.#road.figures(this.#live.count()) } : null;
  }
  stats() {
    return { ...this.store.outboxCounts(), sockets: this.#live.count(), seq: this.engine.state?.seq ?? 0 };
  }
  override copyPage(after: string | null): ObjectPage | null {
    const page = super.copyPage(after);
    const { state } = this.engine;
    // Counted in the same turn in which the first page fixes the copy's moment.
    if (page === null || after !== null || state === null) return page;
    return { ...page, counts: reads.copyCounts(state) };
  }
  protected override stop(): void {
    this.rounds.stop();
  }
  /** An admin tries again what the record would not take; where it still will not, the rows are parked again. */
  async unpark(order_id: string): Promise<void> {
    this.store.unpark(order_id);
    await this.rounds.rest();
  }
  /** The record learns every order anew: a database that was restored has lost what it was told since. */
  async tellAgain(): Promise<number> {
    const orders = this.engine.tellAgain();
    await this.rounds.rest();
    return orders;
  }
  /** The minute cron's hand, for an alarm that was lost. */
  async poke(): Promise<Poked> {
    const late = { due_ms: this.engine.nextDueMs(), alarm_ms: await this.ctx.storage.getAlarm() };
    const overdue_ms = overdueMs(late, this.engine.now());
    await this.rounds.rest();
    return { overdue_ms, due_at_ms: this.engine.nextDueMs() };
  }

  /** The map's socket; the edge has checked where it comes from. */
  override async fetch(request: Request): Promise<Response> {
    if (request.headers.get("Upgrade") !== "websocket") return new Response(null, { status: 426 });
    const first = this.engine.firstFrame();
    if (first === null) return new Response(null, { status: 404 });
    return this.#road.opened(this.#live.accept(first, askerOf(request.headers)));
  }
  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    this.#live.heard(socket, message);
  }
  override webSocketClose(socket: WebSocket): void {
    this.#live.closed(socket);
  }
  override webSocketError(socket: WebSocket): void {
    this.#live.closed(socket);
  }
  override alarm(): Promise<void> {
    return this.rounds.rest();
  }
}
