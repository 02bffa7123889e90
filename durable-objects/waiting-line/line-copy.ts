// The line written down for its next waking, piece by piece: each time only what has changed since the last time, so that a
// line of a million is written down as quickly as a small one. Never the only record: what cannot be read is left aside.
import type { LineEvent } from "../../domain/waiting-line/events.ts";
import { fanTableOf } from "../../domain/waiting-line/fan-table.ts";
import { arrivalsOf } from "../../domain/waiting-line/numbers.ts";
import { openSnapshot, takeSnapshot } from "../../domain/waiting-line/snapshot.ts";
import type { LineState } from "../../domain/waiting-line/state.ts";
import { bytesOfAll, numberOf, type Sql, type SqlRow, textOf } from "../kit/sql.ts";

type Joins = Extract<LineEvent, { kind: "joined" }>;

/** Half of what one row may hold on the platform. */
const FACTS_BYTES = 1024 * 1024;
const WORDS_PER_FAN = 2;

export type PieceSizes = {
  /** Statuses change here and there: small pieces, so that few bytes are written again. */
  readonly statuses: number;
  /** So many fans' hashes are one row; a full row is never written again. */
  readonly fans: number;
};
const SIZES: PieceSizes = { statuses: 64 * 1024, fans: 16_384 };

type Part = "facts" | "statuses" | "fans" | "again";

export class LineCopy {
  readonly #sql: Sql;
  readonly #sizes: PieceSizes;
  /** What the rows say of everyone's status; empty where no rows stand that this could be added to. */
  #statuses = new Uint8Array();
  /** Hashes by arrival, from the first that its row may still grow by; two words a fan. */
  #hashes: Uint32Array;
  #hashes_from = 0;
  #arrivals = 0;
  /** Who joined again since: their arrival number, and the one before. */
  #again: number[] = [];
  #pieces_of_again = 0;
  #begun = false;

  constructor(sql: Sql, sizes: PieceSizes = SIZES) {
    this.#sql = sql;
    this.#sizes = sizes;
    this.#hashes = this.#roomForHashes();
  }

  /** Every join that is written or read, in order. */
  joined({ arrival, from, count, fans }: Joins): void {
    if (fans === undefined) return;
    this.#addHashes(fans.hashes.subarray(0, count * WORDS_PER_FAN));
    for (const [i, previous] of fans.previous) this.#again.push((arrival ?? from) + i, previous);
  }

  /** The line as it stands after event `seq`. */
  write(state: LineState, seq: number): void {
    const { facts, entries } = takeSnapshot(state);
    this.#sql.transaction(() => {
      if (!this.#begun) this.#sql.run("DELETE FROM snapshot");
      this.#sql.run("DELETE FROM snapshot WHERE part = 'facts'");
      const text = new TextEncoder().encode(facts);
      for (let n = 0; n * FACTS_BYTES < text.length; n++) {
        this.#put("facts", n, seq, text.subarray(n * FACTS_BYTES, (n + 1) * FACTS_BYTES));
      }
      this.#writeStatuses(entries, seq);
      this.#writeFans(seq);
    });
    this.#statuses = entries.slice();
    if (this.#again.length > 0) this.#pieces_of_again++;
    this.#again = [];
    this.#begun = true;
    this.#dropFull();
  }

  #writeStatuses(entries: Uint8Array, seq: number): void {
    const size = this.#sizes.statuses;
    for (let n = 0; n * size < entries.length; n++) {
      const now = entries.subarray(n * size, (n + 1) * size);
      const before = this.#statuses.subarray(n * size, (n + 1) * size);
      if (!same(now, before)) this.#put("statuses", n, seq, now);
    }
  }

  #writeFans(seq: number): void {
    const size = this.#sizes.fans;
    const first = this.#hashes_from / size;
    for (let n = first; n * size < this.#arrivals; n++) {
      const begin = (n - first) * size;
      const end = Math.min(begin + size, this.#arrivals - this.#hashes_from);
      this.#put("fans", n, seq, bytesIn(this.#hashes.subarray(begin * WORDS_PER_FAN, end * WORDS_PER_FAN)));
    }
    if (this.#again.length > 0) this.#put("again", this.#pieces_of_again, seq, bytesIn(Uint32Array.from(this.#again)));
  }

  #put(part: Part, n: number, seq: number, body: Uint8Array): void {
    this.#sql.run("INSERT OR REPLACE INTO snapshot (part, n, seq, body) VALUES (?, ?, ?, ?)", part, n, seq, body);
  }

  /** Null where there is none, or one of another shape. What is added later is added to what was read. */
  read(places: Uint32Array): { state: LineState; seq: number } | null {
    this.#forget();
    const rows = this.#sql.all("SELECT part, n, seq, body FROM snapshot ORDER BY part, n");
    const facts = rowsOf(rows, "facts");
    if (facts.length === 0) return null;
    const entries = bytesOfAll(rowsOf(rows, "statuses"), "body");
    const state = openSnapshot({ facts: new TextDecoder().decode(bytesOfAll(facts, "body")), entries }, places);
    const hashes = wordsIn(bytesOfAll(rowsOf(rows, "fans"), "body"));
    if (state === null || hashes.length !== WORDS_PER_FAN * arrivalsOf(state)) return null;
    const again = rowsOf(rows, "again");
    state.fans = fanTableOf(hashes, wordsIn(bytesOfAll(again, "body")));
    this.#statuses = entries;
    this.#pieces_of_again = again.length;
    this.#begun = true;
    this.#addHashes(hashes);
    this.#dropFull();
    return { state, seq: numberOf(facts[0], "seq") };
  }

  #forget(): void {
    this.#statuses = new Uint8Array();
    this.#hashes_from = 0;
    this.#arrivals = 0;
    this.#again = [];
    this.#pieces_of_again = 0;
    this.#begun = false;
  }

  #addHashes(hashes: Uint32Array): void {
    const used = (this.#arrivals - this.#hashes_from) * WORDS_PER_FAN;
    let size = this.#hashes.length;
    while (size < used + hashes.length) size *= 2;
    if (size > this.#hashes.length) {
      const grown = new Uint32Array(size);
      grown.set(this.#hashes.subarray(0, used));
      this.#hashes = grown;
    }
    this.#hashes.set(hashes, used);
    this.#arrivals += hashes.length / WORDS_PER_FAN;
  }

  #roomForHashes(): Uint32Array {
    return new Uint32Array(2 * WORDS_PER_FAN * this.#sizes.fans);
  }

  /** Rows that are full stand for ever; memory keeps the one that grows. */
  #dropFull(): void {
    const from = this.#arrivals - (this.#arrivals % this.#sizes.fans);
    const begin = (from - this.#hashes_from) * WORDS_PER_FAN;
    const end = (this.#arrivals - this.#hashes_from) * WORDS_PER_FAN;
    const kept = this.#roomForHashes();
    kept.set(this.#hashes.subarray(begin, end));
    this.#hashes = kept;
    this.#hashes_from = from;
  }
}

const rowsOf = (rows: readonly SqlRow[], part: Part): SqlRow[] => rows.filter((row) => textOf(row, "part") === part);

const bytesIn = (words: Uint32Array): Uint8Array => new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
/** Of bytes that begin their own buffer. */
const wordsIn = (bytes: Uint8Array): Uint32Array => new Uint32Array(bytes.buffer, 0, bytes.byteLength >> 2);

function same(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}
