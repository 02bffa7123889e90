// The built bundle in workerd through miniflare's API: one process that serves, restarted when it dies.

import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as MiniflarePackage from "miniflare";
import type { Miniflare } from "miniflare";
import type * as WranglerPackage from "wrangler";

// Both are CommonJS, in files of many megabytes. Imported they are read two times more, to tell that they are no modules and
// what they export: a second of each start.
const require = createRequire(import.meta.url);
const {
  convertV4MiniflareOptions,
  Log,
  LogLevel,
  Miniflare: Simulator,
} = require("miniflare") as typeof MiniflarePackage;
const { unstable_getMiniflareWorkerOptions } = require("wrangler") as typeof WranglerPackage;

export type ServerOptions = {
  readonly port: number;
  readonly state_dir: string;
  readonly signing_keys: string;
  /** Sockets this process may hold open before it answers 503; see OPERATIONS.md. */
  readonly sockets_max: number;
  readonly onWorkerd: (pid: number) => void;
  readonly onDeath: () => void;
};

export type Server = {
  readonly miniflare: Miniflare;
  readonly stop: () => Promise<void>;
};

/** workerd's own socket, which leads to the Worker's front (sandbox/front.ts) past miniflare's entry and its router. */
export const FRONT = "atTheFront";
export const frontSocket = (port: number) => ({ host: "127.0.0.1", port, entrypoint: FRONT });

/** What an instance serves lies with its data: another build of the same checkout does not touch it. */
export const servedFolder = (state_dir: string): string => join(state_dir, "served");

export async function startServer(options: ServerOptions): Promise<Server> {
  let stopping = false;
  // Node tells of every child it starts: the one way to know workerd's id for certain on every system.
  const onChild = (message: unknown): void => {
    const child = (message as { process: ChildProcess }).process;
    child.once("spawn", () => {
      if (child.pid === undefined || !child.spawnfile.includes("workerd")) return;
      options.onWorkerd(child.pid);
      child.once("exit", () => {
        if (!stopping) options.onDeath();
      });
    });
  };
  subscribe("child_process", onChild);
  // wrangler looks for required secrets in the environment and says so; the starter has only one line to print.
  process.env.SIGNING_KEYS = options.signing_keys;
  process.env.WRANGLER_LOG = "error";
  const { modulesRules, ...workerOptions } = unstable_getMiniflareWorkerOptions("wrangler.toml", "local").workerOptions;
  const served = servedFolder(options.state_dir);
  const miniflare = new Simulator(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port: 0,
      cf: false,
      log: new Log(LogLevel.ERROR),
      resourcePersistencePath: join(options.state_dir, "data"),
      workers: [
        {
          ...workerOptions,
          name: "fairline-local",
          modules: true,
          unsafeDirectSockets: [frontSocket(options.port)],
          rootPath: served,
          scriptPath: join(served, "local/index.js"),
          assets: { ...(workerOptions.assets as object), directory: join(served, "client") },
          bindings: {
            ...(workerOptions.bindings as Record<string, string>),
            SIGNING_KEYS: options.signing_keys,
            PUBLIC_ORIGIN: `http://127.0.0.1:${options.port}`,
            SOCKETS_MAX: String(options.sockets_max),
            ...(process.env.LOG_LEVEL === undefined ? {} : { LOG_LEVEL: process.env.LOG_LEVEL }),
          },
        },
      ],
    } as Parameters<typeof convertV4MiniflareOptions>[0]),
  );
  try {
    await miniflare.ready;
  } finally {
    unsubscribe("child_process", onChild);
  }
  return {
    miniflare,
    stop: async () => {
      stopping = true;
      await miniflare.dispose();
    },
  };
}

/** The same table as `wrangler d1 migrations apply` keeps, so that either may go on where the other stopped. */
export async function migrate(miniflare: Miniflare): Promise<void> {
  const db = await miniflare.getD1Database("DB");
  await db
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,
       applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
    )
    .run();
  const { results } = await db.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map((row) => row.name));
  const files = readdirSync("migrations").filter((name) => name.endsWith(".sql"));
  for (const name of files.sort().filter((file) => !applied.has(file))) {
    const statements = readFileSync(join("migrations", name), "utf8")
      .split("--> statement-breakpoint")
      .map((text) => text.trim())
      .filter((text) => text !== "");
    await db.batch([
      ...statements.map((text) => db.prepare(text)),
      db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name),
    ]);
  }
}
