// PostgreSQL as Debian packages it, with its ordinary settings, driven by its own pgbench.
import { chownSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { begin, type Owner, output, PeerAbsent, type PeerPlan, withPeer } from "./peer.ts";

export type Postgres = {
  readonly pid: number;
  readonly ask: (sql: string) => Promise<string>;
  /** Runs one statement so often in every client; returns transactions a second, connecting not counted. */
  readonly bench: (statement: string, load: { readonly clients: number; readonly each: number }) => Promise<number>;
};

const VERSIONS = "/usr/lib/postgresql";
const USER = "bench";
const PGBENCH_THREADS = 2;

export const withPostgres = <T>(work: (postgres: Postgres) => Promise<T>): Promise<T> => withPeer(PLAN, work);

const PLAN: PeerPlan<Postgres> = {
  needs: "PostgreSQL is not installed: apt-get install postgresql",
  start: async ({ port, folder }) => {
    const owner = await ownerOf();
    if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid);
    const data = join(folder, "data");
    await output(tool("initdb"), ["-D", data, "-A", "trust", "-U", USER, "-E", "UTF8", "--locale", "C"], owner);
    const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", `port=${port}`];
    return begin(tool("postgres"), ["-D", data, ...settings.flatMap((setting) => ["-c", setting])], owner);
  },
  open: async ({ port, folder, pid }) => {
    const to = ["-h", "127.0.0.1", "-p", String(port), "-U", USER];
    const ask: Postgres["ask"] = (sql) => output("psql", [...to, "-d", "postgres", "-At", "-c", sql]);
    await ask("SELECT 1");
    return {
      pid,
      ask,
      bench: async (statement, { clients, each }) => {
        const script = join(folder, "statement.sql");
        writeFileSync(script, `${statement}\n`);
        const load = ["-c", String(clients), "-j", String(PGBENCH_THREADS), "-t", String(each)];
        const said = await output(tool("pgbench"), [...to, "-n", "-M", "prepared", ...load, "-f", script, "postgres"]);
        const per_s = Number(/tps = ([\d.]+) \(without initial connection time\)/.exec(said)?.[1]);
        if (!(per_s > 0)) throw new Error(`pgbench said: ${said}`);
        return per_s;
      },
    };
  },
};

function tool(name: string): string {
  try {
    const newest = readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a))[0];
    if (newest !== undefined) return join(VERSIONS, newest, "bin", name);
  } catch {
    // Told below.
  }
  throw new PeerAbsent(PLAN.needs);
}

/** It refuses to run as root, so there it runs as the user that its package made. */
async function ownerOf(): Promise<Owner> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all([output("id", ["-u", "postgres"]), output("id", ["-g", "postgres"])]);
  return { uid: Number(uid), gid: Number(gid) };
}
