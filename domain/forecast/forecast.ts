// The forecast of a sale, worked out in slices: the same sale with several seeds, then the same crowd under other settings.
// What is done is plain data, so that whoever runs it may stop after any sale and go on later, elsewhere.
import { mix } from "../chance.ts";
import { Simulation } from "../simulation/simulation.ts";
import { type Change, changed, changesOf } from "./changes.ts";
import { partOf, partsOf } from "./part.ts";
import { type Question, scenarioOf, withinLimits } from "./question.ts";
import { type Binds, type Summary, summaryOf } from "./summary.ts";

/** The same sale so often: the spread between them is the band of the answer. */
const SEEDS = 3;
const SUGGESTIONS = 3;
/** Less than this is chance, not a suggestion. */
const BETTER_SHARE = 0.02;

export type Suggestion = Change & {
  /** How much sooner the sale is over, and how much shorter the median wait of those let in. */
  readonly sooner_ms: number;
  readonly shorter_wait_ms: number;
};

export type Report = {
  readonly sold_out: { readonly in_all: boolean; readonly from_ms: number | null; readonly to_ms: number | null };
  readonly settled: { readonly from_ms: number; readonly to_ms: number };
  readonly binds: Binds;
  /** The first is the question's own seed. */
  readonly sales: readonly Summary[];
  /** Settings that were turned, and of how many parts of the sale each was played in one. */
  readonly compared: { readonly settings: number; readonly parts: number };
  readonly suggestions: readonly Suggestion[];
};

type Plan = { readonly question: Question; readonly seed: number; readonly change: Change | null };

export class Forecast {
  readonly #plans: readonly Plan[];
  readonly #parts: number;
  readonly #done: Summary[];
  #running: Simulation | null = null;

  /** `done`: what an earlier one had finished of the same question. */
  constructor(question: Question, done: readonly Summary[] = []) {
    if (!withinLimits(question)) throw new RangeError("a question beyond its limits would not end in time");
    const seeds = Array.from({ length: SEEDS }, (_, n) => (n === 0 ? question.seed : mix(question.seed, n)));
    const { seed } = question;
    this.#parts = partsOf(question);
    // Like is held against like: a part with a setting turned against the same part without.
    const as_it_is = this.#parts === 1 ? [] : [{ question: partOf(question, this.#parts), seed, change: null }];
    this.#plans = [
      ...seeds.map((seed) => ({ question, seed, change: null })),
      ...as_it_is,
      ...changesOf(question).map((change) => ({
        question: partOf(changed(question, change), this.#parts),
        seed,
        change,
      })),
    ];
    this.#done = [...done];
  }

  get done(): readonly Summary[] {
    return this.#done;
  }

  get finished(): boolean {
    return this.#done.length === this.#plans.length;
  }

  get progress(): number {
    return (this.#done.length + (this.#running?.progress ?? 0)) / this.#plans.length;
  }

  /** Goes on for about so many events. True when all is known. */
  run(events_max: number): boolean {
    const plan = this.#plans[this.#done.length];
    if (plan === undefined) return true;
    this.#running ??= new Simulation(scenarioOf(plan.question, plan.seed));
    if (this.#running.run(events_max)) {
      this.#done.push(summaryOf(this.#running.outcome()));
      this.#running = null;
    }
    return this.finished;
  }

  /** Null until all is known. */
  report(): Report | null {
    if (!this.finished) return null;
    const sales = this.#done.slice(0, SEEDS);
    const sold_out = sales.flatMap(({ sold_out_ms }) => (sold_out_ms === null ? [] : [sold_out_ms]));
    const settled = sales.map(({ settled_ms }) => settled_ms);
    return {
      sold_out: {
        in_all: sold_out.length === sales.length,
        from_ms: sold_out.length === 0 ? null : Math.min(...sold_out),
        to_ms: sold_out.length === 0 ? null : Math.max(...sold_out),
      },
      settled: { from_ms: Math.min(...settled), to_ms: Math.max(...settled) },
      binds: sales[0]?.binds ?? "nothing",
      sales,
      compared: { settings: this.#plans.filter(({ change }) => change !== null).length, parts: this.#parts },
      suggestions: this.#suggestions(),
    };
  }

  /** The best of each setting, the best first; only those that beat the sale as it is by more than chance. */
  #suggestions(): Suggestion[] {
    const own = this.#done[this.#parts === 1 ? 0 : SEEDS];
    if (own === undefined) return [];
    const all = this.#plans.flatMap(({ change }, i): Suggestion[] => {
      const other = this.#done[i];
      if (change === null || other === undefined) return [];
      const sooner_ms = own.settled_ms - other.settled_ms;
      const shorter_wait_ms = (own.wait_p50_ms ?? 0) - (other.wait_p50_ms ?? 0);
      return sooner_ms > BETTER_SHARE * own.settled_ms ? [{ ...change, sooner_ms, shorter_wait_ms }] : [];
    });
    all.sort((a, b) => b.sooner_ms - a.sooner_ms);
    return all
      .filter(({ setting }, i) => all.findIndex((other) => other.setting === setting) === i)
      .slice(0, SUGGESTIONS);
  }
}
