// When a sale will be sold out at the present pace, with the band that chance leaves, and how good such words were
// once it is over.

export type Forecast = {
  /** Until nothing is left: early, middle and late, in milliseconds from the moment it was said. */
  readonly p10_ms: number;
  readonly p50_ms: number;
  readonly p90_ms: number;
};

export type Sold = { readonly at_ms: number; readonly sold: number };

/** The pace of a sale changes; what was sold longer ago than this says little about the next minutes. */
const PACE_MS = 300_000;
const PACE_LEAST_MS = 5_000;
/** Seats go in twos and threes: so much more do they scatter than single ones would. */
const SEATS_TOGETHER = 2.2;
/** How far the pace itself drifts until the end, as a share of it, for each doubling of the time looked at. */
const DRIFT = 0.08;
const Z90 = 1.2816;
/** Further ahead nobody should believe it. */
const FURTHEST_MS = 30 * 86_400_000;

/** Null while nothing is sold in the time looked at, or nothing is left to be sold. */
export function forecastOf(series: readonly Sold[], left: number): Forecast | null {
  const last = series.at(-1);
  if (last === undefined || left <= 0) return null;
  const first = series.find(({ at_ms }) => at_ms >= last.at_ms - PACE_MS) ?? last;
  const passed_ms = last.at_ms - first.at_ms;
  const sold = last.sold - first.sold;
  if (passed_ms < PACE_LEAST_MS || sold <= 0) return null;
  const p50_ms = (left * passed_ms) / sold;
  if (p50_ms > FURTHEST_MS) return null;
  // Three doubts: how the sales seen so far fell, how the next ones fall, and how the pace changes on the way.
  const drift = DRIFT * Math.log2(1 + p50_ms / passed_ms);
  const spread = Math.sqrt(Math.log1p(SEATS_TOGETHER / sold + SEATS_TOGETHER / left + drift * drift));
  const at = (z: number): number => Math.round(p50_ms * Math.exp(z * spread));
  return { p10_ms: at(-Z90), p50_ms: Math.round(p50_ms), p90_ms: at(Z90) };
}

export type Score = {
  readonly said: number;
  /** Of the words said, those whose band held what came. */
  readonly inside: number;
  /** How far the middle was off, half of them less and half of them more, as a share of the time that was left. */
  readonly error_median: number;
};

/** A word as it was said, beside what came. */
export type KeptWord = {
  readonly at_ms: number;
  readonly said: Forecast;
  /** From then to the end of the last seat. */
  readonly came_ms: number;
  readonly inside: boolean;
};

/** So long after the first word: the first minutes are asked about most, and a long sale has no longer a list. */
const LOOKED_AT_MIN = [0, 1, 2, 5, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_880, 5_760, 11_520] as const;

/** The words said at fixed moments, each as it was kept then; empty while there is nothing to hold them against. */
export function keptWords(said: readonly Said[], sold_out_at_ms: number | null): KeptWord[] {
  const first = said.find(({ forecast }) => forecast !== null);
  if (sold_out_at_ms === null || first === undefined) return [];
  const words = new Map<number, KeptWord>();
  for (const after_min of LOOKED_AT_MIN) {
    const from_ms = first.at_ms + after_min * 60_000;
    const word = said.find(({ at_ms, forecast }) => at_ms >= from_ms && forecast !== null);
    if (word === undefined || word.forecast === null) continue;
    const came_ms = sold_out_at_ms - word.at_ms;
    if (came_ms < LAST_WORD_MS) continue;
    const inside = word.forecast.p10_ms <= came_ms && came_ms <= word.forecast.p90_ms;
    words.set(word.at_ms, { at_ms: word.at_ms, said: word.forecast, came_ms, inside });
  }
  return [...words.values()];
}

type Said = { readonly at_ms: number; readonly forecast: Forecast | null };

/** Words of the very last minute are no forecast any more. */
const LAST_WORD_MS = 60_000;

/** Null while there is nothing to hold them against. */
export function scoreOf(said: readonly Said[], sold_out_at_ms: number | null): Score | null {
  if (sold_out_at_ms === null) return null;
  const errors: number[] = [];
  let inside = 0;
  for (const { at_ms, forecast } of said) {
    const came_ms = sold_out_at_ms - at_ms;
    if (forecast === null || came_ms < LAST_WORD_MS) continue;
    if (forecast.p10_ms <= came_ms && came_ms <= forecast.p90_ms) inside++;
    errors.push(Math.abs(forecast.p50_ms - came_ms) / came_ms);
  }
  errors.sort((a, b) => a - b);
  const middle = errors[Math.floor(errors.length / 2)];
  return middle === undefined ? null : { said: errors.length, inside, error_median: middle };
}
