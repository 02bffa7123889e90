// The one object that counts the deployment's practices and rehearsals, so that all of them together stay small beside a
// sale: how many are open, how many bots, how many from one address range, how many begin in a minute.
import { DurableObject } from "cloudflare:workers";
import type { CrowdKind } from "../../domain/crowd/order.ts";
import { mayRank, mayStart, rankingsOfLate, type Start, startsOfMinute } from "../../domain/crowd/starts.ts";
import { migrate } from "../kit/migrate.ts";
import { numberOf, objectSql, type Sql, textOf } from "../kit/sql.ts";
import { HOUSE_STEPS } from "./migrations.ts";

export const HOUSE_LIMITS = {
  /** Three objects each. */
  open: 60,
  bots: 20_000,
  /** A classroom behind one address; more is somebody who counts on us not to count. */
  open_per_asker: 20,
} as const;

export type Admission = {
  readonly id: string;
  readonly kind: CrowdKind;
  readonly bots: number;
  /** The range of the address, or the organiser. */
  readonly asker: string;
  readonly until_ms: number;
};
export type Admitted = { readonly ok: true } | { readonly ok: false; readonly retry_after_s: number };
export type HouseFigures = {
  readonly open: Readonly<Record<CrowdKind, number>>;
  readonly opened: Readonly<Record<CrowdKind, number>>;
  readonly refused: Readonly<Record<CrowdKind, number>>;
};

const RETRY_S = 60;

export class PracticeHouse<Env> extends DurableObject<Env> {
  readonly #sql: Sql;
  /** Not remembered over a sleep: nobody began anything meanwhile. */
  #starts: Start[] = [];
  #rankings: Start[] = [];

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = objectSql(ctx.storage);
    migrate(this.#sql, HOUSE_STEPS);
  }

  admit({ id, kind, bots, asker, until_ms }: Admission): Admitted {
    const now_ms = Date.now();
    this.#sql.run("DELETE FROM open WHERE until_ms <= ?", now_ms);
    this.#starts = startsOfMinute(this.#starts, now_ms);
    const [sum] = this.#sql.all("SELECT count(*) AS open, coalesce(sum(bots), 0) AS bots FROM open");
    const [own] = this.#sql.all("SELECT count(*) AS open FROM open WHERE asker = ?", asker);
    const full =
      numberOf(sum, "open") >= HOUSE_LIMITS.open ||
      numberOf(sum, "bots") + bots > HOUSE_LIMITS.bots ||
      numberOf(own, "open") >= HOUSE_LIMITS.open_per_asker ||
      !mayStart(this.#starts, asker);
    this.#count(kind, full ? "refused" : "opened");
    if (full) return { ok: false, retry_after_s: RETRY_S };
    this.#starts.push({ asker, at_ms: now_ms });
    this.#sql.run(
      "INSERT OR REPLACE INTO open (id, kind, bots, asker, until_ms) VALUES (?, ?, ?, ?, ?)",
      id,
      kind,
      bots,
      asker,
      until_ms,
    );
    return { ok: true };
  }

  /** A row of the ranking; not remembered over a sleep either. */
  enterRanking(asker: string): Admitted {
    const now_ms = Date.now();
    this.#rankings = rankingsOfLate(this.#rankings, now_ms);
    if (!mayRank(this.#rankings, asker)) return { ok: false, retry_after_s: RETRY_S };
    this.#rankings.push({ asker, at_ms: now_ms });
    return { ok: true };
  }

  /** Its objects are gone. */
  left(id: string): void {
    this.#sql.run("DELETE FROM open WHERE id = ?", id);
  }

  figures(): HouseFigures {
    const figures = { open: zero(), opened: zero(), refused: zero() };
    for (const row of this.#sql.all(
      "SELECT kind, count(*) AS open FROM open WHERE until_ms > ? GROUP BY kind",
      Date.now(),
    ))
      figures.open[textOf(row, "kind") as CrowdKind] = numberOf(row, "open");
    for (const row of this.#sql.all("SELECT kind, opened, refused FROM total")) {
      const kind = textOf(row, "kind") as CrowdKind;
      figures.opened[kind] = numberOf(row, "opened");
      figures.refused[kind] = numberOf(row, "refused");
    }
    return figures;
  }

  #count(kind: CrowdKind, what: "opened" | "refused"): void {
    this.#sql.run("INSERT INTO total (kind, opened, refused) VALUES (?, 0, 0) ON CONFLICT DO NOTHING", kind);
    this.#sql.run(`UPDATE total SET ${what} = ${what} + 1 WHERE kind = ?`, kind);
  }
}

const zero = (): Record<CrowdKind, number> => ({ practice: 0, rehearsal: 0 });
