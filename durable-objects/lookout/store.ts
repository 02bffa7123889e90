// Rows of the lookout: its minutes, its incidents, its counters and a few facts.
import { NEVER_TOLD, type Tracked } from "../../domain/alerts/delivery.ts";
import type { Incident } from "../../domain/alerts/incidents.ts";
import type { Measured } from "../../domain/metrics/sale-metrics.ts";
import { migrate } from "../kit/migrate.ts";
import { numberOf, PIECE_CHARS, type Sql, textOf } from "../kit/sql.ts";
import { LOOKOUT_STEPS } from "./migrations.ts";

const INCIDENTS_KEPT = 500;

export type Minute = { readonly at_ms: number; readonly measured: readonly Measured[] };
export type Looked = Minute & {
  readonly keep_from_ms: number;
  readonly changed: readonly Incident[];
  readonly facts: Readonly<Record<string, unknown>>;
};

export class LookoutStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
    migrate(sql, LOOKOUT_STEPS);
  }

  /** All that a look found, whole or not at all. False where the figures are more than a row may hold. */
  looked({ at_ms, measured, keep_from_ms, changed, facts }: Looked): boolean {
    const body = JSON.stringify(measured);
    const fits = body.length <= PIECE_CHARS;
    this.#sql.transaction(() => {
      this.#sql.run("DELETE FROM minute WHERE at_ms < ?", keep_from_ms);
      if (fits) this.#sql.run("INSERT OR REPLACE INTO minute (at_ms, body) VALUES (?, ?)", at_ms, body);
      for (const incident of changed) this.#write(incident);
      for (const [name, fact] of Object.entries(facts)) this.setFact(name, fact);
      this.#sql.run(
        "DELETE FROM incident WHERE ended_at_ms IS NOT NULL AND id NOT IN (SELECT id FROM incident ORDER BY began_at_ms DESC LIMIT ?)",
        INCIDENTS_KEPT,
      );
    });
    return fits;
  }

  #write(incident: Incident): void {
    const { id, began_at_ms, ended_at_ms, rev } = incident;
    this.#sql.run(
      `INSERT INTO incident (id, began_at_ms, ended_at_ms, rev, body, told) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET ended_at_ms = excluded.ended_at_ms, rev = excluded.rev, body = excluded.body`,
      id,
      began_at_ms,
      ended_at_ms,
      rev,
      JSON.stringify(incident),
      JSON.stringify(NEVER_TOLD),
    );
  }

  minutes(from_ms: number): Minute[] {
    return this.#sql
      .all("SELECT at_ms, body FROM minute WHERE at_ms >= ? ORDER BY at_ms", from_ms)
      .map((row) => ({ at_ms: numberOf(row, "at_ms"), measured: JSON.parse(textOf(row, "body")) as Measured[] }));
  }

  open(): Incident[] {
    return this.#sql
      .all("SELECT body FROM incident WHERE ended_at_ms IS NULL ORDER BY began_at_ms, id")
      .map((row) => JSON.parse(textOf(row, "body")) as Incident);
  }

  /** Those of which the webhook does not know all. */
  untold(): Tracked[] {
    return this.#sql
      .all("SELECT body, told FROM incident WHERE told_rev < rev ORDER BY began_at_ms, id")
      .map(trackedOf);
  }

  /** Newest first. */
  latest(most: number): Tracked[] {
    return this.#sql.all("SELECT body, told FROM incident ORDER BY began_at_ms DESC, id LIMIT ?", most).map(trackedOf);
  }

  tell(id: string, told: Tracked["told"]): void {
    this.#sql.run("UPDATE incident SET told_rev = ?, told = ? WHERE id = ?", told.rev, JSON.stringify(told), id);
  }

  /** Where nobody is to be told, everything counts as told: a webhook that comes later is not flooded. */
  tellNobody(): void {
    this.#sql.run("UPDATE incident SET told_rev = rev, told = json_set(told, '$.rev', rev) WHERE told_rev < rev");
  }

  count(name: string, n: number): void {
    this.#sql.run("INSERT INTO counter (name, n) VALUES (?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n", name, n);
  }

  counters(): ReadonlyMap<string, number> {
    return new Map(
      this.#sql.all("SELECT name, n FROM counter").map((row) => [textOf(row, "name"), numberOf(row, "n")]),
    );
  }

  fact<T>(name: string, otherwise: T): T {
    const row = this.#sql.all("SELECT body FROM fact WHERE name = ?", name)[0];
    return row === undefined ? otherwise : (JSON.parse(textOf(row, "body")) as T);
  }

  setFact(name: string, fact: unknown): void {
    this.#sql.run("INSERT OR REPLACE INTO fact (name, body) VALUES (?, ?)", name, JSON.stringify(fact));
  }
}

const trackedOf = (row: Parameters<typeof textOf>[0]): Tracked => ({
  incident: JSON.parse(textOf(row, "body")) as Incident,
  told: JSON.parse(textOf(row, "told")) as Tracked["told"],
});
