// The product as `npm start` serves it, and a Worker that calls an empty object over the very same road: what a figure is
// told as a ratio of. There are three roads: workerd's own socket with nothing in front of the Worker, the same with the front
// that `npm start` puts there, or miniflare's entry and its router of assets.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { convertV4MiniflareOptions, Log, LogLevel } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { buildClient } from "../../ops/build.ts";
import { newKeySets } from "../../ops/keys.ts";
import { FRONT, frontSocket, migrate } from "../../ops/local/server.ts";
import { socketsMax } from "../../ops/local/sockets.ts";
import { type Served, serve } from "./process.ts";

export const ROADS = ["bare", "miniflare"] as const;
export type Road = (typeof ROADS)[number] | "front";
export type Address = { readonly port: number; readonly pid: number };
export type Product = Address & {
  readonly empty: Address;
  /** With which keys tokens are made for it. */
  readonly token_env: { readonly SIGNING_KEYS: string; readonly ISSUER: string };
};

type Options = Parameters<typeof convertV4MiniflareOptions>[0];
/** What wrangler reads out of wrangler.toml; the parts that are told apart here. */
type Found = Readonly<Record<string, unknown>> & { readonly bindings?: Readonly<Record<string, unknown>> };

async function bundleInto(folder: string): Promise<string> {
  if (!existsSync("dist/asset-urls.json")) await buildClient();
  const wrangler = "node_modules/wrangler/bin/wrangler.js";
  const args = [wrangler, "deploy", "--dry-run", "--env", "local", "--outdir", folder];
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_WRITE_LOGS: "false" };
  await promisify(execFile)(process.execPath, args, { env, maxBuffer: 16 << 20 });
  return readFileSync(join(folder, "index.js"), "utf8");
}

/** Its data, bundle and keys are its own and go with it. */
export async function withProduct<T>(road: Road, work: (product: Product) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "fairline-bench-"));
  const served: Served[] = [];
  const start = async (name: "product" | "empty", worker: object): Promise<Address> => {
    const one = await serve(optionsOf(join(folder, name), worker));
    served.push(one);
    const entrypoint = road === "front" && name === "product" ? FRONT : "default";
    const url = road === "miniflare" ? one.entry : await one.miniflare.unsafeGetDirectURL(name, entrypoint);
    return { port: Number(url.port), pid: one.pid };
  };
  try {
    const signing_keys = JSON.stringify(newKeySets());
    const { product, empty } = workersOf(road, await bundleInto(join(folder, "bundle")), signing_keys);
    const at = await start("product", product);
    for (const { miniflare } of served) await migrate(miniflare);
    const token_env = { SIGNING_KEYS: signing_keys, ISSUER: "fairline-local" };
    return await work({ ...at, empty: await start("empty", empty), token_env });
  } finally {
    for (const { miniflare } of served) await miniflare.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

function workersOf(road: Road, script: string, signing_keys: string): Readonly<Record<"product" | "empty", object>> {
  // wrangler looks for required secrets in the environment and says so.
  process.env.SIGNING_KEYS = signing_keys;
  process.env.WRANGLER_LOG = "error";
  const { workerOptions } = unstable_getMiniflareWorkerOptions("wrangler.toml", "local");
  const { modulesRules, assets, compatibilityDate, compatibilityFlags, ...rest } = workerOptions as Found;
  // Before a Worker with assets miniflare puts a router of its own: both have it, or neither.
  const own_socket = { unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] };
  const way = road === "miniflare" ? { assets } : own_socket;
  const common = { modules: true, compatibilityDate, compatibilityFlags, ...way };
  const at_front = road === "front" ? { assets, unsafeDirectSockets: [frontSocket(0)] } : {};
  const bindings = { ...rest.bindings, SIGNING_KEYS: signing_keys, SOCKETS_MAX: String(socketsMax()) };
  return {
    product: { ...rest, ...common, ...at_front, name: "product", script, bindings },
    empty: {
      ...common,
      name: "empty",
      script: readFileSync(join(import.meta.dirname, "empty-object.js"), "utf8"),
      durableObjects: { EMPTY: { className: "Empty", useSQLite: true } },
    },
  };
}

const optionsOf = (data: string, worker: object): ReturnType<typeof convertV4MiniflareOptions> =>
  convertV4MiniflareOptions({
    host: "127.0.0.1",
    port: 0,
    cf: false,
    log: new Log(LogLevel.ERROR),
    resourcePersistencePath: data,
    workers: [worker],
  } as Options);
