// Builds everything that is served: browser assets, then the Worker's bundle (the deployed one, or the local one with
// the stand-ins). Prints nothing unless something fails.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);
const QUIET = {
  ...process.env,
  WRANGLER_SEND_METRICS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_WRITE_LOGS: "false",
  DO_NOT_TRACK: "1",
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
`;

export async function buildClient(): Promise<void> {
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
  cpSync("web/assets", "dist/client/assets", { recursive: true });
  writeFileSync("dist/client/_headers", HEADERS);
}

export async function buildWorker(env: "production" | "local"): Promise<void> {
  await tool("wrangler/bin/wrangler.js", "deploy", "--dry-run", "--env", env, "--outdir", `dist/${env}`);
}

if (import.meta.main) {
  await buildClient();
  await Promise.all([buildWorker("production"), buildWorker("local")]);
}
