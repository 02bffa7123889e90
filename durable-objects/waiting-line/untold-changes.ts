// What an organiser changed at the line and its show's row is still to be told: written with the change, and gone once the row
// has it (L56). The moment of a change orders it, for the row as well: an older one changes nothing there.
import type { SaleSettingsPatch } from "../../domain/waiting-line/sale-change.ts";
import { numberOf, type Sql, textOf } from "../kit/sql.ts";

export type SaleChange = SaleSettingsPatch & { readonly at_ms: number };

export type KeepChanges = (show_id: string, changes: readonly SaleChange[]) => Promise<void>;

export class UntoldChanges {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Inside the transaction of the act. Each is later than the one before, also within a millisecond. */
  add(patch: SaleSettingsPatch, now_ms: number): void {
    const at_ms = Math.max(now_ms, this.last_ms + 1);
    this.#sql.run("INSERT INTO untold_change (at_ms, body) VALUES (?, ?)", at_ms, JSON.stringify(patch));
    this.heard(at_ms);
  }

  /** A change that the row knows of, and this line perhaps not any more. */
  heard(at_ms: number): void {
    if (at_ms > this.last_ms) this.#sql.run("INSERT OR REPLACE INTO last_change (id, at_ms) VALUES (1, ?)", at_ms);
  }

  get last_ms(): number {
    const row = this.#sql.all("SELECT at_ms FROM last_change")[0];
    return row === undefined ? 0 : numberOf(row, "at_ms");
  }

  all(): SaleChange[] {
    // Our own rows: what was written was typed.
    return this.#sql
      .all("SELECT at_ms, body FROM untold_change ORDER BY at_ms")
      .map((row) => ({ ...(JSON.parse(textOf(row, "body")) as SaleSettingsPatch), at_ms: numberOf(row, "at_ms") }));
  }

  told(changes: readonly SaleChange[]): void {
    for (const { at_ms } of changes) this.#sql.run("DELETE FROM untold_change WHERE at_ms = ?", at_ms);
  }
}
