// The same crowd without pages and sockets, here and at a peer that keeps its line in Redis behind HTTP: everyone joins at
// their moment and asks once for their place.
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { freePort } from "../../ops/instance.ts";
import { makeShow } from "../kit/house.ts";
import { requestBytes } from "../kit/http-load.ts";
import { openLoop } from "../kit/line-fan.ts";
import { begin, PeerAbsent } from "../kit/peer.ts";
import { bearer, type Fan, fans } from "../kit/people.ts";
import { cpuUs } from "../kit/process.ts";
import type { Product } from "../kit/product.ts";
import { withRedis } from "../kit/redis.ts";
import { Roads } from "../kit/roads.ts";
import { percentile } from "../kit/rounds.ts";
import { Tally } from "../kit/tally.ts";

type Crowd = { readonly moments: readonly number[]; readonly relays: number; readonly room_capacity: number };
type Line = {
  readonly port: number;
  readonly pids: readonly number[];
  readonly join: (fan: Fan) => Buffer;
  readonly place: (fan: Fan) => Buffer;
};

const READY_WITHIN_MS = 10_000;

/** Nothing, and a word, where there is no Redis on this machine: the crowd's own figures stand without it. */
export async function besidePeerIfThere(product: Product, crowd: Crowd): Promise<Record<string, number>> {
  try {
    return await besidePeer(product, crowd);
  } catch (error) {
    if (!(error instanceof PeerAbsent)) throw error;
    console.error(error.message);
    return {};
  }
}

async function besidePeer(product: Product, crowd: Crowd): Promise<Record<string, number>> {
  const people = await fans(product, "peer", crowd.moments.length);
  const { relays, room_capacity } = crowd;
  const room = { batch_size: 20, step_ms: 1_000, ...(relays > 0 && { relays }) };
  const { show_id } = await makeShow(product, room_capacity, room);
  const queue = `/v1/api/shows/${show_id}/queue`;
  const ours = await met(crowd, people, {
    port: product.port,
    pids: [product.pid],
    join: (fan) => requestBytes({ method: "POST", path: queue, headers: bearer(fan) }),
    place: (fan) => requestBytes({ method: "GET", path: `${queue}/status`, headers: bearer(fan) }),
  });
  const theirs = await withPeerLine((line) => met(crowd, people, line));
  return { ...named("alone", ours), ...named("peer", theirs), alone_over_peer_by_cpu: theirs.cpu_us / ours.cpu_us };
}

const named = (who: string, figures: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${who}_${name}`, value]));

type Met = Record<"join_p50_ms" | "join_p99_ms" | "answered" | "joins_per_s" | "cpu_us", number>;

/** `cpu_us`: of the serving processes, for one fan's join and question. */
async function met({ moments }: Crowd, people: readonly Fan[], { port, pids, join, place }: Line): Promise<Met> {
  const tally = new Tally();
  const roads = new Roads(port, tally);
  const spent = (): number => pids.reduce((sum, pid) => sum + cpuUs(pid), 0);
  const [began_ms, began_us] = [performance.now(), spent()];
  await openLoop(moments, async (i) => {
    const fan = people[i];
    if (fan === undefined) return;
    await roads.timed("join", join(fan));
    await roads.timed("place", place(fan));
  });
  const ms = performance.now() - began_ms;
  const cpu_us = (spent() - began_us) / people.length;
  roads.close();
  const joins = tally.times("join");
  return {
    answered: joins.length - tally.errors,
    join_p50_ms: percentile(joins, 0.5),
    join_p99_ms: percentile(joins, 0.99),
    joins_per_s: (joins.length / ms) * 1_000,
    cpu_us,
  };
}

async function withPeerLine<T>(work: (line: Line) => Promise<T>): Promise<T> {
  return withRedis({ append_only: false }, async (redis) => {
    const port = await freePort();
    const server = await begin(process.execPath, [
      join(import.meta.dirname, "peer-server.ts"),
      String(redis.port),
      String(port),
    ]);
    try {
      await untilThere(port, server);
      const asked = (method: string) => (fan: Fan) =>
        requestBytes({ method, path: "/queue", headers: { "x-fan": fan.id } });
      return await work({ port, pids: [server.pid ?? 0, redis.pid], join: asked("POST"), place: asked("GET") });
    } finally {
      server.kill("SIGTERM");
    }
  });
}

async function untilThere(port: number, server: ChildProcess): Promise<void> {
  for (const until_ms = performance.now() + READY_WITHIN_MS; performance.now() < until_ms; ) {
    if (server.exitCode !== null) break;
    const answer = await fetch(`http://127.0.0.1:${port}/queue`, { headers: { "x-fan": "nobody" } }).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the peer's server does not answer");
}
