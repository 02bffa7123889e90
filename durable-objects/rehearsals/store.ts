// Rows of a show's rehearsals: what was asked, how far the running one has come, and the reports.
import * as z from "zod/mini";
import type { Report } from "../../domain/forecast/forecast.ts";
import type { Summary } from "../../domain/forecast/summary.ts";
import type { LiveReport } from "../../domain/rehearsal/live-report.ts";
import type { AuditEntry } from "../../schema/audit-acts.ts";
import {
  type AskedCrowd,
  askedCrowd,
  forecastReport,
  liveReport,
  type PlayedShow,
  playedSale,
  playedShow,
  REHEARSAL_KINDS,
  REHEARSAL_STATUSES,
} from "../../schema/http/rehearsals.ts";
import { LIMITS } from "../../schema/limits.ts";
import { migrate } from "../kit/migrate.ts";
import { numberOf, type Sql, type SqlRow, textOf } from "../kit/sql.ts";
import { UntoldLines } from "../kit/untold.ts";
import { REHEARSAL_STEPS } from "./migrations.ts";

type Kind = (typeof REHEARSAL_KINDS)[number];
type Status = (typeof REHEARSAL_STATUSES)[number];

export type Wish = {
  readonly id: string;
  readonly kind: Kind;
  readonly asked: AskedCrowd;
  readonly plays: PlayedShow;
  /** Of a live one: the practice in which its copy is sold. */
  readonly copy: string | null;
};

/** When, and the audit log's line of it. */
export type Act = { readonly now_ms: number; readonly line: AuditEntry };

export type Kept = Wish & {
  readonly status: Status;
  readonly begun: number;
  readonly created_at_ms: number;
  readonly finished_at_ms: number | null;
  readonly report: Report | null;
  readonly live: LiveReport | null;
};

const COLUMNS = "id, kind, status, asked, plays, copy, begun, created_at_ms, finished_at_ms, report";

export class RehearsalStore {
  readonly #sql: Sql;
  readonly untold: UntoldLines;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.untold = new UntoldLines(sql);
    migrate(sql, REHEARSAL_STEPS);
  }

  /** The oldest make room. */
  insert({ id, kind, asked, plays, copy }: Wish, { now_ms, line }: Act): void {
    this.#sql.transaction(() => {
      this.untold.add(line);
      this.#sql.run("DELETE FROM played");
      this.#sql.run(
        "DELETE FROM rehearsal WHERE id IN (SELECT id FROM rehearsal ORDER BY created_at_ms DESC, id DESC LIMIT -1 OFFSET ?)",
        LIMITS.rehearsals_per_show - 1,
      );
      this.#sql.run(
        "INSERT INTO rehearsal (id, kind, status, asked, plays, copy, created_at_ms) VALUES (?, ?, 'RUNNING', ?, ?, ?, ?)",
        id,
        kind,
        JSON.stringify(asked),
        JSON.stringify(plays),
        copy,
        now_ms,
      );
    });
  }

  read(id: string): Kept | null {
    return keptOf(this.#sql.all(`SELECT ${COLUMNS} FROM rehearsal WHERE id = ?`, id)[0]);
  }

  running(): Kept | null {
    return keptOf(this.#sql.all(`SELECT ${COLUMNS} FROM rehearsal WHERE status = 'RUNNING'`)[0]);
  }

  /** Newest first. */
  list(): Kept[] {
    const rows = this.#sql.all(`SELECT ${COLUMNS} FROM rehearsal ORDER BY created_at_ms DESC, id DESC`);
    return rows.flatMap((row) => keptOf(row) ?? []);
  }

  played(): Summary[] {
    const rows = this.#sql.all("SELECT body FROM played ORDER BY n");
    return rows.map((row) => playedSale.parse(JSON.parse(textOf(row, "body"))));
  }

  begin(id: string): void {
    this.#sql.run("UPDATE rehearsal SET begun = begun + 1 WHERE id = ?", id);
  }

  /** A sale that was played through; the next one has not been begun. */
  keep(id: string, n: number, summary: Summary): void {
    this.#sql.transaction(() => {
      this.#sql.run("INSERT INTO played (n, body) VALUES (?, ?)", n, JSON.stringify(summary));
      this.#sql.run("UPDATE rehearsal SET begun = 1 WHERE id = ?", id);
    });
  }

  finish(id: string, report: Report | LiveReport | null, now_ms: number): void {
    this.#sql.transaction(() => {
      this.#sql.run("DELETE FROM played");
      this.#sql.run(
        "UPDATE rehearsal SET status = ?, report = ?, finished_at_ms = ? WHERE id = ?",
        report === null ? "FAILED" : "DONE",
        report === null ? null : JSON.stringify(report),
        now_ms,
        id,
      );
    });
  }

  /** Without a line where nobody asked for it by name: the show itself is gone. */
  remove(id: string, line: AuditEntry | null): boolean {
    const found = this.read(id);
    if (found === null) return false;
    this.#sql.transaction(() => {
      if (line !== null) this.untold.add(line);
      if (found.status === "RUNNING") this.#sql.run("DELETE FROM played");
      this.#sql.run("DELETE FROM rehearsal WHERE id = ?", id);
    });
    return true;
  }
}

function keptOf(row: SqlRow | undefined): Kept | null {
  if (row === undefined) return null;
  const report = textOf(row, "report");
  const kind = z.enum(REHEARSAL_KINDS).parse(textOf(row, "kind"));
  const copy = textOf(row, "copy");
  const finished_at_ms = numberOf(row, "finished_at_ms");
  return {
    id: textOf(row, "id"),
    kind,
    status: z.enum(REHEARSAL_STATUSES).parse(textOf(row, "status")),
    asked: askedCrowd.parse(JSON.parse(textOf(row, "asked"))),
    plays: playedShow.parse(JSON.parse(textOf(row, "plays"))),
    begun: numberOf(row, "begun"),
    created_at_ms: numberOf(row, "created_at_ms"),
    finished_at_ms: finished_at_ms === 0 ? null : finished_at_ms,
    copy: copy === "" ? null : copy,
    report: report === "" || kind !== "forecast" ? null : forecastReport.parse(JSON.parse(report)),
    live: report === "" || kind !== "live" ? null : liveReport.parse(JSON.parse(report)),
  };
}
