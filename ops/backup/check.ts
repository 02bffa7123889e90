// Proves that a backup can be read back, without an instance: every file is what was written, the rows make a database, each
// log holds by its signatures and is the one that its line's rows have, each journal played again comes to what its ledger counted.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";
import * as z from "zod/mini";
import { ledgerEvent } from "../../domain/seat-ledger/events.ts";
import { compileMap, type SeatMap } from "../../domain/seat-ledger/seat-map.ts";
import { counts } from "../../domain/seat-ledger/status.ts";
import { SaleReplay } from "../../domain/verify-sale/replay.ts";
import { type CopyPart, readPage } from "../../durable-objects/kit/copy.ts";
import type { Layout } from "../../schema/layout.ts";
import { checkLine } from "../verify/line.ts";
import { openSource } from "../verify/sources.ts";
import { databaseOf, migrationNames, rowCounts } from "./database.ts";
import { type BackupFolder, type CopiedObject, hashOf, type Manifest } from "./folder.ts";

export const DATABASE_FILE = "d1.sql";
export const logFileOf = (show_id: string): string => `logs/${show_id}.json`;

export const bodiesOf = (folder: BackupFolder, { file }: CopiedObject): string[] =>
  folder
    .read(file)
    .split("\n")
    .filter((line) => line !== "");

/** What is wrong, in words; none where it can be restored. `done` is told as it goes. */
export async function faultsOf(
  folder: BackupFolder,
  manifest: Manifest,
  done: (count: number, of: number) => void,
): Promise<string[]> {
  const of = manifest.objects.length + manifest.logs.length + 2;
  let count = 0;
  const step = () => done(++count, of);
  const faults = changedFiles(folder, manifest);
  step();
  const { db, wrong } = databaseFaults(folder, manifest);
  faults.push(...wrong);
  step();
  for (const object of manifest.objects) {
    faults.push(...objectFaults(folder, object, db));
    step();
  }
  for (const { show_id, file } of manifest.logs) {
    faults.push(...(await logFaults(folder, show_id, file)));
    step();
  }
  db?.close();
  return faults;
}

const changedFiles = (folder: BackupFolder, { hashes }: Manifest): string[] =>
  Object.entries(hashes).flatMap(([file, hash]) => (hashOf(folder.read(file)) === hash ? [] : [`${file} was changed`]));

function databaseFaults(folder: BackupFolder, manifest: Manifest): { db: DatabaseSync | null; wrong: string[] } {
  if (manifest.rows === null) return { db: null, wrong: [] };
  if (manifest.migrations.join() !== migrationNames().join()) {
    return { db: null, wrong: ["the database is of another version: check out the one that made the backup"] };
  }
  try {
    const db = databaseOf(folder.read(DATABASE_FILE));
    const found = rowCounts(db);
    const wrong = Object.entries(manifest.rows).flatMap(([table, rows]) =>
      found[table] === rows ? [] : [`${table} has ${found[table] ?? 0} rows, not ${rows}`],
    );
    return { db, wrong };
  } catch (error) {
    return {
      db: null,
      wrong: [`${DATABASE_FILE} makes no database: ${error instanceof Error ? error.message : error}`],
    };
  }
}

function objectFaults(folder: BackupFolder, object: CopiedObject, db: DatabaseSync | null): string[] {
  const bodies = bodiesOf(folder, object);
  if (bodies.length !== object.pages) return [`${object.file} has ${bodies.length} pages, not ${object.pages}`];
  try {
    const parts = bodies.flatMap(readPage);
    return object.kind === "ledger" ? replayFaults(object, parts, db) : lineFaults(folder, object, parts);
  } catch (error) {
    return [`${object.file} cannot be read: ${error instanceof Error ? error.message.slice(0, 200) : error}`];
  }
}

const columnOf = (parts: readonly CopyPart[], table: string, column: string): unknown[] =>
  parts
    .filter((part) => part.table === table)
    .flatMap(({ columns, rows }) => rows.map((row) => row[columns.indexOf(column)]));

/** The public log was read after the rows: theirs is where it was then. */
function lineFaults(folder: BackupFolder, { file, show_id }: CopiedObject, parts: readonly CopyPart[]): string[] {
  const rows = columnOf(parts, "log", "entry").map((text) => z.parse(logged, JSON.parse(String(text))));
  const { items } = z.parse(publicLog, JSON.parse(folder.read(logFileOf(show_id))));
  const other = rows.find(({ seq, hash }, i) => items[i]?.seq !== seq || items[i]?.hash !== hash);
  return other === undefined ? [] : [`${file}: entry ${other.seq} is another than the public log's`];
}

const logged = z.object({ seq: z.int(), hash: z.string() });
const publicLog = z.object({ items: z.array(logged) });

type Maps = Map<string, SeatMap>;

function replayFaults(
  { file, counts: said }: CopiedObject,
  parts: readonly CopyPart[],
  db: DatabaseSync | null,
): string[] {
  const maps: Maps = ownMap(parts);
  const replay = new SaleReplay(maps);
  const seqs = columnOf(parts, "journal", "seq");
  for (const [i, body] of columnOf(parts, "journal", "body").entries()) {
    const event = z.parse(ledgerEvent, JSON.parse(String(body)));
    if (event.kind === "published") addMap(maps, event.layout_version, db);
    // The layouts of before the last one are the database's alone.
    if (event.kind === "published" && db === null && !maps.has(event.layout_version)) return [];
    if (!replay.feed({ seq: Number(seqs[i]), event })) break;
  }
  const wrong = replay.differences.map(({ code, subject }) => `${file}: ${code} ${subject}`);
  if (replay.state === null || said === null) return wrong;
  const found = { seq: replay.seq, ...counts(replay.state) };
  const keys = ["seq", "available", "held", "sold", "blocked"] as const;
  const differ = keys.filter((key) => found[key] !== said[key]);
  return [...wrong, ...differ.map((key) => `${file}: ${key} is ${found[key]}, the ledger said ${said[key]}`)];
}

/** The layout that the ledger stands on: it may be newer than the database's copy. */
function ownMap(parts: readonly CopyPart[]): Maps {
  const text = columnOf(parts, "layout", "body").join("");
  if (text === "") return new Map();
  // The ledger's own rows, filled from a parsed layout.
  const map = compileMap(JSON.parse(text) as Layout);
  return new Map([[map.layout_version, map]]);
}

function addMap(maps: Maps, version: string, db: DatabaseSync | null): void {
  if (db === null || maps.has(version)) return;
  const row = db.prepare("SELECT body_gzip FROM layouts WHERE layout_version = ?").get(version);
  if (!(row?.body_gzip instanceof Uint8Array)) return;
  // Our own rows, filled from a parsed layout: its shape was proven when it was published.
  maps.set(version, compileMap(JSON.parse(gunzipSync(row.body_gzip).toString()) as Layout));
}

async function logFaults(folder: BackupFolder, show_id: string, file: string): Promise<string[]> {
  const path = join(folder.path, file);
  // A line that nobody joined and nothing happened in has no log yet.
  if (readFileSync(path, "utf8").trim() === "") return [];
  const { source } = openSource({ from: path, show_id });
  const { sound } = await checkLine({ show_id, source, receipt_files: [], save_to: null });
  return sound ? [] : [`${file} does not hold: npm run verify -- line ${path}`];
}
