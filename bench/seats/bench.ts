// `npm run bench -- seats`: the ledger over the whole road, beside its peers, and by itself.

import type { Measured, Options } from "../kit/measured.ts";
import { loadNow } from "../kit/rounds.ts";
import { besidePeers, ownHoldFigures } from "./beside-peers.ts";
import { bestTogetherFigures } from "./best-together.ts";
import { engineFigures } from "./engine.ts";
import { httpFigures } from "./over-http.ts";
import { snapshotFigures } from "./snapshot.ts";

const SEED = 20_261_120;

const METHOD =
  "hold_*, first_hold_*: two named seats over HTTP through miniflare's API, 64 connections, successes only, median of " +
  "three alternating runs; first: token and pass not seen before. seen_by_others: from the hold's answer to the frame " +
  "at each viewer's socket. holds_over_*, ledger_*: 64 in flight in workerd, in the object and (rpc) from a Worker; " +
  "PostgreSQL as packaged, Redis with its append-only file, each driven by its own load generator, 64 clients " +
  "(pipelined: 4 clients by 16). best_together, snapshot, engine: Node, one core, a stadium of 50,000 seats made by " +
  `seed ${SEED}. *_by_cpu: the same ratio by processor time of the serving processes.`;

export async function run({ peers }: Options): Promise<Measured> {
  const load_average_before = loadNow();
  // The peers first: who lacks them hears of it at once.
  const beside = peers ? await besidePeers() : await ownHoldFigures();
  const alone = { ...bestTogetherFigures(SEED), ...snapshotFigures(SEED), ...engineFigures() };
  const figures = { ...(await httpFigures()), ...beside, ...alone };
  return { figures: { ...figures, load_average_before, load_average_after: loadNow() }, method: METHOD };
}
