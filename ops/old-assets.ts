// Assets have their content's hash in their name, so a deployment takes those of the version before away from under open
// tabs, which still load parts of themselves by and by. So each deployment brings the last ones' files along: it asks the
// running one which they are, and needs no folder of an earlier build.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";

/** Under the assets' folder: the files of each build that is still served, newest first. */
export const GENERATIONS_FILE = "generations.json";
/** A tab is left open over a night, seldom over three deployments. */
export const GENERATIONS_MAX = 4;
/** Not by hash: every version has its own under the same name. */
const UNHASHED = new Set([GENERATIONS_FILE, "mark.svg"]);
const FILES_MAX = 500;
const FILE_BYTES_MAX = 8 * 1024 * 1024;
const FETCH_WITHIN_MS = 20_000;

const name = z.string().check(z.regex(/^[\w-][\w.-]{0,199}$/));
const generations = z.array(z.array(name).check(z.maxLength(FILES_MAX))).check(z.maxLength(GENERATIONS_MAX));
type Generations = z.infer<typeof generations>;

/** The running deployment could not be asked: whether tabs would break is not known. */
export class OldAssetsUnknown extends Error {}

/** Says which files this build has. */
export function writeGeneration(folder: string): void {
  write(folder, [ownFiles(folder)]);
}

export type Brought = { readonly files: number; readonly generations: number };

/** Brings what the deployment at `origin` serves and this build has not. Null where it serves no list: the first one. */
export async function bringOldAssets(origin: string, folder: string): Promise<Brought | null> {
  const list = await fetched(`${origin}/assets/${GENERATIONS_FILE}`);
  if (list === null) return null;
  const read = generations.safeParse(jsonOf(list));
  if (!read.success) throw new OldAssetsUnknown(`${origin}/assets/${GENERATIONS_FILE} cannot be read`);
  const own = ownFiles(folder);
  // The same build deployed again is no new generation.
  const earlier = read.data.filter((files) => !sameFiles(files, own)).slice(0, GENERATIONS_MAX - 1);
  const missing = [...new Set(earlier.flat())].filter((file) => !own.includes(file) && !UNHASHED.has(file));
  mkdirSync(folder, { recursive: true });
  for (const file of missing) {
    const bytes = await fetched(`${origin}/assets/${file}`);
    // Gone already: whoever needs it needed it before this deployment.
    if (bytes !== null) writeFileSync(join(folder, file), bytes);
  }
  write(folder, [own, ...earlier]);
  return { files: missing.length, generations: earlier.length };
}

const write = (folder: string, all: Generations): void =>
  writeFileSync(join(folder, GENERATIONS_FILE), `${JSON.stringify(all)}\n`);

const ownFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => !UNHASHED.has(file))
    .sort();

const sameFiles = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && [...a].sort().every((file, i) => file === b[i]);

/** Null: the deployment is there and has no such file. */
async function fetched(url: string): Promise<Uint8Array | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_WITHIN_MS), redirect: "error" });
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`it answers ${response.status}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.byteLength > FILE_BYTES_MAX) throw new Error("it is too large to be ours");
    return bytes;
  } catch (error) {
    throw new OldAssetsUnknown(`${url}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
