// Which bookings a refund job is about and what each would pay, said by the ledgers themselves: the preview is the sum,
// the job's rows are the list.
import type { RefundsInput } from "../../../schema/http/refund-jobs.ts";
import { LIMITS } from "../../../schema/limits.ts";
import type { Database } from "../../kit/db/database.ts";
import { Refusal } from "../../kit/failures.ts";
import type { NewItem } from "../db/jobs.ts";
import { bookingsFor } from "../db/purchases.ts";
import { byLedger } from "./by-ledger.ts";

export type Choice = {
  readonly bookings: number;
  readonly seats: number;
  readonly refund_krw: number;
  readonly fee_krw: number;
  readonly items: readonly NewItem[];
};

export async function chooseRefunds(env: Env, db: Database, show_id: string, input: RefundsInput): Promise<Choice> {
  const seats = input.seats ?? null;
  const chosen = await bookingsFor(db, show_id, input, LIMITS.job_items + 1);
  if (chosen.length > LIMITS.job_items) {
    const values = { max: LIMITS.job_items };
    throw new Refusal("invalid", { errors: [{ path: "filter", fault: "refunds_too_many", values }] });
  }
  // A booking of somebody else's show is not there.
  if (chosen.length < new Set(input.booking_ids ?? []).size) throw new Refusal("not_found");
  const words = await byLedger(env, chosen, async (ledger, slice) =>
    ledger.refundPreviewEach(slice.map((booking) => commandOf({ booking_id: booking.id, seats }, input.reason))),
  );
  const items: NewItem[] = [];
  const sum = { bookings: 0, seats: 0, refund_krw: 0, fee_krw: 0 };
  for (const [at, booking] of chosen.entries()) {
    const word = words[at];
    if (word === undefined) throw new Refusal("unavailable");
    if (!word.ok) {
      // Whoever named it reads why not; what a filter found is left out.
      if (input.booking_ids !== undefined)
        items.push({ booking_id: booking.id, status: "FAILED", seats: seats, code: word.failure.code });
      continue;
    }
    items.push({ booking_id: booking.id, status: "WAITING", seats, code: null });
    sum.bookings += 1;
    sum.seats += seats?.length ?? booking.seats;
    sum.refund_krw += word.value.refund_krw;
    sum.fee_krw += word.value.fee_krw;
  }
  return { ...sum, items };
}

/** The organiser pays back in full. */
export const commandOf = (
  of: { readonly booking_id: string; readonly seats: readonly string[] | null },
  reason: string,
) => ({
  order_id: of.booking_id,
  by: "organiser" as const,
  fan_id: null,
  reason,
  seats: of.seats,
});
