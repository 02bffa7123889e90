// Many chaos runs, one after the other: what was met in all of them, and the seeds that broke a truth.
import { playChaos } from "./chaos-run.ts";
import { type Guard, MEETINGS, type Meeting } from "./faults.ts";

export type Broken = { readonly seed: number; readonly why: string };
export type Many = {
  readonly runs: number;
  readonly bought: number;
  readonly met: ReadonlyMap<Meeting, number>;
  readonly broken: readonly Broken[];
};

type Wish = {
  readonly from: number;
  readonly runs: number;
  readonly guard_out?: Guard;
  readonly until_broken?: boolean;
};

export function playMany({ from, runs, guard_out, until_broken = false }: Wish): Many {
  const met = new Map<Meeting, number>(MEETINGS.map((meeting) => [meeting, 0]));
  const broken: Broken[] = [];
  let bought = 0;
  let seed = from;
  for (; seed < from + runs && !(until_broken && broken.length > 0); seed++) {
    try {
      const run = playChaos(seed, guard_out ?? null);
      bought += run.bought;
      for (const [meeting, times] of run.met) met.set(meeting, (met.get(meeting) ?? 0) + times);
    } catch (error) {
      broken.push({ seed, why: error instanceof Error ? error.message : String(error) });
    }
  }
  return { runs: seed - from, bought, met, broken };
}
