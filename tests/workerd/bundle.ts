// What runs inside workerd as few files, made anew for each run: the local Worker is one, and what test files share of the
// product is another, beside each test file's own text. Read module by module they would be read again for every test
// file, which took half of the run.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { type BuildOptions, build } from "esbuild";
import type { Plugin } from "vite";

const FOLDER = "node_modules/.cache/workerd-tests";
const WORKER_FOLDER = `${FOLDER}/worker`;
const WORKER = `${WORKER_FOLDER}/worker.js`;
const MAIN = `${WORKER_FOLDER}/main.js`;
const TESTS = "tests/workerd";
const SHARED = `${FOLDER}/shared`;
/**
 * What vite hands to the platform unread gets another name there than the same file imported by its neighbour, and would
 * be there twice. So only what gives on is handed over.
 */
const DOORS = `${FOLDER}/doors`;

/** The platform reads what is large itself: through vite it would be parsed, mapped and sent anew for every test file. */
export const MODULE_RULES = [{ type: "ESModule" as const, include: [`**/${WORKER}`, `**/${DOORS}/*.js`] }];

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
  rmSync(WORKER_FOLDER, { recursive: true, force: true });
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

type Bundled = { readonly code: string; readonly map: string };

/** What each test file is by itself; what it shares with others is written where the platform finds it. */
async function bundleTests(): Promise<ReadonlyMap<string, Bundled>> {
  const { outputFiles, metafile } = await build({
    ...FOR_WORKERD,
    entryPoints: readdirSync(TESTS)
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => `${TESTS}/${file}`),
    outdir: TESTS,
    splitting: true,
    chunkNames: `${relative(TESTS, SHARED)}/[name]-[hash]`,
    write: false,
    metafile: true,
    external: [...PLATFORM, "vitest"],
    // A failure is shown where it stands in the test's own file.
    sourcemap: "external",
    sourcesContent: false,
  });
  for (const folder of [SHARED, DOORS]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  const texts = new Map(outputFiles.map(({ path, text }) => [path, text]));
  const bundled = new Map<string, Bundled>();
  for (const [output, { exports, entryPoint }] of Object.entries(metafile.outputs)) {
    const path = resolve(output);
    const code = texts.get(path) ?? "";
    if (dirname(output) !== SHARED && entryPoint !== undefined) {
      bundled.set(resolve(entryPoint), { code, map: texts.get(`${path}.map`) ?? "" });
    } else if (path.endsWith(".js")) {
      const name = basename(path);
      writeFileSync(path, code);
      writeFileSync(`${DOORS}/${name}`, `export { ${exports.join(", ")} } from "../${basename(SHARED)}/${name}";\n`);
    }
  }
  return bundled;
}

let bundling: ReturnType<typeof bundleTests> | null = null;
const given = new Set<string>();

export const bundledTests: Plugin = {
  name: "bundled-tests",
  enforce: "pre",
  resolveId(id, importer) {
    const shared = importer === undefined ? id : resolve(dirname(importer), id);
    return dirname(shared) === resolve(SHARED) ? resolve(DOORS, basename(shared)) : null;
  },
  async load(id) {
    if (dirname(id) !== resolve(TESTS) || !id.endsWith(".test.ts")) return null;
    // Asked for once more, a file has changed or what it imports has: somebody watches.
    if (given.has(id)) {
      given.clear();
      bundling = null;
    }
    given.add(id);
    bundling ??= bundleTests();
    return (await bundling).get(id) ?? null;
  },
};
