// Alternating runs: what is compared runs in turns within each round, in turning order, so that whatever else the
// machine does meets all of them alike. A figure is the median of the rounds.
import { loadavg } from "node:os";

export const ROUNDS = 3;

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The load average of the last minute: how busy the machine was with everything. */
export const loadNow = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;

export type Run = (round: number) => Promise<number>;
export type Rates<Name extends string> = Readonly<Record<Name, readonly number[]>>;

/** Round 0 warms everything up and is not counted. */
export async function alternate<Name extends string>(runs: Readonly<Record<Name, Run>>): Promise<Rates<Name>> {
  const names = Object.keys(runs) as Name[];
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= ROUNDS; round++) {
    const order = round % 2 === 0 ? names : names.toReversed();
    for (const name of order) {
      const rate = await runs[name](round);
      if (round > 0) rates[name].push(rate);
    }
  }
  return rates;
}

/** The median of the rounds' own ratios: both sides of each were measured in the same moments. */
export const ratioOf = <Name extends string>(rates: Rates<Name>, above: NoInfer<Name>, below: NoInfer<Name>): number =>
  median(rates[above].map((rate, round) => rate / (rates[below][round] ?? Number.NaN)));
