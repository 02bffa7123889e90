// The ledger as a Durable Object: a thin shell that gathers calls, sets the one alarm, feeds the map's viewers and hands
// the outbox on. Everything decided is decided in domain/seat-ledger.
import * as list from "../../domain/returns/decide-list.ts";
import * as tickets from "../../domain/returns/decide-ticket.ts";
import { listFigures } from "../../domain/returns/list-view.ts";
import { listPageView, ticketStanding } from "../../domain/returns/page-view.ts";
import type { LedgerPart } from "../../domain/sale-figures/figures.ts";
import type { SaleClock } from "../../domain/seat-ledger/clock.ts";
import type { LedgerConfig } from "../../domain/seat-ledger/config.ts";
import * as admin from "../../domain/seat-ledger/decide-admin.ts";
import { decideRelease, type ReleaseCommand } from "../../domain/seat-ledger/decide-hold.ts";
import { decided } from "../../domain/seat-ledger/decided.ts";
import type { LineStanding } from "../../domain/seat-ledger/events.ts";
import { readHandoverId } from "../../domain/seat-ledger/ids.ts";
import type { Layout } from "../../schema/layout.ts";
import { Gathered } from "../kit/gathered.ts";
import { type LogPage, logPage } from "../kit/log-page.ts";
import { migrate } from "../kit/migrate.ts";
import type { ObjectPage } from "../kit/past.ts";
import { overdueMs, type Poked } from "../kit/poked.ts";
import { RoadTally } from "../kit/road-tally.ts";
import { askerOf } from "../kit/socket-budget.ts";
import { WholeObject } from "../kit/whole-object.ts";
import * as commands from "./commands.ts";
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

type Unseen<C> = Omit<C, "used_tickets">;
type OwnOrder = { readonly order_id: string; readonly fan_id: string };

const randomBytes: commands.RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

/** A batch this long is written before more is gathered: fans at its head should not wait for its tail. */
const GATHERED_MAX = 256;

/** Makes the object's class for an assembly: `export class SeatLedger extends seatLedger(portsOf) {}`. */
export function seatLedger<Env>(portsOf: (env: Env, ctx: DurableObjectState) => LedgerPorts) {
  return class SeatLedger extends WholeObject<Env> {
    readonly #engine: LedgerEngine;
    readonly #store: LedgerStore;
    readonly #calls: Gathered<Task<unknown>, Answer<unknown>>;
    readonly #live: LiveMap;
    readonly #rounds: LedgerRounds;
    readonly #road = new RoadTally();
    readonly #doors: LedgerDoors;
    readonly #drain: OutboxDrain;

    constructor(ctx: DurableObjectState, env: Env) {
      super(ctx, env, LEDGER_COPY);
      const { sql } = this;
      migrate(sql, LEDGER_STEPS);
      const ports = portsOf(env, ctx);
      const store = new LedgerStore(sql);
      const engine = new LedgerEngine({ store, now: Date.now, randomBytes });
      const live = new LiveMap(ctx, ports.sockets);
      const park = (rows: Parameters<typeof parkTasks>[0]) => void engine.runAll(parkTasks(rows), rows);
      const drain = new OutboxDrain({ store, deliver: ports.deliver, park, now: Date.now, gather });
      const rounds = new LedgerRounds({ ctx, engine, drain, live, tellCounts: ports.tellCounts, road: this.#road });
      const soon = (run: () => void) => void setTimeout(run, 0);
      this.#calls = new Gathered({
        soon,
        most: GATHERED_MAX,
        write: (tasks) => {
          const answers = engine.runAll(tasks);
          rounds.happened();
          return answers;
        },
      });
      this.#engine = engine;
      this.#doors = new LedgerDoors({ sql, state: () => engine.state, now: () => engine.now() });
      this.#store = store;
      this.#live = live;
      this.#rounds = rounds;
      this.#drain = drain;
    }

    /** What the organiser decides. */
    publish({ config, layout }: { readonly config: LedgerConfig; readonly layout: Layout | null }): Timed<null> {
      const answer = this.#engine.publish(config, layout);
      this.#rounds.happened();
      return timed(answer, this.#engine.now());
    }
    block(command: admin.BlockCommand) {
      return this.#askByRight({ decide: (state, now_ms) => admin.decideBlock(state, command, now_ms) });
    }
    cancelShow(reason: string) {
      return this.#ask({ decide: (state, now_ms) => admin.decideCancelShow(state, reason, now_ms) });
    }

    /** What fans do. */
    hold(request: commands.HoldRequest) {
      return this.#ask(commands.holdTask(request, randomBytes));
    }
    release(command: ReleaseCommand) {
      return this.#ask({ decide: (state, now_ms) => decideRelease(state, command, now_ms) });
    }
    order(request: commands.OrderRequest) {
      return this.#ask(commands.orderTask(request, randomBytes));
    }
    cancelOrder(command: OwnOrder) {
      return this.#ask(commands.cancelOrderTask(command));
    }
    pay(request: commands.PayRequest) {
      return this.#ask(commands.payTask(request));
    }
    refund(request: commands.RefundRequest) {
      return this.#ask(commands.refundTask(request, this.#used));
    }
    refundPreview(wish: commands.RefundWish) {
      return this.#ask(commands.refundPreviewTask(wish, this.#used));
    }
    /** By the organiser, one purchase; the line in the audit log has gone out with the answer. */
    refundByRight(request: commands.RefundRequest) {
      return this.#askByRight(commands.refundTask(request, this.#used));
    }
    /** A job's slice in one call; each is decided and answered by itself. */
    refundEach(requests: readonly commands.RefundRequest[]) {
      return Promise.all(requests.map((request) => this.refund(request)));
    }
    refundPreviewEach(wishes: readonly commands.RefundWish[]) {
      return Promise.all(wishes.map((wish) => this.refundPreview(wish)));
    }

    /** The list for returned seats, tickets offered back and handed over. */
    joinList(command: list.ListCommand) {
      return this.#ask({ decide: (state, now_ms) => list.decideJoinList(state, command, now_ms) });
    }
    leaveList(fan_id: string) {
      return this.#ask({ decide: (state, now_ms) => list.decideLeaveList(state, fan_id, now_ms) });
    }
    listPage(fan_id: string) {
      return this.#ask({ decide: (state, now_ms) => decided([], listPageView(state, fan_id, now_ms)) });
    }
    ticketStanding(wish: tickets.OwnTicket) {
      return this.#ask({ decide: (state, now_ms) => ticketStanding(state, this.#seen(wish), now_ms) });
    }
    listFigures() {
      return this.#ask({ decide: (state, now_ms) => decided([], listFigures(state, now_ms)) });
    }
    /** The list's public log, as stored text. */
    listLog({ from, limit }: { readonly from: number; readonly limit: number }): LogPage {
      return logPage((first, some) => this.#store.list_log.page(first, some), from, limit);
    }
    listCheckpoints(limit: number) {
      const list = this.#engine.list_log;
      return list?.log.checkpoints(list.state, limit) ?? [];
    }
    listReceipt(fan_id: string) {
      const list = this.#engine.list_log;
      return list?.log.receipt(list.state, fan_id) ?? null;
    }
    /** Whether a hold, or the order it became, is an offer from the list: those need no pass. */
    isOffer({ hold_id, fan_id }: { readonly hold_id: string; readonly fan_id: string }) {
      return this.#ask({
        decide: (state) => decided([], { is_offer: state.returns.fan_by_hold.get(hold_id) === fan_id }),
      });
    }
    offerBack(wish: tickets.OwnTicket) {
      return this.#ask({ decide: (state, now_ms) => tickets.decideOfferBack(state, this.#seen(wish), now_ms) });
    }
    takeBack(wish: tickets.OwnTicket) {
      return this.#ask({ decide: (state, now_ms) => tickets.decideTakeBack(state, wish, now_ms) });
    }
    handOver(wish: Unseen<tickets.HandoverCommand>) {
      return this.#ask({ decide: (state, now_ms) => tickets.decideHandover(state, this.#seen(wish), now_ms) });
    }
    withdrawHandover(command: { readonly handover_id: string; readonly fan_id: string }) {
      return this.#ask({ decide: (state, now_ms) => tickets.decideWithdrawHandover(state, command, now_ms) });
    }
    acceptHandover(wish: Unseen<tickets.AcceptCommand>) {
      const ticket_id = readHandoverId(wish.handover_id)?.ticket_id ?? "";
      return this.#ask({
        decide: (state, now_ms) =>
          tickets.decideAcceptHandover(state, { ...wish, used_tickets: this.#usedOf(ticket_id) }, now_ms),
      });
    }

    /** What a provider itself said, brought by the payment jobs. */
    outcome(request: commands.OutcomeRequest) {
      return this.#ask(commands.outcomeTask(request));
    }
    refundOutcome(request: commands.RefundOutcomeRequest) {
      return this.#ask(commands.refundOutcomeTask(request));
    }

    /** What the doors say and ask: at once, since nobody at a door waits for a batch. */
    checkIn(ask: Parameters<LedgerDoors["checkIn"]>[0]) {
      const checked = this.#doors.checkIn(ask);
      if (checked.shown === "entered") this.#keepUsed([checked.ticket?.ticket_id]);
      return checked;
    }
    recordScans(told: Parameters<LedgerDoors["record"]>[0]) {
      const placed = this.#doors.record(told);
      this.#keepUsed(placed.flatMap(({ result, ticket_id }) => (result === "entered" ? [ticket_id] : [])));
      return placed;
    }
    /** Whoever comes in keeps the ticket: it is offered to nobody any more. */
    #keepUsed(ticket_ids: readonly (string | null | undefined)[]): void {
      for (const ticket_id of ticket_ids) {
        if (ticket_id == null) continue;
        this.#engine.run({ decide: (state, now_ms) => tickets.decideKeepUsed(state, ticket_id, now_ms) });
        this.#rounds.happened();
      }
    }
    doorBundle(since: number | null) {
      return this.#doors.bundle(since);
    }
    doorTally() {
      return this.#doors.tally();
    }
    doorList() {
      return this.#doors.list();
    }

    /** What the line says and asks. */
    endPasses(passes: readonly admin.PassEnd[]) {
      return this.#ask({ decide: (state, now_ms) => admin.decideEndPasses(state, passes, now_ms) });
    }
    meetLine(standing: LineStanding) {
      return this.#ask({ decide: (state, now_ms) => admin.decideMeetLine(state, standing, now_ms) });
    }
    forgetLine() {
      return this.#ask({ decide: admin.decideForgetLine });
    }
    freeFan(command: admin.FreeFanCommand) {
      return this.#ask({ decide: (state, now_ms) => admin.decideFreeFan(state, command, now_ms) });
    }
    setClock(command: SaleClock) {
      return this.#ask({ decide: (state, now_ms) => admin.decideClock(state, command, now_ms) });
    }
    finishedPasses(pass_ids: readonly string[]) {
      return this.#ask({ decide: (state) => reads.readFinished(state, pass_ids) });
    }
    inside(pass_ids: readonly string[]) {
      return this.#ask({ decide: (state, now_ms) => reads.readInside(state, pass_ids, now_ms) });
    }

    /** Reading. */
    holdOf(wish: { readonly hold_id: string; readonly fan_id: string }) {
      return this.#ask({ decide: (state, now_ms) => reads.readHold(state, wish, now_ms) });
    }
    holdsOf(fan_id: string) {
      return this.#ask({ decide: (state, now_ms) => reads.readHoldsOf(state, fan_id, now_ms) });
    }
    orderOf(wish: { readonly order_id: string; readonly fan_id: string | null }) {
      return this.#ask({ decide: (state) => reads.readOrder(state, wish) });
    }
    ordersOf(fan_id: string) {
      return this.#ask({ decide: (state) => reads.readOrdersOf(state, fan_id) });
    }
    orderByNumber(number: string) {
      return this.#ask({ decide: (state) => reads.readOrderByNumber(state, number) });
    }
    paymentOf(wish: { readonly attempt_id: string; readonly fan_id: string | null }) {
      return this.#ask({ decide: (state) => reads.readPayment(state, wish) });
    }
    snapshot() {
      return this.#ask(reads.snapshotTask(() => this.#engine.frames_version));
    }
    counts() {
      return this.#ask({ decide: reads.readCounts });
    }
    /** Everything counted of this showtime, for whoever watches the sale or measures it; null before it is published. */
    async figures(): Promise<LedgerPart | null> {
      const answer = await this.#gathered({ decide: reads.readFigures });
      return answer.ok ? { ...answer.value, road: this.#road.figures(this.#live.count()) } : null;
    }
    stats() {
      return { ...this.#store.outboxCounts(), sockets: this.#live.count(), seq: this.#engine.state?.seq ?? 0 };
    }
    journal({ from_seq, limit }: { readonly from_seq: number; readonly limit: number }) {
      return this.#store.journal(from_seq, limit);
    }
    story(order_id: string) {
      return this.#store.story(order_id);
    }
    override copyPage(after: string | null): ObjectPage | null {
      const page = super.copyPage(after);
      const { state } = this.#engine;
      // Counted in the same turn in which the first page fixes the copy's moment.
      if (page === null || after !== null || state === null) return page;
      return { ...page, counts: reads.copyCounts(state) };
    }
    protected override stop(): void {
      this.#rounds.stop();
    }
    /** An admin tries again what the record would not take; where it still will not, the rows are parked again. */
    async unpark(order_id: string): Promise<void> {
      this.#store.unpark(order_id);
      await this.#rounds.rest();
    }
    /** The record learns every order anew: a database that was restored has lost what it was told since. */
    async tellAgain(): Promise<number> {
      const orders = this.#engine.tellAgain();
      await this.#rounds.rest();
      return orders;
    }
    /** The minute cron's hand, for an alarm that was lost. */
    async poke(): Promise<Poked> {
      const late = { due_ms: this.#engine.nextDueMs(), alarm_ms: await this.ctx.storage.getAlarm() };
      const overdue_ms = overdueMs(late, this.#engine.now());
      await this.#rounds.rest();
      return { overdue_ms, due_at_ms: this.#engine.nextDueMs() };
    }

    /** The map's socket; the edge has checked where it comes from. */
    override async fetch(request: Request): Promise<Response> {
      if (request.headers.get("Upgrade") !== "websocket") return new Response(null, { status: 426 });
      const first = this.#engine.firstFrame();
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
      return this.#rounds.rest();
    }

    #seen<W extends { readonly ticket_id: string }>(wish: W): W & { readonly used_tickets: readonly string[] } {
      return { ...wish, used_tickets: this.#usedOf(wish.ticket_id) };
    }
    #usedOf(ticket_id: string): readonly string[] {
      return this.#doors.isUsed(ticket_id) ? [ticket_id] : [];
    }
    readonly #used: commands.UsedTickets = (order_id) => this.#doors.usedTickets(order_id);

    /** The answer goes back to the very task it was made for. */
    #gathered<A>(task: Task<A>): Promise<Answer<A>> {
      return this.#calls.add(task) as Promise<Answer<A>>;
    }

    /** What leaves a line in the audit log: whoever asks for the log next finds it there, unless the log is away now. */
    async #askByRight<A>(task: Task<A>): Promise<Timed<A>> {
      const answer = await this.#ask(task);
      await this.#drain.drainTo("audit");
      return answer;
    }

    async #ask<A>(task: Task<A>): Promise<Timed<A>> {
      const answer = this.#road.heard(await this.#gathered(task));
      return timed(answer, this.#engine.now());
    }
  };
}
