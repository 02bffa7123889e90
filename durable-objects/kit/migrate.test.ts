// D82: an object's tables go forward step by step, and code never opens what a newer version wrote.
import { expect, it, vi } from "vitest";
import { Crash, NodeSql } from "../../domain/testing/node-sql.ts";
import { migrate, NewerDatabase, type Steps } from "./migrate.ts";

const STEPS: Steps = [["CREATE TABLE a (n INTEGER)"], ["CREATE TABLE b (n INTEGER)", "INSERT INTO b VALUES (1)"]];

it("D82: a database that a newer version wrote is refused, one of the same version or an older one is not", () => {
  const sql = new NodeSql();
  migrate(sql, STEPS.slice(0, 1));
  migrate(sql, STEPS);
  migrate(sql, STEPS);
  expect(sql.all("SELECT n FROM b")).toHaveLength(1);
  const lines = vi.spyOn(console, "error").mockReturnValue();
  expect(() => migrate(sql, STEPS.slice(0, 1))).toThrow(NewerDatabase);
  expect(lines.mock.calls.map(([line]) => JSON.parse(line))).toMatchObject([
    { level: "error", event: "newer_database" },
  ]);
  lines.mockRestore();
});

it("D82: a step is whole or not at all, wherever the process dies", () => {
  for (let k = 1; k < 12; k++) {
    const sql = new NodeSql();
    sql.crashAt(k);
    try {
      migrate(sql, STEPS);
    } catch (error) {
      expect(error).toBeInstanceOf(Crash);
    }
    sql.crashAt(Number.POSITIVE_INFINITY);
    migrate(sql, STEPS);
    expect(sql.all("SELECT n FROM b")).toHaveLength(1);
  }
});
