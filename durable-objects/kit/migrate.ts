// Brings an object's own tables up to date, step by step; each step whole or not at all.
import { complain } from "./complain.ts";

/** A step that ran anywhere is never edited; the next one changes its work. */
export type Steps = readonly (readonly string[])[];

type Tables = {
  run(query: string, ...binds: number[]): void;
  all(query: string): Readonly<Record<string, unknown>>[];
  transaction(work: () => undefined): void;
};

/** Rows that a later version wrote may mean what this one cannot know: it must not touch them (D82). */
export class NewerDatabase extends Error {
  constructor({ done, known }: { readonly done: number; readonly known: number }) {
    super(`the object's database is at step ${done}, this code knows ${known}: a newer version wrote it`);
  }
}

export function migrate(sql: Tables, steps: Steps): void {
  sql.run("CREATE TABLE IF NOT EXISTS migration (step INTEGER PRIMARY KEY)");
  const [row] = sql.all("SELECT max(step) AS done FROM migration");
  const done = Number(row === undefined ? 0 : (Object.values(row)[0] ?? 0));
  if (done > steps.length) {
    const newer = new NewerDatabase({ done, known: steps.length });
    complain("newer_database", newer);
    throw newer;
  }
  for (const [i, statements] of steps.entries()) {
    if (i + 1 <= done) continue;
    sql.transaction(() => {
      for (const statement of statements) sql.run(statement);
      sql.run("INSERT INTO migration (step) VALUES (?)", i + 1);
    });
  }
}
