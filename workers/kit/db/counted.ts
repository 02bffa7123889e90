// How often a request asked D1: the number is told in the log and in the answer's `server-timing`, and a test walks the road
// of a crowd and holds it to nought.
export type StatementCount = { statements: number };

/** The same database; every statement that is made of it counts. */
export function countedDatabase(db: D1Database, count: StatementCount): D1Database {
  return new Proxy(db, {
    get(target, name) {
      if (name === "prepare") {
        return (query: string) => {
          count.statements++;
          return target.prepare(query);
        };
      }
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
