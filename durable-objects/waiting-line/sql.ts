// The narrow interface between the line and its database. Two implementations: the object's own storage, and
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
