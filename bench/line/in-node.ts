// The line's engine on Node's SQLite: what the object itself costs, without the platform's road to it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NodeSql } from "../../domain/testing/node-sql.ts";
import { decideSetup } from "../../domain/waiting-line/decide-sale.ts";
import { bytesOf } from "../../domain/waiting-line/state.ts";
import { Audience, SLICE_FRAMES } from "../../durable-objects/waiting-line/audience.ts";
import { LineEngine } from "../../durable-objects/waiting-line/engine.ts";
import { LineStore } from "../../durable-objects/waiting-line/store.ts";
import { crowd, fanId, repeatsIn, SETUP } from "../../durable-objects/waiting-line/testing/people.ts";

export type NodeFigures = {
  /** Engine, rows and commit alone, between the 900,000th and the millionth entry, repeats included. */
  engine_joins_per_s: number;
  join_us_at_1k: number;
  join_us_at_100k: number;
  join_us_at_1m: number;
  /** The dearest of the three over the cheapest. */
  join_cost_ratio: number;
  tick_us_per_socket: number;
  engine_wake_ms: number;
  typed_arrays_mb: number;
};

const BATCH = 1000;
const SAMPLES = 15;
const SOCKETS = 8_000;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

function open(path: string): { engine: LineEngine; sql: NodeSql } {
  const sql = new NodeSql(path);
  const engine = new LineEngine({
    store: new LineStore(sql),
    now: () => Date.now(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  });
  engine.run((state, now_ms) => decideSetup(state, SETUP, now_ms));
  return { engine, sql };
}

/** Returns µs a join for each batch on the way to this many entries. The crowd is made before the clock runs. */
function grow(engine: LineEngine, to: number): number[] {
  const costs: number[] = [];
  while (engine.state.joined < to) {
    const fans = crowd(engine.state.joined, BATCH);
    const began = performance.now();
    engine.join({ fans });
    costs.push(((performance.now() - began) * 1000) / BATCH);
    engine.takeEvents();
  }
  return costs;
}

function costAtThousand(dir: string): number {
  const costs: number[] = [];
  for (let i = 0; i < SAMPLES; i++) {
    const { engine, sql } = open(join(dir, `small-${i}.db`));
    grow(engine, 1000);
    costs.push(...grow(engine, 1001));
    sql.close();
  }
  return median(costs);
}

/** One full tick to many sockets at places all along the line, each with its own exact place. */
function tickCost(engine: LineEngine): number {
  const audience = new Audience();
  let bytes = 0;
  for (let i = 0; i < SOCKETS; i++) {
    const position = 1 + Math.floor((i * (engine.state.joined - 1)) / SOCKETS);
    const send = (text: string): boolean => {
      bytes += text.length;
      return true;
    };
    const voice = { send, keep: () => undefined };
    audience.add(voice, { arrival: position, position, version: 0, sale: "", notice_id: 0 });
  }
  const rounds: number[] = [];
  for (let round = 0; round < 7; round++) {
    engine.join({ fans: [`round_${round}`] });
    audience.hear(engine.takeEvents(), engine.state);
    // Far in the future of every listener's turn, so that all of them are due.
    const now_ms = engine.now() + 60_000 * (round + 1);
    const began = performance.now();
    let sent = 0;
    while (sent < SOCKETS) sent += audience.slice(engine.state, now_ms, SLICE_FRAMES).sent;
    rounds.push(((performance.now() - began) * 1000) / sent);
  }
  if (bytes === 0) throw new Error("nothing was sent");
  return median(rounds);
}

export function nodeFigures(entries = 1_000_000): NodeFigures {
  const dir = mkdtempSync(join(tmpdir(), "fairline-bench-"));
  try {
    const path = join(dir, "line.db");
    let { engine, sql } = open(path);
    const at_100k = median(grow(engine, entries / 10 + SAMPLES * BATCH).slice(-SAMPLES));
    const join_us_at_1k = costAtThousand(dir);
    grow(engine, entries * 0.9);
    const before = engine.state.joined;
    const last = grow(engine, entries);
    const spent_s = last.reduce((sum, us) => sum + us * BATCH, 0) / 1e6;
    const calls = (engine.state.joined - before) / (1 - repeatsIn(BATCH) / BATCH);
    const costs = [join_us_at_1k, at_100k, median(last.slice(-SAMPLES))] as const;
    const tick_us_per_socket = tickCost(engine);
    const typed_arrays_mb = bytesOf(engine.state) / 1e6;
    sql.close();
    const began = performance.now();
    ({ engine, sql } = open(path));
    const { positions } = engine.join({ fans: [fanId(5)] });
    const engine_wake_ms = performance.now() - began;
    sql.close();
    if (positions[0] !== 6) throw new Error(`a known fan was told place ${positions[0]}`);
    return {
      engine_joins_per_s: calls / spent_s,
      join_us_at_1k: costs[0],
      join_us_at_100k: costs[1],
      join_us_at_1m: costs[2],
      join_cost_ratio: Math.max(...costs) / Math.min(...costs),
      tick_us_per_socket,
      engine_wake_ms,
      typed_arrays_mb,
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

if (import.meta.main) console.log(JSON.stringify(nodeFigures(Number(process.argv[2] ?? 1_000_000))));
