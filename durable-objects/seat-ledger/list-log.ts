// The public log of the list in memory: told what happens in a turn of the ledger, and written with that turn.
import { BATCH_KEY_BYTES } from "../../domain/log/commitment.ts";
import { toHex } from "../../domain/log/text.ts";
import type { ListCheckpoint, ListReceipt } from "../../domain/returns/public-entry.ts";
import { type ListLog, listCheckpoint, listReceipt, writeNotes, writeSeats } from "../../domain/returns/public-log.ts";
import type { LedgerState } from "../../domain/seat-ledger/state.ts";
import type { ListBatch, ListLogStore } from "./list-log-store.ts";

/** Without it nobody's id can be tried out against a leaf. */
const KEY_BYTES = 32;
const CHECKPOINT_EVERY = 64;

export class LedgerListLog {
  readonly #store: ListLogStore;
  readonly #randomBytes: (count: number) => Uint8Array;
  readonly #log: ListLog;
  /** Of positions that were registered and are not written yet. */
  #own = new Map<number, string>();

  constructor(store: ListLogStore, randomBytes: (count: number) => Uint8Array) {
    this.#store = store;
    this.#randomBytes = randomBytes;
    this.#log = { head: store.head(), entries: [] };
  }

  /** What an event that was just applied did to the list. */
  happened(state: LedgerState, at_ms: number): void {
    writeNotes(this.#log, state, at_ms, {
      makeKey: () => toHex(this.#randomBytes(KEY_BYTES)),
      ownOf: (position) => this.#ownOf(position),
    });
  }

  /** A list that was taken back gives its positions to others: the salts must not come again with them. */
  #ownOf(position: number): string {
    const own = this.#own.get(position) ?? this.#store.registered(position)?.own;
    const kept = own ?? toHex(this.#randomBytes(BATCH_KEY_BYTES));
    this.#own.set(position, kept);
    return kept;
  }

  /** Before the list is matched: the seats that it is matched with. */
  seats(state: LedgerState, now_ms: number): void {
    writeSeats(this.#log, state, now_ms);
  }

  /** Null where nothing was told since the last time. */
  take(): ListBatch | null {
    const { head } = this.#log;
    const entries = this.#log.entries.splice(0);
    const own = this.#own;
    this.#own = new Map();
    return entries.length === 0 || head === null ? null : { entries, head, own };
  }

  /** What signed heads are made of, the newest first. */
  checkpoints({ config }: LedgerState, limit: number): ListCheckpoint[] {
    return this.#store.milestones(CHECKPOINT_EVERY, limit).map((entry) => listCheckpoint(config.showtime_id, entry));
  }

  /** Null where the fan never stood in the list. */
  receipt(state: LedgerState, fan_id: string): ListReceipt | null {
    const { head } = this.#log;
    const position = state.returns.entries.get(fan_id)?.position;
    const registered = position === undefined ? null : this.#store.registered(position);
    return head === null || registered === null ? null : listReceipt(state, head, fan_id, registered);
  }
}
