// What one ledger counts of its own facts for whoever watches the sale: summed anew each time from seats, holds and
// orders, so that no counter can drift away from what it counts.
import type { Attempt, Order } from "./events.ts";
import type { LedgerState } from "./state.ts";
import { type Count, counts, revenueKrw } from "./status.ts";
import type { Tallies } from "./tallies.ts";

export type MoneyFigures = {
  /** Charges that stand at the provider, whatever became of their seats. */
  readonly captured: number;
  readonly captured_krw: number;
  /** Attempts that have no outcome yet; of them those whose provider did not answer. */
  readonly pending: number;
  readonly pending_krw: number;
  readonly unknown: number;
  /** The oldest attempt without an outcome; null where there is none. */
  readonly pending_since_ms: number | null;
  readonly declined: number;
  readonly declined_by_code: Readonly<Record<string, number>>;
  readonly refunded: number;
  readonly refunded_krw: number;
  readonly refunds_pending: number;
  readonly refunds_pending_krw: number;
  readonly refunds_refused: number;
};

export type LedgerFigures = Count & {
  readonly showtime_id: string;
  /** The last event that is counted in. */
  readonly seq: number;
  readonly by_grade: ReturnType<typeof counts>["by_grade"];
  readonly revenue_krw: number;
  /** Fans by how far they have come: with seats in hand, with an open order. A fan with both is ordering. */
  readonly holding: number;
  readonly ordering: number;
  /** Seats that were sold and have come back. */
  readonly returns: number;
  readonly money: MoneyFigures;
  readonly tallies: Tallies;
};

type Summing = { -readonly [K in keyof MoneyFigures]: MoneyFigures[K] } & { declined_by_code: Record<string, number> };

export const noMoney = (): Summing => ({
  captured: 0,
  captured_krw: 0,
  pending: 0,
  pending_krw: 0,
  unknown: 0,
  pending_since_ms: null,
  declined: 0,
  declined_by_code: {},
  refunded: 0,
  refunded_krw: 0,
  refunds_pending: 0,
  refunds_pending_krw: 0,
  refunds_refused: 0,
});

export function ledgerFigures(state: LedgerState): LedgerFigures {
  const { available, held, sold, blocked, by_grade } = counts(state);
  const money = noMoney();
  const ordering = new Set<string>();
  let returns = 0;
  for (const order of state.orders.values()) {
    if (order.status === "PENDING" || order.status === "PAYING") ordering.add(order.fan_id);
    returns += order.lines.filter(({ status }) => status === "REFUNDED").length;
    for (const attempt of order.attempts) addAttempt(money, attempt);
    addRefunds(money, order);
  }
  const holding = new Set<string>();
  for (const { fan_id } of state.holds.values()) if (!ordering.has(fan_id)) holding.add(fan_id);
  return {
    showtime_id: state.config.showtime_id,
    seq: state.seq,
    available,
    held,
    sold,
    blocked,
    by_grade,
    revenue_krw: revenueKrw(state),
    holding: holding.size,
    ordering: ordering.size,
    returns,
    money,
    tallies: state.tallies,
  };
}

function addAttempt(money: Summing, attempt: Attempt): void {
  switch (attempt.status) {
    case "CAPTURED":
      money.captured++;
      money.captured_krw += attempt.captured_krw;
      return;
    case "STARTED":
    case "UNKNOWN":
    case "GIVEN_UP":
      // Given up is asked for still: money may lie at the provider until it says otherwise.
      if (attempt.status === "GIVEN_UP" && attempt.next_ask_at_ms === null) return;
      money.pending++;
      money.pending_krw += attempt.amount_krw;
      if (attempt.status !== "STARTED") money.unknown++;
      money.pending_since_ms = Math.min(money.pending_since_ms ?? attempt.started_at_ms, attempt.started_at_ms);
      return;
    case "DECLINED": {
      const code = attempt.code ?? "declined";
      money.declined++;
      money.declined_by_code[code] = (money.declined_by_code[code] ?? 0) + 1;
    }
  }
}

function addRefunds(money: Summing, { refunds }: Order): void {
  for (const { status, amount_krw } of refunds) {
    if (status === "DONE") {
      money.refunded++;
      money.refunded_krw += amount_krw;
    } else if (status === "REQUESTED") {
      money.refunds_pending++;
      money.refunds_pending_krw += amount_krw;
    } else money.refunds_refused++;
  }
}
