// Lines of the audit log on their way there: an object writes one in the step of the act that it tells of, and it goes once
// the log has taken it. At least once, however often that fails; its id makes a second time the same line.
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

/** A log that does not answer is away: whoever acts must not wait for it. */
const KEPT_WITHIN_MS = 5_000;

export class AuditDrain {
  readonly #lines: Pick<UntoldLines, "all" | "told">;
  readonly #keep: KeepAudit;

  constructor(lines: Pick<UntoldLines, "all" | "told">, keep: KeepAudit) {
    this.#lines = lines;
    this.#keep = keep;
  }

  /** False while some are still here: ask again later. */
  async drain(): Promise<boolean> {
    const lines = this.#lines.all();
    if (lines.length === 0) return true;
    try {
      await within(KEPT_WITHIN_MS, this.#keep(lines));
      this.#lines.told(lines);
      return true;
    } catch (error) {
      complain("audit_untold", error);
      return false;
    }
  }
}

const RETRY_FIRST_MS = 1_000;
const RETRY_MAX_MS = 60_000;

type Around = {
  readonly lines: UntoldLines;
  readonly keep: KeepAudit;
  readonly alarm: Pick<Alarm, "ringBy">;
  readonly behind: (work: Promise<void>) => void;
  readonly now: () => number;
};

/** The same for an object whose one alarm serves others as well. */
export class AuditBell {
  readonly #around: Around;
  readonly #drain: AuditDrain;
  #failures = 0;

  constructor(around: Around) {
    this.#around = around;
    this.#drain = new AuditDrain(around.lines, around.keep);
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
    if (this.#setAlarm()) this.#around.behind(this.#tell());
  }

  /** Before the object goes for good. */
  async last(): Promise<void> {
    if (!(await this.#drain.drain())) throw new Error("the audit log is away: what was done here is still to be told");
  }

  async #tell(): Promise<void> {
    this.#failures = (await this.#drain.drain()) ? 0 : this.#failures + 1;
  }

  #setAlarm(): boolean {
    if (this.#around.lines.all().length === 0) return false;
    const wait_ms = Math.min(RETRY_FIRST_MS * 2 ** this.#failures, RETRY_MAX_MS);
    this.#around.alarm.ringBy(this.#around.now() + wait_ms);
    return true;
  }
}
