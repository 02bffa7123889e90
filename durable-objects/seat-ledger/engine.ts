// The ledger without its platform: sweeps what time has ended, decides one command after another, writes them all in one
// transaction, all in one turn without an await (SL27). The object's shell and the property tests drive the same engine.

import { ok, type Result } from "../../domain/result.ts";
import { sweepList } from "../../domain/returns/sweep-list.ts";
import { ANSWER_KEPT_MS, type RequestKey, repeatedAnswer } from "../../domain/seat-ledger/answers.ts";
import { apply } from "../../domain/seat-ledger/apply.ts";
import { relayout } from "../../domain/seat-ledger/checkpoint.ts";
import type { LedgerConfig } from "../../domain/seat-ledger/config.ts";
import { decidePublish } from "../../domain/seat-ledger/decide-admin.ts";
import { type Decided, refuse } from "../../domain/seat-ledger/decided.ts";
import type { LedgerEvent } from "../../domain/seat-ledger/events.ts";
import { ID_RANDOM_BYTES, makeId } from "../../domain/seat-ledger/ids.ts";
import { goneBy, messagesOf } from "../../domain/seat-ledger/outbox.ts";
import { compileMap } from "../../domain/seat-ledger/seat-map.ts";
import { createState, type LedgerState } from "../../domain/seat-ledger/state.ts";
import { changesOf } from "../../domain/seat-ledger/status.ts";
import { nextDueMs, sweep, sweepCancelled, sweepForgotten } from "../../domain/seat-ledger/sweep.ts";
import { orderView } from "../../domain/seat-ledger/views.ts";
import type { Failure } from "../../schema/failures.ts";
import type { Layout } from "../../schema/layout.ts";
import { LedgerListLog } from "./list-log.ts";
import type { Frames, LedgerStore, NewAnswer, NewMessage, Parked, Written } from "./store.ts";

/** A checkpoint is worth its writing when reading the journal instead would take longer than a blink. */
const CHECKPOINT_AFTER_EVENTS = 10_000;
const FORGET_EVERY_MS = 3_600_000;
/** Past this many changes at once a viewer is better off with a new snapshot, and is told so. */
const CHANGES_PER_FRAME = 5_000;

export type Task<A> = {
  readonly decide: (state: LedgerState, now_ms: number) => Decided<A>;
  /** With a key, the first answer is remembered and given again. */
  readonly repeat?: { readonly key: RequestKey; readonly body: string };
};

export type Answer<A> = Result<A, Failure>;

export type EnginePorts = {
  readonly store: LedgerStore;
  readonly now: () => number;
  /** For the ids of offers, which nobody asks for. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** Fewer in tests, where checkpoints must happen often. */
  readonly checkpoint_after_events?: number;
};

type Loading = {
  state: LedgerState;
  frames: Frames;
  checkpoint_seq: number;
  /** Viewers must fetch everything anew: their layout is gone. */
  resync: boolean;
  readonly list_log: LedgerListLog;
};

export class LedgerEngine {
  readonly #store: LedgerStore;
  readonly #clock: () => number;
  readonly #randomBytes: EnginePorts["randomBytes"];
  readonly #checkpoint_after_events: number;
  /** Undefined: not read yet, or not to be trusted since a write failed. Null: never published. */
  #loaded: Loading | null | undefined;
  #forgotten_at_ms = 0;
  /** Grows with every commit that has messages. It begins above nothing: after waking nobody knows what still waits. */
  outbox_marks = 1;
  #pending: Pending = emptyPending();

  constructor({ store, now, randomBytes, checkpoint_after_events = CHECKPOINT_AFTER_EVENTS }: EnginePorts) {
    this.#store = store;
    this.#clock = now;
    this.#randomBytes = randomBytes;
    this.#checkpoint_after_events = checkpoint_after_events;
  }

  get state(): LedgerState | null {
    return this.#load()?.state ?? null;
  }

  /** True while viewers have something to be told. */
  get has_frames(): boolean {
    return (
      this.#loaded !== undefined &&
      this.#loaded !== null &&
      (this.#loaded.resync || this.#loaded.state.touched.size > 0)
    );
  }

  get frames_version(): number {
    return this.#load()?.frames.version ?? 0;
  }

  /** Never steps back behind the last event, whatever the machine's clock does. */
  now(): number {
    return Math.max(Math.floor(this.#clock()), this.#loaded?.state.last_at_ms ?? 0);
  }

  run<A>(task: Task<A>): Answer<A> {
    const [answer] = this.runAll([task]);
    if (answer === undefined) throw new Error("a task has no answer");
    return answer;
  }

  /** One after the other, each on what the one before left; then one write for all. */
  runAll<A>(tasks: readonly Task<A>[], parked: readonly Parked[] = []): Answer<A>[] {
    return (
      this.#turn((state, now_ms) => {
        this.#pending.parked.push(...parked);
        return tasks.map((task) => this.#decide(state, task, now_ms));
      }) ?? tasks.map(() => refuse("not_found"))
    );
  }

  /** What time has ended, a slice of a cancelled show, and the house-keeping. Answers when it is next needed. */
  rest(): number | null {
    this.#turn((state, now_ms) => {
      for (const event of sweepCancelled(state, now_ms)) this.#record(state, event);
      if (now_ms - this.#forgotten_at_ms < FORGET_EVERY_MS) return;
      this.#forgotten_at_ms = now_ms;
      for (const event of sweepForgotten(state, now_ms)) this.#record(state, event);
      this.#store.forgetAnswers(now_ms - ANSWER_KEPT_MS);
    });
    this.#checkpointIfLong();
    return this.nextDueMs();
  }

  nextDueMs(): number | null {
    const state = this.state;
    return state === null ? null : nextDueMs(state, this.now());
  }

  /** The record learns every order anew that came to an end or to money: for one that lost what it was told. */
  tellAgain(): number {
    const loaded = this.#load();
    if (loaded === null) return 0;
    const { state } = loaded;
    const orders = [...state.orders.values()].filter(({ status }) => status !== "PENDING");
    this.#store.tellAgain(orders.map((order) => orderView(state, order)));
    this.outbox_marks++;
    return orders.length;
  }

  /** A null layout keeps the one there is: prices and limits change without sending fifty thousand seats. */
  publish(config: LedgerConfig, layout: Layout | null): Answer<null> {
    const loaded = this.#load();
    if (loaded === null) {
      if (layout === null) return refuse("not_found");
      this.#publishFirst(config, layout);
      return ok(null);
    }
    const layout_version = layout?.layout_version ?? loaded.state.map.layout_version;
    const answer = this.#turn((state, now_ms) => {
      const decision = decidePublish(state, { config, layout_version }, now_ms);
      if (!decision.ok) return decision;
      for (const event of decision.value.events) this.#record(state, event);
      if (decision.value.answer.new_layout) this.#pending.relayout = layout;
      return ok(null);
    });
    return answer ?? refuse("not_found");
  }

  /** Messages for the map's viewers since the last ones, numbered without a gap. Their numbers are stored first (D30). */
  takeFrames(): string[] {
    const loaded = this.#load();
    if (loaded === null || (loaded.state.touched.size === 0 && !loaded.resync)) return [];
    const { state, frames } = loaded;
    const changes = changesOf(state);
    let version = frames.version;
    const messages: string[] = [];
    if (loaded.resync || changes.seats.length > CHANGES_PER_FRAME)
      messages.push(snapshotFrame(state, ++version, this.now()));
    else if (changes.seats.length > 0) {
      messages.push(JSON.stringify({ type: "seats", version: ++version, changes: changes.seats }));
    }
    if (changes.zones.length > 0)
      messages.push(JSON.stringify({ type: "zones", version: ++version, zones: changes.zones }));
    this.#guard(() => this.#store.saveFrames({ version, seq: state.seq }));
    loaded.frames = { version, seq: state.seq };
    loaded.resync = false;
    state.touched.clear();
    return messages;
  }

  /** What a viewer hears first; null where there is no ledger yet. */
  firstFrame(): string | null {
    const loaded = this.#load();
    return loaded === null ? null : snapshotFrame(loaded.state, loaded.frames.version, this.now());
  }

  /** The public log of the list for returned seats, with the ledger that it is of; null where there is none yet. */
  get list_log(): { readonly log: LedgerListLog; readonly state: LedgerState } | null {
    const loaded = this.#load();
    return loaded === null ? null : { log: loaded.list_log, state: loaded.state };
  }

  #load(): Loading | null {
    if (this.#loaded === undefined) {
      const loaded = this.#store.load();
      this.#loaded = loaded === null ? null : { ...loaded, resync: false, list_log: this.#listLog() };
    }
    return this.#loaded;
  }

  readonly #listLog = (): LedgerListLog => new LedgerListLog(this.#store.list_log, this.#randomBytes);

  /** Undefined where there is no ledger yet. */
  #turn<T>(work: (state: LedgerState, now_ms: number) => T): T | undefined {
    const loaded = this.#load();
    if (loaded === null) return undefined;
    this.#pending = emptyPending();
    return this.#guard(() => {
      const now_ms = this.now();
      for (const event of sweep(loaded.state, now_ms)) this.#record(loaded.state, event);
      const result = work(loaded.state, now_ms);
      this.#recordList(loaded, now_ms);
      this.#commit(loaded);
      return result;
    });
  }

  /** What came back goes to the list in the very step in which it came back. */
  #recordList({ state, list_log }: Loading, now_ms: number): void {
    const makeHoldId = () => makeId("hold", state.config.code, this.#randomBytes(ID_RANDOM_BYTES));
    for (;;) {
      list_log.seats(state, now_ms);
      const events = sweepList(state, now_ms, makeHoldId);
      if (events.length === 0) return;
      for (const event of events) this.#record(state, event);
    }
  }

  /** Memory runs ahead of the rows until they are written: where that fails, memory is worth nothing (D22, D23). */
  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.#loaded = undefined;
      throw error;
    }
  }

  #decide<A>(state: LedgerState, task: Task<A>, now_ms: number): Answer<A> {
    if (task.repeat !== undefined) {
      const { key, body } = task.repeat;
      const known = this.#pending.answers.get(keyText(key)) ?? this.#store.answer(key);
      const repeated = repeatedAnswer(known, { body, now_ms });
      if (!repeated.ok) return repeated;
      // Only ever written by the line below, for the same route: the answer has that route's shape.
      if (repeated.value !== null) return ok(repeated.value.answer as A);
    }
    const decision = task.decide(state, now_ms);
    if (!decision.ok) return decision;
    for (const event of decision.value.events) this.#record(state, event);
    const { answer } = decision.value;
    if (task.repeat !== undefined) {
      const { key, body } = task.repeat;
      this.#pending.answers.set(keyText(key), { ...key, body, answer, at_ms: now_ms });
    }
    return ok(answer);
  }

  #record(state: LedgerState, event: LedgerEvent): void {
    const body = JSON.stringify(event);
    const gone = goneBy(state, event);
    apply(state, event);
    this.#loaded?.list_log.happened(state, event.at_ms);
    this.#pending.written.push({ seq: state.seq, event, body });
    messagesOf(state, event, gone).forEach((message, n) => {
      this.#pending.messages.push({ seq: state.seq, message, n });
    });
  }

  #commit(loaded: Loading): void {
    const { written, messages, answers, parked, relayout: layout } = this.#pending;
    const list = loaded.list_log.take();
    if (written.length + answers.size + parked.length === 0 && list === null) return;
    const batch = { written, messages, answers: [...answers.values()], parked, list };
    if (messages.length > 0) this.outbox_marks++;
    if (layout === null) {
      this.#store.write(batch);
      return;
    }
    // Older events speak of places on the older map: the checkpoint must be there in the same step.
    const state = relayout(loaded.state, compileMap(layout));
    // The number left out is a gap to viewers who miss the word to resync.
    const frames = { version: loaded.frames.version + 1, seq: state.seq };
    this.#store.write(batch, () => {
      this.#store.saveLayout(layout);
      this.#store.saveCheckpoint(state);
      this.#store.saveFrames(frames);
    });
    this.#loaded = { state, frames, checkpoint_seq: state.seq, resync: true, list_log: loaded.list_log };
  }

  #publishFirst(config: LedgerConfig, layout: Layout): void {
    const state = createState(compileMap(layout), config);
    const event: LedgerEvent = { kind: "published", at_ms: this.now(), config, layout_version: layout.layout_version };
    apply(state, event);
    this.#guard(() => {
      const written = [{ seq: state.seq, event, body: JSON.stringify(event) }];
      this.#store.write({ written, messages: [], answers: [], parked: [], list: null }, () => {
        this.#store.saveLayout(layout);
        this.#store.saveCheckpoint(state);
      });
    });
    this.#loaded = {
      state,
      frames: this.#store.frames(),
      checkpoint_seq: state.seq,
      resync: false,
      list_log: this.#listLog(),
    };
  }

  /** Only with every change told to viewers: what they still have to hear is read from the events after a checkpoint. */
  #checkpointIfLong(): void {
    const loaded = this.#load();
    if (loaded === null || loaded.state.touched.size > 0) return;
    const tail = loaded.state.seq - loaded.checkpoint_seq;
    if (tail < Math.max(this.#checkpoint_after_events, 2 * loaded.state.orders.size)) return;
    this.#guard(() => this.#store.transaction(() => this.#store.saveCheckpoint(loaded.state)));
    loaded.checkpoint_seq = loaded.state.seq;
  }
}

/** Names the snapshot a viewer needs: the one at this number, or a later one. */
const snapshotFrame = ({ map }: LedgerState, version: number, now_ms: number): string =>
  JSON.stringify({ type: "snapshot", version, layout_version: map.layout_version, now_ms });

type Pending = {
  readonly written: Written[];
  readonly messages: NewMessage[];
  readonly answers: Map<string, NewAnswer>;
  readonly parked: Parked[];
  relayout: Layout | null;
};

const emptyPending = (): Pending => ({ written: [], messages: [], answers: new Map(), parked: [], relayout: null });

const keyText = ({ fan_id, route, key }: RequestKey): string => `${fan_id}\n${route}\n${key}`;
