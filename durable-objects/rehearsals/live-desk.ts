// Follows a live rehearsal: looks at its crowd each second, and once that has gone home, or its hour is over, makes the
// report, has line and ledger verified, and has the copy thrown away.
import { codeOfPractice, practiceShowId } from "../../domain/crowd/names.ts";
import type { LogEntry } from "../../domain/log/entry.ts";
import { parseLogEntry } from "../../domain/log/parse.ts";
import type { Checkpoint } from "../../domain/log/receipt.ts";
import { type LiveReport, liveReportOf, restOf } from "../../domain/rehearsal/live-report.ts";
import { verifyCopyLine, verifyCopySale } from "../../domain/rehearsal/verify-copy.ts";
import { type LedgerPart, type LinePart, saleFigures } from "../../domain/sale-figures/figures.ts";
import { compileMap } from "../../domain/seat-ledger/seat-map.ts";
import type { Counts } from "../../domain/seat-ledger/status.ts";
import type { JournalEntry } from "../../domain/verify-sale/replay.ts";
import type { Layout } from "../../schema/layout.ts";
import type { CrowdReport } from "../crowd/views.ts";
import type { RehearsalDesk } from "./desk.ts";
import type { Kept, RehearsalStore } from "./store.ts";

/** The copy of a show, as whoever rehearses it reads and ends it. */
export type CopyPorts = {
  /** Null where there is none, or none any more. */
  readonly crowd: (code: string) => Promise<CrowdReport | null>;
  readonly layout: (layout_version: string) => Promise<Layout>;
  readonly linePart: (show_id: string) => Promise<LinePart>;
  readonly ledgerPart: (code: string) => Promise<LedgerPart | null>;
  readonly counts: (code: string) => Promise<Counts | null>;
  readonly journal: (
    code: string,
    page: { readonly from_seq: number; readonly limit: number },
  ) => Promise<readonly JournalEntry[]>;
  readonly log: (
    show_id: string,
    page: { readonly from: number; readonly limit: number },
  ) => Promise<readonly string[]>;
  readonly checkpoints: (show_id: string) => Promise<readonly Checkpoint[]>;
  /** Crowd, line, ledger and screen; safe to repeat. */
  readonly end: (code: string) => Promise<void>;
};

const LOOK_MS = 1_000;
/** Between the row and the crowd something may have ended: then there is nothing to follow. */
const BEGUN_WITHIN_MS = 60_000;
/** The report is made while the copy is still there. */
const BEFORE_END_MS = 60_000;
const PAGE = 1_000;

export class LiveDesk {
  readonly #store: RehearsalStore;
  readonly #desk: RehearsalDesk;
  readonly #copy: CopyPorts;

  constructor(around: { readonly store: RehearsalStore; readonly desk: RehearsalDesk; readonly copy: CopyPorts }) {
    this.#store = around.store;
    this.#desk = around.desk;
    this.#copy = around.copy;
  }

  /** When to look again; null once it is over. */
  async turn(kept: Kept, now_ms: number): Promise<number | null> {
    const code = codeOfPractice(kept.copy ?? "");
    const crowd = await this.#copy.crowd(code);
    if (crowd === null) {
      if (now_ms < kept.created_at_ms + BEGUN_WITHIN_MS) return now_ms + LOOK_MS;
      this.#store.finish(kept.id, null, now_ms);
      return null;
    }
    const { bought, gone, under_way } = restOf(crowd.bots);
    this.#desk.live_progress = (bought + gone) / Math.max(1, bought + gone + under_way);
    if (under_way > 0 && now_ms < crowd.order.ends_at_ms - BEFORE_END_MS) return now_ms + LOOK_MS;
    const report = await this.#report(crowd, { code, now_ms });
    // Deleted meanwhile: whoever did so has ended the copy.
    if (this.#store.read(kept.id)?.status !== "RUNNING") return null;
    this.#store.finish(kept.id, report, now_ms);
    await this.#copy.end(code);
    return null;
  }

  /** Of one that is deleted while it runs. */
  async end(kept: Kept): Promise<void> {
    if (kept.copy !== null) await this.#copy.end(codeOfPractice(kept.copy));
  }

  async #report(crowd: CrowdReport, { code, now_ms }: { code: string; now_ms: number }): Promise<LiveReport> {
    const show_id = practiceShowId(code);
    const [line, ledger, counts, layout] = await Promise.all([
      this.#copy.linePart(show_id),
      this.#copy.ledgerPart(code),
      this.#copy.counts(code),
      this.#copy.layout(crowd.order.layout_version),
    ]);
    if (ledger === null || counts === null) throw new Error(`the rehearsed ledger ${code} is not there`);
    const [log, checkpoints, entries] = await Promise.all([
      this.#log(show_id),
      this.#copy.checkpoints(show_id),
      this.#journal(code),
    ]);
    return liveReportOf({
      crowd,
      figures: saleFigures(line, [ledger]),
      line: verifyCopyLine(show_id, { entries: log, checkpoints }),
      sale: verifyCopySale({ map: compileMap(layout), entries, counts, now_ms }),
      lasted_ms: Math.max(0, now_ms - crowd.order.window.opens_at_ms),
    });
  }

  async #journal(code: string): Promise<JournalEntry[]> {
    const all: JournalEntry[] = [];
    for (;;) {
      const page = await this.#copy.journal(code, { from_seq: (all.at(-1)?.seq ?? 0) + 1, limit: PAGE });
      all.push(...page.map(({ seq, event }) => ({ seq, event })));
      if (page.length < PAGE) return all;
    }
  }

  async #log(show_id: string): Promise<LogEntry[]> {
    const all: LogEntry[] = [];
    for (;;) {
      const page = await this.#copy.log(show_id, { from: all.length + 1, limit: PAGE });
      all.push(...page.flatMap((text) => parseLogEntry(JSON.parse(text)) ?? []));
      if (page.length === 0) return all;
    }
  }
}
