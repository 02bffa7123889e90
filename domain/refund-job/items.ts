// What becomes of one booking in a job, by what its ledger and later its refund said (RJ1 to RJ4).

export type ItemStatus = "WAITING" | "ASKED" | "DONE" | "FAILED";

/** The same for every repeat of one asking, another for each "try again": a ledger answers a known key as before. */
export const refundKey = (item: { readonly job_id: string; readonly booking_id: string; readonly round: number }) =>
  `${item.job_id}:${item.booking_id}:${item.round}`;

export type LedgerWord =
  | { readonly ok: true; readonly refund_id: string | null; readonly refund_krw: number; readonly fee_krw: number }
  | { readonly ok: false; readonly code: string };

export type ItemChange = {
  readonly status: ItemStatus;
  readonly refund_id: string | null;
  readonly refund_krw: number;
  readonly fee_krw: number;
  readonly code: string | null;
};

/** Nobody could say anything yet: the ledger is busy or gone, and will be asked again under the same key. */
const LATER: ReadonlySet<string> = new Set(["overloaded", "unavailable", "internal", "payment_in_progress"]);

/** Null where the item stays as it is. */
export function afterAsking(word: LedgerWord): ItemChange | null {
  if (!word.ok) {
    if (LATER.has(word.code)) return null;
    return { status: "FAILED", refund_id: null, refund_krw: 0, fee_krw: 0, code: word.code };
  }
  const { refund_id, refund_krw, fee_krw } = word;
  // Without a refund there was no money: an unpaid order has just ended.
  return { status: refund_id === null ? "DONE" : "ASKED", refund_id, refund_krw, fee_krw, code: null };
}

/** What the organiser reads where the provider refused to send money back. */
export const REFUND_REFUSED = "refund_refused";

export type ItemCounts = Readonly<Record<ItemStatus, number>>;

export const isSettled = (counts: ItemCounts): boolean => counts.WAITING + counts.ASKED === 0;
