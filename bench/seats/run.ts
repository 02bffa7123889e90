// The seat measurements that need no server. Run: node bench/seats/run.ts --json
import { bestTogetherFigures } from "./best-together.ts";
import { engineFigures } from "./engine.ts";
import { snapshotFigures } from "./snapshot.ts";

const SEED = 20_261_120;

const figures = { ...bestTogetherFigures(SEED), ...snapshotFigures(SEED), ...engineFigures() };
const method = `one process, one core, a stadium of 50,000 seats made by seed ${SEED}; times by performance.now()`;
if (!process.argv.includes("--json")) console.table(figures);
console.log(JSON.stringify({ name: "seats", figures, method }));
