// What is seen of a simulated sale: how long fans waited, and how strictly the order of arrival was kept.

/** Groups of fans by arrival: the first tenth, the second, and so on. */
const GROUPS = 10;

export type Wait = {
  /** Of all fans, earliest first: this group begins and ends here. */
  readonly from_share: number;
  readonly to_share: number;
  readonly admitted_share: number;
  readonly p10_ms: number | null;
  readonly p50_ms: number | null;
  readonly p90_ms: number | null;
};

/** Of those who got in, in the order in which they came: how long groups of them waited. */
export type TurnWait = {
  /** When the last of this group came: the first fan to come has 1. */
  readonly arrival: number;
  readonly p10_ms: number;
  readonly p50_ms: number;
  readonly p90_ms: number;
};

export class Waits {
  readonly #waited_ms: Float64Array;

  constructor(fans: number) {
    this.#waited_ms = new Float64Array(fans).fill(-1);
  }

  admitted(fan: number, waited_ms: number): void {
    this.#waited_ms[fan] = waited_ms;
  }

  byArrival(): Wait[] {
    return Array.from({ length: GROUPS }, (_, group) => {
      const from = Math.floor((group * this.#waited_ms.length) / GROUPS);
      const to = Math.floor(((group + 1) * this.#waited_ms.length) / GROUPS);
      const { count, p10_ms, p50_ms, p90_ms } = this.#quantiles(from, to);
      const admitted_share = to === from ? 0 : count / (to - from);
      return { from_share: group / GROUPS, to_share: (group + 1) / GROUPS, admitted_share, p10_ms, p50_ms, p90_ms };
    });
  }

  byTurn(): TurnWait[] {
    const inside = [...this.#waited_ms.keys()].filter((fan) => (this.#waited_ms[fan] ?? -1) >= 0);
    return Array.from({ length: GROUPS }, (_, group) => {
      const from = Math.floor((group * inside.length) / GROUPS);
      const fans = inside.slice(from, Math.floor(((group + 1) * inside.length) / GROUPS));
      const waited = fans.map((fan) => this.#waited_ms[fan] ?? 0).sort((a, b) => a - b);
      const at = (share: number): number => waited[Math.floor(share * (waited.length - 1))] ?? 0;
      return { arrival: (fans.at(-1) ?? -1) + 1, p10_ms: at(0.1), p50_ms: at(0.5), p90_ms: at(0.9) };
    }).filter(({ arrival }) => arrival > 0);
  }

  all(): { p10_ms: number | null; p50_ms: number | null; p90_ms: number | null } {
    const { count: _, ...quantiles } = this.#quantiles(0, this.#waited_ms.length);
    return quantiles;
  }

  #quantiles(from: number, to: number) {
    const waited = this.#waited_ms
      .slice(from, to)
      .filter((ms) => ms >= 0)
      .sort();
    const at = (share: number): number | null => waited[Math.floor(share * (waited.length - 1))] ?? null;
    return { count: waited.length, p10_ms: at(0.1), p50_ms: at(0.5), p90_ms: at(0.9) };
  }
}

/** Fans in the order of their places: whoever came later than the latest before them is in order, anyone else is late. */
export class OrderWatch {
  #latest_ms = 0;
  worst_ms = 0;
  overtaken = 0;

  joined(arrived_ms: number): void {
    if (arrived_ms >= this.#latest_ms) {
      this.#latest_ms = arrived_ms;
      return;
    }
    this.overtaken++;
    this.worst_ms = Math.max(this.worst_ms, this.#latest_ms - arrived_ms);
  }
}
