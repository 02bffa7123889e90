// The database of a backup: rows as SQL, of an instance on this computer by its file, of a deployment over wrangler.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import type { Environment } from "../cli/environments.ts";
import { isLocal } from "../cli/environments.ts";
import { localDataOf } from "../commands/admin.ts";
import { runWrangler } from "../wrangler.ts";
import { inScratch } from "./scratch.ts";

/** An instance under load writes at every moment: a restoration waits its turn. */
const BUSY_MS = 30_000;
/** What the platform and the migrations keep for themselves. */
const NOT_OURS = /^(?:sqlite_|_cf_|d1_migrations)/;
const NOT_OURS_ROW = /^INSERT INTO "?(?:sqlite_|_cf_|d1_migrations)/;
/** Rows point at each other; only the whole is held together. */
const LOOSE = "PRAGMA defer_foreign_keys = TRUE;";

export const migrationNames = (): string[] =>
  readdirSync("migrations")
    .filter((name) => name.endsWith(".sql"))
    .sort();

export async function dumpDatabase(environment: Environment): Promise<string> {
  return isLocal(environment) ? dumpFile(pathOf(environment)) : dumpByWrangler(environment);
}

/** Replaces every row by the dump's, all or nothing. */
export async function loadDatabase(environment: Environment, dump: string): Promise<void> {
  const script = replacing(dump);
  if (isLocal(environment)) loadFile(pathOf(environment), script);
  else await loadByWrangler(environment, script);
}

function pathOf(environment: "local" | "dev"): string {
  const { path, missing } = localDataOf(environment);
  if (path === null) throw new Error(missing);
  return path;
}

/** Beside a running workerd too: SQLite's own locks keep the two apart. */
function dumpFile(path: string): string {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    db.exec(`PRAGMA busy_timeout = ${BUSY_MS}; BEGIN`);
    return tablesOf(db)
      .flatMap((table) => insertsOf(db, table))
      .join("\n");
  } finally {
    db.close();
  }
}

function tablesOf(db: DatabaseSync): string[] {
  const rows = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
  return rows.map(({ name }) => String(name)).filter((name) => !NOT_OURS.test(name));
}

function insertsOf(db: DatabaseSync, table: string): string[] {
  return db
    .prepare(`SELECT * FROM "${table}"`)
    .all()
    .map((row) => {
      const columns = Object.keys(row).map((name) => `"${name}"`);
      return `INSERT INTO "${table}" (${columns.join(",")}) VALUES (${Object.values(row).map(literal).join(",")});`;
    });
}

function literal(value: SQLOutputValue): string {
  if (value === null) return "NULL";
  if (value instanceof Uint8Array) return `X'${Buffer.from(value).toString("hex")}'`;
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** Memory's own database of these rows, on the tables of this checkout: proves that a dump can be read. */
export function databaseOf(dump: string): DatabaseSync {
  const db = emptyDatabase();
  db.exec(`BEGIN; ${LOOSE}\n${dump}\nCOMMIT`);
  return db;
}

function emptyDatabase(): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  for (const name of migrationNames()) {
    db.exec(readFileSync(join("migrations", name), "utf8").replaceAll("--> statement-breakpoint", ""));
  }
  return db;
}

export function rowCounts(db: DatabaseSync): Record<string, number> {
  const count = (table: string) => Number(db.prepare(`SELECT count(*) AS n FROM "${table}"`).get()?.n ?? 0);
  return Object.fromEntries(tablesOf(db).map((table) => [table, count(table)]));
}

function replacing(dump: string): string {
  const db = emptyDatabase();
  const tables = tablesOf(db);
  db.close();
  return [LOOSE, ...tables.map((table) => `DELETE FROM "${table}";`), dump].join("\n");
}

function loadFile(path: string, script: string): void {
  const db = new DatabaseSync(path);
  try {
    db.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    db.exec(`BEGIN IMMEDIATE;\n${script}\nCOMMIT`);
  } finally {
    db.close();
  }
}

/** The platform answers nobody else while it exports: never during a sale. */
async function dumpByWrangler(environment: string): Promise<string> {
  return inScratch(async (scratch) => {
    const file = join(scratch, "d1.sql");
    await runWrangler(["d1", "export", "DB", "--env", environment, "--remote", "--no-schema", "--output", file]);
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.filter((line) => !line.startsWith("PRAGMA") && !NOT_OURS_ROW.test(line)).join("\n");
  });
}

async function loadByWrangler(environment: string, script: string): Promise<void> {
  await inScratch(async (scratch) => {
    const file = join(scratch, "d1.sql");
    writeFileSync(file, script, { mode: 0o600 });
    await runWrangler(["d1", "execute", "DB", "--env", environment, "--remote", "--yes", "--file", file]);
  });
}
