// The one object per show that owns its order, its room and its public log. A thin shell: it names the fan, lets the
// engine decide, and then sees to the alarm, the sockets and the ledgers.
import type { Asks } from "../../domain/checks/asked.ts";
import type { Checkpoint, Receipt } from "../../domain/log/receipt.ts";
import type { Board } from "../../domain/relay/board.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { LinePart } from "../../domain/sale-figures/figures.ts";
import type { Round } from "../../domain/waiting-line/decide-draw.ts";
import * as room from "../../domain/waiting-line/decide-room.ts";
import * as sale from "../../domain/waiting-line/decide-sale.ts";
import type {
  ClaimedBy,
  DrawPlan,
  LineFailure,
  LineSettings,
  SaleWindow,
  ShowtimeCounts,
} from "../../domain/waiting-line/events.ts";
import { lineFigures } from "../../domain/waiting-line/figures.ts";
import { guestOf } from "../../domain/waiting-line/pass-id.ts";
import type { LineState } from "../../domain/waiting-line/state.ts";
import type { PlaceView } from "../../domain/waiting-line/view.ts";
import type { AuditEntry } from "../../schema/audit-acts.ts";
import { alarmOf } from "../kit/alarm.ts";
import { Gathered } from "../kit/gathered.ts";
import type { LogPage } from "../kit/log-page.ts";
import { overdueMs, type Poked } from "../kit/poked.ts";
import { RoadTally } from "../kit/road-tally.ts";
import { askerOf } from "../kit/socket-budget.ts";
import { AuditBell } from "../kit/untold.ts";
import { WholeObject } from "../kit/whole-object.ts";
import type { Notice, NoticeWords } from "./audience.ts";
import { LineBoard } from "./board.ts";
import { LINE_COPY } from "./copied.ts";
import { type Decide, LineEngine } from "./engine.ts";
import { type Asked, JoinChecks } from "./join-checks.ts";
import { expelFromLine, leaveLine, removeFromLine } from "./parting.ts";
import type { LinePorts } from "./ports.ts";
import { RelayDesk } from "./relay-desk.ts";
import {
  answersTo,
  type DrawAnswer,
  drawAnswer,
  type FoundFans,
  type JoinAnswer,
  type JoinItem,
  type PlaceAnswer,
  passOf,
  type RelayAnswer,
  type RelayAsk,
  type RelayBatch,
  type SaleAnswer,
  saleAnswer,
  type TakenIn,
  takenIn,
} from "./replies.ts";
import { LineSockets } from "./sockets.ts";
import { LineStore } from "./store.ts";
import { type Track, trackAll } from "./tracking.ts";
import { TurnNews } from "./turn-news.ts";
import { LineWatch } from "./watch.ts";

/** A relay's batch. More in one call would hold the object longer than a tick may. */
export const JOINS_MAX = 2000;
/** Of joins that came one by one: one write's worth; the rest goes into the next, still in order of arrival. */
const GATHERED_MAX = 1000;
export const LOG_PAGE_MAX = 1000;

/** Until when nobody is let in, and what those who wait and those inside are told. */
export type Brake = { readonly until_ms: number; readonly text: { readonly ko: string; readonly en: string } };

type Removal = { readonly position: number; readonly reason: string; readonly act: AuditEntry };

/** Makes the object's class for an assembly: `export class WaitingLine extends waitingLine(portsOf) {}`. */
export function waitingLine<Env>(portsOf: (env: Env, ctx: DurableObjectState) => LinePorts) {
  return class WaitingLine extends WholeObject<Env> {
    readonly #engine: LineEngine;
    readonly #store: LineStore;
    readonly #sockets: LineSockets;
    readonly #watch: LineWatch;
    readonly #turns: TurnNews;
    readonly #audit: AuditBell;
    readonly #road = new RoadTally();
    readonly #checks: JoinChecks;
    readonly #joins: Gathered<JoinItem, JoinAnswer>;
    readonly #board: LineBoard;
    readonly #relays: RelayDesk;
    readonly #parting: Parameters<typeof leaveLine>[0];
    #notice: Notice | null;
    #over = false;

    constructor(ctx: DurableObjectState, env: Env) {
      super(ctx, env, LINE_COPY);
      const ports = portsOf(env, ctx);
      this.#store = new LineStore(this.sql);
      this.#checks = new JoinChecks(this.sql);
      this.#engine = new LineEngine({
        store: this.#store,
        now: () => Date.now(),
        randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
      });
      this.#parting = { engine: this.#engine, ledgerOf: ports.ledgerOf };
      this.#notice = this.#store.lastNotice();
      this.#sockets = new LineSockets(ctx, this.#engine, { budget: ports.sockets, notice: this.#notice });
      const bell = {
        alarm: alarmOf(ctx.storage),
        behind: (work: Promise<void>) => ctx.waitUntil(work),
      };
      const tell = ports.tellTurn ?? (async () => {});
      this.#turns = new TurnNews({ engine: this.#engine, tell, behind: bell.behind });
      this.#board = new LineBoard(this.#engine, { life: crypto.randomUUID(), notice: this.#notice });
      this.#audit = new AuditBell({ ...bell, lines: this.#store.untold, keep: ports.keepAudit, now: Date.now });
      const { ledgerOf, askRound, relayAt = () => ({ hurry: async () => {} }) } = ports;
      this.#relays = new RelayDesk({ engine: this.#engine, relayAt, behind: bell.behind }, this.#store.spread());
      this.#moveSockets();
      this.#watch = new LineWatch(bell, this.#engine, { ledgerOf, askRound, changed: () => this.#after() });
      this.#joins = new Gathered({
        soon: (run) => void setTimeout(run, 0),
        most: GATHERED_MAX,
        write: (items) => this.#done(answersTo(this.#engine, this.#checks, items)),
      });
    }

    /** Makes the line, or brings an existing one to this setup. */
    setUp(setup: sale.LineSetup): Result<SaleAnswer, LineFailure> {
      return this.#organise((state, now_ms) => sale.decideSetup(state, setup, now_ms));
    }

    /** Makes the line where there is none; an existing one keeps its setup, which may be newer than the asker's. */
    ensure(setup: sale.LineSetup): Result<SaleAnswer, LineFailure> {
      return this.#engine.state.show_id === null ? this.setUp(setup) : ok(this.sale());
    }

    /** One fan; calls that arrive together become one write. */
    async joinOne(item: JoinItem): Promise<JoinAnswer> {
      return this.#road.heard(await this.#joins.add(item));
    }

    /** What this fan would be asked now, should they join from there. Changes nothing. */
    checkAsked({ fan, rule, range }: { readonly fan: string } & Pick<Asked, "rule" | "range">): Asks {
      const now_ms = this.#engine.sweep();
      return this.#engine.isInLine(fan) ? "nothing" : this.#checks.asks({ rule, range }, now_ms);
    }

    /** A relay's batch, in the order in which the fans came to it. */
    join({ fans, vips = [] }: RelayBatch): RelayAnswer {
      if (fans.length > JOINS_MAX) throw new RangeError(`at most ${JOINS_MAX} joins a call`);
      this.#joins.flush();
      const { refusals, ...joined } = this.#done(this.#engine.join({ fans, vips: new Set(vips) }));
      return { ...joined, refusals: [...refusals] };
    }

    /** The same for a relay, with what happened at the line since it last heard. */
    takeIn(items: readonly JoinItem[], ask: RelayAsk): TakenIn {
      if (items.length > JOINS_MAX) throw new RangeError(`at most ${JOINS_MAX} joins a call`);
      this.#joins.flush();
      const { failures, ...taken } = this.#done(takenIn(this.#engine, this.#checks, items));
      for (const { code } of failures.values()) this.#road.refused(code);
      return { ...taken, board: this.board(ask) };
    }

    /** For a relay: their arrival numbers, 0 for who never joined. */
    whereAre(fans: readonly string[], ask: RelayAsk): FoundFans {
      if (fans.length > JOINS_MAX) throw new RangeError(`at most ${JOINS_MAX} fans a call`);
      const board = this.board(ask);
      return { arrivals: this.#engine.arrivals(fans), board };
    }

    /** For a relay: everything that happened since it last heard. */
    board(ask: RelayAsk): Board {
      const now_ms = this.#done(this.#engine.sweep());
      this.#relays.heardOf(ask, now_ms);
      return this.#board.read(ask, this.#relays.spread, now_ms);
    }

    /** Over so many relays the line's fans are spread from now on. */
    spreadOver(relays: number): void {
      if (relays === this.#relays.spread.relays) return;
      const spread = { relays, since_ms: this.#engine.now() };
      this.#store.setSpread(spread);
      this.#relays.set(spread);
      this.#moveSockets();
    }

    /** Changes nothing. */
    status(fan: string): PlaceAnswer {
      const now_ms = this.#engine.sweep();
      return this.#done(this.#answer(this.#engine.view(this.#engine.find(fan), now_ms)));
    }

    claim(command: { fan: string; by: ClaimedBy }): Result<PlaceAnswer, LineFailure> {
      const { fan, by } = command;
      return this.#act(fan, (position) => (state, now_ms) => room.decideClaim(state, { position, by }, now_ms));
    }

    prolong(fan: string): Result<PlaceAnswer, LineFailure> {
      return this.#act(fan, (position) => (state, now_ms) => room.decideProlong(state, position, now_ms));
    }

    /** Refused while a payment runs anywhere; else holds and unpaid orders are back before the place is gone. */
    async leave(fan: string): Promise<Result<PlaceAnswer & { readonly was_inside: boolean }, LineFailure>> {
      const left = await leaveLine(this.#parting, fan);
      if (!left.ok) return this.#done(left);
      const { now_ms, was_inside } = left.value;
      const answer = this.#answer(this.#engine.view(this.#engine.find(fan), now_ms));
      return this.#done(ok({ ...answer, was_inside }));
    }

    /** Of an account that is no more. */
    async expel(fan: string): Promise<void> {
      this.#done(await expelFromLine(this.#parting, fan));
    }

    /** From a ledger: these purchases are over. Idempotent by pass. */
    finish(pass_ids: readonly string[]): void {
      const positionsIn = (state: LineState) => pass_ids.map((id) => guestOf(state, id));
      this.#done(this.#engine.run((state, now_ms) => ok(room.decideFinish(state, positionsIn(state), now_ms))));
    }

    /**
     * From a ledger: how far purchases of inside fans have come, and until when they may take. A whole delivery is one
     * write; whoever is not inside any more has nothing to keep.
     */
    track(tracks: readonly Track[]): void {
      this.#done(this.#engine.run((state, now_ms) => ok(trackAll(state, tracks, now_ms))));
    }

    /** From a ledger: what is left of a showtime. Older versions than are known change nothing. */
    counts(counts: ShowtimeCounts, { is_met }: { readonly is_met: boolean } = { is_met: true }): void {
      if (!is_met) this.#watch.meetAgain(counts.ledger);
      // Versions of a ledger that was taken back begin lower than what is known of it.
      const how = { anew: !is_met };
      this.#done(this.#engine.run((state, now_ms) => ok(sale.decideCounts(state, counts, now_ms, how))));
    }

    /** The same of a showtime just published: done when its ledger has met the line, so that passes open it at once. */
    async introduce(counts: ShowtimeCounts): Promise<void> {
      this.counts(counts);
      await this.#watch.told();
    }

    /** Everything counted of this line, for whoever watches the sale or measures it. */
    figures(): LinePart {
      const now_ms = this.#engine.sweep();
      const road = { ...this.#road.figures(this.#socketsAt(now_ms)), relays: this.#relays.holding(now_ms) };
      return this.#done({ ...lineFigures(this.#engine.state, now_ms), road });
    }

    sale(): SaleAnswer {
      const now_ms = this.#engine.sweep();
      return this.#done(this.#saleAt(now_ms));
    }

    /** Here and below, `act` is the audit log's line of it: written with the change, gone out with the answer. */
    setSale(
      change: { settings?: Partial<LineSettings>; window?: Partial<SaleWindow>; draw?: DrawPlan | null },
      act: AuditEntry,
    ): Promise<Result<SaleAnswer, LineFailure>> {
      return this.#audit.told(this.#organise((state, now_ms) => sale.decideSettings(state, change, now_ms), act));
    }

    setStatus(status: "OPEN" | "PAUSED" | "ENDED", act: AuditEntry): Promise<Result<SaleAnswer, LineFailure>> {
      return this.#audit.told(this.#organise((state, now_ms) => sale.decideStatus(state, status, now_ms), act));
    }

    standStill(still: boolean): Result<SaleAnswer, LineFailure> {
      return this.#organise((state, now_ms) => ok(sale.decideStandStill(state, still, now_ms)));
    }

    /** Nobody is let in until then, and those inside and waiting are told why; 0 lets them in again. True where it changed. */
    brake({ until_ms, text }: Brake): boolean {
      const changed = this.#engine.brake(until_ms);
      if (changed) this.#notify({ text: text.ko, text_en: text.en });
      return this.#done(changed);
    }

    cancel(): Result<SaleAnswer, LineFailure> {
      return this.#organise((state, now_ms) => ok(sale.decideCancel(state, now_ms)));
    }

    async remove(command: Removal): Promise<Result<SaleAnswer, LineFailure>> {
      const removed = await removeFromLine(this.#parting, command);
      return this.#audit.told(this.#done(removed.ok ? ok(this.#saleAt(removed.value.now_ms)) : removed));
    }

    async restore({ act, ...command }: Removal): Promise<Result<PlaceView, LineFailure>> {
      // Ledgers that are still to hear of the removal hear of it first.
      if (this.#engine.state.room.get(command.position)?.draining) await this.#watch.told();
      const restored = this.#engine.run((state, now_ms) => room.decideRestore(state, command, now_ms), act);
      if (!restored.ok) return this.#done(restored);
      return this.#audit.told(this.#done(ok(this.#engine.view(command.position, restored.value.now_ms))));
    }

    /** Whose place it is; empty for none. For those who decide about it, never for the public. */
    fanAt(position: number): string {
      return this.#engine.fansAt([position]).get(position) ?? "";
    }

    notice(text: string, act: AuditEntry): Promise<void> {
      return this.#audit.told(this.#notify({ text, text_en: null }, act));
    }

    #notify(words: NoticeWords, act: AuditEntry | null = null): void {
      this.#notice = this.#store.notice(this.#engine.now(), words, act);
      this.#sockets.notice(this.#notice);
      this.#board.notice(this.#notice);
      this.#relays.callAll();
    }

    /** Entries as the stored text of each, ready to be joined into a page. */
    logPage(page: { from: number; limit: number }): LogPage {
      return this.#engine.publicLogPage(page.from, Math.min(page.limit, LOG_PAGE_MAX));
    }

    draw(): DrawAnswer {
      const now_ms = this.#engine.sweep();
      return this.#done(drawAnswer(this.#engine, now_ms));
    }

    /** From who fetches rounds: one that was verified. */
    bringRound(round: Round): void {
      this.#done(this.#engine.bringRound(round));
    }

    checkpoint(): Checkpoint | null {
      return this.#engine.checkpoint();
    }

    checkpoints(limit: number): Checkpoint[] {
      return this.#engine.checkpoints(Math.min(limit, LOG_PAGE_MAX));
    }

    receipt(owner: { fan: string; position: number }): Result<Receipt, LineFailure> {
      return this.#engine.receipt(owner.fan, owner.position);
    }

    /** The live socket of a fan whom the edge has named. */
    override fetch(request: Request): Response {
      const { fan, range } = askerOf(request.headers);
      if (fan === null || request.headers.get("Upgrade") !== "websocket") return new Response(null, { status: 426 });
      const position = this.#engine.find(fan);
      if (position === 0) return new Response(null, { status: 404 });
      this.#engine.sweep();
      return this.#done(this.#road.opened(this.#sockets.accept({ fan, range }, position)));
    }

    override webSocketMessage(): void {
      // Everything a fan may say goes over HTTP; pings are answered before they come this far.
    }

    override webSocketClose(socket: WebSocket): void {
      this.#sockets.closed(socket);
    }

    override webSocketError(socket: WebSocket): void {
      this.#sockets.closed(socket);
    }

    /** Its ledgers forget it first: nothing given since that moment may open a map afterwards (L55). */
    protected override async aside<A>(act: () => Promise<A>, isDone: (answer: A) => boolean): Promise<A> {
      let done = false;
      try {
        await this.#watch.part();
        const answer = await act();
        done = isDone(answer);
        return answer;
      } finally {
        if (!done) this.#watch.goOn();
      }
    }

    override alarm(): void {
      if (this.#over) return;
      this.#watch.ring();
      this.#audit.ring();
    }

    /** Of a practice, when it is over; any other line refuses. */
    override async end(): Promise<boolean> {
      // Ended twice: what there was to tell has been told, and its rows are gone.
      if (!this.#over) await this.#audit.last();
      return super.end();
    }

    protected override stop(): void {
      this.#over = true;
      this.#watch.stop();
    }

    /** The minute cron's hand, for an alarm that was lost. */
    async poke(): Promise<Poked> {
      const late = { due_ms: this.#engine.nextDeadline(), alarm_ms: await this.ctx.storage.getAlarm() };
      const overdue_ms = overdueMs(late, this.#engine.now());
      this.alarm();
      return { overdue_ms, due_at_ms: this.#engine.nextDeadline() };
    }

    #answer(place: PlaceView): PlaceAnswer {
      return { place, pass: passOf(this.#engine.state, place, place.now_ms), notice: this.#notice };
    }

    #act(fan: string, decide: (position: number) => Decide): Result<PlaceAnswer, LineFailure> {
      const position = this.#engine.find(fan);
      const acted = this.#engine.run(decide(position));
      if (!acted.ok) return this.#done(this.#road.heard(acted));
      return this.#done(ok(this.#answer(this.#engine.view(position, acted.value.now_ms))));
    }

    #organise(decide: Decide, act: AuditEntry | null = null): Result<SaleAnswer, LineFailure> {
      const done = this.#engine.run(decide, act);
      return this.#done(done.ok ? ok(this.#saleAt(done.value.now_ms)) : done);
    }

    #saleAt(now_ms: number): SaleAnswer {
      return saleAnswer(this.#engine.state, now_ms, this.#socketsAt(now_ms));
    }

    /** At the line itself and at its relays. */
    #socketsAt(now_ms: number): number {
      return this.#sockets.audience.size + this.#relays.sockets(now_ms);
    }

    #moveSockets(): void {
      const { relays, since_ms } = this.#relays.spread;
      this.#sockets.move({ here: () => relays === 0, since_ms });
    }

    #done<T>(answer: T): T {
      this.#after();
      return answer;
    }

    /** Hints, bells and messages; the facts are already written. */
    #after(): void {
      const events = this.#engine.takeEvents();
      this.#sockets.audience.hear(events, this.#engine.state);
      this.#turns.hear(events);
      this.#board.hear(events);
      this.#relays.hear(events);
      this.#sockets.beat();
      this.#watch.arm();
    }
  };
}
