// What fans ask of a line, one by one and through its relays: joining, their place, their turn, leaving, and their live socket.
import type { Asks } from "../../domain/checks/asked.ts";
import type { Receipt } from "../../domain/log/receipt.ts";
import type { Board } from "../../domain/relay/board.ts";
import { ok, type Result } from "../../domain/result.ts";
import * as room from "../../domain/waiting-line/decide-room.ts";
import type { ClaimedBy, LineFailure } from "../../domain/waiting-line/events.ts";
import type { PlaceView } from "../../domain/waiting-line/view.ts";
import { Gathered } from "../kit/gathered.ts";
import { askerOf } from "../kit/socket-budget.ts";
import type { Decide } from "./engine.ts";
import { type Asked, JoinChecks } from "./join-checks.ts";
import { LineParts } from "./line-parts.ts";
import { expelFromLine, leaveLine } from "./parting.ts";
import type { LinePorts } from "./ports.ts";
import {
  answersTo,
  type FoundFans,
  type JoinAnswer,
  type JoinItem,
  type PlaceAnswer,
  passedWithoutJoining,
  passOf,
  type RelayAnswer,
  type RelayAsk,
  type RelayBatch,
  type TakenIn,
  takenIn,
} from "./replies.ts";

/** A relay's batch. More in one call would hold the object longer than a tick may. */
const JOINS_MAX = 2000;
/** Of joins that came one by one: one write's worth; the rest goes into the next, still in order of arrival. */
const GATHERED_MAX = 1000;

export class LineForFans<Env> extends LineParts<Env> {
  readonly #checks: JoinChecks;
  readonly #joins: Gathered<JoinItem, JoinAnswer>;

  constructor(ctx: DurableObjectState, env: Env, ports: LinePorts) {
    super(ctx, env, ports);
    this.#checks = new JoinChecks(this.sql);
    this.#joins = new Gathered({
      soon: (run) => void setTimeout(run, 0),
      most: GATHERED_MAX,
      write: (items) => this.done(answersTo(this.engine, this.#checks, items)),
    });
  }

  /** One fan; calls that arrive together become one write. */
  async joinOne(item: JoinItem): Promise<JoinAnswer> {
    return this.road.heard(await this.#joins.add(item));
  }

  /** What this fan would be asked now, should they join from there. Changes nothing. */
  checkAsked({ fan, rule, range }: { readonly fan: string } & Pick<Asked, "rule" | "range">): Asks {
    const now_ms = this.engine.sweep();
    return this.engine.isInLine(fan) ? "nothing" : this.#checks.asks({ rule, range }, now_ms);
  }

  /** For the list of returned seats, which asks as joining does. */
  showCheck(item: Required<Pick<JoinItem, "fan" | "asked">>): Result<null, LineFailure> {
    return this.done(passedWithoutJoining(this.engine, this.#checks, item));
  }

  /** A relay's batch, in the order in which the fans came to it. */
  join({ fans, vips = [] }: RelayBatch): RelayAnswer {
    if (fans.length > JOINS_MAX) throw new RangeError(`at most ${JOINS_MAX} joins a call`);
    this.#joins.flush();
    const { refusals, ...joined } = this.done(this.engine.join({ fans, vips: new Set(vips) }));
    return { ...joined, refusals: [...refusals] };
  }

  /** The same for a relay, with what happened at the line since it last heard. */
  takeIn(items: readonly JoinItem[], ask: RelayAsk): TakenIn {
    if (items.length > JOINS_MAX) throw new RangeError(`at most ${JOINS_MAX} joins a call`);
    this.#joins.flush();
    const { failures, ...taken } = this.done(takenIn(this.engine, this.#checks, items));
    for (const { code } of failures.values()) this.road.refused(code);
    return { ...taken, board: this.board(ask) };
  }

  /** For a relay: their arrival numbers, 0 for who never joined. */
  whereAre(fans: readonly string[], ask: RelayAsk): FoundFans {
    if (fans.length > JOINS_MAX) throw new RangeError(`at most ${JOINS_MAX} fans a call`);
    const board = this.board(ask);
    return { arrivals: this.engine.arrivals(fans), board };
  }

  /** For a relay: everything that happened since it last heard. */
  board(ask: RelayAsk): Board {
    const now_ms = this.done(this.engine.sweep());
    this.relays.heardOf(ask, now_ms);
    return this.relay_board.read(ask, this.relays.spread, now_ms);
  }

  /** Changes nothing. */
  status(fan: string): PlaceAnswer {
    const now_ms = this.engine.sweep();
    return this.done(this.#answer(this.engine.view(this.engine.find(fan), now_ms)));
  }

  claim(command: { fan: string; by: ClaimedBy }): Result<PlaceAnswer, LineFailure> {
    const { fan, by } = command;
    return this.#act(fan, (position) => (state, now_ms) => room.decideClaim(state, { position, by }, now_ms));
  }

  prolong(fan: string): Result<PlaceAnswer, LineFailure> {
    return this.#act(fan, (position) => (state, now_ms) => room.decideProlong(state, position, now_ms));
  }

  /** Refused while a payment runs anywhere; else holds and unpaid orders are back before the place is gone. */
  async leave(fan: string): Promise<Result<PlaceAnswer, LineFailure>> {
    const left = await leaveLine(this.parting, fan);
    if (!left.ok) return this.done(left);
    return this.done(ok(this.#answer(this.engine.view(this.engine.find(fan), left.value.now_ms))));
  }

  /** Of an account that is no more. */
  async expel(fan: string): Promise<void> {
    this.done(await expelFromLine(this.parting, fan));
  }

  receipt(owner: { fan: string; position: number }): Result<Receipt, LineFailure> {
    return this.engine.receipt(owner.fan, owner.position);
  }

  /** The live socket of a fan whom the edge has named. */
  override fetch(request: Request): Response {
    const { fan, range } = askerOf(request.headers);
    if (fan === null || request.headers.get("Upgrade") !== "websocket") return new Response(null, { status: 426 });
    const position = this.engine.find(fan);
    if (position === 0) return new Response(null, { status: 404 });
    this.engine.sweep();
    return this.done(this.road.opened(this.sockets.accept({ fan, range }, position)));
  }

  override webSocketMessage(): void {
    // Everything a fan may say goes over HTTP; pings are answered before they come this far.
  }

  override webSocketClose(socket: WebSocket): void {
    this.sockets.closed(socket);
  }

  override webSocketError(socket: WebSocket): void {
    this.sockets.closed(socket);
  }

  #answer(place: PlaceView): PlaceAnswer {
    return { place, pass: passOf(this.engine.state, place, place.now_ms), notice: this.last_notice };
  }

  #act(fan: string, decide: (position: number) => Decide): Result<PlaceAnswer, LineFailure> {
    const position = this.engine.find(fan);
    const acted = this.engine.run(decide(position));
    if (!acted.ok) return this.done(this.road.heard(acted));
    return this.done(ok(this.#answer(this.engine.view(position, acted.value.now_ms))));
  }
}
