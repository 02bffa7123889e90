// A real Chromium out of the npm registry, unpacked once into a versioned folder. CHROMIUM_PATH overrides it.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

const CACHE = "node_modules/.cache/chromium";

export const CHROMIUM_ARGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function chromiumPath(): Promise<string> {
  const own = process.env.CHROMIUM_PATH;
  if (own !== undefined && own !== "") return own;
  const { version } = JSON.parse(readFileSync("node_modules/@sparticuz/chromium/package.json", "utf8")) as {
    version: string;
  };
  const folder = join(process.cwd(), CACHE, version);
  const binary = join(folder, "chromium");
  if (existsSync(binary)) return binary;
  // The package unpacks into the temporary folder in steps; a folder of our own and a rename make it one step.
  const unpacking = `${folder}.${process.pid}`;
  mkdirSync(unpacking, { recursive: true });
  const own_tmp = process.env.TMPDIR;
  process.env.TMPDIR = unpacking;
  const { default: chromium } = await import("@sparticuz/chromium");
  await chromium.executablePath();
  if (own_tmp === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = own_tmp;
  try {
    renameSync(unpacking, folder);
  } catch {
    // Another run was quicker; its folder is as good.
    rmSync(unpacking, { recursive: true, force: true });
  }
  return binary;
}

if (import.meta.main) console.log(await chromiumPath());
