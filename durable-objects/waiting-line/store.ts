// Rows of one line: what was decided goes in by one transaction, and the state in memory can always be made from them.
import type { LogEntry } from "../../domain/log/entry.ts";
import type { Checkpoint } from "../../domain/log/receipt.ts";
import { fromBase64url } from "../../domain/log/text.ts";
import type { Spread } from "../../domain/relay/board.ts";
import { apply } from "../../domain/waiting-line/apply.ts";
import type { LineEvent } from "../../domain/waiting-line/events.ts";
import { type FanHashKey, hashFan } from "../../domain/waiting-line/fan-hash.ts";
import { arrivalsOf } from "../../domain/waiting-line/numbers.ts";
import type { SaleSettingsPatch } from "../../domain/waiting-line/sale-change.ts";
import { type LineState, newLineState } from "../../domain/waiting-line/state.ts";
import { readLineEvent } from "../../domain/waiting-line/stored-event.ts";
import type { AuditEntry } from "../../schema/audit-acts.ts";
import { migrate } from "../kit/migrate.ts";
import { bytesOf, bytesOfAll, numberOf, runInBulk, runNumbered, type Sql, type SqlRow, textOf } from "../kit/sql.ts";
import { UntoldLines } from "../kit/untold.ts";
import type { Notice, NoticeWords } from "./audience.ts";
import { LineCopy } from "./line-copy.ts";
import { LINE_STEPS } from "./migrations.ts";
import { UntoldChanges } from "./untold-changes.ts";

/** Half of what one row may hold on the platform, and fewer rows than smaller pieces would make. */
const PIECE_BYTES = 1024 * 1024;
/** Rows read at once while waking. */
const PAGE_ROWS = 20_000;
/** 32 bytes salt the public log, 8 spread the fan table. */
export const SECRET_BYTES = 40;

/** `own`: of a batch of joins, random bytes that its salts are made of, in base64url; never part of what is served. */
export type LogRow = { readonly entry: LogEntry; readonly own: string | null };

export type Written = {
  readonly events: readonly LineEvent[];
  readonly log: readonly LogRow[];
  /** The fans of a `joined` event, in order of position. */
  readonly joiners: readonly string[];
  /** Of an act that only a role may do: what the audit log is to be told of it. */
  readonly act?: AuditEntry | null;
  /** What the show's row is to be told of it. */
  readonly change?: { readonly patch: SaleSettingsPatch; readonly now_ms: number } | null;
};

export type Loaded = {
  state: LineState;
  seq: number;
  snapshot: { seq: number; joined: number };
  last_entry: LogEntry | null;
};

export class LineStore {
  readonly #sql: Sql;
  readonly #copy: LineCopy;
  readonly untold: UntoldLines;
  readonly changes: UntoldChanges;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.untold = new UntoldLines(sql);
    this.changes = new UntoldChanges(sql);
    migrate(sql, LINE_STEPS);
    this.#copy = new LineCopy(sql);
  }

  /** Made once, at the line's first breath, and never told. */
  secret(make: () => Uint8Array): Uint8Array {
    const rows = this.#sql.all("SELECT key FROM secret");
    if (rows.length > 0) return bytesOf(rows[0], "key");
    const key = make();
    this.#sql.run("INSERT INTO secret (id, key) VALUES (1, ?)", key);
    return key;
  }

  write(first_seq: number, { events, log, joiners, act = null, change = null }: Written): void {
    this.#sql.transaction(() => {
      if (act !== null) this.untold.add(act);
      if (change !== null) this.changes.add(change.patch, change.now_ms);
      for (const event of events) {
        if (event.kind === "joined") this.#writeEntries(event, joiners);
        if (event.kind === "drawn") this.#writePlaces(event.places ?? new Uint32Array());
      }
      runNumbered(this.#sql, "INSERT INTO event (seq, body) SELECT ? + key, value FROM json_each(?)", {
        first: first_seq,
        values: events.map(bodyOf),
      });
      runInBulk(
        this.#sql,
        `INSERT INTO log (seq, first, entry, own)
         SELECT value ->> 0, value ->> 1, value -> 2, value ->> 3 FROM json_each(?)`,
        log.map(({ entry, own }) => [entry.seq, entry.kind === "join" ? entry.from : null, entry, own]),
      );
    });
    for (const event of events) if (event.kind === "joined") this.#copy.joined(event);
  }

  #writeEntries(event: Extract<LineEvent, { kind: "joined" }>, joiners: readonly string[]): void {
    const from = event.arrival ?? event.from;
    runNumbered(this.#sql, "INSERT INTO entry (position, fan) SELECT ? + key, value FROM json_each(?)", {
      first: from,
      values: joiners,
    });
    runInBulk(
      this.#sql,
      "UPDATE entry SET previous = again.value ->> 1 FROM json_each(?) AS again WHERE entry.position = again.value ->> 0",
      (event.fans?.previous ?? []).map(([i, arrival]) => [from + i, arrival]),
    );
  }

  /** In the same transaction as the draw itself: there is never one without the other. */
  #writePlaces(places: Uint32Array): void {
    const bytes = new Uint8Array(places.buffer, places.byteOffset, places.byteLength);
    for (let n = 0; n * PIECE_BYTES < bytes.length; n++) {
      const body = bytes.subarray(n * PIECE_BYTES, (n + 1) * PIECE_BYTES);
      this.#sql.run("INSERT INTO place (n, body) VALUES (?, ?)", n, body);
    }
  }

  /** The place of each lobby number; empty before the draw. */
  #places(): Uint32Array {
    return new Uint32Array(bytesOfAll(this.#sql.all("SELECT body FROM place ORDER BY n"), "body").buffer);
  }

  /** Rows are named by arrival number, which in a line that is first come is the position. */
  fansAt(arrivals: readonly number[]): Map<number, string> {
    if (arrivals.length === 0) return new Map();
    const rows =
      arrivals.length === 1
        ? this.#sql.all("SELECT position, fan FROM entry WHERE position = ?", arrivals[0] ?? 0)
        : this.#sql.all(
            "SELECT position, fan FROM entry WHERE position IN (SELECT value FROM json_each(?))",
            JSON.stringify(arrivals),
          );
    return new Map(rows.map((row) => [numberOf(row, "position"), textOf(row, "fan")]));
  }

  /** The entry that the fan of this one had before; 0 for none. */
  previousOf(position: number): number {
    const row = this.#sql.all("SELECT previous FROM entry WHERE position = ?", position)[0];
    return row === undefined ? 0 : numberOf(row, "previous");
  }

  fansOf(from: number, to: number): string[] {
    const rows = this.#sql.all("SELECT fan FROM entry WHERE position BETWEEN ? AND ? ORDER BY position", from, to);
    return rows.map((row) => textOf(row, "fan"));
  }

  /** A page as the stored text of its entries: nothing is parsed to be written again. */
  logPage(from_seq: number, limit: number): string[] {
    const rows = this.#sql.all("SELECT entry FROM log WHERE seq >= ? ORDER BY seq LIMIT ?", from_seq, limit);
    return rows.map((row) => textOf(row, "entry"));
  }

  /** The batch that gave this position, what makes its salts its own, and the entry before it. */
  batchOf(position: number): { entry: LogEntry; own: Uint8Array; previous: LogEntry | null } | null {
    const row = this.#sql.all(
      "SELECT seq, entry, own FROM log WHERE first <= ? ORDER BY first DESC LIMIT 1",
      position,
    )[0];
    if (row === undefined) return null;
    const before = this.#sql.all("SELECT entry FROM log WHERE seq = ?", numberOf(row, "seq") - 1)[0];
    const entry: LogEntry = JSON.parse(textOf(row, "entry"));
    return { entry, own: ownIn(row), previous: before === undefined ? null : JSON.parse(textOf(before, "entry")) };
  }

  /** The batches that these arrivals lie in: where each begins, and what makes its salts its own. */
  batchesOf(from: number, to: number): { readonly from: number; readonly own: Uint8Array }[] {
    const rows = this.#sql.all(
      `SELECT first, own FROM log
       WHERE first >= (SELECT max(first) FROM log WHERE first <= ?) AND first <= ? ORDER BY first`,
      from,
      to,
    );
    return rows.map((row) => ({ from: numberOf(row, "first"), own: ownIn(row) }));
  }

  keepCheckpoint(checkpoint: Checkpoint): void {
    this.#sql.run("INSERT INTO checkpoint (seq, body) VALUES (?, ?)", checkpoint.seq, JSON.stringify(checkpoint));
  }

  checkpoints(limit: number): Checkpoint[] {
    const rows = this.#sql.all("SELECT body FROM checkpoint ORDER BY seq DESC LIMIT ?", limit);
    return rows.map((row) => JSON.parse(textOf(row, "body")));
  }

  notice(at_ms: number, { text, text_en }: NoticeWords, act: AuditEntry | null = null): Notice {
    this.#sql.transaction(() => {
      if (act !== null) this.untold.add(act);
      this.#sql.run("INSERT INTO notice (at_ms, text, text_en) VALUES (?, ?, ?)", at_ms, text, text_en);
    });
    return { id: this.lastNotice()?.id ?? 0, text, text_en, at_ms };
  }

  lastNotice(): Notice | null {
    const row = this.#sql.all("SELECT id, at_ms, text, text_en FROM notice ORDER BY id DESC LIMIT 1")[0];
    if (row === undefined) return null;
    const text_en = row.text_en === null ? null : textOf(row, "text_en");
    return { id: numberOf(row, "id"), text: textOf(row, "text"), text_en, at_ms: numberOf(row, "at_ms") };
  }

  spread(): Spread {
    const row = this.#sql.all("SELECT relays, since_ms FROM spread")[0];
    return row === undefined
      ? { relays: 0, since_ms: 0 }
      : { relays: numberOf(row, "relays"), since_ms: numberOf(row, "since_ms") };
  }

  setSpread({ relays, since_ms }: Spread): void {
    this.#sql.run("INSERT OR REPLACE INTO spread (id, relays, since_ms) VALUES (1, ?, ?)", relays, since_ms);
  }

  snapshot(state: LineState, seq: number): void {
    this.#copy.write(state, seq);
  }

  load(key: FanHashKey): Loaded {
    const opened = this.#copy.read(this.#places());
    const state = opened?.state ?? newLineState();
    const snapshot = { seq: opened?.seq ?? 0, joined: state.joined };
    const fans = this.#columns(arrivalsOf(state), key);
    let { seq } = snapshot;
    for (;;) {
      const rows = this.#sql.all("SELECT seq, body FROM event WHERE seq > ? ORDER BY seq LIMIT ?", seq, PAGE_ROWS);
      for (const row of rows) {
        const event = readLineEvent(textOf(row, "body"));
        if (event.kind === "joined") {
          const joins = { ...event, fans: fans(event.count) };
          this.#copy.joined(joins);
          apply(state, joins);
        } else apply(state, event.kind === "drawn" ? { ...event, places: this.#places() } : event);
        seq = numberOf(row, "seq");
      }
      if (rows.length < PAGE_ROWS) break;
    }
    const last = this.#sql.all("SELECT entry FROM log ORDER BY seq DESC LIMIT 1")[0];
    return { state, seq, snapshot, last_entry: last === undefined ? null : JSON.parse(textOf(last, "entry")) };
  }

  /** Gives the columns of the next n entries, reading the rows in pages: a query for each small batch would be slow. */
  #columns(after: number, key: FanHashKey): (count: number) => { hashes: Uint32Array; previous: [number, number][] } {
    let last = after;
    let page: ReturnType<Sql["all"]> = [];
    let at = 0;
    return (count) => {
      const hashes = new Uint32Array(count * 2);
      const previous: [number, number][] = [];
      for (let i = 0; i < count; i++) {
        if (at === page.length) {
          page = this.#sql.all(
            "SELECT fan, previous FROM entry WHERE position > ? ORDER BY position LIMIT ?",
            last,
            PAGE_ROWS,
          );
          at = 0;
        }
        const row = page[at++];
        last++;
        hashFan(key, textOf(row, "fan"), hashes, 2 * i);
        const before = numberOf(row, "previous");
        if (before !== 0) previous.push([i, before]);
      }
      return { hashes, previous };
    };
  }
}

const ownIn = (row: SqlRow): Uint8Array =>
  fromBase64url(row.own === null ? "" : textOf(row, "own")) ?? new Uint8Array();

/** The hashes of fans stay out: they are made again from the entries' rows. So do places, which have rows of their own. */
function bodyOf(event: LineEvent): string {
  if (event.kind === "drawn") {
    const { places: _places, ...body } = event;
    return JSON.stringify(body);
  }
  if (event.kind !== "joined") return JSON.stringify(event);
  const { fans: _fans, ...body } = event;
  return JSON.stringify(body);
}
