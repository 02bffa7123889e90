// A database with an object's tables and nothing in them.
import { NodeSql } from "../../../domain/testing/node-sql.ts";
import { migrate, type Steps } from "../migrate.ts";

const made = new Map<Steps, NodeSql>();

/** The steps run once; after that the tables are copied. */
export function emptyDatabase(steps: Steps): NodeSql {
  const first = made.get(steps) ?? new NodeSql();
  if (!made.has(steps)) {
    migrate(first, steps);
    made.set(steps, first);
  }
  return first.copy();
}
