// When those who were let in learned of it, beside the order of the line: that order is the log's, and the way of the news may
// bend it. By how much it does is told here, for those who listen and for those who ask now and then.
import { percentile } from "../kit/rounds.ts";

export type Learned = { readonly position: number; readonly heard_ms: number; readonly listens: boolean };

export function learnedFigures(all: readonly Learned[], batch_size: number): Record<string, number> {
  const listening = all.filter(({ listens }) => listens);
  return {
    learned_out_of_order: share(lateness(all, 1)),
    ...told("listening", lateness(listening, 1)),
    // Who is let in with somebody is no rival: only those a whole batch behind count.
    ...told("listening_by_a_batch", lateness(listening, batch_size)),
    ...told(
      "asking",
      lateness(all, batch_size).filter((_, i) => all[i]?.listens === false),
    ),
  };
}

const told = (who: string, late_ms: readonly number[]): Record<string, number> => ({
  [`learned_late_${who}`]: share(late_ms),
  [`learned_late_${who}_p95_ms`]: percentile(late_ms, 0.95),
  [`learned_late_${who}_max_ms`]: late_ms.reduce((most, ms) => Math.max(most, ms), 0),
});

const share = (late_ms: readonly number[]): number =>
  late_ms.filter((ms) => ms > 0).length / Math.max(1, late_ms.length);

/** How long after the first who stands at least so far behind each of them learned of their turn; 0 for most. */
function lateness(all: readonly Learned[], behind: number): number[] {
  const by_place = all.map((one, i) => ({ ...one, i })).sort((a, b) => b.position - a.position);
  const late_ms = new Array<number>(all.length).fill(0);
  let earliest_ms = Number.POSITIVE_INFINITY;
  let next = 0;
  for (const { position, heard_ms, i } of by_place) {
    for (
      let rival = by_place[next];
      rival !== undefined && rival.position >= position + behind;
      rival = by_place[++next]
    )
      earliest_ms = Math.min(earliest_ms, rival.heard_ms);
    late_ms[i] = Math.max(0, heard_ms - earliest_ms);
  }
  return late_ms;
}
