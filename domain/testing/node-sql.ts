// The second implementation of an object's database: Node's own SQLite in memory, which can be told to crash at the
// k-th statement. A crash ends the open transaction, as the end of a process would.
import { DatabaseSync, type StatementSync } from "node:sqlite";

type Value = string | number | null | Uint8Array;
type Row = Readonly<Record<string, Value>>;

/** The process died here. Whoever catches it must throw the object away and load it again. */
export class Crash extends Error {}

export class NodeSql {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #statements_until_crash = Number.POSITIVE_INFINITY;
  #in_transaction = false;
  statements_run = 0;
  /** Of these the ones that may have changed a row. */
  writes_run = 0;

  constructor(path = ":memory:") {
    this.#db = new DatabaseSync(path);
    this.#db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  }

  /** Another database with all that is in this one: many worlds begin with the same tables, which are dear to make. */
  copy(): NodeSql {
    const copy = new NodeSql();
    copy.#db.deserialize(this.#db.serialize());
    copy.#db.exec("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
    return copy;
  }

  /** 1: before the very next statement. The commit of a transaction counts as a statement. */
  crashAt(k: number): void {
    this.#statements_until_crash = k;
  }

  run(query: string, ...binds: Value[]): void {
    this.#count();
    this.writes_run++;
    this.#statement(query).run(...binds);
  }

  all(query: string, ...binds: Value[]): Row[] {
    this.#count();
    return this.#statement(query).all(...binds) as Row[];
  }

  transaction(work: () => undefined): void {
    this.#count();
    this.#statement("BEGIN").run();
    this.#in_transaction = true;
    try {
      work();
      this.#count();
      this.#statement("COMMIT").run();
    } catch (error) {
      if (this.#in_transaction && this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    } finally {
      this.#in_transaction = false;
    }
    // A crash after the commit and before the caller hears of it: the rows stand, the memory is gone.
    this.#count();
  }

  close(): void {
    this.#db.close();
  }

  #statement(query: string): StatementSync {
    let statement = this.#statements.get(query);
    if (statement === undefined) {
      statement = this.#db.prepare(query);
      this.#statements.set(query, statement);
    }
    return statement;
  }

  #count(): void {
    this.statements_run++;
    if (--this.#statements_until_crash > 0) return;
    this.#statements_until_crash = Number.POSITIVE_INFINITY;
    throw new Crash("crashed between two statements");
  }
}
