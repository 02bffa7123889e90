// The one object per showtime that owns its seats. A thin shell: it gathers calls, and everything decided is decided in
// domain/seat-ledger. Here stands what organisers, fans, payment jobs and the line ask and what is read; what is asked about
// tickets that were sold stands in ledger-of-tickets.ts.
import type { SaleClock } from "../../domain/seat-ledger/clock.ts";
import type { LedgerConfig } from "../../domain/seat-ledger/config.ts";
import * as admin from "../../domain/seat-ledger/decide-admin.ts";
import { decideRelease, type ReleaseCommand } from "../../domain/seat-ledger/decide-hold.ts";
import type { LineStanding } from "../../domain/seat-ledger/events.ts";
import type { Layout } from "../../schema/layout.ts";
import * as commands from "./commands.ts";
import { LedgerOfTickets } from "./ledger-of-tickets.ts";
import type { LedgerPorts } from "./ports.ts";
import * as reads from "./reads.ts";
import { type Timed, timed } from "./rpc.ts";

type OwnOrder = { readonly order_id: string; readonly fan_id: string };

const randomBytes: commands.RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

/** Makes the object's class for an assembly: `export class SeatLedger extends seatLedger(portsOf) {}`. */
export function seatLedger<Env>(portsOf: (env: Env, ctx: DurableObjectState) => LedgerPorts) {
  return class SeatLedger extends LedgerOfTickets<Env> {
    constructor(ctx: DurableObjectState, env: Env) {
      super(ctx, env, portsOf(env, ctx));
    }

    /** What the organiser decides. */
    publish({ config, layout }: { readonly config: LedgerConfig; readonly layout: Layout | null }): Timed<null> {
      const answer = this.engine.publish(config, layout);
      this.rounds.happened();
      return timed(answer, this.engine.now());
    }
    block(command: admin.BlockCommand) {
      return this.askByRight({ decide: (state, now_ms) => admin.decideBlock(state, command, now_ms) });
    }
    cancelShow(reason: string) {
      return this.ask({ decide: (state, now_ms) => admin.decideCancelShow(state, reason, now_ms) });
    }

    /** What fans do. */
    hold(request: commands.HoldRequest) {
      return this.ask(commands.holdTask(request, randomBytes));
    }
    release(command: ReleaseCommand) {
      return this.ask({ decide: (state, now_ms) => decideRelease(state, command, now_ms) });
    }
    order(request: commands.OrderRequest) {
      return this.ask(commands.orderTask(request, randomBytes));
    }
    cancelOrder(command: OwnOrder) {
      return this.ask(commands.cancelOrderTask(command));
    }
    pay(request: commands.PayRequest) {
      return this.ask(commands.payTask(request));
    }
    refund(request: commands.RefundRequest) {
      return this.ask(commands.refundTask(request, this.used));
    }
    refundPreview(wish: commands.RefundWish) {
      return this.ask(commands.refundPreviewTask(wish, this.used));
    }
    /** By the organiser, one purchase; the line in the audit log has gone out with the answer. */
    refundByRight(request: commands.RefundRequest) {
      return this.askByRight(commands.refundTask(request, this.used));
    }
    /** A job's slice in one call; each is decided and answered by itself. */
    refundEach(requests: readonly commands.RefundRequest[]) {
      return Promise.all(requests.map((request) => this.refund(request)));
    }
    refundPreviewEach(wishes: readonly commands.RefundWish[]) {
      return Promise.all(wishes.map((wish) => this.refundPreview(wish)));
    }

    /** What a provider itself said, brought by the payment jobs. */
    outcome(request: commands.OutcomeRequest) {
      return this.ask(commands.outcomeTask(request));
    }
    refundOutcome(request: commands.RefundOutcomeRequest) {
      return this.ask(commands.refundOutcomeTask(request));
    }

    /** What the line says and asks. */
    endPasses(passes: readonly admin.PassEnd[]) {
      return this.ask({ decide: (state, now_ms) => admin.decideEndPasses(state, passes, now_ms) });
    }
    meetLine(standing: LineStanding) {
      return this.ask({ decide: (state, now_ms) => admin.decideMeetLine(state, standing, now_ms) });
    }
    forgetLine() {
      return this.ask({ decide: admin.decideForgetLine });
    }
    freeFan(command: admin.FreeFanCommand) {
      return this.ask({ decide: (state, now_ms) => admin.decideFreeFan(state, command, now_ms) });
    }
    setClock(command: SaleClock) {
      return this.ask({ decide: (state, now_ms) => admin.decideClock(state, command, now_ms) });
    }
    finishedPasses(pass_ids: readonly string[]) {
      return this.ask({ decide: (state) => reads.readFinished(state, pass_ids) });
    }
    inside(pass_ids: readonly string[]) {
      return this.ask({ decide: (state, now_ms) => reads.readInside(state, pass_ids, now_ms) });
    }

    /** Reading. */
    holdOf(wish: { readonly hold_id: string; readonly fan_id: string }) {
      return this.ask({ decide: (state, now_ms) => reads.readHold(state, wish, now_ms) });
    }
    holdsOf(fan_id: string) {
      return this.ask({ decide: (state, now_ms) => reads.readHoldsOf(state, fan_id, now_ms) });
    }
    orderOf(wish: { readonly order_id: string; readonly fan_id: string | null }) {
      return this.ask({ decide: (state) => reads.readOrder(state, wish) });
    }
    ordersOf(fan_id: string) {
      return this.ask({ decide: (state) => reads.readOrdersOf(state, fan_id) });
    }
    orderByNumber(number: string) {
      return this.ask({ decide: (state) => reads.readOrderByNumber(state, number) });
    }
    paymentOf(wish: { readonly attempt_id: string; readonly fan_id: string | null }) {
      return this.ask({ decide: (state) => reads.readPayment(state, wish) });
    }
    snapshot() {
      return this.ask(reads.snapshotTask(() => this.engine.frames_version));
    }
    counts() {
      return this.ask({ decide: reads.readCounts });
    }
    journal({ from_seq, limit }: { readonly from_seq: number; readonly limit: number }) {
      return this.store.journal(from_seq, limit);
    }
    story(order_id: string) {
      return this.store.story(order_id);
    }
  };
}
