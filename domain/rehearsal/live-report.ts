// The report of a live rehearsal: how the sale stood when the crowd had gone home, what went wrong on the way, which steps
// were slow, and the verdicts on its line and its ledger.
import type { SaleFigures } from "../sale-figures/figures.ts";
import type { LineVerdict, SaleVerdict } from "./verify-copy.ts";

export type CrowdSums = {
  /** How many of the crowd stand where. */
  readonly bots: Readonly<Record<string, number>>;
  readonly tally: {
    readonly acts: Readonly<Record<string, number>>;
    readonly refusals: Readonly<Record<string, number>>;
    readonly slowest_ms: Readonly<Record<string, number>>;
    readonly failed: number;
  };
};

export type LiveReport = {
  readonly lasted_ms: number;
  readonly figures: Pick<
    SaleFigures,
    | "joined"
    | "waiting"
    | "inside"
    | "admitted"
    | "finished"
    | "no_shows"
    | "sold"
    | "held"
    | "available"
    | "revenue_krw"
  > & { readonly declined: number };
  readonly bots: { readonly bought: number; readonly gone: number; readonly under_way: number };
  /** The slowest first. */
  readonly steps: readonly { readonly name: string; readonly count: number; readonly slowest_ms: number }[];
  /** The most frequent first. */
  readonly refusals: readonly { readonly code: string; readonly count: number }[];
  /** Calls that broke: none is what a healthy deployment says. */
  readonly failed: number;
  readonly line: LineVerdict;
  readonly sale: SaleVerdict;
};

type Ended = {
  readonly crowd: CrowdSums;
  readonly figures: SaleFigures;
  readonly line: LineVerdict;
  readonly sale: SaleVerdict;
  readonly lasted_ms: number;
};

export function liveReportOf({ crowd, figures, line, sale, lasted_ms }: Ended): LiveReport {
  const { joined, waiting, inside, admitted, finished, sold, held, available, revenue_krw } = figures;
  const bots = restOf(crowd.bots);
  // Whoever is still called when all have gone home does not come any more; the line learns of it a claim's time later.
  const no_shows = figures.no_shows + (bots.under_way === 0 ? figures.called : 0);
  const { acts, refusals, slowest_ms, failed } = crowd.tally;
  return {
    lasted_ms,
    figures: {
      joined,
      waiting,
      inside,
      admitted,
      finished,
      no_shows,
      sold,
      held,
      available,
      revenue_krw,
      declined: figures.payments.declined,
    },
    bots,
    steps: Object.entries(acts)
      .map(([name, count]) => ({ name, count, slowest_ms: slowest_ms[name] ?? 0 }))
      .sort((a, b) => b.slowest_ms - a.slowest_ms),
    refusals: Object.entries(refusals)
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count),
    failed,
    line,
    sale,
  };
}

/** Who bought and who went home are done; anyone else still does something. */
export function restOf(bots: CrowdSums["bots"]): LiveReport["bots"] {
  const all = Object.values(bots).reduce((sum, count) => sum + count, 0);
  const { bought = 0, gone = 0 } = bots;
  return { bought, gone, under_way: all - bought - gone };
}
