// A line in memory alone, for tests of the rules: decides, applies, and writes its public log.

import { drawRoot, type Leaves } from "../draw/order.ts";
import { growBatch, leavesInText } from "../log/batch.ts";
import { commitBatch, saltKey } from "../log/commitment.ts";
import { chainHash, factsOf, genesisHash, type LogEntry } from "../log/entry.ts";
import type { Result } from "../result.ts";
import { apply } from "../waiting-line/apply.ts";
import { entrantsOf, isFreezeDue, showsLeaves } from "../waiting-line/decide-draw.ts";
import { decideJoin, joinCandidates } from "../waiting-line/decide-join.ts";
import { decideAdmit, decideDue, tightenBound } from "../waiting-line/decide-room.ts";
import { decideSetup } from "../waiting-line/decide-sale.ts";
import type { DrawPlan, LineEvent, LineFailure, LineSettings, SaleWindow } from "../waiting-line/events.ts";
import { hashFan } from "../waiting-line/fan-hash.ts";
import { type LineState, newLineState, SETTINGS_DEFAULT } from "../waiting-line/state.ts";

const batchFacts = (state: LineState, tree: { root: string; levels: readonly Int32Array[] }) => ({
  root: tree.root,
  ...(showsLeaves(state) ? { leaves: leavesInText(tree.levels[0] ?? new Int32Array()) } : {}),
});

/** Of these arrivals, as their receipts would give them. */
function leavesOf(fans: readonly string[], arrivals: Uint32Array): Leaves {
  const leaves = new Int32Array(arrivals.length * 8);
  for (const [i, arrival] of arrivals.entries()) {
    leaves.set(commitBatch(KEY, arrival, [fans[arrival - 1] ?? ""]).leaves, i * 8);
  }
  return leaves;
}

export const SHOW = "show_kit";
export const OPENS = 1_000_000_000;
export const CLOSES = OPENS + 100_000_000;
const KEY = saltKey(Uint8Array.from({ length: 32 }, (_, i) => i));

export type LineKit = {
  readonly state: LineState;
  readonly log: LogEntry[];
  readonly fans: string[];
  now_ms: number;
  /** The leaves of the frozen list. */
  entrants: Leaves;
  /** Sweeps, decides, applies, admits, as the object does. */
  act(
    decide: (state: LineState, now_ms: number) => Result<readonly LineEvent[], LineFailure> | readonly LineEvent[],
  ): LineFailure | null;
  join(...fans: string[]): { positions: number[]; failures: (LineFailure | null)[] };
  joinAs(vips: readonly string[], ...fans: string[]): { positions: number[]; failures: (LineFailure | null)[] };
  sweep(): void;
  force(events: readonly LineEvent[], joiners?: readonly string[]): void;
};

export function lineKit(
  settings: Partial<LineSettings> = {},
  window: Partial<SaleWindow> = {},
  now_ms = OPENS,
  draw: DrawPlan | null = null,
): LineKit {
  const state = newLineState();
  const kit: LineKit = {
    state,
    log: [],
    fans: [],
    entrants: new Int32Array(),
    now_ms,
    force(events, joiners = []) {
      for (const event of events) {
        const tree = event.kind === "joined" ? growBatch(KEY, event.arrival ?? event.from, joiners) : null;
        const facts = factsOf(event, { batch: tree === null ? null : batchFacts(state, tree), draw: state.draw });
        if (facts !== null) {
          const seq = kit.log.length + 1;
          kit.log.push({ seq, ...facts, hash: chainHash(kit.log.at(-1)?.hash ?? genesisHash(SHOW), seq, facts) });
        }
        apply(state, event);
      }
    },
    sweep() {
      if (isFreezeDue(state, kit.now_ms)) {
        kit.entrants = leavesOf(kit.fans, entrantsOf(state));
        const root = drawRoot(SHOW, kit.entrants);
        kit.force([{ kind: "frozen", at_ms: kit.now_ms, entrants: state.waiting, root }]);
      }
      kit.force(decideDue(state, kit.now_ms));
      tightenBound(state, kit.now_ms);
      kit.force(decideAdmit(state, kit.now_ms));
    },
    act(decide) {
      kit.sweep();
      const decided = decide(state, kit.now_ms);
      if ("ok" in decided) {
        if (!decided.ok) return decided.failure;
        kit.force(decided.value);
      } else kit.force(decided);
      kit.sweep();
      return null;
    },
    join: (...fans) => kit.joinAs([], ...fans),
    joinAs(vips, ...fans) {
      kit.sweep();
      const hashes = new Uint32Array(fans.length * 2);
      for (const [i, fan] of fans.entries()) hashFan({ k0: 1, k1: 2 }, fan, hashes, 2 * i);
      const stored = new Map(kit.fans.map((fan, i) => [i + 1, fan]));
      const found = joinCandidates(state, hashes);
      const joined = decideJoin(state, { fans, hashes, found, stored, vips: new Set(vips) }, kit.now_ms);
      kit.fans.push(...joined.joiners);
      kit.force(joined.events, joined.joiners);
      kit.sweep();
      return { positions: [...joined.positions], failures: fans.map((_, i) => joined.refusals.get(i) ?? null) };
    },
  };
  const setup = {
    show_id: SHOW,
    window: { lobby_opens_at_ms: null, vip_opens_at_ms: null, opens_at_ms: OPENS, closes_at_ms: CLOSES, ...window },
    settings: { ...SETTINGS_DEFAULT, ...settings },
    draw,
  };
  const failure = kit.act((line, at_ms) => decideSetup(line, setup, at_ms));
  if (failure !== null) throw new Error(failure.code);
  return kit;
}
