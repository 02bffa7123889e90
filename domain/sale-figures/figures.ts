// The figures of one sale: the sum of what its line and its ledgers say, and nothing that they do not say.
import type { Grade } from "../../schema/layout.ts";
import { type LedgerFigures, type MoneyFigures, noMoney } from "../seat-ledger/figures.ts";
import type { Count } from "../seat-ledger/status.ts";
import type { LineFigures } from "../waiting-line/figures.ts";

/** What fans' browsers meet: counted in memory since the objects woke, so it says so. */
export type RoadFigures = {
  readonly sockets: number;
  /** Sockets opened, ever: what goes beyond those open now was opened again. */
  readonly opened: number;
  readonly errors: Readonly<Record<string, number>>;
  /** How long the last change of a seat waited before it was sent to the maps; null before the first. */
  readonly map_age_ms: number | null;
};

/** `relays`: those that hold sockets for the line; its own and theirs are counted together. */
export type LinePart = LineFigures & { readonly road: RoadFigures & { readonly relays: number } };
export type LedgerPart = LedgerFigures & { readonly road: RoadFigures };

export type SaleFigures = Omit<LineFigures, "ledgers" | "show_id" | "at_ms" | "braked"> & {
  readonly held: number;
  readonly sold: number;
  readonly available: number;
  readonly blocked: number;
  readonly revenue_krw: number;
  readonly by_grade: Readonly<Partial<Record<Grade, Count>>>;
  readonly holding: number;
  readonly paying: number;
  /** Inside, with nothing in hand. */
  readonly idle: number;
  readonly returns: number;
  readonly payments: MoneyFigures;
  readonly sockets: number;
  readonly sockets_opened: number;
  readonly errors: Readonly<Record<string, number>>;
  readonly map_age_ms: number | null;
  readonly as_of_ms: number;
};

const total = <T>(parts: readonly T[], of: (part: T) => number): number => parts.reduce((sum, one) => sum + of(one), 0);

export function saleFigures(line: LinePart, ledgers: readonly LedgerPart[]): SaleFigures {
  const { ledgers: _names, show_id: _show, braked: _braked, at_ms, road, ...facts } = line;
  const roads = [road, ...ledgers.map((ledger) => ledger.road)];
  const holding = total(ledgers, (one) => one.holding);
  const paying = total(ledgers, (one) => one.ordering);
  return {
    ...facts,
    held: total(ledgers, (one) => one.held),
    sold: total(ledgers, (one) => one.sold),
    available: total(ledgers, (one) => one.available),
    blocked: total(ledgers, (one) => one.blocked),
    revenue_krw: total(ledgers, (one) => one.revenue_krw),
    by_grade: gradesOf(ledgers),
    holding,
    paying,
    // A fan with seats in hand whose pass has just ended is in no room any more.
    idle: Math.max(0, facts.inside - facts.called - holding - paying),
    returns: total(ledgers, (one) => one.returns),
    payments: moneyOf(ledgers.map(({ money }) => money)),
    sockets: total(roads, (one) => one.sockets),
    sockets_opened: total(roads, (one) => one.opened),
    errors: summed(roads.map(({ errors }) => errors)),
    map_age_ms: latest(ledgers.map((ledger) => ledger.road.map_age_ms)),
    as_of_ms: at_ms,
  };
}

function gradesOf(ledgers: readonly LedgerPart[]): Partial<Record<Grade, Count>> {
  const grades: Partial<Record<Grade, Count>> = {};
  for (const { by_grade } of ledgers) {
    for (const [name, count] of Object.entries(by_grade)) {
      const sum = grades[name as Grade] ?? { available: 0, held: 0, sold: 0, blocked: 0 };
      grades[name as Grade] = {
        available: sum.available + count.available,
        held: sum.held + count.held,
        sold: sum.sold + count.sold,
        blocked: sum.blocked + count.blocked,
      };
    }
  }
  return grades;
}

function moneyOf(parts: readonly MoneyFigures[]): MoneyFigures {
  const sum = noMoney();
  for (const part of parts) {
    sum.captured += part.captured;
    sum.captured_krw += part.captured_krw;
    sum.pending += part.pending;
    sum.pending_krw += part.pending_krw;
    sum.unknown += part.unknown;
    sum.declined += part.declined;
    sum.refunded += part.refunded;
    sum.refunded_krw += part.refunded_krw;
    sum.refunds_pending += part.refunds_pending;
    sum.refunds_pending_krw += part.refunds_pending_krw;
    sum.refunds_refused += part.refunds_refused;
  }
  const sinces = parts.flatMap(({ pending_since_ms }) => pending_since_ms ?? []);
  sum.pending_since_ms = sinces.length === 0 ? null : Math.min(...sinces);
  sum.declined_by_code = summed(parts.map(({ declined_by_code }) => declined_by_code));
  return sum;
}

function summed(parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const part of parts) for (const [name, n] of Object.entries(part)) sum[name] = (sum[name] ?? 0) + n;
  return sum;
}

function latest(ages: readonly (number | null)[]): number | null {
  const known = ages.filter((age) => age !== null);
  return known.length === 0 ? null : Math.max(...known);
}
