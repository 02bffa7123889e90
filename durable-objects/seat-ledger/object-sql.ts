// The object's own storage as the ledger's database.
import type { Sql } from "./sql.ts";

export const objectSql = (storage: DurableObjectStorage): Sql => ({
  run(query, ...binds) {
    storage.sql.exec(query, ...binds);
  },
  all: (query, ...binds) => storage.sql.exec(query, ...binds).toArray(),
  transaction(work) {
    storage.transactionSync(work);
  },
});
