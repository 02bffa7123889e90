// Rows of one sale's screen: which show it is of, and its minutes.
import * as z from "zod/mini";
import type { Moment } from "../../domain/sale-figures/history.ts";
import { migrate } from "../kit/migrate.ts";
import { numberOf, type Sql, textOf } from "../kit/sql.ts";
import { SCREEN_STEPS } from "./migrations.ts";

export const MINUTE_MS = 60_000;
/** What a curve can show; a longer time is told in larger steps. */
const MOMENTS_MAX = 2_000;

const count = z.int();
const forecast = z.object({ p10_ms: count, p50_ms: count, p90_ms: count });
const moment = z.object({
  at_ms: count,
  waiting: count,
  inside: count,
  joined: count,
  admitted: count,
  holds: count,
  sold: count,
  available: count,
  declined: count,
  revenue_krw: count,
  sold_by_grade: z.record(z.string(), count),
  forecast: z.nullable(forecast),
});

export type Range = { readonly from_ms: number; readonly to_ms: number };
export type History = { readonly step_ms: number; readonly items: readonly Moment[] };

export class ScreenStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
    migrate(sql, SCREEN_STEPS);
  }

  showId(): string | null {
    const row = this.#sql.all("SELECT show_id FROM about")[0];
    return row === undefined ? null : textOf(row, "show_id");
  }

  name(show_id: string): void {
    this.#sql.run("INSERT INTO about (id, show_id) VALUES (1, ?) ON CONFLICT DO NOTHING", show_id);
  }

  /** One row a minute, the last word of it. */
  keep(now: Moment): void {
    const at_ms = now.at_ms - (now.at_ms % MINUTE_MS);
    this.#sql.run("INSERT OR REPLACE INTO minute (at_ms, body) VALUES (?, ?)", at_ms, JSON.stringify(now));
  }

  minutes({ from_ms, to_ms }: Range): History {
    const [bounds] = this.#sql.all(
      "SELECT count(*) AS n FROM minute WHERE at_ms BETWEEN ? AND ?",
      from_ms - MINUTE_MS,
      to_ms,
    );
    const every = Math.max(1, Math.ceil(numberOf(bounds, "n") / MOMENTS_MAX));
    const rows = this.#sql.all(
      `SELECT body FROM (SELECT body, at_ms, row_number() OVER (ORDER BY at_ms DESC) AS n FROM minute
       WHERE at_ms BETWEEN ? AND ?) WHERE (n - 1) % ? = 0 ORDER BY at_ms`,
      from_ms - MINUTE_MS,
      to_ms,
      every,
    );
    const items = rows.map((row) => moment.parse(JSON.parse(textOf(row, "body"))));
    return {
      step_ms: MINUTE_MS * every,
      items: items.filter(({ at_ms }) => at_ms >= from_ms && at_ms <= to_ms),
    };
  }

  lastMinutes(count_max: number): Moment[] {
    const rows = this.#sql.all("SELECT body FROM minute ORDER BY at_ms DESC LIMIT ?", count_max);
    return rows.map((row) => moment.parse(JSON.parse(textOf(row, "body")))).reverse();
  }
}
