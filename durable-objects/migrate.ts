// Brings an object's own tables up to date, step by step; each step whole or not at all.

/** A step that ran anywhere is never edited; the next one changes its work. */
export type Steps = readonly (readonly string[])[];

type Tables = {
  run(query: string, ...binds: number[]): void;
  all(query: string): Readonly<Record<string, unknown>>[];
  transaction(work: () => undefined): void;
};

export function migrate(sql: Tables, steps: Steps): void {
  sql.run("CREATE TABLE IF NOT EXISTS migration (step INTEGER PRIMARY KEY)");
  const done = Number(sql.all("SELECT max(step) AS done FROM migration")[0]?.["done"] ?? 0);
  for (const [i, statements] of steps.entries()) {
    if (i + 1 <= done) continue;
    sql.transaction(() => {
      for (const statement of statements) sql.run(statement);
      sql.run("INSERT INTO migration (step) VALUES (?)", i + 1);
    });
  }
}
