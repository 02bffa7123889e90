// What runs inside workerd as few files, made anew for each run: the local Worker is one, and each test file is one with
// all of the product it imports. Read module by module they would be read again for every test file, which took half of
// the run.
import { rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type BuildOptions, build } from "esbuild";
import type { Plugin } from "vite";

const FOLDER = "node_modules/.cache/workerd-tests";
const WORKER = `${FOLDER}/worker.js`;
const MAIN = `${FOLDER}/main.js`;

/** The platform reads the Worker's file itself: through vite it would be read, mapped and sent anew for every test file. */
export const MODULE_RULES = [{ type: "ESModule" as const, include: [`**/${WORKER}`] }];

const FOR_WORKERD = {
  bundle: true,
  format: "esm",
  target: "es2024",
  platform: "browser",
  conditions: ["workerd", "worker", "browser"],
  jsx: "automatic",
  jsxImportSource: "preact",
  keepNames: true,
  logLevel: "error",
} as const satisfies BuildOptions;
const PLATFORM = ["cloudflare:*", "node:*"];

async function makeWorker(): Promise<string> {
  // Never written over in place: another checkout's copy may be the very same file on the disk.
  rmSync(FOLDER, { recursive: true, force: true });
  const { metafile } = await build({
    ...FOR_WORKERD,
    entryPoints: ["sandbox/index.ts"],
    outfile: WORKER,
    external: PLATFORM,
    minify: true,
    metafile: true,
  });
  const names = metafile.outputs[WORKER]?.exports ?? [];
  writeFileSync(MAIN, `export { ${names.join(", ")} } from "./worker.js";\n`);
  return `./${MAIN}`;
}

let making: Promise<string> | null = null;
/** Asked for again by every test file's runtime. */
export function bundledWorker(): Promise<string> {
  making ??= makeWorker();
  return making;
}

export const bundledTests: Plugin = {
  name: "bundled-tests",
  enforce: "pre",
  async load(id) {
    if (!id.startsWith(resolve("tests/workerd/")) || !id.endsWith(".test.ts")) return null;
    const { outputFiles } = await build({
      ...FOR_WORKERD,
      entryPoints: [id],
      outfile: id,
      write: false,
      external: [...PLATFORM, "vitest"],
      // A failure is shown where it stands in the test's own file.
      sourcemap: "external",
    });
    const [map, code] = outputFiles.map(({ text }) => text);
    return map === undefined || code === undefined ? null : { code, map };
  },
};
