// How many rows an object has, whatever its tables are; the note of its migrations is nobody's.
import { runInDurableObject } from "cloudflare:test";

export const rowsLeft = (stub: DurableObjectStub): Promise<number> =>
  runInDurableObject(stub, (_, { storage: { sql } }) =>
    sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'migration' AND name NOT LIKE '\\_%' ESCAPE '\\'",
      )
      .toArray()
      .reduce((sum, { name }) => sum + Number(sql.exec(`SELECT count(*) AS rows FROM ${name}`).one().rows), 0),
  );
