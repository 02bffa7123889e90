// All figures of the line that need no peer and no HTTP: what `npm run bench -- line` prints of the object itself.
import { type NodeFigures, nodeFigures } from "./in-node.ts";
import { type WorkerdFigures, workerdFigures } from "./in-workerd.ts";
import { type SocketFigures, socketFigures } from "./with-sockets.ts";

export type LineFigures = NodeFigures & WorkerdFigures & SocketFigures;

export type LineFigureOptions = { readonly entries?: number; readonly sockets?: number };

/** One after the other: side by side they would take the machine's cores from each other. */
export async function lineFigures({
  entries = 1_000_000,
  sockets = 8_000,
}: LineFigureOptions = {}): Promise<LineFigures> {
  const workerd = await workerdFigures(entries);
  const node = nodeFigures(entries);
  return { ...node, ...workerd, ...(await socketFigures(sockets)) };
}

export const METHOD =
  "joins_per_s: one line in workerd (miniflare), batches of 1,000 over RPC with two in flight, 5 % of them repeats, rows, " +
  "commit and Merkle log on, between 90 % and 100 % of the entries. engine_*, join_us_*, tick_us_per_socket: the same engine " +
  "on Node's SQLite. join_p99_ms: single joins one after the other while every socket is told its own place.";

if (import.meta.main) console.log(JSON.stringify(await lineFigures()));
