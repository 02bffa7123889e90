// The rows of the public log of one showtime's list for returned seats.
import type { ListLogEntry } from "../../domain/returns/public-entry.ts";
import type { ListHead } from "../../domain/returns/public-log.ts";
import { numberOf, runInBulk, type Sql, textOf } from "../kit/sql.ts";

export type ListBatch = {
  readonly entries: readonly ListLogEntry[];
  readonly head: ListHead;
  /** What makes the salt of each position that is registered in it. */
  readonly own: ReadonlyMap<number, string>;
};

export type Registered = { readonly entry: ListLogEntry; readonly own: string; readonly previous: string };

export class ListLogStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Null before anybody was on the list. */
  head(): ListHead | null {
    const row = this.#sql.all("SELECT body FROM list_head")[0];
    // Our own row, written below.
    return row === undefined ? null : (JSON.parse(textOf(row, "body")) as ListHead);
  }

  write({ entries, head, own }: ListBatch): void {
    runInBulk(
      this.#sql,
      `INSERT INTO list_log (seq, hash, registered, own, body)
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)`,
      entries.map((entry) => {
        const registered = entry.kind === "register" ? (entry.position ?? null) : null;
        return [entry.seq, entry.hash, registered, own.get(registered ?? 0) ?? null, JSON.stringify(entry)];
      }),
    );
    this.#sql.run("INSERT OR REPLACE INTO list_head (id, body) VALUES (1, ?)", JSON.stringify(head));
  }

  /** As stored: what was hashed is what is served. */
  page(from: number, limit: number): string[] {
    return this.#sql
      .all("SELECT body FROM list_log WHERE seq >= ? ORDER BY seq LIMIT ?", from, limit)
      .map((row) => textOf(row, "body"));
  }

  /** The last entry and every `each`th, the newest first. */
  milestones(each: number, limit: number): ListLogEntry[] {
    return this.#sql
      .all(
        "SELECT body FROM list_log WHERE seq % ? = 0 OR seq = (SELECT max(seq) FROM list_log) ORDER BY seq DESC LIMIT ?",
        each,
        limit,
      )
      .map((row) => JSON.parse(textOf(row, "body")) as ListLogEntry);
  }

  /** The newest entry that registers a position, the hash before it, and what makes the position's salt. */
  registered(position: number): Registered | null {
    const row = this.#sql.all(
      "SELECT seq, body, own FROM list_log WHERE registered = ? ORDER BY seq DESC LIMIT 1",
      position,
    )[0];
    if (row === undefined) return null;
    const before = this.#sql.all("SELECT hash FROM list_log WHERE seq = ?", numberOf(row, "seq") - 1)[0];
    return {
      entry: JSON.parse(textOf(row, "body")) as ListLogEntry,
      // Positions of before have none.
      own: row.own === null ? "" : textOf(row, "own"),
      previous: textOf(before, "hash"),
    };
  }
}
