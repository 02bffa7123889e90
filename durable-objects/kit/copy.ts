// An object's rows as pages that can be kept elsewhere, all as they stood when the first was read however much happens meanwhile,
// and an object made of such pages again: whole, in one transaction, or not at all. What is kept is text that only this file reads.
import * as z from "zod/mini";
import type { Sql, SqlRow, SqlValue } from "./sql.ts";

export type CopiedTable = {
  readonly name: string;
  /** By which its rows are ordered and continued. */
  readonly key: readonly string[];
  /** In this column rows only ever grow: those behind its last value of the first page are of later, and stay out. */
  readonly grows_by?: string;
  /** Rows are written anew all at once: read half before and half after that they would be of no moment. */
  readonly still?: true;
  /** A row that changes comes again behind all others: of two the later counts. */
  readonly comes_again?: true;
};
export type CopyPlan = {
  /**
   * In the order in which they are read, those of a row or two first: with the first page all that is small is of its moment.
   * Left out is what can be made again from the others.
   */
  readonly tables: readonly CopiedTable[];
  /** One row with `mark`, which differs once anything happened. */
  readonly mark: string;
  /** One row with `still`, which differs once `still` tables were written anew; null where there are none. */
  readonly still: string | null;
  /** One row with `traces`: 0 while no fan has left anything here. */
  readonly traces: string;
  /** One row with `strange`, given the object's name: how much says that it happened to another object. */
  readonly strange: string;
  /** One row with `later`: how much happened after the time it is given. */
  readonly later: string;
};

export type CopyPage = {
  readonly steps: number;
  /** The moment the page is of; another than the first page's where the copy has to begin anew. */
  readonly mark: string;
  readonly body: string;
  /** What to ask for the next page with; null behind the last. */
  readonly next: string | null;
};
/** `of`: the restoration that the page belongs to, named by whoever brings it. */
export type BroughtPage = { readonly n: number; readonly of: string; readonly body: string };
/** `name`: of the object that is made. A copy of another is refused: of each line and ledger there is one. */
export type CopyFinish = {
  readonly name: string;
  readonly of: string;
  readonly pages: number;
  readonly steps: number;
  readonly replace: boolean;
};
export type CopyOutcome = "restored" | "copy_unfit" | "object_in_use" | "restoration_overtaken";

/** Three bytes a character at worst: a page is stored in one row, which holds 2 MB. */
const PAGE_CHARS = 400_000;
/** Fewer in tests, where something must happen between any two pages. */
const ROWS_AT_ONCE = 500;

const stored = z.union([z.string(), z.number(), z.null(), z.object({ base64: z.string() })]);
type Stored = z.infer<typeof stored>;
/** Some rows of one table. */
const part = z.object({
  table: z.string(),
  columns: z.array(z.string().check(z.regex(/^[a-z_]+$/))),
  rows: z.array(z.array(stored)),
});
export type CopyPart = z.infer<typeof part>;
const page = z.array(part);
/** What the first page found, carried from page to page: the object itself remembers nothing of a copy. */
const moment = z.object({ mark: z.string(), still: z.string(), upto: z.record(z.string(), z.number()) });
type Moment = z.infer<typeof moment>;
const cursor = z.tuple([z.string(), z.array(z.union([z.string(), z.number()])), moment]);

export const readPage = (body: string): CopyPart[] => z.parse(page, JSON.parse(body));

const one = (sql: Sql, query: string, column: string, ...binds: SqlValue[]): SqlValue =>
  sql.all(query, ...binds)[0]?.[column] ?? null;
const stepsOf = (sql: Sql): number => Number(one(sql, "SELECT max(step) AS step FROM migration", "step"));
export const laterThan = (sql: Sql, plan: CopyPlan, at_ms: number): number =>
  Number(one(sql, plan.later, "later", at_ms));

/** Null for what no page before this one can have said. */
export function copyPage(sql: Sql, plan: CopyPlan, after: string | null, rows_max = ROWS_AT_ONCE): CopyPage | null {
  const from = after === null ? ([plan.tables[0]?.name ?? "", [], momentOf(sql, plan)] as const) : cursorOf(after);
  if (from === null) return null;
  const [first, first_keys, of] = from;
  let at = plan.tables.findIndex(({ name }) => name === first);
  if (at === -1 || (first_keys.length > 0 && first_keys.length !== plan.tables[at]?.key.length)) return null;
  if (plan.tables.some(({ name, grows_by }) => grows_by !== undefined && of.upto[name] === undefined)) return null;
  const parts: CopyPart[] = [];
  let chars_left = PAGE_CHARS;
  let keys: readonly SqlValue[] = first_keys;
  let next: string | null = null;
  let { mark } = of;
  for (let table = plan.tables[at]; table !== undefined; table = plan.tables[++at]) {
    if (table.still === true && stillOf(sql, plan) !== of.still) mark = MOVED;
    const upto = of.upto[table.name] ?? null;
    const { rows, chars, more } = rowsFrom(sql, table, { after: keys, upto, chars_max: chars_left, rows_max });
    if (rows.length > 0) parts.push(partOf(table, rows));
    chars_left -= chars;
    keys = [];
    if (!more) continue;
    const last = rows.at(-1);
    next = JSON.stringify([table.name, last === undefined ? [] : table.key.map((name) => last[name]), of]);
    break;
  }
  return { steps: stepsOf(sql), mark, body: JSON.stringify(parts), next };
}

/** No moment's. */
const MOVED = "moved";
const stillOf = (sql: Sql, { still }: CopyPlan): string => (still === null ? "" : String(one(sql, still, "still")));

function momentOf(sql: Sql, plan: CopyPlan): Moment {
  const growing = plan.tables.flatMap(({ name, grows_by }) => (grows_by === undefined ? [] : [{ name, grows_by }]));
  const last = ({ name, grows_by }: (typeof growing)[number]) =>
    Number(one(sql, `SELECT coalesce(max(${grows_by}), -1) AS last FROM ${name}`, "last"));
  return {
    mark: String(one(sql, plan.mark, "mark")),
    still: stillOf(sql, plan),
    upto: Object.fromEntries(growing.map((table) => [table.name, last(table)])),
  };
}

function partOf({ name }: CopiedTable, rows: readonly SqlRow[]): CopyPart {
  const columns = Object.keys(rows[0] ?? {});
  return { table: name, columns, rows: rows.map((row) => columns.map((column) => toStored(row[column]))) };
}

function cursorOf(text: string): z.infer<typeof cursor> | null {
  try {
    return z.parse(cursor, JSON.parse(text));
  } catch {
    return null;
  }
}

type Room = {
  readonly after: readonly SqlValue[];
  readonly upto: number | null;
  readonly chars_max: number;
  readonly rows_max: number;
};

/** As many as there is room for; one in an empty page, however large. */
function rowsFrom(sql: Sql, { name, key, grows_by }: CopiedTable, { after, upto, chars_max, rows_max }: Room) {
  const keys = key.join(", ");
  const behind = after.length === 0 ? [] : [`(${keys}) > (${key.map(() => "?").join(", ")})`];
  const before = grows_by === undefined ? [] : [`${grows_by} <= ?`];
  const where = [...behind, ...before, "true"].join(" AND ");
  const binds = grows_by === undefined ? after : [...after, upto];
  const found = sql.all(`SELECT * FROM ${name} WHERE ${where} ORDER BY ${keys} LIMIT ${rows_max}`, ...binds);
  const rows: SqlRow[] = [];
  let chars = 0;
  for (const row of found) {
    const own = charsOf(row);
    if (chars + own > chars_max && (rows.length > 0 || chars_max < PAGE_CHARS)) break;
    chars += own;
    rows.push(row);
  }
  return { rows, chars, more: rows.length < found.length || found.length === rows_max };
}

const charsOf = (row: SqlRow): number =>
  Object.values(row).reduce<number>((sum, value) => {
    if (typeof value === "string") return sum + value.length + 4;
    return sum + (value instanceof Uint8Array ? Math.ceil(value.length / 3) * 4 : 20);
  }, 0);

/** Pieces of a mebibyte: one call with all bytes as its arguments would be too many. */
const BYTES_AT_ONCE = 8_192;

function toStored(value: SqlValue | undefined): Stored {
  if (!(value instanceof Uint8Array)) return value ?? null;
  let binary = "";
  for (let at = 0; at < value.length; at += BYTES_AT_ONCE) {
    binary += String.fromCharCode(...value.subarray(at, at + BYTES_AT_ONCE));
  }
  return { base64: btoa(binary) };
}

function fromStored(value: Stored): SqlValue {
  if (value === null || typeof value !== "object") return value;
  try {
    return Uint8Array.from(atob(value.base64), (char) => char.charCodeAt(0));
  } catch {
    throw new UnfitPage("base64");
  }
}

/**
 * A page waits beside the object's own tables until all are there. Page 0 begins a restoration; whoever else had begun one has to
 * begin again, so that nobody ever finishes what another brought. False where another has begun meanwhile.
 */
export function takePage(sql: Sql, { n, of, body }: BroughtPage): boolean {
  sql.run(ARRIVING);
  if (n === 0) sql.run("DELETE FROM arriving_page");
  else if (!isArriving(sql, of)) return false;
  sql.run("INSERT OR REPLACE INTO arriving_page (n, restoration, body) VALUES (?, ?, ?)", n, of, body);
  return true;
}

const ARRIVING =
  "CREATE TABLE IF NOT EXISTS arriving_page (n INTEGER PRIMARY KEY, restoration TEXT NOT NULL, body TEXT NOT NULL)";
const isArriving = (sql: Sql, of: string): boolean =>
  one(sql, "SELECT restoration FROM arriving_page WHERE n = 0", "restoration") === of;

/** What can be said without reading the pages; null where nothing speaks against them. */
export function finishRefusal(
  sql: Sql,
  plan: CopyPlan,
  { of, pages, steps, replace }: Omit<CopyFinish, "name">,
): CopyOutcome | null {
  sql.run(ARRIVING);
  if (Number(one(sql, "SELECT count(*) AS others FROM arriving_page WHERE restoration != ?", "others", of)) > 0)
    return "restoration_overtaken";
  const count = Number(one(sql, "SELECT count(*) AS pages FROM arriving_page WHERE n < ?", "pages", pages));
  if (pages < 1 || count !== pages || steps !== stepsOf(sql)) return "copy_unfit";
  return !replace && Number(one(sql, plan.traces, "traces")) > 0 ? "object_in_use" : null;
}

export function finishCopy(sql: Sql, plan: CopyPlan, finish: CopyFinish): CopyOutcome {
  const refusal = finishRefusal(sql, plan, finish);
  if (refusal !== null) return refusal;
  const { name, pages } = finish;
  try {
    sql.transaction(() => {
      for (const table of plan.tables) sql.run(`DELETE FROM ${table.name}`);
      for (let n = 0; n < pages; n++)
        writePage(sql, plan, String(one(sql, "SELECT body FROM arriving_page WHERE n = ?", "body", n)));
      if (Number(one(sql, plan.strange, "strange", name)) > 0) throw new UnfitPage("of another object");
      sql.run("DROP TABLE arriving_page");
    });
    return "restored";
  } catch (error) {
    if (error instanceof UnfitPage) return "copy_unfit";
    throw error;
  }
}

class UnfitPage extends Error {}

function writePage(sql: Sql, plan: CopyPlan, body: string): void {
  for (const { table, columns, rows } of partsIn(body)) {
    const of = plan.tables.find(({ name }) => name === table);
    if (of === undefined) throw new UnfitPage(table);
    if (rows.some((row) => row.length !== columns.length)) throw new UnfitPage(table);
    const known = new Set(sql.all("SELECT name FROM pragma_table_info(?)", table).map(({ name }) => name));
    if (columns.length === 0 || columns.some((column) => !known.has(column))) throw new UnfitPage(table);
    const insert = of.comes_again === true ? "INSERT OR REPLACE" : "INSERT";
    const query = `${insert} INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;
    for (const row of rows) writeRow(sql, query, row.map(fromStored));
  }
}

/** A row that is there twice, or lacks what its table demands, is the page's fault; everything else is the database's. */
function writeRow(sql: Sql, query: string, values: readonly SqlValue[]): void {
  try {
    sql.run(query, ...values);
  } catch (error) {
    if (error instanceof Error && /constraint/i.test(error.message)) throw new UnfitPage(error.message);
    throw error;
  }
}

function partsIn(body: string): CopyPart[] {
  try {
    return readPage(body);
  } catch {
    throw new UnfitPage("unreadable");
  }
}
