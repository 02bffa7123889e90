// Whether the payment provider settles what it is asked for, told by the attempts that wait for it.
import type { MoneyFigures } from "../seat-ledger/figures.ts";

/** Fewer say nothing: a bank's own outage leaves some of them too. */
const UNANSWERED_LEAST = 20;
const UNANSWERED_SHARE = 0.8;

/** False while nearly all that wait do so because the provider did not answer, and not because they have just begun. */
export function confirmsPayments(parts: readonly Pick<MoneyFigures, "pending" | "unknown">[]): boolean {
  const pending = parts.reduce((sum, one) => sum + one.pending, 0);
  const unknown = parts.reduce((sum, one) => sum + one.unknown, 0);
  return unknown < UNANSWERED_LEAST || unknown < pending * UNANSWERED_SHARE;
}
