// The rows of the public log of one showtime's list for returned seats.
import type { ListLogEntry } from "../../domain/returns/public-entry.ts";
import type { ListHead } from "../../domain/returns/public-log.ts";
import { numberOf, runInBulk, type Sql, textOf } from "../kit/sql.ts";

export type ListBatch = { readonly entries: readonly ListLogEntry[]; readonly head: ListHead };

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

  write({ entries, head }: ListBatch): void {
    runInBulk(
      this.#sql,
      "INSERT INTO list_log (seq, hash, registered, body) SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)",
      entries.map((entry) => [
        entry.seq,
        entry.hash,
        entry.kind === "register" ? (entry.position ?? null) : null,
        JSON.stringify(entry),
      ]),
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

  /** The newest entry that registers a position, and the hash before it. */
  registered(position: number): { readonly entry: ListLogEntry; readonly previous: string } | null {
    const row = this.#sql.all(
      "SELECT seq, body FROM list_log WHERE registered = ? ORDER BY seq DESC LIMIT 1",
      position,
    )[0];
    if (row === undefined) return null;
    const before = this.#sql.all("SELECT hash FROM list_log WHERE seq = ?", numberOf(row, "seq") - 1)[0];
    return { entry: JSON.parse(textOf(row, "body")) as ListLogEntry, previous: textOf(before, "hash") };
  }
}
