// What an object has to tell, on its way there: written in the step of the act that it tells of, and gone once it was taken.
// At least once, however often that fails, so that a second time must be the same. The audit log's lines are the first of it.
import type { AuditEntry } from "../../schema/audit-acts.ts";
import type { Alarm } from "./alarm.ts";
import { complain } from "./complain.ts";
import { type Sql, textOf } from "./sql.ts";
import { within } from "./time-limit.ts";

/** Lines told twice are kept once. */
export type KeepAudit = (lines: readonly AuditEntry[]) => Promise<void>;

/** Rows of a table `untold (id TEXT PRIMARY KEY, body TEXT NOT NULL)` in the object's own steps. */
export class UntoldLines {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Inside the transaction of the act. An act that is asked for again has the same id. */
  add(line: AuditEntry): void {
    this.#sql.run("INSERT OR IGNORE INTO untold (id, body) VALUES (?, ?)", line.id, JSON.stringify(line));
  }

  all(): AuditEntry[] {
    // Our own rows: what was written was typed.
    return this.#sql.all("SELECT body FROM untold").map((row) => JSON.parse(textOf(row, "body")) as AuditEntry);
  }

  told(lines: readonly AuditEntry[]): void {
    for (const { id } of lines) this.#sql.run("DELETE FROM untold WHERE id = ?", id);
  }
}

export type Untold<Row> = {
  readonly all: () => readonly Row[];
  readonly told: (rows: readonly Row[]) => void;
};

/** A listener that does not answer is away: whoever acts must not wait for it. */
const KEPT_WITHIN_MS = 5_000;

type Telling<Row> = {
  readonly rows: Untold<Row>;
  readonly keep: (rows: readonly Row[]) => Promise<void>;
  /** What an operator reads of it while it fails. */
  readonly complaint: string;
};

export class Drain<Row> {
  readonly #telling: Telling<Row>;
  #running: Promise<boolean> | null = null;
  #next: Promise<boolean> | null = null;

  constructor(telling: Telling<Row>) {
    this.#telling = telling;
  }

  get isEmpty(): boolean {
    return this.#telling.rows.all().length === 0;
  }

  /**
   * False while some are still here: ask again later. Whoever comes while it tells waits for the next telling, with all who
   * came meanwhile: acts of many at once are not each told by each.
   */
  drain(): Promise<boolean> {
    if (this.#running === null) return this.#begin();
    this.#next ??= this.#running.then(() => this.#begin());
    return this.#next;
  }

  #begin(): Promise<boolean> {
    this.#next = null;
    const running = this.#tell().finally(() => {
      if (this.#running === running) this.#running = null;
    });
    this.#running = running;
    return running;
  }

  async #tell(): Promise<boolean> {
    const { rows, keep, complaint } = this.#telling;
    const untold = rows.all();
    if (untold.length === 0) return true;
    try {
      await within(KEPT_WITHIN_MS, keep(untold));
      rows.told(untold);
      return true;
    } catch (error) {
      complain(complaint, error);
      return false;
    }
  }
}

const RETRY_FIRST_MS = 1_000;
const RETRY_MAX_MS = 60_000;

export const auditDrain = (rows: Untold<AuditEntry>, keep: KeepAudit): Drain<AuditEntry> =>
  new Drain({ rows, keep, complaint: "audit_untold" });

type Around<Row> = {
  readonly drain: Drain<Row>;
  readonly alarm: Pick<Alarm, "ringBy">;
  readonly behind: (work: Promise<void>) => void;
  readonly now: () => number;
  /** After what the act itself could not tell has been told: whoever should have gone on from there is gone. */
  readonly toldLate?: () => Promise<void>;
};

/** The same for an object whose one alarm serves others as well. */
export class Bell<Row> {
  readonly #around: Around<Row>;
  #failures = 0;

  constructor(around: Around<Row>) {
    this.#around = around;
    this.#setAlarm();
  }

  /**
   * The answer of an act that was just written, given once its line has gone out, or the log is away. The alarm is set in
   * the turn of the act: should the object end on the way, it takes the line there.
   */
  async told<T>(answer: T): Promise<T> {
    if (this.#setAlarm()) await this.#tell();
    return answer;
  }

  /** From the object's alarm, or from whoever rings in its place; the alarm has rung and is set again here. */
  ring(): void {
    if (this.#setAlarm()) this.#around.behind(this.#tellLate());
  }

  /** Before the object goes for good. */
  async last(): Promise<void> {
    if (!(await this.#around.drain.drain())) throw new Error("nobody hears: what was done here is still to be told");
  }

  async #tellLate(): Promise<void> {
    await this.#tell();
    if (this.#failures === 0) await this.#around.toldLate?.();
  }

  async #tell(): Promise<void> {
    this.#failures = (await this.#around.drain.drain()) ? 0 : this.#failures + 1;
  }

  #setAlarm(): boolean {
    if (this.#around.drain.isEmpty) return false;
    const wait_ms = Math.min(RETRY_FIRST_MS * 2 ** this.#failures, RETRY_MAX_MS);
    this.#around.alarm.ringBy(this.#around.now() + wait_ms);
    return true;
  }
}
