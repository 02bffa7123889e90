// The rows of one ledger. Bulk writes go through json_each: one statement for a whole batch, whatever its size.
import * as z from "zod/mini";
import type { Remembered, RequestKey } from "../../domain/seat-ledger/answers.ts";
import { apply } from "../../domain/seat-ledger/apply.ts";
import { checkpointHead, orderSlice, readCheckpoint, writeCheckpoint } from "../../domain/seat-ledger/checkpoint.ts";
import { type LedgerEvent, ledgerEvent, type Order } from "../../domain/seat-ledger/events.ts";
import { DESTINATIONS, type Destination, type OutboxMessage } from "../../domain/seat-ledger/outbox.ts";
import { compileMap, type SeatMap } from "../../domain/seat-ledger/seat-map.ts";
import type { LedgerState } from "../../domain/seat-ledger/state.ts";
import type { OrderView } from "../../domain/seat-ledger/views.ts";
import type { Layout } from "../../schema/layout.ts";
import { jsonLists, numberOf, PIECE_CHARS, runInBulk, type Sql, type SqlRow, textOf } from "../kit/sql.ts";
import { type ListBatch, ListLogStore } from "./list-log-store.ts";

/** An event never causes as many messages; the last number is for telling an order again. */
const MESSAGES_PER_EVENT = 16;

export type JournalRow = { readonly seq: number; readonly at_ms: number; readonly event: LedgerEvent };
export type Written = { readonly seq: number; readonly event: LedgerEvent; readonly body: string };
export type NewMessage = { readonly seq: number; readonly message: OutboxMessage; readonly n: number };
export type NewAnswer = RequestKey & Remembered;
export type Parked = { readonly destination: Destination; readonly id: number; readonly reason: string };

export type Batch = {
  readonly written: readonly Written[];
  readonly messages: readonly NewMessage[];
  readonly answers: readonly NewAnswer[];
  readonly parked: readonly Parked[];
  /** What the public log of the list is told, and where it stands then. */
  readonly list: ListBatch | null;
};

export type OutboxRow = { readonly id: number; readonly body: unknown };
export type Frames = { readonly version: number; readonly seq: number };
export type Loaded = { readonly state: LedgerState; readonly frames: Frames; readonly checkpoint_seq: number };

export class LedgerStore {
  readonly #sql: Sql;
  readonly list_log: ListLogStore;
  /** Where a row may wait: everywhere, until it was looked. Most deliveries concern one or two of them. */
  readonly #may_wait = new Set<Destination>(DESTINATIONS);

  constructor(sql: Sql) {
    this.#sql = sql;
    this.list_log = new ListLogStore(sql);
  }

  /** Null before the showtime was published. */
  load(): Loaded | null {
    const head_text = this.#pieces("SELECT body FROM checkpoint WHERE part = 'head' ORDER BY n");
    if (head_text === "") return null;
    const map = this.#map();
    const slices = this.#sql.all("SELECT body FROM checkpoint WHERE part = 'orders' ORDER BY n");
    const orders: Order[] = slices.flatMap((row) => z.parse(orderSlice, JSON.parse(textOf(row, "body"))));
    const state = readCheckpoint(map, { head: z.parse(checkpointHead, JSON.parse(head_text)), orders });
    const checkpoint_seq = state.seq;
    const frames = this.frames();
    for (const { event } of this.journal(checkpoint_seq + 1, Number.MAX_SAFE_INTEGER)) {
      apply(state, event);
      // The public log was told of these when they happened.
      state.returns.notes.length = 0;
      // Viewers know everything up to here; what came after goes out with the next frame.
      if (state.seq <= frames.seq) state.touched.clear();
    }
    return { state, frames, checkpoint_seq };
  }

  frames(): Frames {
    const row = this.#sql.all("SELECT version, seq FROM frame")[0];
    return { version: numberOf(row, "version"), seq: numberOf(row, "seq") };
  }

  saveFrames({ version, seq }: Frames): void {
    this.#sql.run("UPDATE frame SET version = ?, seq = ? WHERE id = 1", version, seq);
  }

  /** All of a batch or nothing of it. `also` joins the same transaction. */
  write(batch: Batch, also?: () => void): void {
    for (const { message } of batch.messages) this.#may_wait.add(message.destination);
    this.#sql.transaction(() => {
      this.#writeJournal(batch.written);
      this.#writeMessages(batch.messages);
      this.#writeAnswers(batch.answers);
      for (const { destination, id, reason } of batch.parked) {
        this.#sql.run("UPDATE outbox SET parked = ? WHERE destination = ? AND id = ?", reason, destination, id);
      }
      if (batch.list !== null) this.list_log.write(batch.list);
      also?.();
    });
  }

  journal(from_seq: number, limit: number): JournalRow[] {
    const rows = this.#sql.all("SELECT * FROM journal WHERE seq >= ? ORDER BY seq LIMIT ?", from_seq, limit);
    return rows.map(readJournal);
  }

  /** Everything about one order, its hold first. */
  story(order_id: string): JournalRow[] {
    const rows = this.#sql.all("SELECT * FROM journal WHERE order_id = ? ORDER BY seq", order_id).map(readJournal);
    const first = rows[0]?.event;
    if (first?.kind !== "ordered") return rows;
    const [hold] = this.journal(first.order.hold_seq, 1);
    return hold === undefined ? rows : [hold, ...rows];
  }

  answer({ fan_id, route, key }: RequestKey): Remembered | null {
    const row = this.#sql.all(
      "SELECT body, answer, at_ms FROM answer WHERE fan_id = ? AND route = ? AND key = ?",
      fan_id,
      route,
      key,
    )[0];
    if (row === undefined) return null;
    return { body: textOf(row, "body"), answer: JSON.parse(textOf(row, "answer")), at_ms: numberOf(row, "at_ms") };
  }

  forgetAnswers(before_ms: number): void {
    this.#sql.run("DELETE FROM answer WHERE at_ms <= ?", before_ms);
  }

  waiting(destination: Destination, limit: number): OutboxRow[] {
    if (!this.#may_wait.has(destination)) return [];
    const rows = this.#sql.all(
      "SELECT id, body FROM outbox WHERE destination = ? AND parked IS NULL ORDER BY id LIMIT ?",
      destination,
      limit,
    );
    if (rows.length === 0) this.#may_wait.delete(destination);
    return rows.map((row) => ({ id: numberOf(row, "id"), body: JSON.parse(textOf(row, "body")) }));
  }

  /** What the record would not take of an order goes to it once more. */
  unpark(order_id: string): void {
    this.#may_wait.add("record");
    this.#sql.run(
      "UPDATE outbox SET parked = NULL WHERE destination = 'record' AND parked IS NOT NULL AND body ->> 'id' = ?",
      order_id,
    );
  }

  /**
   * What orders are now goes to the record once more. The last number of each order's own last event is free: no event has
   * as many messages.
   */
  tellAgain(orders: readonly OrderView[]): void {
    this.#may_wait.add("record");
    runInBulk(
      this.#sql,
      `INSERT OR IGNORE INTO outbox (destination, id, body)
       SELECT 'record', (SELECT max(seq) FROM journal WHERE order_id = value ->> 'id') * ${MESSAGES_PER_EVENT} + ${MESSAGES_PER_EVENT - 1}, value
       FROM json_each(?)`,
      orders,
    );
  }

  delivered(destination: Destination, ids: readonly number[]): void {
    this.#sql.run(
      "DELETE FROM outbox WHERE destination = ? AND id IN (SELECT value FROM json_each(?))",
      destination,
      JSON.stringify(ids),
    );
  }

  /** `oldest_at_ms`: when the event happened whose message has waited longest; null while none waits. */
  outboxCounts(): { readonly waiting: number; readonly parked: number; readonly oldest_at_ms: number | null } {
    const [row] = this.#sql.all(
      `SELECT count(*) - count(parked) AS waiting, count(parked) AS parked,
       min(CASE WHEN parked IS NULL THEN id END) / ${MESSAGES_PER_EVENT} AS oldest_seq FROM outbox`,
    );
    const waiting = numberOf(row, "waiting");
    const [oldest] = waiting === 0 ? [] : this.journal(numberOf(row, "oldest_seq"), 1);
    return { waiting, parked: numberOf(row, "parked"), oldest_at_ms: oldest?.at_ms ?? null };
  }

  saveLayout(layout: Layout): void {
    this.#sql.run("DELETE FROM layout");
    this.#insertPieces("INSERT INTO layout (n, body) VALUES (?, ?)", JSON.stringify(layout));
  }

  saveCheckpoint(state: LedgerState): void {
    const { head, orders } = writeCheckpoint(state);
    this.#sql.run("DELETE FROM checkpoint");
    this.#insertPieces("INSERT INTO checkpoint (part, n, body) VALUES ('head', ?, ?)", JSON.stringify(head));
    const slices = jsonLists(orders.map((order) => JSON.stringify(order)));
    for (const [n, { text }] of slices.entries()) {
      this.#sql.run("INSERT INTO checkpoint (part, n, body) VALUES ('orders', ?, ?)", n, text);
    }
  }

  transaction(work: () => void): void {
    this.#sql.transaction(() => {
      work();
    });
  }

  #map(): SeatMap {
    // Our own table, filled from a parsed layout: its shape was proven when it was published.
    return compileMap(JSON.parse(this.#pieces("SELECT body FROM layout ORDER BY n")) as Layout);
  }

  #pieces(query: string): string {
    return this.#sql
      .all(query)
      .map((row) => textOf(row, "body"))
      .join("");
  }

  #insertPieces(query: string, text: string): void {
    for (let at = 0, n = 0; at < text.length; at += PIECE_CHARS, n++) {
      this.#sql.run(query, n, text.slice(at, at + PIECE_CHARS));
    }
  }

  #writeJournal(written: readonly Written[]): void {
    runInBulk(
      this.#sql,
      "INSERT INTO journal (seq, at_ms, kind, order_id, body) SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)",
      written.map(({ seq, event, body }) => [seq, event.at_ms, event.kind, orderIdOf(event), body]),
    );
  }

  #writeMessages(messages: readonly NewMessage[]): void {
    runInBulk(
      this.#sql,
      "INSERT INTO outbox (destination, id, body) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)",
      messages.map(({ seq, message, n }) => {
        if (n >= MESSAGES_PER_EVENT - 1) throw new Error("an event has more messages than ids");
        return [message.destination, seq * MESSAGES_PER_EVENT + n, JSON.stringify(message.body)];
      }),
    );
  }

  #writeAnswers(answers: readonly NewAnswer[]): void {
    runInBulk(
      this.#sql,
      "INSERT OR REPLACE INTO answer (fan_id, route, key, body, answer, at_ms) SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(?)",
      answers.map(({ fan_id, route, key, body, answer, at_ms }) => [
        fan_id,
        route,
        key,
        body,
        JSON.stringify(answer),
        at_ms,
      ]),
    );
  }
}

const orderIdOf = (event: LedgerEvent): string | null => ("order_id" in event ? event.order_id : null);

const readJournal = (row: SqlRow): JournalRow => ({
  seq: numberOf(row, "seq"),
  at_ms: numberOf(row, "at_ms"),
  event: z.parse(ledgerEvent, JSON.parse(textOf(row, "body"))),
});
