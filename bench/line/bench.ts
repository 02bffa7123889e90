// `npm run bench -- line`: the waiting line beside Redis, over the whole road, with listeners, and by itself.

import type { Measured, Options } from "../kit/measured.ts";
import { loadNow } from "../kit/rounds.ts";
import { joinFigures } from "./beside-redis.ts";
import { nodeFigures } from "./in-node.ts";
import { httpFigures } from "./over-http.ts";
import { socketFigures } from "./with-sockets.ts";

const ENTRIES = 1_000_000;
const SOCKETS = 8_000;

const METHOD =
  "joins_per_s: one line in workerd (miniflare), batches of 1,000 over RPC with two in flight, 5 % of them repeats, rows, " +
  "commit and Merkle log on, between 90 % and 100 % of a million entries; beside Redis's idempotent sorted-set join by a " +
  "script, 50 clients pipelined by 16, without its append-only file; median of three alternating runs. wake_ms: a new " +
  "process to the first answer. bare_* and miniflare_*: single joins over HTTP by 64 connections on workerd's own socket " +
  "and through miniflare's API, beside calls to an empty object on the same road, median of three alternating runs; " +
  "unseen_token: the token's signature was not checked before. engine_*, join_us_*, tick_us_per_socket: the same engine " +
  "on Node's SQLite. join_p99_ms: single joins one after the other while every socket is told its own place. *_by_cpu: " +
  "the ratio by processor time of the serving processes.";

/** One after the other: side by side they would take the machine's cores from each other. */
export async function run({ peers }: Options): Promise<Measured> {
  const load_average_before = loadNow();
  // The peer first: who lacks it hears of it at once.
  const joins = await joinFigures(ENTRIES, peers);
  const alone = { ...nodeFigures(ENTRIES), ...(await socketFigures(SOCKETS)) };
  const figures = { ...joins, ...alone, ...(await httpFigures()) };
  return { figures: { ...figures, load_average_before, load_average_after: loadNow() }, method: METHOD };
}
