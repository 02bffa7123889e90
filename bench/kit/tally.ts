// What a crowd met: how long each kind of request took, when, and the answers that were no success, by code.
import type { Series } from "./plot.ts";
import { percentile } from "./rounds.ts";

type Taken = { readonly at_ms: number; readonly ms: number };

const BUCKETS = 60;

export class Tally {
  readonly #began_ms: number;
  readonly #taken = new Map<string, Taken[]>();
  readonly #codes = new Map<string, number>();

  constructor(began_ms = performance.now()) {
    this.#began_ms = began_ms;
  }

  took(what: string, ms: number): void {
    const all = this.#taken.get(what) ?? [];
    if (all.length === 0) this.#taken.set(what, all);
    all.push({ at_ms: performance.now() - this.#began_ms, ms });
  }

  /** Counted, with its moment, where no time was taken. */
  happened(what: string): void {
    this.took(what, Number.NaN);
  }

  refused(code: string): void {
    this.#codes.set(code, this.count(code) + 1);
  }

  count(code: string): number {
    return this.#codes.get(code) ?? 0;
  }

  get errors(): number {
    return [...this.#codes.values()].reduce((sum, count) => sum + count, 0);
  }

  times(what: string): readonly number[] {
    return (this.#taken.get(what) ?? []).map(({ ms }) => ms);
  }

  figures(): Record<string, number> {
    const figures: Record<string, number> = {};
    for (const what of this.#taken.keys()) {
      const times = this.times(what);
      figures[`${what}_count`] = times.length;
      if (Number.isNaN(times[0])) continue;
      figures[`${what}_p50_ms`] = percentile(times, 0.5);
      figures[`${what}_p95_ms`] = percentile(times, 0.95);
      figures[`${what}_p99_ms`] = percentile(times, 0.99);
    }
    figures.errors = this.errors;
    for (const [code, count] of [...this.#codes].sort()) figures[`error_${code}`] = count;
    return figures;
  }

  /** The same time cut into slices: a percentile of each, over seconds. */
  series(what: string, share: number): Series {
    const all = this.#taken.get(what) ?? [];
    const end_ms = all.reduce((most, { at_ms }) => Math.max(most, at_ms), 0) + 1;
    const buckets: number[][] = Array.from({ length: BUCKETS }, () => []);
    for (const { at_ms, ms } of all) buckets[Math.floor((at_ms / end_ms) * BUCKETS)]?.push(ms);
    const points = buckets.flatMap((times, i): (readonly [number, number])[] =>
      times.length === 0 ? [] : [[((i + 0.5) / BUCKETS) * (end_ms / 1_000), percentile(times, share)]],
    );
    return { name: `${what} p${share * 100}`, points };
  }

  /** How many a second. */
  rate(what: string): Series {
    const per_s: number[] = [];
    for (const { at_ms } of this.#taken.get(what) ?? []) {
      const second = Math.floor(at_ms / 1_000);
      per_s[second] = (per_s[second] ?? 0) + 1;
    }
    return { name: what, points: Array.from(per_s, (count = 0, second): [number, number] => [second, count]) };
  }
}
