// Takes the audit log's lines of what was done to rehearsals where they belong: at least once, however often it fails.
import type { AuditEntry } from "../../schema/audit-acts.ts";
import { complain } from "../kit/complain.ts";
import type { RehearsalStore } from "./store.ts";

/** Lines told twice are kept once. */
export type KeepAudit = (lines: readonly AuditEntry[]) => Promise<void>;

export class AuditDrain {
  readonly #store: RehearsalStore;
  readonly #keep: KeepAudit;

  constructor(store: RehearsalStore, keep: KeepAudit) {
    this.#store = store;
    this.#keep = keep;
  }

  /** False while some are still here: ask again later. */
  async drain(): Promise<boolean> {
    const lines = this.#store.untold();
    if (lines.length === 0) return true;
    try {
      await this.#keep(lines);
      this.#store.told(lines);
      return true;
    } catch (error) {
      complain("audit_untold", error);
      return false;
    }
  }
}
