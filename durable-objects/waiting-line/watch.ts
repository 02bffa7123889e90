// The line's own alarm: one for all deadlines, always armed again, also after a failure. Nothing depends on its being
// punctual, for every deadline is compared again at use; it only makes what time has ended visible.
import { ok } from "../../domain/result.ts";
import { decideDoubt, decideFinish, decideRelease } from "../../domain/waiting-line/decide-room.ts";
import { ENTRY } from "../../domain/waiting-line/entry-status.ts";
import { statusAt } from "../../domain/waiting-line/state.ts";
import type { RoundWish } from "../beacon/find-round.ts";
import type { Alarm } from "../kit/alarm.ts";
import { complain } from "../kit/complain.ts";
import type { LineEngine } from "./engine.ts";
import {
  askFinished,
  clocksBehind,
  endedPositions,
  forgetLine,
  type LedgerOf,
  tellClock,
  tellLedgers,
} from "./pass-ledgers.ts";

/** How often the list of those inside is compared with the ledgers. */
const COMPARE_MS = 30_000;
const RETRY_MS = 1_000;
/** With these everything goes that the fan still holds. */
const LEFT_EARLY: ReadonlySet<number> = new Set([ENTRY.LEFT, ENTRY.REMOVED]);

/** The platform's side of it. */
export type Bell = {
  readonly alarm: Pick<Alarm, "ringBy" | "rung">;
  /** Work that goes on behind the answer. */
  behind(work: Promise<void>): void;
};

type Neighbours = {
  readonly ledgerOf: LedgerOf;
  readonly askRound?: ((wish: RoundWish) => Promise<void>) | undefined;
  readonly changed: () => void;
};

export class LineWatch {
  readonly #bell: Bell;
  readonly #engine: LineEngine;
  readonly #ledgerOf: LedgerOf;
  readonly #changed: () => void;
  readonly #askRound: (wish: RoundWish) => Promise<void>;
  /** Not remembered over a sleep: asking again does no harm. */
  #round_asked = 0;
  /** Not remembered over a sleep: a line that wakes with fans inside compares soon. */
  #compared_ms = 0;
  #retry_ms: number | null = null;
  #telling: Promise<void> | null = null;
  #stopped = false;
  /** Told again after a sleep: an old version does a ledger no harm. */
  readonly #clocks_told = new Map<string, number>();
  /** Going back to an earlier moment: what this instance knows is told to nobody any more. */
  #parted = false;

  constructor(bell: Bell, engine: LineEngine, { ledgerOf, askRound, changed }: Neighbours) {
    this.#bell = bell;
    this.#engine = engine;
    this.#ledgerOf = ledgerOf;
    this.#askRound = askRound ?? (async () => {});
    this.#changed = changed;
  }

  /** Its rows are going for good: nothing rings any more, and nobody is told. */
  stop(): void {
    this.#stopped = true;
  }

  /** Sets the alarm if it has to ring earlier than it would, and starts telling the ledgers what they must know. */
  arm(): void {
    if (this.#stopped) return;
    if (this.#retry_ms === null && this.#hasNews()) this.#bell.behind(this.#tellAndGoOn());
    if (this.#retry_ms === null && this.#roundWanted() !== null) this.#bell.behind(this.#want());
    const due_ms = this.#dueAt();
    if (due_ms !== null) this.#bell.alarm.ringBy(due_ms);
  }

  /** Until the ledgers have been told what there is to tell; one that is away is told later. */
  async told(): Promise<void> {
    if (this.#telling !== null) await this.#telling;
    await this.#tellAndGoOn();
  }

  /** A ledger that was taken back to an earlier moment has forgotten which passes are over. */
  meetAgain(ledger: string): void {
    this.#bell.behind(this.#meetAgain(ledger));
  }

  async #meetAgain(ledger: string): Promise<void> {
    // What is being told now may have reached it before it forgot.
    if (this.#telling !== null) await this.#telling.catch(() => undefined);
    this.#clocks_told.delete(ledger);
    this.arm();
  }

  /**
   * Before the line itself goes back: of passes given since it will know nothing, so every ledger forgets them all. The instance
   * after this one meets the ledgers anew (L55).
   */
  async part(): Promise<void> {
    this.#parted = true;
    if (this.#telling !== null) await this.#telling.catch(() => undefined);
    await forgetLine(this.#engine.state, this.#ledgerOf);
  }

  /** It did not go back after all. */
  goOn(): void {
    this.#parted = false;
    this.#clocks_told.clear();
    this.arm();
  }

  /**
   * The alarm, and the cron's poke. The next alarm is set before any ledger is asked, and none is waited for: the platform
   * rings no second alarm while one is being answered, so a ledger that hangs would stop the whole line.
   */
  ring(): void {
    if (this.#stopped) return;
    this.#bell.alarm.rung();
    this.#retry_ms = null;
    let compare = false;
    try {
      const now_ms = this.#engine.sweep();
      this.#engine.rest();
      compare = now_ms >= this.#compared_ms + COMPARE_MS;
      if (compare) this.#compared_ms = now_ms;
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#changed();
    }
    this.#bell.behind(this.#askAround(compare));
  }

  async #askAround(compare: boolean): Promise<void> {
    try {
      await this.#want();
      await this.#tell();
      if (compare) await this.#compare();
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#changed();
    }
  }

  #failed(error: unknown): void {
    if (this.#stopped) return;
    complain("line_alarm_failed", error);
    this.#retry_ms = this.#engine.now() + RETRY_MS;
  }

  #dueAt(): number | null {
    const { room, counts } = this.#engine.state;
    const times = [this.#engine.nextDeadline(), this.#retry_ms].filter((at_ms) => at_ms !== null);
    if (room.size > 0 && counts.size > 0) times.push(this.#compared_ms + COMPARE_MS);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** The round that the line waits for and nobody was asked to fetch yet. */
  #roundWanted(): RoundWish | null {
    const { draw, show_id } = this.#engine.state;
    if (show_id === null || draw === null || draw.frozen === null || draw.outcome !== null) return null;
    return draw.round === this.#round_asked ? null : { show_id, chain: draw.plan.chain, round: draw.round };
  }

  async #want(): Promise<void> {
    const wish = this.#roundWanted();
    if (wish === null) return;
    this.#round_asked = wish.round;
    try {
      await this.#askRound(wish);
    } catch (error) {
      complain("round_not_asked", error);
      this.#round_asked = 0;
      this.#retry_ms = this.#engine.now() + RETRY_MS;
      this.#changed();
    }
  }

  #hasNews(): boolean {
    const { state } = this.#engine;
    if (this.#telling !== null || this.#parted) return false;
    return state.draining > 0 || clocksBehind(state, this.#clocks_told).length > 0;
  }

  async #tell(): Promise<void> {
    if (!this.#hasNews()) return;
    this.#telling = this.#tellAll();
    await this.#telling;
  }

  async #tellAndGoOn(): Promise<void> {
    await this.#tell();
    this.#changed();
  }

  async #tellAll(): Promise<void> {
    let told = false;
    try {
      const now_ms = this.#engine.now();
      const wentBack = () => void this.#engine.run((state, at_ms) => ok(decideDoubt(state, at_ms)));
      const word = { told: this.#clocks_told, now_ms, wentBack };
      const clock_told = await tellClock(this.#engine.state, this.#ledgerOf, word);
      told = (await this.#tellPasses()) && clock_told;
    } finally {
      this.#telling = null;
    }
    if (!told) this.#retry_ms = this.#engine.now() + RETRY_MS;
  }

  async #tellPasses(): Promise<boolean> {
    const { state } = this.#engine;
    const positions = endedPositions(state);
    if (positions.length === 0) return true;
    const gone = positions.filter((position) => LEFT_EARLY.has(statusAt(state, position)));
    const ended = { positions, fans: this.#engine.fansAt(gone), now_ms: this.#engine.now() };
    if (!(await tellLedgers(state, this.#ledgerOf, ended))) return false;
    this.#engine.run((line, now_ms) => ok(decideRelease(line, positions, now_ms)));
    return true;
  }

  async #compare(): Promise<void> {
    const finished = await askFinished(this.#engine.state, this.#ledgerOf);
    if (finished.length > 0) this.#engine.run((state, at_ms) => ok(decideFinish(state, finished, at_ms)));
  }
}
