// `npm run bench -- seats`: the ledger's figures that need no server.
import type { Measured } from "../run.ts";
import { bestTogetherFigures } from "./best-together.ts";
import { engineFigures } from "./engine.ts";
import { snapshotFigures } from "./snapshot.ts";

const SEED = 20_261_120;

export async function run(): Promise<Measured> {
  const figures = { ...bestTogetherFigures(SEED), ...snapshotFigures(SEED), ...engineFigures() };
  const method = `one process, one core, a stadium of 50,000 seats made by seed ${SEED}; times by performance.now()`;
  return { figures, method };
}
