// Alternating runs: what is compared runs in turns within each round, slice by slice and in turning order, so that
// whatever else the machine does meets all of them alike. A figure is the median of the rounds.
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

/** What a run did: `cpu_us` is the processor time of the serving process. */
export type Spent = { readonly done: number; readonly ms: number; readonly cpu_us: number };
export type Rate = { readonly per_s: number; readonly cpu_us_each: number };
/** Called for every slice of every round, each time with another number. */
export type Run = (slice: number) => Promise<Spent>;
export type Rates<Name extends string> = Readonly<Record<Name, readonly Rate[]>>;

/** Round 0 warms everything up and is not counted. */
export async function alternate<Name extends string>(
  runs: Readonly<Record<Name, Run>>,
  { slices = 1 }: { readonly slices?: number } = {},
): Promise<Rates<Name>> {
  const names = Object.keys(runs) as Name[];
  const rates = Object.fromEntries(names.map((name) => [name, [] as Rate[]])) as Record<Name, Rate[]>;
  for (let round = 0; round <= ROUNDS; round++) {
    const spent = Object.fromEntries(names.map((name) => [name, [] as Spent[]])) as Record<Name, Spent[]>;
    for (let slice = 0; slice < slices; slice++) {
      const number = round * slices + slice;
      const turn = number % names.length;
      const order = [...names.slice(turn), ...names.slice(0, turn)];
      for (const name of order) spent[name].push(await runs[name](number));
    }
    if (round > 0) for (const name of names) rates[name].push(rateOf(spent[name]));
  }
  return rates;
}

function rateOf(slices: readonly Spent[]): Rate {
  const sum = (of: (one: Spent) => number): number => slices.reduce((total, one) => total + of(one), 0);
  const done = sum((one) => one.done);
  return { per_s: (done / sum((one) => one.ms)) * 1_000, cpu_us_each: sum((one) => one.cpu_us) / done };
}

/** The median of the rounds' own ratios: both sides of each were measured in the same moments. */
export const ratio = (above: readonly Rate[], below: readonly Rate[]): number =>
  median(above.map(({ per_s }, round) => per_s / (below[round]?.per_s ?? Number.NaN)));

/** The same by processor time: what the ratio would be with the machine to itself. */
export const cpuRatio = (above: readonly Rate[], below: readonly Rate[]): number =>
  median(above.map(({ cpu_us_each }, round) => (below[round]?.cpu_us_each ?? Number.NaN) / cpu_us_each));

export const perSecond = (rates: readonly Rate[]): number => median(rates.map(({ per_s }) => per_s));
export const cpuUsEach = (rates: readonly Rate[]): number => median(rates.map(({ cpu_us_each }) => cpu_us_each));
