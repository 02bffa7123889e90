// The one object per show that owns its order, its room and its public log. A thin shell: it names the fan, lets the
// engine decide, and then sees to the alarm, the sockets and the ledgers. Here stands what organisers, ledgers and readers of the
// log ask; what fans ask stands in line-for-fans.ts.
import type { Checkpoint } from "../../domain/log/receipt.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { LinePart } from "../../domain/sale-figures/figures.ts";
import type { Round } from "../../domain/waiting-line/decide-draw.ts";
import * as room from "../../domain/waiting-line/decide-room.ts";
import * as sale from "../../domain/waiting-line/decide-sale.ts";
import { decideStand } from "../../domain/waiting-line/decide-stand.ts";
import type {
  DrawPlan,
  LineFailure,
  LineSettings,
  SaleWindow,
  ShowtimeCounts,
} from "../../domain/waiting-line/events.ts";
import { lineFigures } from "../../domain/waiting-line/figures.ts";
import { guestOf } from "../../domain/waiting-line/pass-id.ts";
import { type SaleSettingsPatch, statusChange } from "../../domain/waiting-line/sale-change.ts";
import type { LineState } from "../../domain/waiting-line/state.ts";
import type { PlaceView } from "../../domain/waiting-line/view.ts";
import type { AuditEntry } from "../../schema/audit-acts.ts";
import type { LogPage } from "../kit/log-page.ts";
import type { NoticeWords } from "./audience.ts";
import type { ChangeOf, Decide } from "./engine.ts";
import { LineForFans } from "./line-for-fans.ts";
import { removeFromLine } from "./parting.ts";
import type { LinePorts } from "./ports.ts";
import { type DrawAnswer, drawAnswer, type SaleAnswer, saleAnswer } from "./replies.ts";
import type { Followed, RowSays } from "./show-row.ts";
import { type Track, trackAll } from "./tracking.ts";

const LOG_PAGE_MAX = 1000;

/** Until when nobody is let in, and what those who wait and those inside are told. */
type Brake = { readonly until_ms: number; readonly text: { readonly ko: string; readonly en: string } };

type Removal = { readonly position: number; readonly reason: string; readonly act: AuditEntry };

/** Makes the object's class for an assembly: `export class WaitingLine extends waitingLine(portsOf) {}`. */
export function waitingLine<Env>(portsOf: (env: Env, ctx: DurableObjectState) => LinePorts) {
  return class WaitingLine extends LineForFans<Env> {
    constructor(ctx: DurableObjectState, env: Env) {
      super(ctx, env, portsOf(env, ctx));
    }

    /** Makes the line, or brings an existing one to this setup. */
    setUp(setup: sale.LineSetup): Result<SaleAnswer, LineFailure> {
      return this.#organise((state, now_ms) => sale.decideSetup(state, setup, now_ms));
    }

    /** What stands in the show's row; a line without a row has none to follow. */
    async follow(says: RowSays): Promise<Followed> {
      return this.done((await this.row?.follow(says)) ?? "REFUSED");
    }

    /** Makes the line where there is none; an existing one keeps its setup, which may be newer than the asker's. */
    ensure(setup: sale.LineSetup): Result<SaleAnswer, LineFailure> {
      return this.engine.state.show_id === null ? this.setUp(setup) : ok(this.sale());
    }

    /** Over so many relays the line's fans are spread from now on. */
    spreadOver(relays: number): void {
      if (relays === this.relays.spread.relays) return;
      const spread = { relays, since_ms: this.engine.now() };
      this.store.setSpread(spread);
      this.relays.set(spread);
      this.moveSockets();
    }

    /** From a ledger: these purchases are over. Idempotent by pass. */
    finish(pass_ids: readonly string[]): void {
      const positionsIn = (state: LineState) => pass_ids.map((id) => guestOf(state, id));
      this.done(this.engine.run((state, now_ms) => ok(room.decideFinish(state, positionsIn(state), now_ms))));
    }

    /**
     * From a ledger: how far purchases of inside fans have come, and until when they may take. A whole delivery is one
     * write; whoever is not inside any more has nothing to keep.
     */
    track(tracks: readonly Track[]): void {
      this.done(this.engine.run((state, now_ms) => ok(trackAll(state, tracks, now_ms))));
    }

    /** From a ledger: what is left of a showtime. Older versions than are known change nothing. */
    counts(counts: ShowtimeCounts, { is_met }: { readonly is_met: boolean } = { is_met: true }): void {
      if (!is_met) this.watch.meetAgain(counts.ledger);
      // Versions of a ledger that was taken back begin lower than what is known of it.
      const how = { anew: !is_met };
      this.done(this.engine.run((state, now_ms) => ok(sale.decideCounts(state, counts, now_ms, how))));
    }

    /** The same of a showtime just published: done when its ledger has met the line, so that passes open it at once. */
    async introduce(counts: ShowtimeCounts): Promise<void> {
      this.counts(counts);
      await this.watch.told();
    }

    /** Everything counted of this line, for whoever watches the sale or measures it. */
    figures(): LinePart {
      const now_ms = this.engine.sweep();
      const road = { ...this.road.figures(this.#socketsAt(now_ms)), relays: this.relays.holding(now_ms) };
      return this.done({ ...lineFigures(this.engine.state, now_ms), road });
    }

    sale(): SaleAnswer {
      const now_ms = this.engine.sweep();
      return this.done(this.#saleAt(now_ms));
    }

    /**
     * Here and below, `act` is the audit log's line of it: written with the change, gone out with the answer. `copy` is what the
     * show's row is told of it.
     */
    setSale(
      change: { settings?: Partial<LineSettings>; window?: Partial<SaleWindow>; draw?: DrawPlan | null },
      act: AuditEntry,
      copy: SaleSettingsPatch = {},
    ): Promise<Result<SaleAnswer, LineFailure>> {
      const decide: Decide = (state, now_ms) => sale.decideSettings(state, change, now_ms);
      return this.#told(this.#organise(decide, act, () => copy));
    }

    setStatus(status: "OPEN" | "PAUSED" | "ENDED", act: AuditEntry): Promise<Result<SaleAnswer, LineFailure>> {
      const decide: Decide = (state, now_ms) => sale.decideStatus(state, status, now_ms);
      return this.#told(this.#organise(decide, act, (events) => statusChange(status, events)));
    }

    /** The operator's stop, of which the show's row knows nothing. */
    standStill(): Result<SaleAnswer, LineFailure> {
      return this.#organise((state, now_ms) => ok(decideStand(state, "STILL", now_ms)));
    }

    /** Nobody is let in until then, and those inside and waiting are told why; 0 lets them in again. True where it changed. */
    brake({ until_ms, text }: Brake): boolean {
      const changed = this.engine.brake(until_ms);
      if (changed) this.#notify({ text: text.ko, text_en: text.en });
      return this.done(changed);
    }

    cancel(): Result<SaleAnswer, LineFailure> {
      return this.#organise((state, now_ms) => ok(sale.decideCancel(state, now_ms)));
    }

    async remove(command: Removal): Promise<Result<SaleAnswer, LineFailure>> {
      const removed = await removeFromLine(this.parting, command);
      return this.audit.told(this.done(removed.ok ? ok(this.#saleAt(removed.value.now_ms)) : removed));
    }

    async restore({ act, ...command }: Removal): Promise<Result<PlaceView, LineFailure>> {
      // Ledgers that are still to hear of the removal hear of it first.
      if (this.engine.state.room.get(command.position)?.draining) await this.watch.told();
      const restored = this.engine.run((state, now_ms) => room.decideRestore(state, command, now_ms), act);
      if (!restored.ok) return this.done(restored);
      return this.audit.told(this.done(ok(this.engine.view(command.position, restored.value.now_ms))));
    }

    /** Whose place it is; empty for none. For those who decide about it, never for the public. */
    fanAt(position: number): string {
      return this.engine.fansAt([position]).get(position) ?? "";
    }

    notice(text: string, act: AuditEntry): Promise<void> {
      return this.audit.told(this.#notify({ text, text_en: null }, act));
    }

    #notify(words: NoticeWords, act: AuditEntry | null = null): void {
      this.last_notice = this.store.notice(this.engine.now(), words, act);
      this.sockets.notice(this.last_notice);
      this.relay_board.notice(this.last_notice);
      this.relays.callAll();
    }

    /** Entries as the stored text of each, ready to be joined into a page. */
    logPage(page: { from: number; limit: number }): LogPage {
      return this.engine.publicLogPage(page.from, Math.min(page.limit, LOG_PAGE_MAX));
    }

    draw(): DrawAnswer {
      const now_ms = this.engine.sweep();
      return this.done(drawAnswer(this.engine, now_ms));
    }

    /** From who fetches rounds: one that was verified. */
    bringRound(round: Round): void {
      this.done(this.engine.bringRound(round));
    }

    checkpoint(): Checkpoint | null {
      return this.engine.checkpoint();
    }

    checkpoints(limit: number): Checkpoint[] {
      return this.engine.checkpoints(Math.min(limit, LOG_PAGE_MAX));
    }

    /** Both are told in the turn of the act: their alarm is set before anything is waited for. */
    async #told<T>(answer: T): Promise<T> {
      await Promise.all([this.audit.told(null), this.row?.bell.told(null)]);
      return answer;
    }

    #organise(
      decide: Decide,
      act: AuditEntry | null = null,
      change: ChangeOf | null = null,
    ): Result<SaleAnswer, LineFailure> {
      const done = this.engine.run(decide, act, this.row === null ? null : change);
      return this.done(done.ok ? ok(this.#saleAt(done.value.now_ms)) : done);
    }

    #saleAt(now_ms: number): SaleAnswer {
      return saleAnswer(this.engine.state, now_ms, this.#socketsAt(now_ms));
    }

    /** At the line itself and at its relays. */
    #socketsAt(now_ms: number): number {
      return this.sockets.audience.size + this.relays.sockets(now_ms);
    }
  };
}
