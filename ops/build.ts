// Builds everything that is served: browser assets, then the Worker's bundle (the deployed one, or the local one with
// the stand-ins). Prints nothing unless something fails.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { writeGeneration } from "./old-assets.ts";
import { BuiltFrom, markOf } from "./sources.ts";

const run = promisify(execFile);
const QUIET = {
  ...process.env,
  WRANGLER_SEND_METRICS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_WRITE_LOGS: "false",
  DO_NOT_TRACK: "1",
  // Names of files come from what is in them, and that must not depend on who asks for the build.
  NODE_ENV: "production",
};

async function tool(name: string, ...args: string[]): Promise<void> {
  try {
    await run(process.execPath, [`node_modules/${name}`, ...args], { env: QUIET, maxBuffer: 16 << 20 });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${name} ${args.join(" ")}\n${stdout}${stderr}`);
  }
}

const HEADERS = `/assets/*
  Cache-Control: public, max-age=31536000, immutable
  X-Content-Type-Options: nosniff
/assets/mark.svg
  ! Cache-Control
  Cache-Control: public, max-age=86400
/assets/generations.json
  ! Cache-Control
  Cache-Control: no-cache
`;

/** Where the files with hashes in their names are served from. */
export const ASSETS = "dist/client/assets";

const LOCK = "dist.lock";
const LOCK_STALE_MS = 120_000;

/** Two starts from one checkout must not empty each other's folders: one builds at a time, and takes away what it made. */
export async function whileBuilding<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      mkdirSync(LOCK);
      break;
    } catch {
      const age_ms = Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age_ms > LOCK_STALE_MS) rmSync(LOCK, { recursive: true, force: true });
      await sleep(50);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

const built = new BuiltFrom("dist");

/** Whether the browser's files that stand there were made of the sources as they are. */
export const clientFits = (): boolean => built.is(markOf());

/** The browser's files alone. A Worker that stands beside them still fits if it was made of the very same sources. */
export async function buildClient(): Promise<void> {
  const mark = markOf();
  const fits = built.is(mark);
  built.forget();
  await bundleClient();
  if (fits) built.note(mark);
}

async function bundleClient(): Promise<void> {
  await tool("vite/bin/vite.js", "build", "--logLevel", "error");
  // The manifest is for the Worker, not for the public.
  mkdirSync("dist", { recursive: true });
  const manifest = JSON.parse(readFileSync("dist/client/manifest.json", "utf8")) as Record<
    string,
    { file: string; name?: string; css?: string[] }
  >;
  const own = Object.entries(manifest).filter(([source]) => source.startsWith("web/"));
  const urls = Object.fromEntries(own.map(([source, entry]) => [source, `/${entry.file}`]));
  writeFileSync("dist/asset-urls.json", `${JSON.stringify(urls, null, 1)}\n`);
  renameSync("dist/client/manifest.json", "dist/client-manifest.json");
  cpSync("web/assets", ASSETS, { recursive: true });
  writeGeneration(ASSETS);
  writeFileSync("dist/client/_headers", HEADERS);
}

export async function buildWorker(env: "production" | "local"): Promise<void> {
  await tool("wrangler/bin/wrangler.js", "deploy", "--dry-run", "--env", env, "--outdir", `dist/${env}`);
}

export const buildAll = (): Promise<void> =>
  whileBuilding(() =>
    built.making(markOf(), async () => {
      await bundleClient();
      await Promise.all([buildWorker("production"), buildWorker("local")]);
    }),
  );

/** Puts what a local instance serves into a folder of its own, where no later build reaches it; built only if a source changed. */
export const buildInto = (folder: string): Promise<void> =>
  whileBuilding(async () => {
    const mark = markOf();
    if (!built.is(mark))
      await built.making(mark, async () => {
        await bundleClient();
        await buildWorker("local");
      });
    rmSync(folder, { recursive: true, force: true });
    cpSync("dist/client", `${folder}/client`, { recursive: true });
    cpSync("dist/local", `${folder}/local`, { recursive: true });
  });

if (import.meta.main) {
  await buildAll();
}
