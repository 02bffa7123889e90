// The product as `npm start` serves it, and beside it in the same workerd a Worker that calls an empty object: what a
// figure is told as a ratio of. Two roads lead to both: miniflare's API, or workerd's own socket with nothing in front.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { buildClient } from "../../ops/build.ts";
import { newKeySets } from "../../ops/keys.ts";
import { migrate } from "../../ops/local/server.ts";
import { socketsMax } from "../../ops/local/sockets.ts";

export type Road = "miniflare" | "bare";
/** Where requests go, and with which keys tokens may be made for it. */
export type Product = {
  readonly road: Road;
  readonly port: number;
  readonly empty: { readonly port: number; readonly path: string };
  readonly token_env: { readonly SIGNING_KEYS: string; readonly ISSUER: string };
  readonly stop: () => Promise<void>;
};

const EMPTY_PATH = "/bench-empty";

async function bundleInto(folder: string): Promise<string> {
  if (!existsSync("dist/asset-urls.json")) await buildClient();
  const wrangler = "node_modules/wrangler/bin/wrangler.js";
  const args = [wrangler, "deploy", "--dry-run", "--env", "local", "--outdir", folder];
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_WRITE_LOGS: "false" };
  await promisify(execFile)(process.execPath, args, { env, maxBuffer: 16 << 20 });
  return readFileSync(join(folder, "index.js"), "utf8");
}

/** Its data, bundle and keys are its own and go with it. */
export async function startProduct(road: Road): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), "fairline-bench-"));
  let miniflare: Miniflare | null = null;
  const stop = async (): Promise<void> => {
    await miniflare?.dispose();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const signing_keys = JSON.stringify(newKeySets());
    const script = await bundleInto(join(folder, "bundle"));
    miniflare = new Miniflare(optionsOf({ road, folder, script, signing_keys }));
    const entry = await miniflare.ready;
    await migrate(miniflare);
    const direct = async (name: string): Promise<number> =>
      Number((road === "bare" ? await (miniflare as Miniflare).unsafeGetDirectURL(name) : entry).port);
    return {
      road,
      port: await direct("product"),
      empty: { port: await direct("empty"), path: EMPTY_PATH },
      token_env: { SIGNING_KEYS: signing_keys, ISSUER: "fairline-local" },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Parts = {
  readonly road: Road;
  readonly folder: string;
  readonly script: string;
  readonly signing_keys: string;
};

function optionsOf({ road, folder, script, signing_keys }: Parts): ReturnType<typeof convertV4MiniflareOptions> {
  // wrangler looks for required secrets in the environment and says so.
  process.env.SIGNING_KEYS = signing_keys;
  process.env.WRANGLER_LOG = "error";
  const { workerOptions } = unstable_getMiniflareWorkerOptions("wrangler.toml", "local");
  const { modulesRules, assets, compatibilityDate, compatibilityFlags, ...rest } = workerOptions;
  // Before a Worker with assets miniflare puts a router; both have it, or neither.
  const road_options = road === "bare" ? { unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] } : { assets };
  const common = { modules: true, compatibilityDate, compatibilityFlags, ...road_options };
  const bindings = { ...rest.bindings, SIGNING_KEYS: signing_keys, SOCKETS_MAX: String(socketsMax()) };
  return convertV4MiniflareOptions({
    host: "127.0.0.1",
    port: 0,
    cf: false,
    log: new Log(LogLevel.ERROR),
    resourcePersistencePath: join(folder, "data"),
    workers: [
      { ...rest, ...common, name: "product", script, bindings },
      {
        ...common,
        name: "empty",
        script: readFileSync(join(import.meta.dirname, "empty-object.js"), "utf8"),
        durableObjects: { EMPTY: { className: "Empty", useSQLite: true } },
        routes: [`*${EMPTY_PATH}*`],
      },
    ],
  } as Parameters<typeof convertV4MiniflareOptions>[0]);
}
