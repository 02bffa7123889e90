// What a show has sold, held and left over all its showtimes, asked of the ledgers themselves.
import type { Grade } from "../../schema/layout.ts";
import { database } from "../db/database.ts";
import { readShow, readShowtimes } from "../db/shows.ts";
import { ledgerOf } from "../objects.ts";

export type GradeTotals = { sold: number; held: number; available: number };
export type SeatTotals = GradeTotals & {
  revenue_krw: number;
  by_grade: Partial<Record<Grade, GradeTotals>>;
};

export async function seatTotals(env: Env, show_id: string): Promise<SeatTotals> {
  const db = database(env);
  const [found, showtimes] = await Promise.all([readShow(db, show_id), readShowtimes(db, show_id)]);
  const prices = new Map(found?.grades.map(({ grade, price_krw }) => [grade, price_krw]));
  const totals: SeatTotals = { sold: 0, held: 0, available: 0, revenue_krw: 0, by_grade: {} };
  const answers = await Promise.all(showtimes.map(({ code }) => ledgerOf(env, code).counts()));
  for (const answer of answers) {
    if (!answer.ok) continue;
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
      totals.revenue_krw += count.sold * (prices.get(grade) ?? 0);
    }
  }
  return totals;
}
