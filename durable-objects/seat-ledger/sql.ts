// The narrow interface between the ledger and its database: the object's own storage, and Node's SQLite in the tests,
// where a crash can be had between any two statements.
type SqlValue = string | number | null;
export type SqlRow = Readonly<Record<string, unknown>>;

export type Sql = {
  run(query: string, ...binds: SqlValue[]): void;
  all(query: string, ...binds: SqlValue[]): SqlRow[];
  /** All or nothing. Synchronous: an `await` inside would let other work in between. */
  transaction(work: () => undefined): void;
};

export const numberOf = (row: SqlRow | undefined, column: string): number => {
  const value = row?.[column];
  return typeof value === "number" ? value : 0;
};
export const textOf = (row: SqlRow | undefined, column: string): string => {
  const value = row?.[column];
  return typeof value === "string" ? value : "";
};
