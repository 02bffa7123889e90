// One showtime's verdict: the journal, the seats, the record, the tickets and the money, each compared with the others.

import type { Counts } from "../seat-ledger/status.ts";
import type { Check, ProviderCharge, SaleRecord } from "./facts.ts";
import { checkMoney } from "./money.ts";
import { checkRecord } from "./record.ts";
import type { SaleReplay } from "./replay.ts";
import { checkSeats, checkTickets } from "./seats.ts";

export type SaleSources = {
  readonly replay: SaleReplay;
  /** The ledger as it counts itself. */
  readonly counts: Counts;
  readonly record: SaleRecord;
  readonly charges: readonly ProviderCharge[];
  readonly now_ms: number;
};

export type SaleVerdict = {
  readonly checks: readonly Check[];
  readonly sound: boolean;
  readonly orders: number;
  readonly confirmed: number;
  readonly live_tickets: number;
  readonly captured_krw: number;
  readonly returned_krw: number;
  /** Orders whose time has not come: nothing is said of them yet. */
  readonly under_way: number;
};

export function verifySale({ replay, counts, record, charges, now_ms }: SaleSources): SaleVerdict {
  const journal: Check = { name: "journal", compared: replay.seq, differences: replay.differences };
  const { under_way, ...money } = checkMoney(replay.orders.values(), charges, now_ms);
  const seats = replay.state === null ? [] : [checkSeats(replay.state, counts)];
  const checks = [
    journal,
    ...seats,
    checkRecord(replay.recorded, record),
    checkTickets(replay.recorded, record),
    money,
  ];
  const orders = [...replay.orders.values()];
  return {
    checks,
    sound: checks.every(({ differences }) => differences.length === 0),
    orders: orders.length,
    confirmed: orders.filter(({ status }) => status === "CONFIRMED").length,
    live_tickets: record.live_tickets,
    captured_krw: total(charges.map(({ charged_krw }) => charged_krw)),
    returned_krw: total(charges.map(({ returned_krw }) => returned_krw)),
    under_way,
  };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
