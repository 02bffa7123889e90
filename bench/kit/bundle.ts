// Bundles a Worker of the measurements: the product's classes without the product around them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

export async function bundle(entry: string, outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true, target: "webworker" },
    build: {
      ssr: entry,
      outDir,
      minify: false,
      rollupOptions: { external: ["cloudflare:workers"], output: { entryFileNames: "worker.mjs" } },
    },
  });
  return readFileSync(join(outDir, "worker.mjs"), "utf8");
}
