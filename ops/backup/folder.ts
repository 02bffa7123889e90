// The folder of a backup: what lies in it, each file with its hash. Only its owner can read it: it holds people's addresses.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { jsonOf, Refused } from "../cli/api.ts";

const FORMAT = 1;
const MANIFEST = "manifest.json";

const count = z.int();
const object = z.object({
  kind: z.enum(["line", "ledger"]),
  name: z.string(),
  show_id: z.string(),
  file: z.string(),
  pages: count,
  steps: count,
  mark: z.string(),
  /** A ledger as it counted itself; null of a line. */
  counts: z.nullable(z.object({ seq: count, available: count, held: count, sold: count, blocked: count })),
});
export type CopiedObject = z.infer<typeof object>;
const manifest = z.object({
  format: z.literal(FORMAT),
  made_at_ms: count,
  url: z.string(),
  /** Of the tables of the database, by name: a restored one must be of the same. */
  migrations: z.array(z.string()),
  /** How many rows each has; null where the database is not in the backup. */
  rows: z.nullable(z.record(z.string(), count)),
  objects: z.array(object),
  /** The public logs, as `npm run verify -- line` reads them. */
  logs: z.array(z.object({ show_id: z.string(), file: z.string() })),
  hashes: z.record(z.string(), z.string()),
});
export type Manifest = z.infer<typeof manifest>;

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

export class BackupFolder {
  readonly path: string;
  readonly #hashes = new Map<string, string>();

  constructor(path: string) {
    this.path = path;
  }

  /**
   * Into a folder that it makes: two backups in one would be neither, and the rights of a folder that somebody else uses are
   * not ours to change.
   */
  begin(): void {
    if (existsSync(this.path)) throw refusal(this.#whatIsThere());
    for (const part of ["", "objects", "logs"]) mkdirSync(join(this.path, part), { recursive: true, mode: 0o700 });
  }

  #whatIsThere(): string {
    const holds = existsSync(join(this.path, MANIFEST)) ? "holds a backup already" : "is there already";
    return `${this.path} ${holds}: a backup is made into a folder of its own`;
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.path, file), text, { mode: 0o600 });
    this.#hashes.set(file, hashOf(text));
  }

  /** Last of all: a folder without it is no backup. */
  end(facts: Omit<Manifest, "format" | "hashes">): Manifest {
    const whole: Manifest = { format: FORMAT, ...facts, hashes: Object.fromEntries(this.#hashes) };
    writeFileSync(join(this.path, MANIFEST), `${JSON.stringify(whole, null, 1)}\n`, { mode: 0o600 });
    return whole;
  }

  read(file: string): string {
    try {
      return readFileSync(join(this.path, file), "utf8");
    } catch {
      throw refusal(`${join(this.path, file)} cannot be read`);
    }
  }

  manifest(): Manifest {
    const read = manifest.safeParse(jsonOf(this.read(MANIFEST)));
    if (!read.success) throw refusal(`${join(this.path, MANIFEST)} is no backup's`);
    return read.data;
  }
}

const refusal = (words: string): Refused => new Refused({ code: "backup", status: 0, words });
