// The line's public log as it is written and read: entries chained as they are made, trees of joins from which receipts come,
// and what the log came to now and then.
import type { Leaves } from "../../domain/draw/order.ts";
import {
  type BatchEntry,
  type BatchLeaves,
  type BatchTree,
  growBatch,
  leavesInText,
  receiptFrom,
} from "../../domain/log/batch.ts";
import { BATCH_KEY_BYTES, batchKey } from "../../domain/log/commitment.ts";
import { type BatchFacts, chainHash, factsOf, genesisHash, type LogEntry } from "../../domain/log/entry.ts";
import type { Checkpoint, Receipt } from "../../domain/log/receipt.ts";
import { toBase64url } from "../../domain/log/text.ts";
import { ok, type Result, refused } from "../../domain/result.ts";
import { DRAW_NUMBER, showsLeaves } from "../../domain/waiting-line/decide-draw.ts";
import type { LineEvent, LineFailure } from "../../domain/waiting-line/events.ts";
import { arrivalOf } from "../../domain/waiting-line/numbers.ts";
import { standingOf } from "../../domain/waiting-line/standing.ts";
import type { LineState } from "../../domain/waiting-line/state.ts";
import { type LogPage, logPage } from "../kit/log-page.ts";
import { leavesOfArrivals } from "./frozen-list.ts";
import { type KeptTree, KeptTrees } from "./kept-trees.ts";
import type { LineStore, LogRow } from "./store.ts";

/** The new entries of a join, from which each fan's receipt is made. */
export type JoinedBatch = { readonly entry: BatchEntry; readonly leaves: BatchLeaves };
type Head = { readonly seq: number; readonly hash: string };
/** What events come to in the log, before it is written. */
export type LogSteps = {
  readonly rows: readonly LogRow[];
  readonly batch: JoinedBatch | null;
  readonly head: Head;
};

/** Entries of the log. A crash just behind one may leave it out; the chain says the same. */
const CHECKPOINT_EVERY = 256;

/** The line's own key, and where a batch's own bytes come from. */
export type LogSecret = { readonly key: Uint8Array; readonly randomBytes: (count: number) => Uint8Array };

export class LineLog {
  readonly #store: LineStore;
  readonly #secret: LogSecret;
  #head: Head = { seq: 0, hash: "" };
  readonly #trees = new KeptTrees();

  constructor(store: LineStore, secret: LogSecret) {
    this.#store = store;
    this.#secret = secret;
  }

  /** After waking, or after a failure: memory says what the rows say. */
  standAt(last: LogEntry | null): void {
    this.#head = { seq: last?.seq ?? 0, hash: last?.hash ?? "" };
    this.#trees.clear();
  }

  /** Nothing is the log's before it is written: see `moveTo`. */
  steps(state: LineState, events: readonly LineEvent[], joiners: readonly string[]): LogSteps {
    const rows: LogRow[] = [];
    let batch: JoinedBatch | null = null;
    let { seq, hash } = this.#head;
    for (const event of events) {
      const arrival = event.kind === "joined" ? (event.arrival ?? event.from) : 0;
      const own = event.kind === "joined" ? this.#secret.randomBytes(BATCH_KEY_BYTES) : null;
      const tree = own === null ? null : growBatch(batchKey(this.#secret.key, own), arrival, joiners);
      const facts = factsOf(event, { batch: tree === null ? null : batchFacts(state, tree), draw: state.draw });
      if (facts === null) continue;
      if (event.kind === "created") hash = genesisHash(event.show_id);
      const previous = hash;
      seq++;
      hash = chainHash(previous, seq, facts);
      rows.push({ entry: { seq, ...facts, hash }, own: own === null ? null : toBase64url(own) });
      if (event.kind !== "joined" || tree === null) continue;
      const { count, presale } = event;
      const entry = { seq, at_ms: facts.at_ms, from: arrival, to: arrival + count - 1, presale, previous, hash };
      batch = { entry, leaves: { salts: tree.salts, leaves: tree.levels[0] ?? new Int32Array() } };
      this.#trees.keep({ entry, tree });
    }
    return { rows, batch, head: { seq, hash } };
  }

  /** They were not written. */
  forget(): void {
    this.#trees.clear();
  }

  /** They were written. True where this is worth a checkpoint. */
  moveTo({ head, rows }: LogSteps): boolean {
    const frozen = rows.some(({ entry }) => entry.kind === "freeze");
    const before = this.#head;
    this.#head = head;
    return frozen || Math.floor(head.seq / CHECKPOINT_EVERY) > Math.floor(before.seq / CHECKPOINT_EVERY);
  }

  checkpoint({ show_id, joined, head, draw }: LineState, at_ms: number): Checkpoint | null {
    if (show_id === null) return null;
    const checkpoint = { show_id, ...this.#head, joined, head, at_ms };
    if (draw === null || draw.frozen === null) return checkpoint;
    const { entrants, root } = draw.frozen;
    return { ...checkpoint, draw: { draw_number: DRAW_NUMBER, round: draw.round, entrants, root } };
  }

  /** The present one first, then those kept on the way, latest first. */
  checkpoints(now: Checkpoint | null, limit: number): Checkpoint[] {
    const kept = this.#store.checkpoints(limit).filter((checkpoint) => checkpoint.seq !== now?.seq);
    return now === null ? [] : [now, ...kept].slice(0, limit);
  }

  /** For a reader far away. Entries of a lobby that is drawn are long: what they weigh ends a page as well. */
  page(from_seq: number, limit: number): LogPage {
    return logPage((from, some) => this.#store.logPage(from, some), from_seq, limit);
  }

  /** Only the fan of the entry may have it: it holds the salt that opens their leaf. */
  receipt(state: LineState, fan: string, position: number): Result<Receipt, LineFailure> {
    const arrival = arrivalOf(state, position);
    if (this.#store.fansAt([arrival]).get(arrival) !== fan) return refused({ code: "position_unknown" });
    return this.receiptOfJoined(state, fan, position);
  }

  /** For whom a join has just found there: whose place it is was looked up then. */
  receiptOfJoined(state: LineState, fan: string, position: number): Result<Receipt, LineFailure> {
    const { show_id } = state;
    const arrival = arrivalOf(state, position);
    const found = show_id === null ? null : this.#treeOf(show_id, arrival);
    if (show_id === null || found === null) return refused({ code: "position_unknown" });
    return ok(receiptFrom(show_id, found.entry, found.tree, { arrival, fan, ...standingOf(state, position) }));
  }

  /** The list of a lobby: made of the same rows after a sleep, it comes out the same. */
  leavesOf(arrivals: Uint32Array): Leaves {
    return leavesOfArrivals(this.#store, this.#secret.key, arrivals);
  }

  #treeOf(show_id: string, arrival: number): KeptTree | null {
    const kept = this.#trees.of(arrival);
    if (kept !== null) return kept;
    const batch = this.#store.batchOf(arrival);
    if (batch === null) return null;
    const { seq, at_ms, from = 0, to = 0, presale = false, hash } = batch.entry;
    const previous = batch.previous?.hash ?? genesisHash(show_id);
    const tree = growBatch(batchKey(this.#secret.key, batch.own), from, this.#store.fansOf(from, to));
    return this.#trees.keep({ entry: { seq, at_ms, from, to, presale, previous, hash }, tree });
  }
}

function batchFacts(state: LineState, tree: BatchTree & { root: string }): BatchFacts {
  if (!showsLeaves(state)) return { root: tree.root };
  return { root: tree.root, leaves: leavesInText(tree.levels[0] ?? new Int32Array()) };
}
