// A second implementation of D1, for tests of statements in plain node: Node's own SQLite in memory, migrated as a
// deployment is. It takes what D1 takes, and refuses more bound values than D1 does.
import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { drizzle } from "drizzle-orm/d1";
import type { Database } from "../db/database.ts";

const MIGRATIONS = new URL("../../../migrations/", import.meta.url);
/** D1's own limit. */
const BINDS_MAX = 100;
type Value = string | number | null | Uint8Array;

class Statement {
  readonly db: DatabaseSync;
  readonly query: string;
  readonly values: readonly Value[];

  constructor(db: DatabaseSync, query: string, values: readonly Value[] = []) {
    this.db = db;
    this.query = query;
    this.values = values;
    if (values.length > BINDS_MAX) throw new Error(`D1_ERROR: too many SQL variables: ${values.length}`);
  }

  bind(...values: Value[]): Statement {
    return new Statement(this.db, this.query, values);
  }

  now() {
    const results = this.db.prepare(this.query).all(...this.values);
    return { results, success: true, meta: {} };
  }

  async all() {
    return this.now();
  }

  async run() {
    return this.now();
  }

  async raw() {
    const statement = this.db.prepare(this.query);
    statement.setReturnArrays(true);
    return statement.all(...this.values);
  }
}

class NodeD1 {
  readonly #db = new DatabaseSync(":memory:");

  constructor() {
    const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith(".sql"));
    for (const name of files.sort()) this.#db.exec(readFileSync(new URL(name, MIGRATIONS), "utf8"));
  }

  prepare(query: string): Statement {
    return new Statement(this.#db, query);
  }

  /** All or nothing, as on D1. */
  async batch(statements: readonly Statement[]) {
    this.#db.exec("BEGIN");
    try {
      const answers = statements.map((statement) => statement.now());
      this.#db.exec("COMMIT");
      return answers;
    } catch (error) {
      this.#db.exec("ROLLBACK");
      throw error;
    }
  }
}

/** The raw binding, for what makes its own handle of `env.DB`. */
export const nodeD1 = (): D1Database => new NodeD1() as unknown as D1Database;

export const nodeDatabase = (d1: D1Database = nodeD1()): Database => drizzle(d1);
