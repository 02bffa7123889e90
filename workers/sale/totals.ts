// What a show has sold, held and left over all its showtimes, asked of the ledgers themselves.
import type { Grade } from "../../schema/layout.ts";
import { readShowtimes } from "../catalogue/db/shows.ts";
import { database } from "../kit/db/database.ts";
import { ledgerOf } from "../kit/objects.ts";

export type GradeTotals = { sold: number; held: number; available: number };
export type SeatTotals = GradeTotals & {
  revenue_krw: number;
  by_grade: Partial<Record<Grade, GradeTotals>>;
};

export async function seatTotals(env: Env, show_id: string): Promise<SeatTotals> {
  const showtimes = await readShowtimes(database(env), show_id);
  const totals: SeatTotals = { sold: 0, held: 0, available: 0, revenue_krw: 0, by_grade: {} };
  const answers = await Promise.all(showtimes.map(({ code }) => ledgerOf(env, code).counts()));
  for (const answer of answers) {
    if (!answer.ok) continue;
    totals.revenue_krw += answer.value.revenue_krw;
    for (const [name, count] of Object.entries(answer.value.by_grade)) {
      const grade = name as Grade;
      const sum = totals.by_grade[grade] ?? { sold: 0, held: 0, available: 0 };
      totals.by_grade[grade] = {
        sold: sum.sold + count.sold,
        held: sum.held + count.held,
        available: sum.available + count.available,
      };
      totals.sold += count.sold;
      totals.held += count.held;
      totals.available += count.available;
    }
  }
  return totals;
}
