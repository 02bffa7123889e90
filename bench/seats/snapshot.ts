// How large the snapshot of 50,000 seats is, compressed as an edge sends it, and how long the object takes to write it.
import { gzipSync } from "node:zlib";
import { compileMap } from "../../domain/seat-ledger/seat-map.ts";
import { createState } from "../../domain/seat-ledger/state.ts";
import { snapshot } from "../../domain/seat-ledger/status.ts";
import { configOf, stadium } from "../../domain/seat-ledger/testing/halls.ts";
import { randomOf } from "../kit/random.ts";
import { percentile } from "../kit/rounds.ts";

const WRITES = 300;

export function snapshotFigures(seed: number): Record<string, number> {
  const random = randomOf(seed);
  const state = createState(compileMap(stadium()), configOf());
  // The worst to compress: every state at random, with no pattern at all.
  state.seat_state.forEach((_, place) => {
    state.seat_state[place] = Math.floor(random() * 4);
  });
  const worst = JSON.stringify(snapshot(state, 1));
  state.seat_state.forEach((_, place) => {
    state.seat_state[place] = random() < 0.5 ? 2 : 0;
  });
  const half = JSON.stringify(snapshot(state, 1));
  const times_ms: number[] = [];
  for (let i = 0; i < WRITES; i++) {
    const begun_ms = performance.now();
    JSON.stringify(snapshot(state, i));
    times_ms.push(performance.now() - begun_ms);
  }
  return {
    snapshot_half_sold_gzip_bytes: gzipSync(half).length,
    snapshot_worst_gzip_bytes: gzipSync(worst).length,
    snapshot_plain_bytes: half.length,
    snapshot_p50_ms: percentile(times_ms, 0.5),
    snapshot_p99_ms: percentile(times_ms, 0.99),
  };
}
