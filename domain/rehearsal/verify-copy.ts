// The verdicts on a rehearsed sale: its line by the public log's own verifier, its seats and money by the check of a sale.
// Nothing of a rehearsal stands in the database, so there is no record to compare; its provider is the stand-in, which
// answers by a rule, so the rule itself says what was charged.
import { standInOutcome } from "../crowd/stand-in-payment.ts";
import type { LogEntry } from "../log/entry.ts";
import type { Checkpoint } from "../log/receipt.ts";
import { verifyLog } from "../log/verify.ts";
import type { Order } from "../seat-ledger/events.ts";
import type { SeatMap } from "../seat-ledger/seat-map.ts";
import type { Counts } from "../seat-ledger/status.ts";
import type { Check, ProviderCharge } from "../verify-sale/facts.ts";
import { checkMoney } from "../verify-sale/money.ts";
import { type JournalEntry, SaleReplay } from "../verify-sale/replay.ts";
import { checkSeats } from "../verify-sale/seats.ts";

/** Of many faults the first are enough to look for. */
const FAULTS_SHOWN = 10;

export type LineVerdict = {
  readonly sound: boolean;
  readonly entries: number;
  readonly joined: number;
  readonly admitted: number;
  readonly checkpoints: number;
  readonly faults: readonly { readonly code: string; readonly seq: number }[];
};

export function verifyCopyLine(
  show_id: string,
  { entries, checkpoints }: { readonly entries: readonly LogEntry[]; readonly checkpoints: readonly Checkpoint[] },
): LineVerdict {
  const verdict = verifyLog(show_id, entries, { checkpoints });
  return {
    sound: verdict.ok,
    entries: verdict.entries,
    joined: verdict.joined,
    admitted: verdict.admitted,
    checkpoints: verdict.checkpoints_checked,
    faults: verdict.faults.slice(0, FAULTS_SHOWN).map(({ code, seq }) => ({ code, seq })),
  };
}

export type CopyJournal = {
  readonly map: SeatMap;
  readonly entries: readonly JournalEntry[];
  /** The ledger as it counts itself. */
  readonly counts: Counts;
  readonly now_ms: number;
};

export type SaleVerdict = {
  readonly sound: boolean;
  readonly checks: readonly { readonly name: Check["name"]; readonly compared: number; readonly differences: number }[];
  /** Seats that were taken while they were somebody else's. */
  readonly oversold: number;
  readonly orders: number;
  readonly confirmed: number;
  readonly captured_krw: number;
  readonly differences: readonly { readonly code: string; readonly subject: string }[];
};

export function verifyCopySale({ map, entries, counts, now_ms }: CopyJournal): SaleVerdict {
  const replay = new SaleReplay(new Map([[map.layout_version, map]]));
  for (const entry of entries) if (!replay.feed(entry)) break;
  const orders = [...replay.orders.values()];
  const charges = orders.flatMap(chargesOf);
  const money = checkMoney(orders, charges, now_ms);
  const journal: Check = { name: "journal", compared: replay.seq, differences: replay.differences };
  const seats = replay.state === null ? [] : [checkSeats(replay.state, counts)];
  const checks = [journal, ...seats, money];
  const differences = checks.flatMap((check) => check.differences);
  return {
    sound: differences.length === 0 && replay.state !== null,
    checks: checks.map(({ name, compared, differences: found }) => ({ name, compared, differences: found.length })),
    oversold: new Set(differences.flatMap(({ code, subject }) => (code === "seat_taken_twice" ? [subject] : []))).size,
    orders: orders.length,
    confirmed: orders.filter(({ status }) => status === "CONFIRMED").length,
    captured_krw: charges.reduce((sum, { charged_krw }) => sum + charged_krw, 0),
    differences: differences.slice(0, FAULTS_SHOWN).map(({ code, subject }) => ({ code, subject })),
  };
}

/** What the stand-in took for each attempt, by its rule and not by what the ledger made of it. */
function chargesOf({ attempts }: Order): ProviderCharge[] {
  return attempts.flatMap((attempt) => {
    const outcome = standInOutcome(attempt);
    if (outcome.kind !== "captured") return [];
    return [{ attempt_id: attempt.id, charged_krw: outcome.captured_krw, returned_krw: 0, charges: 1 }];
  });
}
