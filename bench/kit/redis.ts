// Redis as Debian packages it, driven by its own load generator, which is written in C and so never the bound.
import { begin, output, type PeerPlan, withPeer } from "./peer.ts";

export type Redis = {
  readonly pid: number;
  readonly port: number;
  readonly ask: (...command: readonly string[]) => Promise<string>;
  /** Calls a script so often, `__rand_int__` in its arguments being drawn below `below`; returns calls a second. */
  readonly bench: (run: RedisRun) => Promise<number>;
};
export type RedisRun = {
  readonly script: string;
  readonly args: readonly string[];
  readonly calls: number;
  readonly clients: number;
  readonly pipeline: number;
  readonly below: number;
};

export const withRedis = <T>(
  { append_only }: { readonly append_only: boolean },
  work: (redis: Redis) => Promise<T>,
): Promise<T> => withPeer(planOf(append_only), work);

const planOf = (append_only: boolean): PeerPlan<Redis> => ({
  needs: "redis-server is not installed: apt-get install redis-server",
  start: ({ port, folder }) => {
    const where = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder];
    return begin("redis-server", [...where, "--save", "", "--appendonly", append_only ? "yes" : "no"]);
  },
  open: async ({ port, pid }) => {
    const ask: Redis["ask"] = (...command) => output("redis-cli", ["-p", String(port), ...command]);
    if ((await ask("PING")) !== "PONG") throw new Error("redis does not answer yet");
    return { pid, port, ask, bench: (run) => benchOf(port, ask, run) };
  },
});

async function benchOf(port: number, ask: Redis["ask"], run: RedisRun): Promise<number> {
  const sha = await ask("SCRIPT", "LOAD", run.script);
  const numbers = { "-p": port, "-n": run.calls, "-c": run.clients, "-P": run.pipeline, "-r": run.below };
  const flags = Object.entries(numbers).flatMap(([flag, value]) => [flag, String(value)]);
  const csv = await output("redis-benchmark", ["--csv", ...flags, "EVALSHA", sha, ...run.args]);
  // The last line is the command's: its name, then its calls a second.
  const per_s = Number(/","([\d.]+)"/.exec(csv.split("\n").at(-1) ?? "")?.[1]);
  if (!(per_s > 0)) throw new Error(`redis-benchmark said: ${csv}`);
  return per_s;
}
