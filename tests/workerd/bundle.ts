// The local Worker as one file, made anew for each run: read module by module it would be read again for every test file,
// which took half of the run.
import { build } from "esbuild";

const FILE = "node_modules/.cache/workerd-tests/index.js";

export async function bundledWorker(): Promise<string> {
  await build({
    entryPoints: ["sandbox/index.ts"],
    outfile: FILE,
    bundle: true,
    format: "esm",
    target: "es2024",
    platform: "browser",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*", "node:*"],
    jsx: "automatic",
    jsxImportSource: "preact",
    minify: true,
    keepNames: true,
    logLevel: "error",
  });
  return `./${FILE}`;
}
