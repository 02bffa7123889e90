// Whether what is built still belongs to what it was built from: by each source's name, size and time of change.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";

const SOURCES = [
  "domain",
  "durable-objects",
  "migrations",
  "ops/build.ts",
  "ops/fonts.ts",
  "ops/old-assets.ts",
  "package-lock.json",
  "sandbox",
  "schema",
  "tsconfig.base.json",
  "vite.config.ts",
  "web",
  "workers",
  "wrangler.toml",
];

function* filesOf(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return yield path;
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) yield `${entry.parentPath}/${entry.name}`;
}

/** Changes with any source that is added, taken away or written. */
export function markOf(paths: readonly string[] = SOURCES): string {
  const hash = createHash("sha256");
  for (const path of paths.flatMap((one) => [...filesOf(one)]).sort()) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

/** What a built folder was made from. Whoever writes into it takes the mark off; it is put on when all of it stands. */
export class BuiltFrom {
  readonly #file: string;

  constructor(folder: string) {
    this.#file = `${folder}/built-from`;
  }

  note(mark: string): void {
    writeFileSync(this.#file, mark);
  }

  forget(): void {
    rmSync(this.#file, { force: true });
  }

  is(mark: string): boolean {
    return existsSync(this.#file) && readFileSync(this.#file, "utf8") === mark;
  }

  /** `work` fills the folder; one that changes its sources meanwhile is built again the next time. */
  async making(mark: string, work: () => Promise<void>): Promise<void> {
    this.forget();
    await work();
    this.note(mark);
  }
}
