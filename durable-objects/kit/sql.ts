// The narrow interface between an object's rules and its database. Two implementations: the object's own storage, and
// Node's SQLite in the tests, where a crash can be had between any two statements.
export type SqlValue = string | number | null | Uint8Array;
export type SqlRow = Readonly<Record<string, SqlValue>>;

export type Sql = {
  run(query: string, ...binds: SqlValue[]): void;
  all(query: string, ...binds: SqlValue[]): SqlRow[];
  /** All or nothing. Synchronous: an `await` inside would let other work in between. */
  transaction(work: () => undefined): void;
};

type StoredValue = string | number | null | ArrayBuffer;

/** What is used of an object's storage, named here so that this file needs no platform types. */
type ObjectStorage = {
  readonly sql: { exec(query: string, ...binds: StoredValue[]): { toArray(): Record<string, StoredValue>[] } };
  transactionSync(work: () => undefined): unknown;
};

const toStored = (value: SqlValue): StoredValue => (value instanceof Uint8Array ? value.slice().buffer : value);
const fromStored = (value: StoredValue): SqlValue => (value instanceof ArrayBuffer ? new Uint8Array(value) : value);
const hasBlob = (row: Record<string, StoredValue>): boolean =>
  Object.values(row).some((value) => value instanceof ArrayBuffer);

export const objectSql = (storage: ObjectStorage): Sql => ({
  run(query, ...binds) {
    storage.sql.exec(query, ...binds.map(toStored));
  },
  all(query, ...binds) {
    const rows = storage.sql.exec(query, ...binds.map(toStored)).toArray();
    // Rows of text and numbers, which are nearly all, are handed on as they are.
    if (!rows.some(hasBlob)) return rows as SqlRow[];
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, fromStored(value)])));
  },
  transaction(work) {
    storage.transactionSync(work);
  },
});

/** A database that can be taken from under an instance whose memory no longer says what the rows say. */
export type EndingSql = Sql & {
  /** From here on nothing is read or written: what is still under way fails, and is asked again of the next instance. */
  end(why: string): void;
};

export function endingSql(sql: Sql): EndingSql {
  let ended: string | null = null;
  const open = (): Sql => {
    if (ended !== null) throw new Error(`this instance is over: ${ended}`);
    return sql;
  };
  return {
    run: (query, ...binds) => open().run(query, ...binds),
    all: (query, ...binds) => open().all(query, ...binds),
    transaction: (work) => open().transaction(work),
    end(why) {
      ended = why;
    },
  };
}

export const numberOf = (row: SqlRow | undefined, column: string): number => {
  const value = row?.[column];
  return typeof value === "number" ? value : 0;
};
export const textOf = (row: SqlRow | undefined, column: string): string => {
  const value = row?.[column];
  return typeof value === "string" ? value : "";
};
export const bytesOf = (row: SqlRow | undefined, column: string): Uint8Array => {
  const value = row?.[column];
  return value instanceof Uint8Array ? value : new Uint8Array();
};

/** Bytes that were laid down in pieces, in the order of the rows; they begin their own buffer. */
export function bytesOfAll(rows: readonly SqlRow[], column: string): Uint8Array<ArrayBuffer> {
  const pieces = rows.map((row) => bytesOf(row, column));
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Text of one row or one bound value: three bytes a character at worst, below the platform's 2 MB for either. */
export const PIECE_CHARS = 500_000;

export type JsonList = { readonly text: string /** Index of its first element among all. */; readonly from: number };

/** Texts of JSON as lists, none longer than a row or a bound value may be; none for an empty list. */
export function jsonLists(texts: readonly string[]): JsonList[] {
  const lists: JsonList[] = [];
  let from = 0;
  let chars = 0;
  for (const [i, text] of texts.entries()) {
    if (chars + text.length > PIECE_CHARS && i > from) {
      lists.push({ text: `[${texts.slice(from, i).join(",")}]`, from });
      from = i;
      chars = 0;
    }
    chars += text.length + 1;
  }
  if (from < texts.length) lists.push({ text: `[${texts.slice(from).join(",")}]`, from });
  return lists;
}

/** One statement for a whole batch, or as few as the limit of a bound value allows. The list is the statement's only bind. */
export function runInBulk(sql: Pick<Sql, "run">, query: string, rows: readonly unknown[]): void {
  for (const { text } of jsonLists(rows.map((row) => JSON.stringify(row)))) sql.run(query, text);
}

/** The same for values that are numbered one after another: the first bind is the number of the list's first value. */
export function runNumbered(
  sql: Pick<Sql, "run">,
  query: string,
  { first, values }: { readonly first: number; readonly values: readonly string[] },
): void {
  if (values.length === 0) return;
  // Nearly every batch fits: written at once it costs a third of writing each value alone.
  const whole = JSON.stringify(values);
  if (whole.length <= PIECE_CHARS) sql.run(query, first, whole);
  else {
    const lists = jsonLists(values.map((value) => JSON.stringify(value)));
    for (const { text, from } of lists) sql.run(query, first + from, text);
  }
}
