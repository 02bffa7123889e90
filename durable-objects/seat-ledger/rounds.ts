// What follows a command, and what time brings by itself: frames to viewers, deliveries, counts to the line, and the one
// alarm behind all of them, which is set again whatever happens.

import { counts } from "../../domain/seat-ledger/status.ts";
import { type Alarm, alarmOf } from "../kit/alarm.ts";
import { complain } from "../kit/complain.ts";
import type { RoadTally } from "../kit/road-tally.ts";
import type { LedgerEngine } from "./engine.ts";
import type { OutboxDrain } from "./outbox-drain.ts";
import type { LedgerPorts } from "./ports.ts";
import type { LiveMap } from "./sockets.ts";

/** Changes are gathered this long and sent to all viewers at once. */
const FRAME_MS = 100;
/** Messages of commands that come close together leave in one delivery. */
const DELIVERY_MS = 20;
/** The alarm behind a delivery or a frame, should the object die before it. */
const WATCH_MS = 1_000;
const WATCH_MAX_MS = 60_000;

type Parts = {
  readonly ctx: DurableObjectState;
  readonly engine: LedgerEngine;
  readonly drain: OutboxDrain;
  readonly live: LiveMap;
  readonly tellCounts: LedgerPorts["tellCounts"];
  readonly road: RoadTally;
};

export class LedgerRounds {
  readonly #parts: Parts;
  #frame_waits = false;
  #frame_since_ms = 0;
  #delivery_waits = false;
  #delivered_marks = 0;
  #telling = false;
  #told_version = -1;
  #tell_failures = 0;
  readonly #alarm: Alarm;
  #stopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#alarm = alarmOf(parts.ctx.storage);
  }

  /** Its rows are going for good: whatever has begun ends quietly, and nothing rings any more. */
  stop(): void {
    this.#stopped = true;
    this.#parts.drain.stop();
  }

  /** After every commit. */
  happened(): void {
    if (this.#stopped) return;
    const { engine } = this.#parts;
    if (engine.has_frames && !this.#frame_waits) {
      this.#frame_waits = true;
      this.#frame_since_ms = Date.now();
      setTimeout(() => this.#sendFrames(), FRAME_MS);
    }
    if (this.#outboxPending() && !this.#delivery_waits) {
      this.#delivery_waits = true;
      setTimeout(() => this.#parts.ctx.waitUntil(this.#deliver()), DELIVERY_MS);
    }
    this.#arm();
  }

  /**
   * The alarm, and the cron's poke. Nothing in it may keep the next alarm from being set; and it does not wait for a
   * delivery, so that a receiver that hangs never makes an expiry late.
   */
  async rest(): Promise<void> {
    if (this.#stopped) return;
    this.#alarm.rung();
    try {
      this.#parts.engine.rest();
      this.#sendFrames();
      this.#parts.ctx.waitUntil(this.#deliver());
    } catch (error) {
      complain("ledger_round_failed", error);
      this.#alarm.ringBy(Date.now() + WATCH_MS);
    } finally {
      this.#arm();
    }
  }

  #sendFrames(): void {
    if (this.#stopped) return;
    if (this.#frame_waits) this.#parts.road.mapSent(Math.max(0, Date.now() - this.#frame_since_ms));
    this.#frame_waits = false;
    this.#parts.live.broadcast(this.#parts.engine.takeFrames());
    this.#parts.ctx.waitUntil(this.#tellCounts());
  }

  async #deliver(): Promise<void> {
    this.#delivery_waits = false;
    if (this.#stopped) return;
    const { engine, drain } = this.#parts;
    const marks = engine.outbox_marks;
    await drain.drain();
    if (drain.retryAtMs() === null) this.#delivered_marks = marks;
    this.#arm();
  }

  #outboxPending(): boolean {
    return this.#parts.engine.outbox_marks > this.#delivered_marks;
  }

  /** The latest alone: what changed while one was told is told next. */
  async #tellCounts(): Promise<void> {
    const { state } = this.#parts.engine;
    if (state === null || this.#telling || state.seats_seq === this.#told_version) return;
    this.#telling = true;
    const told = counts(state);
    try {
      await this.#parts.tellCounts(told, { show_id: state.config.show_id, is_met: state.standing !== null });
      this.#told_version = told.version;
      this.#tell_failures = 0;
    } catch (error) {
      this.#tell_failures++;
      complain("counts_untold", error);
    } finally {
      this.#telling = false;
      this.#arm();
    }
  }

  #arm(): void {
    if (this.#stopped) return;
    const { engine, drain } = this.#parts;
    const watch_ms = Date.now() + WATCH_MS;
    let due_ms = Infinity;
    try {
      due_ms = engine.nextDueMs() ?? Infinity;
      const untold = (engine.state?.seats_seq ?? this.#told_version) !== this.#told_version;
      if (engine.has_frames) due_ms = Math.min(due_ms, watch_ms);
      if (untold) due_ms = Math.min(due_ms, Date.now() + Math.min(WATCH_MS * 2 ** this.#tell_failures, WATCH_MAX_MS));
    } catch {
      // Rows that cannot be read now are read again a moment later: never without an alarm.
      due_ms = watch_ms;
    }
    if (this.#outboxPending()) due_ms = Math.min(due_ms, Math.max(drain.retryAtMs() ?? 0, watch_ms));
    if (due_ms < Infinity) this.#alarm.ringBy(due_ms);
  }
}
