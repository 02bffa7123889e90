// The line without its platform: sweeps what time has ended, decides, commits, then changes memory, all in one turn
// without an await. The object's shell and the property tests drive the same engine.
import { drawRoot, type Leaves } from "../../domain/draw/order.ts";
import type { Checkpoint, Receipt } from "../../domain/log/receipt.ts";
import { ok, type Result } from "../../domain/result.ts";
import { apply } from "../../domain/waiting-line/apply.ts";
import { decideDrawn, entrantsOf, isFreezeDue, type Round } from "../../domain/waiting-line/decide-draw.ts";
import {
  decideJoin,
  type JoinDecision,
  joinCandidates,
  joinRefusal,
  knownArrival,
} from "../../domain/waiting-line/decide-join.ts";
import { decideAdmit, decideDue, nextDeadline, tightenBound } from "../../domain/waiting-line/decide-room.ts";
import { ENTRY, isLive } from "../../domain/waiting-line/entry-status.ts";
import type { LineEvent, LineFailure } from "../../domain/waiting-line/events.ts";
import { type FanHashKey, hashFan } from "../../domain/waiting-line/fan-hash.ts";
import { arrivalOf, positionOf } from "../../domain/waiting-line/numbers.ts";
import { isBraked } from "../../domain/waiting-line/sale.ts";
import type { SaleSettingsPatch } from "../../domain/waiting-line/sale-change.ts";
import { type LineState, statusAt } from "../../domain/waiting-line/state.ts";
import { type PlaceView, viewOf } from "../../domain/waiting-line/view.ts";
import type { AuditEntry } from "../../schema/audit-acts.ts";
import type { LogPage } from "../kit/log-page.ts";
import { type JoinedBatch, LineLog } from "./line-log.ts";
import { type LineStore, type Loaded, SECRET_BYTES, type Written } from "./store.ts";

/** A column of names, not a list of objects: over RPC it is read several times as fast. */
export type JoinBatch = { readonly fans: readonly string[]; readonly vips?: ReadonlySet<string> };

export type Joined = Omit<JoinDecision, "events" | "joiners"> & {
  readonly now_ms: number;
  readonly batch: JoinedBatch | null;
};

export type Decide = (state: LineState, now_ms: number) => Result<readonly LineEvent[], LineFailure>;

/** What is written in the same step as events. */
type Along = Partial<Pick<Written, "joiners" | "act" | "change">>;

/** What the show's row has to hear of what was decided. */
export type ChangeOf = (events: readonly LineEvent[]) => SaleSettingsPatch;

export type EnginePorts = {
  readonly store: LineStore;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
};

/** The copy for waking is brought up to date this often, which writes what has changed since: reading that takes moments. */
const SNAPSHOT_AFTER = { joins: 16_384, events: 16_384 };
/** In a quiet moment it is worth it for this much less. */
const QUIET_SHARE = 1 / 2;

export class LineEngine {
  #state: LineState;
  #broken = false;
  readonly #store: LineStore;
  readonly #clock: () => number;
  readonly #fan_key: FanHashKey;
  readonly #log: LineLog;
  #seq: number;
  #snapshot: { seq: number; joined: number };
  #last_ms: number;
  #joined_at_rest = -1;
  /** Of the frozen list, until it is drawn. */
  #list: Leaves | null = null;
  #happened: LineEvent[] = [];

  constructor({ store, now, randomBytes }: EnginePorts) {
    const secret = store.secret(() => randomBytes(SECRET_BYTES));
    const words = new DataView(secret.buffer, secret.byteOffset, secret.byteLength);
    this.#store = store;
    this.#clock = now;
    this.#fan_key = { k0: words.getUint32(32), k1: words.getUint32(36) };
    this.#log = new LineLog(store, { key: secret.slice(0, 32), randomBytes });
    const { state, seq, snapshot } = this.#load();
    this.#state = state;
    this.#seq = seq;
    this.#snapshot = snapshot;
    this.#last_ms = state.clock_ms;
  }

  get state(): LineState {
    if (this.#broken) this.#loadAgain();
    return this.#state;
  }

  #load(): Loaded {
    const loaded = this.#store.load(this.#fan_key);
    this.#log.standAt(loaded.last_entry);
    return loaded;
  }

  /** The rows are the truth: what stands in memory after a failure is thrown away, and made of them again. */
  #loadAgain(): void {
    const { state, seq, snapshot } = this.#load();
    this.#state = state;
    this.#seq = seq;
    this.#snapshot = snapshot;
    this.#list = null;
    this.#broken = false;
  }

  /** Never steps back, whatever the machine's clock does or did before the last sleep. */
  now(): number {
    this.#last_ms = Math.max(this.#last_ms, Math.floor(this.#clock()));
    return this.#last_ms;
  }

  /** What time has ended, and who comes in for it. Before every command, so that no late alarm matters. */
  sweep(): number {
    const now_ms = this.now();
    this.#settle(now_ms);
    return now_ms;
  }

  #settle(now_ms: number): void {
    if (isFreezeDue(this.state, now_ms)) this.#freeze(now_ms);
    this.#commit(decideDue(this.state, now_ms));
    tightenBound(this.state, now_ms);
    this.#commit(decideAdmit(this.state, now_ms));
  }

  /** `act` and `change`: written with what was decided, also where that is nothing; never with a refusal. */
  run(
    decide: Decide,
    act: AuditEntry | null = null,
    change: ChangeOf | null = null,
  ): Result<{ now_ms: number; events: readonly LineEvent[] }, LineFailure> {
    const now_ms = this.sweep();
    const decided = decide(this.state, now_ms);
    if (!decided.ok) return decided;
    this.#commit(decided.value, { act, change: change === null ? null : { patch: change(decided.value), now_ms } });
    this.#settle(now_ms);
    return ok({ now_ms, events: decided.value });
  }

  /** Who waits when the lobby closes is drawn; the list is in the log, and in a checkpoint, before its round exists. */
  #freeze(now_ms: number): void {
    const list = this.#leaves();
    const { show_id, waiting } = this.state;
    this.#commit([{ kind: "frozen", at_ms: now_ms, entrants: waiting, root: drawRoot(show_id ?? "", list) }]);
    this.#list = list;
  }

  /** The list is made of the same rows after a sleep, and comes out the same. */
  #leaves(): Leaves {
    const entrants = this.state.draw?.frozen?.entrants;
    if (entrants === undefined) return this.#log.leavesOf(entrantsOf(this.state));
    const arrivals = Uint32Array.from({ length: entrants }, (_, i) => arrivalOf(this.state, i + 1));
    return this.#log.leavesOf(arrivals);
  }

  /** A round that was fetched and verified elsewhere: the line itself never calls out. */
  bringRound(round: Round): void {
    this.run((state, now_ms) => {
      const pending = state.draw?.frozen && state.draw.outcome === null;
      const list = pending ? (this.#list ?? this.#leaves()) : new Int32Array();
      return ok(decideDrawn(state, round, list, now_ms));
    });
    if (this.state.draw?.outcome) this.#list = null;
  }

  join({ fans, vips }: JoinBatch): Joined {
    const now_ms = this.sweep();
    const hashes = this.#hashes(fans);
    const found = joinCandidates(this.state, hashes);
    const stored = this.#store.fansAt([...found.values()].flat());
    const command = { fans, hashes, found, stored, ...(vips === undefined ? {} : { vips }) };
    const { events, joiners, ...decided } = decideJoin(this.state, command, now_ms);
    const batch = this.#commit(events, { joiners });
    this.#settle(now_ms);
    return { ...decided, now_ms, batch };
  }

  /** Of the last event. */
  get seq(): number {
    return this.#seq;
  }

  /** The latest position of a fan, 0 for one who never joined. */
  find(fan: string): number {
    return positionOf(this.state, this.arrivals([fan])[0] ?? 0);
  }

  /** The latest arrival number of each, 0 for who never joined. */
  arrivals(fans: readonly string[]): number[] {
    const found = joinCandidates(this.state, this.#hashes(fans));
    const stored = this.#store.fansAt([...found.values()].flat());
    return fans.map((fan, i) => knownArrival(found, stored, { i, fan }));
  }

  #hashes(fans: readonly string[]): Uint32Array {
    const hashes = new Uint32Array(fans.length * 2);
    for (const [i, fan] of fans.entries()) hashFan(this.#fan_key, fan, hashes, 2 * i);
    return hashes;
  }

  /** Waiting, called or inside. */
  isInLine(fan: string): boolean {
    const position = this.find(fan);
    return position !== 0 && isLive(statusAt(this.state, position));
  }

  /** Nothing stands in this fan's way but what they may be asked to show. */
  couldJoin(fan: string, vip: boolean): boolean {
    return joinRefusal(this.state, { position: this.find(fan), vip }, this.now()) === null;
  }

  /** Who stands from here to there, in order of position. */
  fansBetween(from: number, to: number): string[] {
    const { draw } = this.state;
    if (draw === null || draw.frozen === null) return this.#store.fansOf(from, to);
    const arrivals = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => arrivalOf(this.state, from + i));
    const fans = this.#store.fansAt(arrivals);
    return arrivals.map((arrival) => fans.get(arrival) ?? "");
  }

  fansAt(positions: readonly number[]): ReadonlyMap<number, string> {
    const arrivals = positions.map((position) => arrivalOf(this.state, position));
    const fans = this.#store.fansAt(arrivals);
    return new Map(positions.map((position, i) => [position, fans.get(arrivals[i] ?? 0) ?? ""]));
  }

  /** Whether this fan may have been inside: now, or with an entry before this one. */
  wasInside(position: number): boolean {
    const status = statusAt(this.state, position);
    return status === ENTRY.WAITING ? this.#store.previousOf(arrivalOf(this.state, position)) !== 0 : status !== 0;
  }

  view(position: number, now_ms: number): PlaceView {
    return viewOf(this.state, position, now_ms);
  }

  /** True where it begins or ends by this, and not where it only lasts longer. */
  brake(until_ms: number): boolean {
    const now_ms = this.sweep();
    const before = isBraked(this.state, now_ms);
    this.state.braked_until_ms = until_ms;
    this.sweep();
    return before !== isBraked(this.state, now_ms);
  }

  nextDeadline(): number | null {
    return nextDeadline(this.state, this.now());
  }

  /** What happened since this was last asked, for those who listen. */
  takeEvents(): LineEvent[] {
    const events = this.#happened;
    this.#happened = [];
    return events;
  }

  checkpoint(): Checkpoint | null {
    return this.#log.checkpoint(this.state, this.now());
  }

  checkpoints(limit: number): Checkpoint[] {
    return this.#log.checkpoints(this.checkpoint(), limit);
  }

  logPage(from_seq: number, limit: number): string[] {
    return this.#store.logPage(from_seq, limit);
  }

  publicLogPage(from_seq: number, limit: number): LogPage {
    return this.#log.page(from_seq, limit);
  }

  receipt(fan: string, position: number): Result<Receipt, LineFailure> {
    return this.#log.receipt(this.state, fan, position);
  }

  receiptOfJoined(fan: string, position: number): Result<Receipt, LineFailure> {
    return this.#log.receiptOfJoined(this.state, fan, position);
  }

  /** Rows first, then memory: if the rows fail, nothing has happened. */
  #commit(events: readonly LineEvent[], { joiners = [], act = null, change = null }: Along = {}): JoinedBatch | null {
    if (events.length === 0 && act === null) return null;
    const steps = this.#log.steps(this.state, events, joiners);
    try {
      this.#store.write(this.#seq + 1, { events, log: steps.rows, joiners, act, change });
    } catch (error) {
      this.#log.forget();
      throw error;
    }
    this.#seq += events.length;
    const milestone = this.#log.moveTo(steps);
    try {
      for (const event of events) {
        apply(this.state, event);
        this.#happened.push(event);
      }
    } catch (error) {
      // Written, and then not understood: memory is half changed and worth nothing, to anybody, until it is made again.
      this.#broken = true;
      throw error;
    }
    const checkpoint = milestone ? this.checkpoint() : null;
    if (checkpoint !== null) this.#store.keepCheckpoint(checkpoint);
    this.#snapshotIfDue();
    return steps.batch;
  }

  #snapshotIfDue(): void {
    const joins = this.state.joined - this.#snapshot.joined;
    if (joins < SNAPSHOT_AFTER.joins && this.#seq - this.#snapshot.seq < SNAPSHOT_AFTER.events) return;
    this.snapshot();
  }

  /** Asked by the alarm: writes the copy early while nobody joins, so that the next waking reads few rows. */
  rest(): void {
    const quiet = this.state.joined === this.#joined_at_rest;
    this.#joined_at_rest = this.state.joined;
    if (quiet && this.state.joined - this.#snapshot.joined >= SNAPSHOT_AFTER.joins * QUIET_SHARE) this.snapshot();
  }

  snapshot(): void {
    this.#store.snapshot(this.state, this.#seq);
    this.#snapshot = { seq: this.#seq, joined: this.state.joined };
  }
}
